"""A store on another server: asked by SPARQL 1.1 Protocol, kept up to date graph by graph by Graph Store HTTP and Update."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import Any, Final

import httpx
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from kg.errors import GraphError
from kg.graph.terms import term
from kg.ontology import ID_BASE

MANIFEST: Final = NamedNode(ID_BASE + "graph/manifest")
_HASH: Final = term("tn:contentHash")
_SECONDS: Final = 120.0
_PIECE: Final = 1 << 16
_N_TRIPLES: Final = "application/n-triples"
_ROWS: Final = "application/sparql-results+json"
# How a server is told that its default graph is the union of all graphs; most need not be told.
_UNIONS: Final[tuple[Mapping[str, str], ...]] = (
    {},
    {"union-default-graph": "true"},  # Oxigraph
    {"default-graph-uri": "urn:x-arq:UnionGraph"},  # Jena Fuseki
)


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a server takes queries, updates, and whole graphs."""

    query: str
    update: str
    graphs: str

    @staticmethod
    def of(url: str) -> Endpoints:
        """Return the endpoints that `--store` names.

        A plain address has them at `/query`, `/update` and `/store` (Oxigraph); others are written out:
        `query=URL,update=URL,graphs=URL`. Raises GraphError when it is neither.
        """
        example = "write http://host:7878, or query=URL,update=URL,graphs=URL"
        if "=" not in url.split("://")[0]:
            base = url.rstrip("/")
            named = {"query": f"{base}/query", "update": f"{base}/update", "graphs": f"{base}/store"}
        else:
            named = dict(part.split("=", 1) for part in url.split(",") if "=" in part)
        wrong = named.keys() ^ {"query", "update", "graphs"} or {
            name for name, one in named.items() if not one.startswith(("http://", "https://"))
        }
        if wrong:
            raise GraphError(url, f"names no store ({', '.join(sorted(wrong))})", example)
        return Endpoints(**named)


