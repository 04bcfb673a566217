import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import LEADS, store_of, write

from kg.errors import QueryError
from kg.graph.guard import may_call_out, names_dataset
from kg.graph.query import ask

CALLS = [
    "SELECT * { SERVICE <IRI> { ?s ?p ?o } }",
    "SELECT * { service silent <IRI> { ?s ?p ?o } }",
    "SELECT * { {}SERVICE<IRI>{ ?s ?p ?o } }",
    "SELECT * { SeRvIcE#comment\n<IRI> { ?s ?p ?o } }",
    "PREFIX x: <IRI> SELECT * { SERVICEx: { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <IRI> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <IRI> } SERVICE$x { ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE <IRI> { ?s ?p ?o } } } } }",
    "ASK { FILTER EXISTS { SERVICE <IRI> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <IRI> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <IRI> { ?s ?p ?o } }",
    "SELECT * { ?s rdfs:label '\\'' . SERVICE <IRI> { ?s ?p '\\'' } }",
    "SELECT * { ?s rdfs:label '''a'b''' . SERVICE <IRI> { ?s ?p '''a'b''' } }",
    "SELECT * { ?s ?p ?o FILTER(?o<id:b+'>') SERVICE <IRI> { ?s ?p '>' } }",
    "SELECT * { ?s ?p ?o FILTER(?o<?p)SERVICE ?o#>\n{ ?s ?p ?o } }",
    'SELECT * { ?s ?p ?o FILTER(?o<id:b+#> "\n3) SERVICE <IRI> { ?s ?p "x" } }',
    "BASE <http://news.example/> SELECT * { ?s <p#> ?o . SERVICE <IRI> { ?s ?p ?o } }",
    "SELECT * { ?s id:o\\'b ?o . SERVICE <IRI> { ?s ?p 'x' } }",
    'SELECT * { ?s rdfs:label "\\u0022 } #" . SERVICE <IRI> { ?s ?p ?o } }',
    "SELECT * { \\u0053ERVICE <IRI> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <IRI> { ?s ?p ?o } }",
]
HARMLESS = [
    "SELECT * { ?s ?p ?o }",
    "SELECT ?service { ?service ?p ?o }",
    "SELECT * { ?s rdfs:label 'the service' FILTER(CONTAINS(?o, \"Service <x>\")) }",
    "SELECT * { ?s schema:service ?o } # no service here",
    "SELECT * { ?s <https://news.example/service#x> ?o FILTER(?o < 3 && ?o > 1) }",
    "SELECT * { ?s ?p 'Z\\u00fcrich' }",
]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[int]]]:
    """Yield an address on loopback and the list that grows with every connection to it."""
    connections: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)

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
        port = server.getsockname()[1]
        yield f"http://127.0.0.1:{port}/x", connections
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_no_query_that_calls_out_is_run(listener):
    iri, connections = listener
    store = store_of(write("1", LEADS))
    with pytest.raises(OSError, match=r"."):  # the listener works: the engine does call when nobody stops it
        list(store.query(CALLS[0].replace("IRI", iri)))
    assert len(connections) == 1
    for query in CALLS:
        with pytest.raises(QueryError, match="calls another server"):
            ask(store, query.replace("IRI", iri))
    assert len(connections) == 1


def test_from_and_updates_reach_nothing(listener):
    iri, connections = listener
    store = store_of(write("1", LEADS))
    assert list(ask(store, f"SELECT * FROM <{iri}> {{ ?s ?p ?o }}")) == []
    assert list(ask(store, f"SELECT * FROM NAMED <{iri}> {{ GRAPH ?g {{ ?s ?p ?o }} }}")) == []
    for update in (f"LOAD <{iri}>", f"prefix x: <{iri}> load <{iri}>", "INSERT DATA { id:a id:b id:c }", "DROP ALL"):
        with pytest.raises(QueryError, match="is an update"):
            ask(store, update)
    assert connections == []


@pytest.mark.parametrize("query", HARMLESS)
def test_harmless_words_are_let_through(query):
    assert not may_call_out(query)
    ask(store_of(write("1", LEADS)), query)


@given(st.text(alphabet="<>'\"\\#?$:@ab/ \n\tu0().{}"), st.text(alphabet="<>'\"\\#?$:@ab/ \n\tu0().{}"))
def test_a_call_that_the_engine_would_read_is_never_let_through(before, after):
    query = f"SELECT * {{ {before} SERVICE <http://127.0.0.1:1/> {{ ?s ?p ?o }} {after} }}"
    if not may_call_out(query):
        try:
            results = store_of().query(query, prefixes={"": "http://x/", "a": "http://y/"})
        except SyntaxError:
            return
        list(results)  # would raise OSError for a call


def test_from_is_seen_in_the_query_alone():
    assert names_dataset("SELECT * FROM <http://x/> { ?s ?p ?o }")
    assert names_dataset("select * from named id:g { graph id:g { ?s ?p ?o } }")
    assert not names_dataset("SELECT ?from { ?s schema:from ?from ; rdfs:label 'from' } # from")
