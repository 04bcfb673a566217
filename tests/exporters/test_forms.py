"""Every form of RDF is read back by every reader that knows it, and comes out again as it went in."""

import io
import json
import shutil
import subprocess

import pytest
from exported import articles, export
from newsroom import store_of
from pyoxigraph import RdfFormat, Store, Triple, parse
from rdflib import Dataset, Graph

from kg.exporters import EXPORTERS, RDF_EXPORTERS, Part, inferred, quads_of, reified
from kg.graph.terms import PREFIXES, term

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
WITH_GRAPHS = {"trig", "nquads"}
HOSTILE = 'A "title" \\ with\ttabs,\nlines, \x00-free <b>tags</b> & ünïcödé 🦉 \u0301 ]]> {{x}}'


@pytest.fixture(scope="module")
def store() -> Store:
    return store_of(*articles(HOSTILE))


def load(written: bytes, form: str) -> Store:
    again = Store()
    again.load(written, format=FORMATS[form])
    return again


def content(store: Store, form: str) -> set:
    return set(store) if form in WITH_GRAPHS else {quad.triple for quad in store}


@pytest.mark.parametrize("form", list(RDF_EXPORTERS))
def test_import_gives_the_same_graph_and_export_the_same_bytes(store, form):
    written = export(store, form)
    again = load(written, form)
    assert content(again, form) == content(store, form)
    assert export(again, form) == written


@pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning", "ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize(
    ("form", "name"), [("turtle", "turtle"), ("trig", "trig"), ("nquads", "nquads"), ("ntriples", "nt"), ("jsonld", "json-ld")]
)
def test_rdflib_reads_every_form(store, form, name):
    graph = (Dataset() if form in WITH_GRAPHS else Graph()).parse(data=export(store, form), format=name)
    found = graph.serialize(format="nquads" if form in WITH_GRAPHS else "nt")
    again = Store()
    again.load(found.encode(), format=RdfFormat.N_QUADS if form in WITH_GRAPHS else RdfFormat.N_TRIPLES)
    assert content(again, form) == content(store, form)


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper (raptor2-utils) is not installed")
@pytest.mark.parametrize(("form", "name"), [("turtle", "turtle"), ("trig", "trig"), ("nquads", "nquads"), ("ntriples", "ntriples")])
def test_rapper_reads_without_a_warning(store, form, name, tmp_path):
    (tmp_path / "graph").write_bytes(export(store, form))
    done = subprocess.run(["rapper", "-c", "-i", name, tmp_path / "graph"], capture_output=True, text=True, check=True)
    assert f"returned {len(content(store, form))} triples" in done.stderr
    assert "warning" not in done.stderr.lower()


def test_json_ld_is_compact_and_one_node_a_line(store):
    written = export(store, "jsonld")
    lines = {node["@id"]: node for node in json.loads(written)["@graph"]}
    lane = lines["id:ada-lane"]
    assert lane == {"@id": "id:ada-lane", "@type": "Person", "rdfs:label": "Ada Lane", "ceoOf": "id:corvid"}
    statement = next(node for node in lines.values() if node.get("rdf:predicate") == "tn:ceoOf")
    assert (statement["status"], statement["asOf"]) == ("tn:current", "2024-05-16")
    assert written.count(b"\n") == len(lines) + 3


def test_trig_and_n_quads_have_a_graph_for_each_article(store):
    graphs = {str(quad.graph_name) for quad in load(export(store, "trig"), "trig")}
    assert {"<https://news.example/2>", "<https://w3id.org/technews/id/graph/derived>"} <= graphs


def written(quads, form: str) -> bytes:
    output = io.BytesIO()
    EXPORTERS[form](quads, output)
    return output.getvalue()


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "ntriples"])
def test_rdf12_makes_statements_reifiers_of_triple_terms(store, form):
    first = written(reified(store, quads_of(store, Part())), form)
    again = load(first, form)
    reifiers = {quad.subject.value: quad.object for quad in again if quad.predicate == term("rdf:reifies")}
    statements = {quad.subject.value for quad in store.quads_for_pattern(None, term("rdf:type"), term("rdf:Statement"))}
    assert reifiers.keys() == statements
    assert all(isinstance(one, Triple) for one in reifiers.values())
    assert not [quad for quad in again if quad.predicate in {term("rdf:subject"), term("rdf:predicate"), term("rdf:object")}]
    assert written(reified(again, quads_of(again, Part())), form) == first
    led = "ASK { ?st rdf:reifies <<( id:ada-lane tn:ceoOf id:corvid )>> ; tn:status tn:current }"
    assert again.query(led, prefixes=PREFIXES, use_default_graph_as_union=True)


def test_asserted_is_plain_facts_and_names_alone(store):
    triples = {str(quad.triple) for quad in quads_of(store, Part("asserted"), statements=False)}
    base = "https://w3id.org/technews"
    assert f"<{base}/id/ada-lane> <{base}/ns#ceoOf> <{base}/id/corvid>" in triples
    assert not [one for one in triples if "/id/st-" in one or "/id/ev-" in one or "news.example" in one]


def test_infer_adds_super_and_inverse_properties_in_a_graph_of_its_own(store):
    quads = list(inferred(store, quads_of(store, Part())))
    added = {str(quad.triple) for quad in quads if "graph/inferred" in str(quad.graph_name)}
    lane, corvid = "<https://w3id.org/technews/id/ada-lane>", "<https://w3id.org/technews/id/corvid>"
    assert f"{lane} <https://w3id.org/technews/ns#leads> {corvid}" in added
    assert f"{lane} <https://schema.org/worksFor> {corvid}" in added
    assert f"{corvid} <http://www.wikidata.org/prop/direct/P169> {lane}" in added
    assert len({str(quad) for quad in quads}) == len(set(store)) + len(added)
    parsed = list(parse(written(quads, "trig"), RdfFormat.TRIG))
    assert len(parsed) == len(set(store)) + len(added)


def test_the_slices_are_whole(store):
    every = set(store)
    for part in (Part(around="Ada Lane"), Part(since="2024-01-01"), Part(types=("Person",)), Part(around="3M Tape", hops=2)):
        quads = set(quads_of(store, part))
        assert quads <= every
        subjects = {str(quad.subject) for quad in quads}
        for quad in quads:
            if quad.predicate in {
                term("prov:wasDerivedFrom"),
                term("oa:hasSource"),
                term("rdf:subject"),
                term("rdf:object"),
                term("oa:hasBody"),
            }:
                assert str(quad.object) in subjects
    around = {str(quad.subject) for quad in quads_of(store, Part(around="Ada Lane"))}
    assert "<https://w3id.org/technews/id/corvid>" in around
    assert "<https://w3id.org/technews/id/3m-tape>" not in around
    since = {str(quad.graph_name) for quad in quads_of(store, Part(since="2024-01-01"))}
    assert "<https://news.example/1?a=b&c=(d)#e>" in since
    assert "<https://news.example/2>" in since  # undated, but evidence of a fact that a newer article states
