"""Network files open in the tools they are for, and keep to the rules by which those read."""

import csv
import io
import json
from xml.etree import ElementTree

import networkx
import pytest
from exported import export
from newsroom import CORVID, LANE, LEADS, said, store_of, write
from pyoxigraph import Store

from kg.exporters import FOLDER_EXPORTERS, Part, quads_of
from kg.model import Date, Validity

MAKES = said('Corvid makes "3M; <Tape>".', CORVID, "develops", '"3M; <Tape>": Product')
LED = said(
    "Bo\x0bFinch led Corvid from 2019 to March 2021.", "Bo\x0bFinch: Person", "leads", CORVID, status="former",
    validity=Validity(since=Date("2019-01-01", "year"), until=Date("2021-03-31", "month")),
)  # fmt: skip
GEXF = "{http://www.gexf.net/1.2draft}"


@pytest.fixture(scope="module")
def store() -> Store:
    return store_of(write("1", LEADS, MAKES, published="2024-05-16"), write("2", LEADS, LED, bylines=("Jo Poe",), about=(LANE,)))


def test_graphml_opens_in_networkx_with_labels_types_weights_and_dates(store):
    graph = networkx.read_graphml(io.BytesIO(export(store, "graphml")))
    names = {data["label"]: (node, data) for node, data in graph.nodes(data=True)}
    assert names.keys() == {"Ada Lane", "Corvid", '"3M; <Tape>"', "BoFinch", "Jo Poe"}
    leads = graph.get_edge_data(names["Ada Lane"][0], names["Corvid"][0])
    leads = leads if "relation" in leads else next(iter(leads.values()))
    assert (leads["relation"], leads["status"], leads["weight"], leads["as_of"]) == ("ceoOf", "current", 2, "2024-05-16")
    assert names["Corvid"][1]["type"] == "Company"


def test_gexf_opens_in_networkx(store):
    graph = networkx.read_gexf(io.BytesIO(export(store, "gexf")))
    assert {data["label"] for _, data in graph.nodes(data=True)} >= {"Ada Lane", "Corvid"}
    assert {data["relation"] for *_, data in graph.edges(data=True)} == {"ceoOf", "develops", "leads"}


def test_gexf_keeps_to_the_rules_of_gephis_reader(store):
    root = ElementTree.fromstring(export(store, "gexf"))
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.2")
    graph = root.find(f"{GEXF}graph")
    assert [child.tag.removeprefix(GEXF) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    declared = {one.get("id"): one.get("type") for one in graph.iter(f"{GEXF}attribute")}
    assert len(declared) == len(list(graph.iter(f"{GEXF}attribute")))
    assert set(declared.values()) <= {"integer", "string"}
    nodes = [one.get("id") for one in graph.iter(f"{GEXF}node")]
    edges = list(graph.iter(f"{GEXF}edge"))
    assert len(nodes) == len(set(nodes)) == 5
    assert len({one.get("id") for one in edges}) == len(edges) == 3
    for edge in edges:
        assert {edge.get("source"), edge.get("target")} <= set(nodes)
        assert float(edge.get("weight")) > 0
        if edge.get("start") and edge.get("end"):
            assert edge.get("start") <= edge.get("end")
    for value in graph.iter(f"{GEXF}attvalue"):
        assert value.get("for") in declared
        assert declared[value.get("for")] == "string" or value.get("value").isdecimal()
    led = next(one for one in edges if one.get("start") == "2019-01-01")
    assert led.get("end") == "2021-03-31"
    assert {value.get("value") for value in led.iter(f"{GEXF}attvalue")} >= {"2019", "2021-03", "former"}


def test_graphml_declares_every_key_once_and_every_end_is_a_node(store):
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = ElementTree.fromstring(export(store, "graphml"))
    keys = [one.get("id") for one in root.iter(f"{space}key")]
    assert len(keys) == len(set(keys))
    nodes = {one.get("id") for one in root.iter(f"{space}node")}
    assert all({one.get("source"), one.get("target")} <= nodes for one in root.iter(f"{space}edge"))
    assert {one.get("key") for one in root.iter(f"{space}data")} <= set(keys)


def test_an_empty_network_is_well_formed():
    for form in ("graphml", "gexf"):
        ElementTree.fromstring(export(store_of(), form))
    assert json.loads(export(store_of(), "cytoscape")) == {"elements": {"nodes": [], "edges": []}}
    assert json.loads(export(store_of(), "cosmograph")) == {"nodes": [], "links": []}


def test_cytoscape_and_cosmograph_hold_the_same_network(store):
    elements = json.loads(export(store, "cytoscape"))["elements"]
    plain = json.loads(export(store, "cosmograph"))
    assert [one["data"] for one in elements["nodes"]] == plain["nodes"]
    assert [one["data"] for one in elements["edges"]] == plain["links"]
    assert {one["label"] for one in plain["nodes"]} == {"Ada Lane", "Corvid", '"3M; <Tape>"', "Bo\x0bFinch", "Jo Poe"}


def test_only_what_holds_gives_current_edges_alone(store):
    output = io.BytesIO()
    from kg.exporters import EXPORTERS

    EXPORTERS["cosmograph"](quads_of(store, Part("asserted")), output)
    assert {one["relation"] for one in json.loads(output.getvalue())["links"]} == {"ceoOf", "develops"}


def test_tables_have_a_row_for_each_entity_and_statement(store, tmp_path):
    FOLDER_EXPORTERS["csv"](store, tmp_path)
    with (tmp_path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = {row["id"]: row for row in csv.DictReader(file)}
    with (tmp_path / "edges.csv").open(encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    assert {(nodes[row["source"]]["label"], row["relation"], nodes[row["target"]]["label"]) for row in edges} == {
        ("Ada Lane", "ceoOf", "Corvid"),
        ("Corvid", "develops", '"3M; <Tape>"'),
        ("Bo\x0bFinch", "leads", "Corvid"),
    }


def test_neo4j_tables_have_the_headers_of_its_import(store, tmp_path):
    FOLDER_EXPORTERS["neo4j"](store, tmp_path)
    nodes = (tmp_path / "nodes.csv").read_text(encoding="utf-8").splitlines()
    edges = (tmp_path / "relationships.csv").read_text(encoding="utf-8").splitlines()
    assert nodes[0] == "iri:ID,name,aliases:string[],sameAs:string[],:LABEL"
    assert "https://w3id.org/technews/id/corvid,Corvid,,,Entity;Company" in nodes
    assert edges[0].startswith(":START_ID,:END_ID,:TYPE,statement,relation,status,weight:int")
    assert any(",CEO_OF," in line for line in edges)
    assert {line.split(",")[0] for line in edges[1:]} <= {line.split(",")[0] for line in nodes[1:]}
