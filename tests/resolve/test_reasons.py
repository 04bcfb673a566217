"""Reasons and clusters: what joins, what keeps apart, and that clusters are the links' components in any order of articles."""

from __future__ import annotations

import random
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import CORVID, LANE, ontology, said, write

from kg.model import Extraction, Link, Resolution
from kg.ontology import ID_BASE
from kg.resolve import resolve


def about(key: str, *things: str, published: str | None = None, **page) -> Extraction:
    return write(key, published=published, about=things, **page)


def iri(resolution: Resolution, key: str, reference: str = "e1") -> str:
    return resolution.iri_of[f"https://news.example/{key}", reference]


def reasons(resolution: Resolution) -> set[str]:
    return {reason for link in resolution.links for reason in link.reasons}


def test_a_shared_employer_joins_an_initial_with_the_full_name_and_says_so():
    works = [said(f"{name} works for Corvid.", f"{name}: Person", "worksFor", CORVID) for name in ("A. Lane", "Ada Lane")]
    resolution = resolve([write("1", works[0]), write("2", works[1])], ontology())
    assert iri(resolution, "1") == iri(resolution, "2") == ID_BASE + "ada-lane"
    (link,) = (link for link in resolution.links if "an initial that agrees" in link.reasons)
    assert link.reasons == ("an initial that agrees", "shared employer or role")
    assert link.score == pytest.approx(0.8)


def test_an_initial_alone_is_a_doubt_and_no_join():
    resolution = resolve([about("1", "A. Lane: Person"), about("2", LANE)], ontology())
    assert iri(resolution, "1") != iri(resolution, "2")
    (doubt,) = resolution.doubts
    assert doubt.link.reasons == ("an initial that agrees",)
    assert not doubt.joined


def test_a_surname_belongs_to_the_only_full_name_of_its_article_and_to_nobody_elsewhere():
    resolution = resolve(
        [about("1", LANE, "Lane: Person"), about("2", "Lane: Person"), about("3", LANE, "Bo Lane: Person", "Lane: Person")],
        ontology(),
    )
    assert iri(resolution, "1", "e1") == iri(resolution, "1", "e2") == iri(resolution, "3", "e1")
    assert len({iri(resolution, "1"), iri(resolution, "2"), iri(resolution, "3", "e2"), iri(resolution, "3", "e3")}) == 4


def test_a_name_that_several_fit_joins_none_of_them():
    resolution = resolve([about("1", "Ada M. Lane: Person"), about("2", "Ada P. Lane: Person"), about("3", LANE)], ontology())
    assert len(resolution.entities) == 3
    assert any("several fit equally well" in doubt.link.reasons for doubt in resolution.doubts)


def test_chief_executives_of_two_companies_at_once_are_two_people():
    posts = [said(f"Ada Lane leads {name}.", LANE, "ceoOf", f"{name}: Company") for name in ("Corvid", "Halden")]
    at_once = resolve([write("1", posts[0], published="2024-01-01"), write("2", posts[1], published="2024-03-01")], ontology())
    later = resolve([write("1", posts[0], published="2014-01-01"), write("2", posts[1], published="2024-03-01")], ontology())
    both = resolve([write("1", posts[0], published="2024-01-01"), write("2", *posts, published="2024-03-01")], ontology())
    assert iri(at_once, "1") != iri(at_once, "2")
    assert iri(later, "1") == iri(later, "2")
    assert iri(both, "1") == iri(both, "2")


def test_a_trade_that_the_text_names_keeps_namesakes_apart():
    label = said("Apple, the record label, sued Corvid.", "Apple: Company", "sues", CORVID)
    phones = said("Apple sued Corvid.", "Apple: Company", "sues", CORVID)
    resolution = resolve([write("1", label), write("2", phones)], ontology())
    assert iri(resolution, "2") == ID_BASE + "apple"
    assert iri(resolution, "1").startswith(ID_BASE + "apple-")


def test_a_text_that_tells_two_names_apart_is_believed():
    words = "Corvid Motors, not to be confused with Corvid, sued Lane."
    one = said(words, "Corvid Motors: Company", "sues", CORVID)
    told = resolve([write("1", one)], ontology())
    untold = resolve([about("1", "Corvid Motors: Company"), about("2", CORVID)], ontology())
    assert iri(told, "1", "e1") != iri(told, "1", "e2")
    assert iri(untold, "1") == iri(untold, "2")


