import pytest
from newsroom import CORVID, LANE, LEADS, said, store_of, with_status, write

from kg.errors import QueryError
from kg.graph.describe import describe, find_entity
from kg.ontology import ID_BASE

PAGE = {"title": "Chips", "bylines": ("Jo Poe",), "publisher": "Corvid Times", "published": "2024-05-16"}


def test_an_entity_is_described_with_names_types_and_facts():
    works = said("Bo Finch of Corvid likes Breeze.", "Bo Finch: Person", "worksFor", CORVID)
    makes = said("Corvid makes Breeze.", CORVID, "develops", "Breeze: Product")
    store = store_of(
        write("1", LEADS, works, with_status(makes, "planned"), **PAGE), write("2", about=("Corvid, Inc.: Company, Product",))
    )
    description = describe(store, "CORVID")
    assert (description.iri, description.name, description.types) == (ID_BASE + "corvid", "Corvid, Inc.", ("Company", "Product"))
    assert description.aliases == ("Corvid",)
    assert [(fact.subject, fact.statement.relation, fact.object, fact.statement.status) for fact in description.facts] == [
        ("Corvid, Inc.", "develops", "Breeze", "planned"),
        ("Ada Lane", "ceoOf", "Corvid, Inc.", "current"),
        ("Bo Finch", "worksFor", "Corvid, Inc.", "current"),
    ]
    source = description.facts[1].statement.evidence[0].source
    assert (source.headline, source.outlet, source.date, source.bylines) == ("Chips", "Corvid Times", "2024-05-16", ("Jo Poe",))
    assert (source.iri, source.url) == ("https://news.example/1", "https://news.example/1")


@pytest.mark.parametrize(
    "name", ["Ada Lane", "ada lane", " ADA LANE ", "id:ada-lane", ID_BASE + "ada-lane", f"<{ID_BASE}ada-lane>", "Ada-Lane"]
)
def test_an_entity_is_found_by_name_or_iri(name):
    assert find_entity(store_of(write("1", LEADS)), name) == ID_BASE + "ada-lane"


def test_a_main_name_goes_before_an_alias():
    extraction = write("1", about=("Corvid: Company", "Zephyr: Company"))
    from dataclasses import replace

    aliased = replace(extraction, clusters=(extraction.clusters[0], replace(extraction.clusters[1], aliases=("Corvid", "Wind"))))
    assert find_entity(store_of(aliased), "corvid") == ID_BASE + "corvid"
    assert find_entity(store_of(aliased), "wind") == ID_BASE + "zephyr"


def test_a_name_of_several_things_asks_which():
    with pytest.raises(QueryError, match=r'"Lane": names 2 things; say which: id:lane, id:lane-[0-9a-f]{6}'):
        find_entity(store_of(write("1", about=("Lane: Person",)), write("2", about=("Lane: Person",))), "Lane")


def test_an_unknown_name_comes_with_close_ones():
    store = store_of(write("1", LEADS, about=(LANE,)))
    with pytest.raises(QueryError, match="close to it: Corvid"):
        find_entity(store, "Corvids")
    with pytest.raises(QueryError, match="close to it: Ada Lane"):
        find_entity(store, "lane")
    with pytest.raises(QueryError, match="names nothing in the graph; look at"):
        find_entity(store, "Xylophone")


def test_a_term_of_the_ontology_is_no_entity():
    with pytest.raises(QueryError, match="names nothing"):
        find_entity(store_of(write("1", LEADS)), "chief executive of")
