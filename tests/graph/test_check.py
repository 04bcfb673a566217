from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from newsroom import CORVID, LANE, LEADS, Said, build, graph_of, ontology, said, write
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import GraphError
from kg.graph import GraphFolder, write_store
from kg.graph.check import Violation, check
from kg.graph.terms import term
from kg.model import Date, Validity

UNTIL = Validity(since=Date("2014-01-01", "year"), until=Date("2020-12-31", "year"))
DATED = (("validity", UNTIL), ("confidence", 0.5), ("role", "chief"), ("by", CORVID))
WHOLE = Said(LEADS.sentence, LANE, "ceoOf", CORVID, DATED)
PARTNERS = said("Corvid and Zephyr are partners.", CORVID, "partnersWith", "Zephyr: Company")
PAGE = {"title": "Chips", "bylines": ("Jo Poe",), "publisher": "Corvid Times", "published": "2024-05-16", "modified": "2024-05-17"}


def found(path: Path) -> list[Violation]:
    return check(GraphFolder.open(path), ontology())


def test_what_kg_writes_is_in_order(tmp_path):
    build(tmp_path, write("1", WHOLE, PARTNERS, about=(CORVID,), quoted=(LANE,), **PAGE), write("file:2", LEADS))
    assert found(tmp_path) == []


def test_an_empty_graph_is_in_order(tmp_path):
    build(tmp_path)
    assert found(tmp_path) == []


def without(name: str) -> Callable[[Quad], list[Quad]]:
    return lambda quad: [] if quad.predicate == term(name) else [quad]


def changed(name: str, *values: object) -> Callable[[Quad], list[Quad]]:
    def change(quad: Quad) -> list[Quad]:
        return (
            [Quad(quad.subject, quad.predicate, value, quad.graph_name) for value in values]
            if quad.predicate == term(name)
            else [quad]
        )

    return change


TWO = (NamedNode("https://w3id.org/technews/id/corvid"), NamedNode("https://w3id.org/technews/id/ada-lane"))


@pytest.mark.parametrize(
    ("change", "node", "rule"),
    [
        (without("prov:wasDerivedFrom"), "id:st-", "Every statement rests on at least one piece of evidence"),
        (without("tn:sourcing"), "id:ev-", "one sourcing"),
        (changed("tn:status", term("tn:maybe")), "id:st-", "one status"),
        (changed("tn:status", term("tn:current"), term("tn:former")), "id:ev-", "one status"),
        (without("oa:exact"), "id:ev-", "quotes one sentence"),
        (changed("oa:exact", Literal("Other words.")), "id:ev-", "equals its article's text"),
        (changed("oa:start", Literal(1)), "id:ev-", "equals its article's text"),
        (without("tn:validFromPrecision"), "id:st-", "how much of it is known"),
        (changed("tn:asOf", Literal("soon")), "id:st-", "a date"),
        (changed("tn:confidence", Literal("2", datatype=term("xsd:decimal"))), "id:ev-", "between 0 and 1"),
        (changed("rdf:subject", *TWO), "id:st-", "one subject"),
        (changed("rdf:predicate", term("rdfs:label")), "id:st-", "the ontology declares it"),
        (changed("rdf:subject", TWO[0]), "id:corvid", "The subject of ceoOf must be Person"),
        (changed("rdf:object", TWO[1]), "id:ada-lane", "The object of ceoOf must be Organization"),
        (changed("tn:status", term("tn:former")), "id:ada-lane tn:ceoOf id:corvid", "needs a statement that is current"),
        (without("tn:ceoOf"), "id:ada-lane tn:ceoOf id:corvid", "stands as a plain fact too"),
        (changed("schema:headline", Literal("a"), Literal("b")), "https://news.example/1", "at most one headline"),
        (changed("tn:sha256", Literal("0" * 64)), "https://news.example/1", "SHA-256 differs"),
        (without("tn:sha256"), "https://news.example/1", "one SHA-256"),
        (without("rdfs:label"), "id:ada-lane", "An entity has one name"),
        (without("rdfs:label"), "https://news.example/1", "mentions is described"),
        (without("rdfs:label"), "tn:ceoOf", "A relation has a label"),
        (without("rdfs:comment"), "tn:Company", "A class has a definition"),
        (without("schema:domainIncludes"), "tn:ceoOf", "which classes its subject may have"),
        (changed("schema:rangeIncludes", term("tn:Nothing")), "tn:ceoOf", "which classes its object may have"),
        (changed("oa:start", Literal(900)), "id:ev-", "starts before it ends"),
        (changed("tn:validFrom", Literal("2030-01-01", datatype=term("xsd:date"))), "id:st-", "What ends has begun before"),
        (changed("tn:articleCount", Literal(0)), "id:co-", "one at least"),
        (without("tn:covered"), "id:co-", "of one subject"),
        (changed("rdf:predicate", term("tn:acquires")), "id:st-", "An event has happened and is never former"),
    ],
)
def test_what_is_wrong_is_told_with_node_rule_and_remedy(tmp_path, change, node, rule):
    left = replace(PARTNERS, more=(("status", "former"),))
    extraction = write("1", WHOLE, left, about=(CORVID,), **PAGE)
    folder = GraphFolder.create(tmp_path)
    folder.put(extraction)
    write_store(folder.store, [new for quad in graph_of([extraction]).quads for new in change(quad)])
    violations = [one for one in found(tmp_path) if rule in one.rule]
    assert any(one.node.startswith(node) for one in violations)
    assert all(one.remedy for one in violations)