@dataclass(slots=True)
class RemoteStore:
    """A remote store, read as the one on disk is: `query` and `quads_for_pattern` answer in the same types."""

    endpoints: Endpoints
    client: httpx.Client
    union: Mapping[str, str] = field(default_factory=dict)

    def query(
        self,
        query: str,
        *,
        base_iri: str | None = None,
        prefixes: Mapping[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: Sequence[NamedNode] = (),
        named_graphs: Sequence[NamedNode] = (),
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Return the server's answer. Raises SyntaxError as the store on disk does, and GraphError when the server fails."""
        # The parser's errors, and whether rows or triples come.
        kind = Store().query(query, base_iri=base_iri, prefixes=dict(prefixes or {}))
        prologue = f"BASE <{base_iri}>\n" if base_iri else ""
        prologue += "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items())
        accept = _N_TRIPLES if isinstance(kind, QueryTriples) else _ROWS
        fields: list[tuple[str, str]] = [("query", prologue + query)]
        fields += [("default-graph-uri", one.value) for one in default_graph]
        fields += [("named-graph-uri", one.value) for one in named_graphs]
        parameters = self.union if use_default_graph_as_union and not default_graph and not named_graphs else {}
        protocol = [(name, value) for name, value in parameters.items() if name == "default-graph-uri"]
        own = {name: value for name, value in parameters.items() if name != "default-graph-uri"}
        response = self.send("POST", self.endpoints.query, params=own, form=[*fields, *protocol], accept=accept)
        if isinstance(kind, QueryTriples):
            answered = Store()
            answered.bulk_load(response.content, RdfFormat.N_TRIPLES)
            triples = answered.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
            if not isinstance(triples, QueryTriples):
                raise TypeError("a CONSTRUCT gives triples")
            return triples
        return parse_query_results(response.content, QueryResultsFormat.JSON)

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that fit, as the store on disk does."""
        given = {"s": subject, "p": predicate, "o": object, "g": graph_name}
        written = {name: f"?{name}" if node is None else str(node) for name, node in given.items()}
        pattern = "GRAPH {g} {{ {s} {p} {o} }}".format(**written)
        for row in self.query(f"SELECT * {{ {pattern} }}"):  # type: ignore[union-attr]
            found: list[Any] = [given[name] if given[name] is not None else row[name] for name in ("s", "p", "o", "g")]
            yield Quad(*found)

    def send(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        form: Sequence[tuple[str, str]] | None = None,
        content: Iterator[bytes] | bytes | None = None,
        content_type: str = "",
        accept: str = "*/*",
    ) -> httpx.Response:
        """Return a response that is no failure. Raises GraphError with what the server says."""
        headers = {"Accept": accept} | ({"Content-Type": content_type} if content_type else {})
        fields: dict[str, list[str]] = {}
        for name, value in form or ():
            fields.setdefault(name, []).append(value)
        try:
            response = self.client.request(
                method, url, params=params or None, data=fields or None, content=content, headers=headers
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise GraphError(url, f"does not answer ({error})", "start the store's server, or correct --store") from None
        if response.is_error:
            said = " ".join(response.text.split())[:200]
            raise GraphError(
                url, f"refused with {response.status_code} {said}".strip(), "look at the server's own log, or correct --store"
            )
        return response


@contextmanager
def open_remote(url: str) -> Iterator[RemoteStore]:
    """Yield the store at an address (see `Endpoints.of`), reached. Raises GraphError when it is not."""
    with httpx.Client(timeout=_SECONDS, follow_redirects=False) as client:
        store = RemoteStore(Endpoints.of(url), client)
        store.union = _union(store)
        yield store


def _union(store: RemoteStore) -> Mapping[str, str]:
    """Return what makes the server's default graph the union of all: tried out on the manifest."""
    for union in _UNIONS:
        store.union = union
        if store.query(f"ASK {{ ?g {_HASH} ?hash }}", use_default_graph_as_union=True):
            return union
    return {}  # an empty store: no matter


def publish(local: Store, remote: RemoteStore) -> int:
    """Make the remote store hold the graphs of the local one, and return how many graphs were sent or taken out.

    Only what has changed is sent, a graph at a time (https://www.w3.org/TR/sparql11-http-rdf-update/); graphs of others in the same
    store are left alone. A manifest says what is there; a graph is off it while it changes, so that the next run mends a crash.
    """
    there = {str(quad.subject)[1:-1]: quad.object.value for quad in remote.quads_for_pattern(None, _HASH, None, MANIFEST)}  # type: ignore[union-attr]
    wanted = {graph.value: _content_hash(local, graph) for graph in local.named_graphs() if isinstance(graph, NamedNode)}
    changed = sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))
    for start in range(0, len(changed), 500):
        _update(
            remote,
            "".join(f"DELETE WHERE {{ GRAPH {MANIFEST} {{ <{name}> {_HASH} ?h }} }};\n" for name in changed[start : start + 500]),
        )
    for name in changed:
        if name in wanted:
            body = _n_triples(local, NamedNode(name))
            remote.send("PUT", remote.endpoints.graphs, params={"graph": name}, content=body, content_type=_N_TRIPLES)
            _update(remote, f'INSERT DATA {{ GRAPH {MANIFEST} {{ <{name}> {_HASH} "{wanted[name]}" }} }}')
        else:
            _update(remote, f"DROP SILENT GRAPH <{name}>")
    return len(changed)


@contextmanager
def fetched(remote: RemoteStore) -> Iterator[Store]:
    """Yield a copy of the remote graph in a store on this machine's disk, for what must read all of it."""
    with TemporaryDirectory(prefix="kg-") as folder:
        store = Store(folder)
        for quad in remote.quads_for_pattern(None, _HASH, None, MANIFEST):
            graph = quad.subject
            response = remote.send("GET", remote.endpoints.graphs, params={"graph": str(graph)[1:-1]}, accept=_N_TRIPLES)
            found = parse(response.content, RdfFormat.N_TRIPLES)
            store.bulk_extend(Quad(one.subject, one.predicate, one.object, graph) for one in found)  # type: ignore[arg-type]
        store.flush()
        del store
        yield Store.read_only(folder)  # which writes no more while the folder is deleted


def _update(remote: RemoteStore, update: str) -> None:
    """Send an update (https://www.w3.org/TR/sparql11-update/)."""
    remote.send("POST", remote.endpoints.update, content=update.encode(), content_type="application/sparql-update")


def _content_hash(store: Store, graph: NamedNode) -> str:
    """Return a hash of a graph's triples that does not depend on their order."""
    total = 0
    for quad in store.quads_for_pattern(None, None, None, graph):
        total += int.from_bytes(hashlib.sha256(str(quad.triple).encode()).digest(), "big")
    return f"{total % (1 << 256):064x}"


def _n_triples(store: Store, graph: NamedNode) -> Iterator[bytes]:
    """Yield a graph in pieces, so that none is held whole."""
    lines: list[str] = []
    length = 0
    for quad in store.quads_for_pattern(None, None, None, graph):
        lines.append(f"{quad.triple} .\n")
        length += len(lines[-1])
        if length > _PIECE:
            yield "".join(lines).encode()
            lines, length = [], 0
    yield "".join(lines).encode()