def test_a_company_and_its_product_are_two_where_one_article_names_both():
    makes = said("Corvid makes corvid.", CORVID, "develops", "corvid: Product")
    two = resolve([write("1", makes), about("2", "Corvid: Product"), about("3", CORVID)], ontology())
    assert iri(two, "1", "e1") == iri(two, "3")
    assert iri(two, "1", "e2") == iri(two, "2") != iri(two, "3")


@pytest.mark.parametrize(("one", "other"), [("iPhone 4", "iPhone 5"), ("Kestrel 4", "Kestrel 4S"), ("Windows 10", "Windows 11")])
def test_generations_of_a_product_stay_apart(one, other):
    resolution = resolve([about("1", f"{one}: Product", CORVID), about("2", f"{other}: Product", CORVID)], ontology())
    assert iri(resolution, "1") != iri(resolution, "2")


def test_an_alias_that_a_text_states_joins_the_acronym():
    stated = about("1", "General Dynamo: Company")
    (cluster,) = stated.clusters
    stated = replace(stated, clusters=(replace(cluster, aliases=("GD", "General Dynamo")),))
    resolution = resolve([stated, about("2", "GD: Company")], ontology())
    assert iri(resolution, "1") == iri(resolution, "2") == ID_BASE + "general-dynamo"
    assert "alias stated in text" in reasons(resolution)


NAMES = ["Ada Lane", "A. Lane", "Ada M. Lane", "Ada P. Lane", "Lane", "Bo Lane", "Addie Lane", "Lane, Ada"]
FIRMS = ["Corvid", "Corvid Inc.", "Corvid Motors", "Corvid Group", "CM", "Corvid 4", "Cor vid", "Corvid Labs", "Corvld Labs"]
THINGS = [f"{name}: Person" for name in NAMES] + [f"{name}: {kind}" for name in FIRMS for kind in ("Company", "Product")]
CLAIMS = st.tuples(st.sampled_from(NAMES), st.sampled_from(["ceoOf", "worksFor"]), st.sampled_from(FIRMS))
NEWS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(THINGS), max_size=3, unique_by=lambda thing: thing.partition(":")[0]),
        st.lists(CLAIMS, max_size=2, unique_by=(lambda claim: claim[0], lambda claim: claim[2])),
        st.sampled_from([None, "2023-01-01", "2023-05-05"]),
    ),
    min_size=1,
    max_size=7,
)


def newspaper(spec) -> list[Extraction]:
    made = []
    for n, (things, claims, published) in enumerate(spec):
        claimed = {name for subject, _, object_ in claims for name in (subject, object_)}
        sentences = [said(f"{s} is with {o} .", f"{s}: Person", r, f"{o}: Company") for s, r, o in claims]
        others = [thing for thing in things if thing.partition(":")[0] not in claimed]
        made.append(write(str(n), *sentences, published=published, about=others))
    return made


def components(resolution: Resolution) -> set[frozenset[tuple[str, str]]]:
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    graph.add_nodes_from(resolution.iri_of)
    graph.add_edges_from((link.first, link.second) for link in resolution.links)
    known = {node for node in graph if node not in resolution.iri_of}
    return {frozenset(part - known) for part in nx.connected_components(graph)} - {frozenset()}


@settings(deadline=None, max_examples=60)
@given(NEWS, st.randoms(use_true_random=False))
def test_clusters_are_the_components_of_the_links_in_any_order_of_articles(spec, rng: random.Random):
    extractions = newspaper(spec)
    resolution = resolve(extractions, ontology())
    rng.shuffle(extractions)
    assert resolve(extractions, ontology()) == resolution
    clusters: dict[str, set[tuple[str, str]]] = {}
    for reference, its_iri in resolution.iri_of.items():
        clusters.setdefault(its_iri, set()).add(reference)
    assert {frozenset(cluster) for cluster in clusters.values()} == components(resolution)
    assert all(isinstance(link, Link) and 0.8 <= link.score <= 1 and link.reasons for link in resolution.links)