def test_graph_and_folder_hold_the_same_articles(tmp_path):
    build(tmp_path, write("1", LEADS))
    folder = GraphFolder.open(tmp_path)
    folder.put(write("2", LEADS))
    assert ["in articles/ but not in the graph" in one.rule for one in found(tmp_path)] == [True]
    folder.remove(write("2").article.stem)
    folder.remove(write("1").article.stem)
    assert ["in the graph but not in articles/" in one.rule for one in found(tmp_path)] == [True]


def test_a_text_that_was_changed_is_told(tmp_path):
    extraction = write("file:1", LEADS)
    build(tmp_path, extraction)
    (path,) = GraphFolder.open(tmp_path).articles.iterdir()
    path.write_text(path.read_text().replace("Ada", "Eva"))
    assert any(one.node == f"articles/{path.name}" for one in found(tmp_path))


def test_a_broken_article_is_an_error(tmp_path):
    build(tmp_path, write("1", LEADS))
    (path,) = GraphFolder.open(tmp_path).articles.iterdir()
    path.write_text("{")
    with pytest.raises(GraphError, match=path.name):
        found(tmp_path)


def test_every_rule_of_the_shapes_is_said_in_words():
    from rdflib import Graph
    from rdflib.namespace import RDF, SH

    (shapes,) = (path for path in ontology().files if path.name == "shapes.ttl")
    graph = Graph().parse(shapes)
    used = {*graph.objects(None, SH.property), *graph.subjects(SH.targetClass, None)} - set(graph.subjects(SH.property, None))
    assert len(used) > 25
    assert all(graph.value(shape, SH.message) and graph.value(shape, RDF.type) for shape in used)


def test_a_relation_of_one_s_own_is_checked_without_a_shape_of_its_own(tmp_path):
    extraction = write("1", said("Ada Lane mentors Corvid.", LANE, "advises", CORVID))
    build(tmp_path, extraction)
    relation = replace(ontology().relations["advises"], domain=("Place",))
    stricter = replace(ontology(), relations={**ontology().relations, "advises": relation})
    assert [one.rule for one in check(GraphFolder.open(tmp_path), stricter)] == ["The subject of advises must be Place"]


def test_a_graph_is_checked_the_same_in_chunks_of_any_size(tmp_path, monkeypatch):
    extractions = [write("1", WHOLE, PARTNERS, about=(CORVID,), quoted=(LANE,), **PAGE), write("2", LEADS)]
    spoilt = [new for quad in graph_of(extractions).quads for new in changed("oa:start", Literal(900))(quad)]
    folder = GraphFolder.create(tmp_path)
    for extraction in extractions:
        folder.put(extraction)
    write_store(folder.store, spoilt)
    at_once = found(tmp_path)
    assert at_once
    monkeypatch.setattr("kg.graph.check.CHUNK", 1)
    assert found(tmp_path) == at_once
    write_store(folder.store, graph_of(extractions).quads)
    assert found(tmp_path) == []


def test_a_shape_that_looks_anywhere_is_held_against_the_whole_graph(tmp_path, monkeypatch):
    build(tmp_path / "graph", write("1", LEADS))
    own = tmp_path / "shapes.ttl"
    own.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix tn: <https://w3id.org/technews/ns#> .\n"
        "<a:led> a sh:PropertyShape ; sh:targetClass tn:Company ; sh:path [ sh:inversePath tn:ceoOf ] ; sh:minCount 2 ;"
        ' sh:message "Two lead." .'
    )
    stricter = replace(ontology(), files=(*ontology().files, own))
    monkeypatch.setattr("kg.graph.check.CHUNK", 1)
    assert [(one.node, one.rule) for one in check(GraphFolder.open(tmp_path / "graph"), stricter)] == [("id:corvid", "Two lead")]
