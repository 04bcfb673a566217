"""A remote store, with a real one: the Oxigraph server on loopback."""

import io
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from newsroom import CORVID, LEADS, build, said, store_of, write
from pyoxigraph import Store

from kg.errors import GraphError, QueryError
from kg.exporters import EXPORTERS
from kg.graph.describe import describe
from kg.graph.query import answer, ask, format_results, questions
from kg.graph.remote import MANIFEST, Endpoints, RemoteStore, fetched, open_remote, publish

WORKS = said("Bo Finch works for Corvid.", "Bo Finch: Person", "worksFor", CORVID)
PROGRAM = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="the oxigraph server is not installed")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([PROGRAM, "serve", "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            httpx.get(url, trust_env=False)
            break
        except httpx.HTTPError:
            time.sleep(0.05)
    yield url
    process.terminate()
    process.wait()


@pytest.fixture
def remote(server) -> Iterator[RemoteStore]:
    with open_remote(server) as store:
        yield store
        store.send("POST", store.endpoints.update, content=b"DROP ALL", content_type="application/sparql-update")


def content(remote: RemoteStore) -> set[str]:
    rows = remote.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")
    return {f"{row['s']} {row['p']} {row['o']} {row['g']}" for row in rows if row["g"] != MANIFEST}


def quads(store: Store) -> set[str]:
    return {str(quad) for quad in store}


def test_only_what_has_changed_is_sent(remote):
    one, two = write("1", LEADS, published="2024-01-01"), write("2", WORKS)
    first = store_of(one, two)
    assert publish(first, remote) == 4
    assert content(remote) == quads(first)
    assert publish(first, remote) == 0
    replaced = store_of(one, write("2", WORKS, published="2024-02-01"))
    assert publish(replaced, remote) == 2  # the article's graph, and what is derived
    assert content(remote) == quads(replaced)
    removed = store_of(one)
    assert publish(removed, remote) == 2
    assert content(remote) == quads(removed)


def test_graphs_of_others_are_left_alone(remote):
    theirs = b"INSERT DATA { GRAPH <https://other.example/g> { <a:s> <a:p> <a:o> } }"
    remote.send("POST", remote.endpoints.update, content=theirs, content_type="application/sparql-update")
    publish(store_of(write("1", LEADS)), remote)
    publish(store_of(), remote)
    assert "<a:s> <a:p> <a:o> <https://other.example/g>" in content(remote)


def test_a_publication_that_broke_off_is_mended_by_the_next(remote):
    store = store_of(write("1", LEADS), write("2", WORKS))
    publish(store, remote)
    broken = b"DROP GRAPH <https://news.example/1>; DELETE WHERE { GRAPH ?g { <https://news.example/1> ?p ?h } }"
    remote.send("POST", remote.endpoints.update, content=broken, content_type="application/sparql-update")
    assert publish(store, remote) == 1
    assert content(remote) == quads(store)


@pytest.mark.parametrize("name", list(questions()))
def test_every_question_is_answered_as_by_the_store_on_disk(server, remote, name):
    local = store_of(
        write("1", LEADS, published="2024-01-01", bylines=("Jo Poe",), about=(CORVID,)), write("2", WORKS, LEADS, about=(CORVID,))
    )
    publish(local, remote)
    asked = {"entity": "Corvid", "date": "2024-01-01", "from": "Ada Lane", "to": "Bo Finch"}
    parameters = {one.name: asked[one.name] for one in questions()[name].parameters}
    with open_remote(server) as again:
        assert format_results(answer(again, name, parameters), "csv") == format_results(answer(local, name, parameters), "csv")


def test_it_reads_as_the_store_on_disk_does(remote):
    local = store_of(write("1", LEADS, published="2024-01-01"))
    publish(local, remote)
    assert describe(remote, "corvid") == describe(local, "corvid")
    query = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), 'https://news')) }"
    assert format_results(ask(remote, query), "turtle") == format_results(ask(local, query), "turtle")
    with pytest.raises(QueryError, match="names nothing"):
        describe(remote, "Nobody")
    with pytest.raises(QueryError, match="line 1, column"):
        ask(remote, "SELECT * { ?s ?p }")
    with pytest.raises(QueryError, match="SERVICE"):
        ask(remote, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with fetched(remote) as copy:
        ours, theirs = io.BytesIO(), io.BytesIO()
        EXPORTERS["nquads"](local, ours)
        EXPORTERS["nquads"](copy, theirs)
        assert ours.getvalue() == theirs.getvalue()


def test_a_server_that_does_not_answer_and_an_address_that_is_none_say_so(server):
    with pytest.raises(GraphError, match="does not answer"), open_remote("http://127.0.0.1:1"):
        pass
    with pytest.raises(GraphError, match="refused with 404"), open_remote(f"{server}/nowhere"):
        pass
    for url in ("localhost:7878", "query=http://x/q", "ftp://x", "query=http://x,update=y,graphs=http://z"):
        with pytest.raises(GraphError, match="names no store"):
            Endpoints.of(url)
    assert Endpoints.of("query=http://h/ds/query,update=http://h/ds/update,graphs=http://h/ds/data").graphs == "http://h/ds/data"


def test_the_commands_build_into_it_query_it_and_remove_from_it(server, remote, run_kg, tmp_path):
    pages, folder = tmp_path / "pages", tmp_path / "graph"
    pages.mkdir()
    (pages / "a.txt").write_text("Chips\n\nAda Lane is the chief executive of Corvid Inc.\n", encoding="utf-8")
    (pages / "b.txt").write_text("Deals\n\nCorvid Inc. acquired Nestling Ltd. on Monday.\n", encoding="utf-8")

    def count() -> int:
        return len(list(remote.query("SELECT ?a { GRAPH ?g { ?a a <https://schema.org/NewsArticle> } }")))

    done = run_kg("build", pages, "-g", folder, "--store", server)
    assert done.returncode == 0, done.stderr
    assert count() == 2
    rows = run_kg("query", "--store", server, "who-leads", "-p", "entity=Corvid Inc.", "--format", "csv")
    assert "Ada Lane" in rows.stdout, rows.stderr
    assert (
        run_kg("export", "--store", server, "--format", "nquads").stdout
        == run_kg("export", "-g", folder, "--format", "nquads").stdout
    )
    assert "Ada Lane" in run_kg("show", "--store", server, "Ada Lane").stdout
    assert run_kg("check", "--store", server).returncode == 0
    page = tmp_path / "view.html"
    assert "name a file with -o FILE" in run_kg("view", "--store", server).stderr
    ruled = run_kg("rename", "Ada Lane", "Ada", "--store", server)
    assert (ruled.returncode, ruled.stderr.count("\n")) == (2, 1)
    assert "kg build SOURCE -g DIR --store URL" in ruled.stderr
    assert run_kg("view", "--store", server, "-o", page).returncode == 0
    assert "Ada Lane" in page.read_text(encoding="utf-8")
    assert run_kg("remove", "b.txt", "-g", folder, "--store", server).returncode == 0
    assert count() == 1
    build(tmp_path / "other", write("1", LEADS))
    down = run_kg("query", "--store", "http://127.0.0.1:1", "ASK { ?s ?p ?o }")
    assert (down.returncode, down.stderr.count("\n")) == (2, 1)
