"""The query part of the SPARQL 1.1 Protocol, section by section (https://www.w3.org/TR/sparql11-protocol/)."""

import base64
import csv
import hashlib
import io
import re
from pathlib import Path

import httpx
import pytest
from newsroom import CORVID, LEADS, build, said, write
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from rdflib import Graph
from serving import JSON, ask, bindings, form, serving

from kg.graph.query import answer, bind, format_results, questions
from kg.graph.terms import PREFIXES

DERIVED = "https://w3id.org/technews/id/graph/derived"
ONE, TWO = "https://news.example/1", "https://news.example/2"
HEADLINES = "PREFIX schema: <https://schema.org/> SELECT ?a ?t { ?a schema:headline ?t }"
EVIL = '<script>alert("x")</script>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph")
    works = said("Bo Finch works for Corvid.", "Bo Finch: Person", "worksFor", CORVID)
    mention = said(f"{EVIL} competes with Corvid.", f"{EVIL}: Company", "competesWith", CORVID)
    build(
        path,
        write("1", LEADS, title="One", published="2024-01-01", bylines=("Jo Poe",), about=(CORVID,)),
        write("2", works, LEADS, title="Two", published="2024-02-01"),
        write("3", mention, title="Three"),
    )
    (path / "graph.html").write_text("<!doctype html><title>view</title>", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def client(folder):
    with serving(folder, "--workers", "1", "--rows", "50") as client:
        yield client


# 2.1 the query operation


def test_query_via_get(client):
    assert {row["t"] for row in bindings(ask(client, HEADLINES))} == {"One", "Two", "Three"}


def test_query_via_url_encoded_post(client):
    assert len(bindings(form(client, {"query": HEADLINES}, Accept=JSON))) == 3
    utf8 = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
    assert client.post("/sparql", content="query=ASK%7B%7D", headers=utf8).status_code == 200


def test_query_via_direct_post(client):
    for content_type in ("application/sparql-query", "application/sparql-query; charset=utf-8", "Application/SPARQL-Query"):
        response = client.post("/sparql", content=HEADLINES, headers={"Content-Type": content_type, "Accept": JSON})
        assert len(bindings(response)) == 3
    response = client.post(
        "/sparql", params={"default-graph-uri": ONE}, content=HEADLINES, headers={"Content-Type": "application/sparql-query"}
    )
    assert {row["t"] for row in bindings(response)} == {"One"}


def test_non_ascii_text_goes_there_and_back(client):
    query = 'SELECT ("Zoë 🦉" AS ?x) {}'
    assert bindings(ask(client, query)) == [{"x": "Zoë 🦉"}]
    direct = client.post("/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"})
    assert bindings(direct) == [{"x": "Zoë 🦉"}]


# 2.1.3, 2.1.4 datasets


def test_the_dataset_of_the_protocol(client):
    def titles(query: str, **dataset: object) -> set[str]:
        return {row["t"] for row in bindings(ask(client, query, **dataset))}

    in_graph = HEADLINES.replace("{ ?a", "{ GRAPH ?g { ?a").replace("?t }", "?t } }")
    assert titles(HEADLINES, **{"default-graph-uri": ONE}) == {"One"}
    assert titles(HEADLINES, **{"default-graph-uri": [ONE, TWO]}) == {"One", "Two"}
    assert titles(in_graph, **{"named-graph-uri": TWO}) == {"Two"}
    assert titles(in_graph, **{"named-graph-uri": [ONE, TWO]}) == {"One", "Two"}
    assert titles(HEADLINES, **{"named-graph-uri": TWO}) == set()
    assert titles(in_graph, **{"default-graph-uri": ONE}) == set()
    assert titles(in_graph, **{"default-graph-uri": ONE, "named-graph-uri": TWO}) == {"Two"}
    assert titles(HEADLINES, **{"default-graph-uri": "https://news.example/none"}) == set()
    posted = form(client, {"query": HEADLINES, "default-graph-uri": [ONE, TWO]}, Accept=JSON)
    assert len(bindings(posted)) == 2


def test_from_chooses_and_the_protocol_goes_before_it(client):
    query = HEADLINES.replace("{", f"FROM <{ONE}> {{")
    assert [row["t"] for row in bindings(ask(client, query))] == ["One"]
    assert [row["t"] for row in bindings(ask(client, query, **{"default-graph-uri": TWO}))] == ["Two"]
    named = f"SELECT ?g FROM NAMED <{ONE}> {{ GRAPH ?g {{ ?s <https://schema.org/headline> ?o }} }}"
    assert [row["g"] for row in bindings(ask(client, named))] == [ONE]
    assert [row["g"] for row in bindings(ask(client, named, **{"named-graph-uri": TWO}))] == [TWO]


