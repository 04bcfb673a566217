import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import CORVID, LANE, LEADS, ontology, write

from kg.model import Extraction, Resolution, content_id
from kg.ontology import ID_BASE, KnownName
from kg.resolve import resolve


def names(resolution: Resolution) -> dict[str, str]:
    return {entity.iri.removeprefix(ID_BASE): entity.name for entity in resolution.entities}


def resolved(*extractions: Extraction) -> Resolution:
    return resolve(extractions, ontology())


def about(key: str, *things: str, published: str | None = None, **page) -> Extraction:
    return write(key, published=published, about=things, **page)


def test_one_name_in_two_articles_is_one_entity_whatever_its_case_legal_form_and_accents():
    resolution = resolved(
        about("1", "Corvid Labs: Company"), about("2", "CORVID LABS, Inc.: Company"), about("3", "Córvid Labs: Company")
    )
    assert list(names(resolution)) == ["corvid-labs"]
    assert resolution.entities[0].aliases == ("CORVID LABS, Inc.", "Corvid Labs", "Córvid Labs")


def test_a_similar_name_is_another_entity():
    assert list(names(resolved(about("1", "Corvid Labs: Company"), about("2", "Corvid Lab: Company")))) == [
        "corvid-lab",
        "corvid-labs",
    ]


def test_one_name_of_incompatible_types_is_two_entities():
    resolution = resolved(about("1", "Corvid: Place", published="2020-01-01"), about("2", CORVID, published="2021-01-01"))
    suffix = content_id("https://news.example/2", length=6)
    assert {entity.iri: entity.types for entity in resolution.entities} == {
        ID_BASE + "corvid": ("Place",),
        f"{ID_BASE}corvid-{suffix}": ("Company",),
    }


def test_the_earliest_article_gives_the_bare_slug_whatever_comes_first():
    later, earlier = about("1", CORVID, published="2021-01-01"), about("2", "Corvid: Place", published="2020-01-01")
    assert resolved(later, earlier) == resolved(earlier, later)
    assert resolved(later, earlier).iri_of["https://news.example/2", "e1"] == ID_BASE + "corvid"


def test_things_of_one_name_in_one_article_get_iris_of_their_own():
    extraction = about("1", CORVID)
    company = extraction.clusters[0]
    others = (replace(company, id="e2", types=("Place",)), replace(company, id="e3", types=("Law",)))
    iris = set(resolved(replace(extraction, clusters=(company, *others))).iri_of.values())
    assert len(iris) == 3
    assert ID_BASE + "corvid" in iris


def test_a_company_and_its_product_of_one_name_are_one_entity_with_two_types():
    resolution = resolved(about("1", CORVID), about("2", "Corvid: Product"), about("3", CORVID))
    assert [entity.types for entity in resolution.entities] == [("Company", "Product")]


def test_two_kinds_of_organisation_are_a_slip_unless_one_article_says_both():
    slip = resolved(about("1", CORVID), about("2", CORVID), about("3", "Corvid: GovernmentAgency"))
    both = resolved(about("1", CORVID), about("2", CORVID), about("3", "Corvid: MediaOutlet, Company"))
    assert slip.entities[0].types == ("Company",)
    assert both.entities[0].types == ("Company", "MediaOutlet")


def test_an_entity_has_two_types_at_most():
    resolution = resolved(about("1", "Corvid: Company, Product"), about("2", "Corvid: Product, CreativeWork"), about("3", CORVID))
    assert [entity.types for entity in resolution.entities] == [("Company", "Product")]


def test_a_topic_is_one_thing_with_topics_alone():
    resolution = resolved(about("1", "Robotics: Topic"), about("2", "robotics: Topic"), about("3", "Robotics: Company"))
    assert sorted(entity.types for entity in resolution.entities) == [("Company",), ("Topic",)]


