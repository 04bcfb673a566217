"""What a hostile client tries: calling out, reading files, taking all time, memory or places."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from newsroom import LEADS, build, write
from pyoxigraph import Literal, NamedNode, Quad
from serving import ask, bindings, form, serving

import kg
from kg.graph import GraphFolder, write_store

CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(27))
HOARD = f'SELECT (STRLEN(?x27) AS ?n) {{ BIND("12345678" AS ?x0) {DOUBLED} }}'  # one GiB
CALLS = [
    "SELECT * { SERVICE <IRI> { ?s ?p ?o } }",
    "SELECT * { sErViCe SILENT <IRI> { ?s ?p ?o } }",
    "SELECT * { SERVICE#comment\n<IRI> { ?s ?p ?o } }",
    "SELECT * { # a comment\nSERVICE\t\n<IRI> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <IRI> { ?s ?p ?o } }",
    "SELECT * { \\U00000053\\u0045RVICE <IRI> { ?s ?p ?o } }",
    "PREFIX e: <IRI> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "BASE <IRI> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <IRI> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { BIND(IRI(CONCAT('http', SUBSTR('IRI', 5))) AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { { SERVICE <IRI> { ?s ?p ?o } } UNION { ?s ?p ?o } } } } }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { SERVICE <IRI> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o MINUS { SERVICE <IRI> { ?s ?p ?o } } }",
    "ASK { SERVICE <IRI> {} }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <IRI> { ?s ?p ?o } }",
    "DESCRIBE ?s WHERE { SERVICE <IRI> { ?s ?p ?o } }",
    "LOAD <IRI>",
    "LOAD SILENT <IRI> INTO GRAPH <http://x/>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <IRI> { ?s ?p ?o } }",
    "SELECT * FROM <IRI> { ?s ?p ?o }",
    "SELECT * FROM NAMED <IRI> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH <IRI> { ?s ?p ?o } }",
    "DESCRIBE <IRI>",
    "SELECT * { ?s <IRI> ?o }",
    "SELECT (<IRI>('x') AS ?y) {}",
    "SELECT * { <IRI#search> <IRI#f> ?o . FILTER(<IRI>(?o)) }",
    "SELECT * { ?x <java:java.lang.System.exit> 1 }",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph of a few thousand triples: enough for a cross product to take years."""
    path = tmp_path_factory.mktemp("graph")
    build(path, write("1", LEADS, title="One"))
    node, label = NamedNode("https://news.example/p"), "x" * 100
    graph = NamedNode("https://news.example/1")
    quads = (Quad(NamedNode(f"https://news.example/n{n}"), node, Literal(f"{label}{n}"), graph) for n in range(5_000))
    write_store(GraphFolder.open(path).store, quads)
    return path


@pytest.fixture(scope="module")
def client(folder) -> Iterator[httpx.Client]:
    with serving(folder, "--workers", "2", "--seconds", "2", "--memory", "256") as client:
        yield client


@pytest.fixture
def listener() -> Iterator[tuple[str, list[int]]]:
    """Yield an address on loopback and the list that grows with every connection to it."""
    connections: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    connection, address = server.accept()
                except OSError:
                    return
                connections.append(address[1])
                connection.close()

        thread = threading.Thread(target=accept)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", connections
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_no_query_makes_a_connection_or_reads_a_file(client, listener, tmp_path):
    address, connections = listener
    secret = tmp_path / "secret.ttl"
    secret.write_text("<a:secret> <a:p> <a:secret> .", encoding="utf-8")
    socket.create_connection(("127.0.0.1", int(address.split(":")[2].split("/")[0]))).close()
    for _ in range(100):
        if connections:
            break
        time.sleep(0.02)
    assert len(connections) == 1  # the listener works
    for target in (address, secret.as_uri()):
        for call in CALLS:
            for response in (ask(client, call.replace("IRI", target), "*/*"), form(client, {"query": call.replace("IRI", target)})):
                assert response.status_code in {200, 400}
                assert "a:secret" not in response.text.replace(target, "")
        for field in ("default-graph-uri", "named-graph-uri", "using-graph-uri"):
            response = ask(client, "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } LIMIT 5", **{field: target})
            assert "a:secret" not in response.text.replace(target, "")
        form(client, {"update": f"LOAD <{target}>"})
    assert len(connections) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filter is Linux's")
def test_a_worker_has_no_network_even_when_a_query_gets_through(folder, listener):
    address, connections = listener
    script = """
import sys
from kg.server.isolation import forbid_network
print(forbid_network())
from pathlib import Path
from kg.graph import GraphFolder, open_store
store = open_store(GraphFolder.open(Path(sys.argv[1])))
try:
    list(store.query("SELECT * { SERVICE <%s> { ?s ?p ?o } }" % sys.argv[2]))
except OSError as error:
    print("refused")
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), address],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(kg.__file__).parent.parent)},
    )
    if done.stdout.startswith("False"):
        pytest.skip("this system has no seccomp filters")
    assert done.stdout.split() == ["True", "refused"], done.stderr
    assert connections == []


def test_a_query_without_end_is_stopped_while_another_is_answered(client):
    with ThreadPoolExecutor(1) as background:
        stuck = background.submit(ask, client, CROSS_PRODUCT)
        time.sleep(0.5)
        assert len(bindings(ask(client, "SELECT * { ?s ?p ?o } LIMIT 3"))) == 3
        assert not stuck.done()
        response = stuck.result()
    assert response.status_code == 504
    assert "stopped after 2 seconds" in response.text


def test_a_query_that_hoards_memory_ends_alone(client):
    response = ask(client, HOARD)
    assert response.status_code == 500
    assert "256 MiB" in response.text
    assert len(bindings(ask(client, "SELECT * { ?s ?p ?o } LIMIT 3"))) == 3


def test_too_long_a_request_is_refused(client):
    assert form(client, {"query": "ASK {} #" + "x" * 1_100_000}).status_code == 413
    assert form(client, {"query": "ASK {} #" + "x" * 900_000}).status_code == 200


def test_many_fields_are_refused(client):
    assert form(client, [("x", str(n)) for n in range(5_000)]).status_code == 400


def test_two_hundred_clients_at_once_get_answers_or_503(client):
    async def one(web: httpx.AsyncClient, n: int) -> int:
        response = await web.get("/sparql", params={"query": f"SELECT * {{ ?s ?p ?o }} LIMIT {n % 7 + 1}"})
        if response.status_code == 503:
            assert response.headers["Retry-After"]
        return response.status_code

    async def all_of_them() -> list[int]:
        limits = httpx.Limits(max_connections=200)
        async with httpx.AsyncClient(base_url=client.base_url, limits=limits, timeout=60, trust_env=False) as web:
            return await asyncio.gather(*(one(web, n) for n in range(200)))

    codes = asyncio.run(all_of_them())
    assert set(codes) <= {200, 503}
    assert 200 in codes
    assert len(bindings(ask(client, "SELECT * { ?s ?p ?o } LIMIT 3"))) == 3


def test_a_query_that_sits_on_every_worker_gives_503_and_passes(client):
    with ThreadPoolExecutor(14) as background:
        stuck = [background.submit(ask, client, CROSS_PRODUCT) for _ in range(14)]
        codes = [one.result().status_code for one in stuck]
    assert set(codes) == {503, 504}
    assert len(bindings(ask(client, "SELECT * { ?s ?p ?o } LIMIT 3"))) == 3