def test_a_dataset_of_graphs_that_are_not_there_is_empty(client):
    nowhere = [f"http://elsewhere.example/data{n}.rdf" for n in range(3)]
    everything = "{ { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    dataset = {"default-graph-uri": nowhere[:2], "named-graph-uri": nowhere[1:]}
    asked = f"ASK FROM <{nowhere[0]}> FROM NAMED <{nowhere[1]}> {everything}"
    responses = [ask(client, f"ASK {everything}", **dataset), ask(client, asked), form(client, {"query": asked}, Accept=JSON)]
    posted = {"Content-Type": "application/sparql-query"}
    responses.append(client.post("/sparql", params=dataset, content=f"ASK {everything}", headers=posted))
    assert [(response.status_code, response.json()["boolean"]) for response in responses] == [(200, False)] * 4


def test_relative_iris_start_from_the_endpoint_unless_the_query_has_a_base(client):
    assert bindings(ask(client, "SELECT (<#x> AS ?iri) {}")) == [{"iri": f"{client.base_url}/sparql#x"}]
    assert bindings(ask(client, f"BASE <{ONE}> SELECT (<2> AS ?iri) {{}}")) == [{"iri": TWO}]


def test_a_slash_at_the_end_of_the_address_is_no_detour(client):
    assert client.post("/sparql/", data={"query": "ASK {}"}).json()["boolean"] is True
    assert client.post("/sparql/", data={"update": "CLEAR ALL"}).status_code == 405


# 2.1.5, 2.1.6 answers and their forms


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", JSON),
        ("*/*", JSON),
        (JSON, JSON),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/html, application/sparql-results+xml;q=0.5, */*;q=0.1", "application/sparql-results+xml"),
        ("text/csv;q=0.3, application/sparql-results+json;q=0.9", JSON),
        ("text/turtle, text/*;q=0.2", "text/csv"),
        ("*/*, application/sparql-results+json;q=0", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_the_form_that_is_asked_for(client, accept, expected):
    response = ask(client, "SELECT ?x { VALUES ?x { 1 } }", accept)
    assert response.headers["Content-Type"].split(";")[0] == expected
    if "xml" in expected:
        assert len(list(parse_query_results(response.content, QueryResultsFormat.XML))) == 1
    elif expected == "text/csv":
        assert list(csv.reader(io.StringIO(response.text))) == [["x"], ["1"]]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize(
    ("accept", "form_of", "name"),
    [
        ("text/turtle", RdfFormat.TURTLE, "turtle"),
        ("application/n-triples", RdfFormat.N_TRIPLES, "nt"),
        ("application/ld+json", RdfFormat.JSON_LD, "json-ld"),
        ("application/rdf+xml", RdfFormat.RDF_XML, "xml"),
        ("", RdfFormat.TURTLE, "turtle"),
    ],
)
@pytest.mark.parametrize("query", [f"CONSTRUCT {{ <{ONE}> ?p ?o }} WHERE {{ <{ONE}> ?p ?o }}", f"DESCRIBE <{ONE}>"])
def test_triples_come_in_the_form_that_is_asked_for(client, accept, form_of, name, query):
    response = ask(client, query, accept)
    assert response.status_code == 200
    assert not accept or response.headers["Content-Type"].split(";")[0] == accept
    found = {quad.triple for quad in parse(response.content, form_of)}
    assert len(found) > 5
    assert len(Graph().parse(data=response.content, format=name)) == len(found)


def test_ask_is_answered_in_every_form(client):
    assert ask(client, "ASK {}").json()["boolean"] is True
    assert b"<boolean>false" in ask(client, "ASK { <a:a> ?p ?o }", "application/sparql-results+xml").content
    assert ask(client, "ASK {}", "text/csv").text == "true\n"


def test_no_form_that_fits_is_406(client):
    assert ask(client, "SELECT * {}", "image/png").status_code == 406
    assert ask(client, "CONSTRUCT {} {}", "text/csv").status_code == 406


# 2.1.7, 2.1.8 refusals