def test_a_surname_alone_stays_apart_in_each_article():
    resolution = resolved(about("1", "Lane: Person"), about("2", "Lane: Person"), about("3", LANE))
    assert len(resolution.entities) == 3


def test_a_known_alias_is_the_known_name_even_a_surname_alone():
    lane = KnownName(
        ID_BASE + "ada-m-lane", "Ada M. Lane", ("Lane", "Ada Lane"), ("Person",), ("https://other.example/lane",), "test"
    )
    knowing = replace(ontology(), known=(lane,))
    resolution = resolve(
        [about("1", "Lane: Person"), about("2", LANE), about("3", "Lane: Company"), about("4", "Bo Lane: Person")], knowing
    )
    assert names(resolution) == {"ada-m-lane": "Ada M. Lane", "bo-lane": "Bo Lane", "lane": "Lane"}
    (entity,) = (entity for entity in resolution.entities if entity.iri == lane.iri)
    assert entity.same_as == lane.same_as
    assert entity.aliases == ("Ada Lane", "Ada M. Lane", "Lane")


def test_a_known_name_of_another_kind_is_another_thing():
    company = next(one for one in ontology().known if one.types == ("Company",) and one.iri.startswith(ID_BASE))
    resolution = resolved(about("1", f"{company.name}: Law"))
    assert resolution.entities[0].iri.startswith(company.iri + "-")


def test_bylines_and_publisher_are_references():
    page = {"bylines": ("Jo Poe", "Ada Lane"), "publisher": "The Corvid Times"}
    resolution = resolved(write("1", LEADS, **page))
    key = "https://news.example/1"
    assert resolution.iri_of[key, "byline:0"] == ID_BASE + "jo-poe"
    assert resolution.iri_of[key, "byline:1"] == resolution.iri_of[key, "e1"]
    assert resolution.iri_of[key, "publisher"] == ID_BASE + "corvid-times"
    assert {entity.name: entity.types for entity in resolution.entities}["The Corvid Times"] == ("MediaOutlet",)


def test_a_byline_that_is_the_outlet_is_the_outlet():
    resolution = resolved(write("1", bylines=("Corvid Times",), publisher="The Corvid Times"))
    assert [entity.types for entity in resolution.entities] == [("MediaOutlet",)]


@pytest.mark.parametrize("name", ["st 0123456789abcdef", "Ev-0123456789abcdef", "agent 0123456789abcdef"])
def test_no_entity_takes_the_iri_of_a_statement_or_of_evidence(name):
    (entity,) = resolved(about("1", f"{name}: Company")).entities
    assert not entity.iri.endswith("0123456789abcdef")


NAMES = ["Corvid", "corvid", "Corvid Inc.", "Ada Lane", "Lane", "Ada Lane Labs", "The Corvid", "Robotics"]
TYPES = ["Person", "Company", "Product", "Company, Product", "Place", "Topic", "MediaOutlet", "CreativeWork, Product"]
articles = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(TYPES)), max_size=4, unique_by=lambda pair: pair[0]),
        st.sampled_from([None, "2020-01-01", "2021-05-05"]),
    ),
    min_size=1,
    max_size=5,
)


@settings(deadline=None, max_examples=40)
@given(articles, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing_and_every_reference_has_an_entity(spec, rng: random.Random):
    extractions = [
        about(str(n), *(f"{name}: {kinds}" for name, kinds in things), published=published)
        for n, (things, published) in enumerate(spec)
    ]
    first = resolved(*extractions)
    rng.shuffle(extractions)
    assert resolved(*extractions) == first
    iris = [entity.iri for entity in first.entities]
    assert len(set(iris)) == len(iris)
    assert iris == sorted(iris)
    assert set(first.iri_of.values()) == set(iris)
    assert set(first.iri_of) == {(e.article.key, c.id) for e in extractions for c in e.clusters}
    assert all(1 <= len(entity.types) <= 2 and entity.name in entity.aliases for entity in first.entities)