@pytest.mark.parametrize(
    ("method", "parameters", "content", "content_type", "expected"),
    [
        ("GET", [("query", "SELECT nonsense")], None, None, 400),
        ("GET", [("query", "ASK {}"), ("query", "ASK {}")], None, None, 400),
        ("GET", [("query", "")], None, None, 400),
        ("GET", [("default-graph-uri", ONE)], None, None, 400),
        ("GET", [("query", "ASK {}"), ("default-graph-uri", "not an iri")], None, None, 400),
        ("GET", [("update", "CLEAR ALL")], None, None, 405),
        ("GET", [("query", "CLEAR ALL")], None, None, 400),
        ("POST", [], "query=ASK%7B%7D&query=ASK%7B%7D", "application/x-www-form-urlencoded", 400),
        ("POST", [], "", "application/x-www-form-urlencoded", 400),
        ("POST", [], "update=CLEAR%20ALL", "application/x-www-form-urlencoded", 405),
        ("POST", [], "query=%FF", "application/x-www-form-urlencoded", 400),
        ("POST", [], "CLEAR ALL", "application/sparql-update", 405),
        ("POST", [("query", "ASK {}")], "ASK {}", "application/sparql-query", 400),
        ("POST", [], "ASK {}", "text/plain", 415),
        ("POST", [], "ASK {}", None, 415),
        ("POST", [], "query=ASK%7B%7D", None, 415),
        ("POST", [], "ASK {}".encode("utf-16"), "application/sparql-query; charset=UTF-16", 400),
        ("POST", [], b"ASK { ?s ?p '\xff' }", "application/sparql-query", 400),
        ("POST", [], "ASK {}".encode("utf-16-le"), "application/sparql-query", 400),
        ("POST", [("query", "ASK {}")], "query=ASK%7B%7D", "application/x-www-form-urlencoded", 400),
        ("POST", [], "update=CLEAR%20ALL&using-graph-uri=http://a/", "application/x-www-form-urlencoded", 405),
        ("POST", [], "CLEAR ALL", "text/plain", 415),
        ("PUT", [("query", "ASK {}")], None, None, 405),
        ("DELETE", [], None, None, 405),
        ("PATCH", [], None, None, 405),
    ],
)
def test_what_cannot_be_answered_is_refused_with_its_reason(client, method, parameters, content, content_type, expected):
    headers = {"Content-Type": content_type} if content_type else {}
    response = client.request(method, "/sparql", params=parameters, content=content, headers=headers)
    assert response.status_code == expected
    assert response.headers["Content-Type"].startswith("text/plain")
    assert response.text.count("\n") == 1
    if expected == 405:
        assert "GET" in response.headers["Allow"]


def test_options_and_head(client):
    response = client.options("/sparql")
    assert (response.status_code, response.headers["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    head = client.head("/sparql", params={"query": "ASK {}"})
    assert (head.status_code, head.content) == (200, b"")


def test_without_a_query_the_service_describes_itself(client):
    sd = "http://www.w3.org/ns/sparql-service-description#"
    for accept, form_of in (("text/turtle", RdfFormat.TURTLE), ("application/rdf+xml", RdfFormat.RDF_XML)):
        response = client.get("/sparql", headers={"Accept": accept})
        triples = {(quad.predicate.value, getattr(quad.object, "value", "")) for quad in parse(response.content, form_of)}
        assert (f"{sd}supportedLanguage", f"{sd}SPARQL11Query") in triples
        assert (f"{sd}endpoint", f"{client.base_url}/sparql") in triples


# beyond the protocol


def test_a_long_answer_is_cut_and_says_so(client):
    query = "SELECT ?s { ?s ?p ?o }"
    response = ask(client, query)
    assert len(bindings(response)) == 50
    assert response.headers["X-Kg-Truncated"] == "rows=50"
    assert response.json()["head"]["link"]
    xml = ask(client, query, "application/sparql-results+xml")
    assert b"<link href=" in xml.content
    assert len(list(parse_query_results(xml.content, QueryResultsFormat.XML))) == 50
    turtle = ask(client, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "text/turtle")
    assert turtle.headers["X-Kg-Truncated"] == "triples=50"
    assert turtle.text.endswith("# Truncated: the first 50 triples\n")
    assert len(list(parse(turtle.content, RdfFormat.TURTLE))) == 50
    whole = ask(client, query + " LIMIT 50")
    assert "X-Kg-Truncated" not in whole.headers
    assert "link" not in whole.json()["head"]


@pytest.mark.parametrize("name", list(questions()))
def test_every_named_question_is_answered_over_http_as_in_the_store(client, folder, name):
    from kg.graph import GraphFolder, open_store

    store = open_store(GraphFolder.open(folder))
    asked = {"entity": "Corvid", "date": "2024-01-15", "from": "Ada Lane", "to": "Bo Finch"}
    parameters = {one.name: asked[one.name] for one in questions()[name].parameters}
    prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    response = ask(client, prologue + bind(store, name, parameters), "text/csv")
    assert response.text == format_results(answer(store, name, parameters), "csv")


def test_an_entity_is_a_page_or_rdf(client):
    page = client.get("/entity/corvid", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<mark>Ada Lane</mark> is chief executive of <mark>Corvid</mark>." in page.text
    assert 'href="../entity/ada-lane"' in page.text
    assert EVIL not in page.text
    assert "&lt;script&gt;" in page.text
    turtle = client.get("/entity/corvid", headers={"Accept": "text/turtle"})
    assert "id:corvid" in turtle.text
    assert turtle.headers["Vary"] == page.headers["Vary"] == "Accept"
    assert client.get("/entity/nobody").status_code == 404
    assert client.get("/entity/%3Cx%3E").status_code == 404


def test_the_page_of_an_entity_is_the_one_of_a_site_under_a_policy_that_fits_it(client):
    page, timeline = (client.get(f"/{kind}/corvid", headers={"Accept": "text/html"}) for kind in ("entity", "timeline"))
    assert 'href="../timeline/corvid"' in page.text
    assert "<h1>Timeline of Corvid</h1>" in timeline.text
    assert "<mark>Ada Lane</mark> is chief executive" in timeline.text
    assert client.get("/timeline/corvid", headers={"Accept": "text/turtle"}).headers["Content-Type"].startswith("text/html")
    assert client.get("/timeline/nobody").status_code == 404
    for one in (page, timeline):
        style = re.search("<style>(.*?)</style>", one.text, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = one.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'none';")
        assert f"style-src 'sha256-{digest}'" in policy
        assert "frame-ancestors 'none'" in policy


def test_pages_headers_and_nothing_else(client):
    assert "<title>view</title>" in client.get("/").text
    assert client.get("/health").json() == {"status": "ok"}
    for path in ("/", "/query", "/sparql", "/health", "/entity/corvid", "/static/page.css", "/nowhere"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in headers
        assert "Server" not in headers
    for path in ("/static/", "/static", "/static/../app.py", "/static/..%2fapp.py", "/articles/", "/rulings.ttl", "/.git/config"):
        assert client.get(path).status_code == 404
    assert client.get("/health", headers={"Host": "evil.example"}).status_code == 400


def test_the_editor_is_given_the_question_with_its_parameters(client):
    page = client.get("/query", params={"question": "who-leads", "entity": "Corvid"}).text
    assert "&lt;https://w3id.org/technews/id/corvid&gt;" in page
    assert all(one.title in page for one in questions().values() if "'" not in one.title)
    wrong = client.get("/query", params={"question": "who-leads", "entity": EVIL + "!"})
    assert "names nothing in the graph" in wrong.text
    assert EVIL not in wrong.text


def test_the_vendored_editor_is_served_whole(client):
    response = client.get("/static/yasgui.min.js")
    assert len(response.content) > 500_000
    assert "Yasgui" in response.text


def test_a_build_is_seen_by_the_next_query(folder, tmp_path):
    build(tmp_path, write("1", LEADS, title="One"))
    with serving(tmp_path, "--workers", "1") as client:
        assert len(bindings(ask(client, HEADLINES))) == 1
        build(tmp_path, write("2", LEADS, title="Two"))
        assert len(bindings(ask(client, HEADLINES))) == 2


def test_cors_is_sent_only_when_asked_for(tmp_path):
    build(tmp_path, write("1", LEADS))
    with serving(tmp_path, "--workers", "1", "--cors", "https://notebook.example") as client:
        response = client.get("/health", headers={"Origin": "https://notebook.example"})
        assert response.headers["Access-Control-Allow-Origin"] == "https://notebook.example"
        other = client.get("/health", headers={"Origin": "https://evil.example"})
        assert "Access-Control-Allow-Origin" not in other.headers


def test_a_port_in_use_and_a_missing_graph_are_one_line(tmp_path, run_kg, client):
    build(tmp_path, write("1", LEADS))
    port = httpx.URL(str(client.base_url)).port
    done = run_kg("serve", "-g", tmp_path, "--port", str(port))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "name another port" in done.stderr
    assert run_kg("serve", "-g", tmp_path / "none").returncode == 2
