"""What happens inside a worker process: it opens the store read-only, without a network, and answers one job after the other."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Final

from pyoxigraph import NamedNode, Store, Triple

from kg.errors import KgError
from kg.graph import GraphFolder, open_store
from kg.graph.query import ask, bind
from kg.graph.terms import DERIVED_FROM, OBJECT, SUBJECT, term, value_of
from kg.ontology import ID_BASE
from kg.server.answers import write_answer, write_triples
from kg.server.isolation import forbid_network, limit_memory
from kg.server.negotiation import TRIPLES, choose
from kg.server.pages import editor_page, entity_page
from kg.server.reply import Reply, refuse
from kg.server.settings import Settings
from kg.views import page_policy

HTML: Final = "text/html"
_INWARD: Final = {DERIVED_FROM, term("oa:hasTarget"), term("oa:hasSelector")}


@dataclass(frozen=True, slots=True)
class QueryJob:
    """A SPARQL query, the Accept header, what relative IRIs start from, and the protocol's dataset, None for the store's own."""

    sparql: str
    accept: str
    base: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class EntityJob:
    """An entity by the last part of its IRI, and the Accept header; its `timeline` has but one form, HTML."""

    token: str
    accept: str
    timeline: bool = False


@dataclass(frozen=True, slots=True)
class EditorJob:
    """The editor's page, with a named question and its parameters if some are given."""

    question: str
    parameters: Mapping[str, str]


Job = QueryJob | EntityJob | EditorJob


def work(connection: Connection, settings: Settings) -> None:
    """Answer jobs from the connection until it closes. Runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its workers itself
    forbid_network()
    limit_memory(settings.memory)
    snapshot = _Snapshot(settings)
    with suppress(EOFError, KeyboardInterrupt):
        connection.send(None)  # ready
        while True:
            job = connection.recv()
            connection.send(_answer(snapshot, job))


@dataclass(slots=True)
class _Snapshot:
    """The store as it was when last opened; a build swaps the folder, and the next job sees the new one."""

    settings: Settings
    _store: Store | None = None
    _identity: tuple[int, int] = (0, 0)

    def store(self) -> Store:
        folder = GraphFolder.open(self.settings.folder)
        identity = (0, 0)
        with suppress(FileNotFoundError):  # between the two renames of a build
            found = folder.store.stat()
            identity = found.st_ino, found.st_mtime_ns
        if self._store is None or identity not in {self._identity, (0, 0)}:
            self._store, self._identity = open_store(folder), identity
        return self._store


def _answer(snapshot: _Snapshot, job: Job) -> Reply:
    try:
        if isinstance(job, QueryJob):
            return _query(snapshot.store(), job, snapshot.settings.rows)
        if isinstance(job, EntityJob):
            return _entity(snapshot.store(), job, snapshot.settings.rows)
        return _editor(snapshot.store(), job)
    except KgError as error:
        return refuse(400, str(error))
    except MemoryError:
        return refuse(500, f"the query needs more than {snapshot.settings.memory} MiB of memory; ask for less at a time")
    except (OSError, RuntimeError, ValueError) as error:
        return refuse(500, f"the query failed: {error}")


def _query(store: Store, job: QueryJob, rows: int) -> Reply:
    try:
        graphs = [None if names is None else [NamedNode(one) for one in names] for names in (job.default_graphs, job.named_graphs)]
    except ValueError as error:
        return refuse(400, f"not the IRI of a graph: {error}")
    results = ask(store, job.sparql, base=job.base, default_graphs=graphs[0], named_graphs=graphs[1])
    return write_answer(results, job.accept, rows)


def _entity(store: Store, job: EntityJob, rows: int) -> Reply:
    try:
        node = NamedNode(ID_BASE + job.token)
    except ValueError:
        return refuse(404, "no such entity")
    if not any(store.quads_for_pattern(node, None, None)):
        return refuse(404, f"{node.value} is not in this graph")
    varying = {"Vary": "Accept"}
    if job.timeline or choose(job.accept, (HTML, *TRIPLES)) == HTML:
        page = entity_page(store, node.value, timeline=job.timeline).encode()
        policy = {"Content-Security-Policy": f"{page_policy()}; frame-ancestors 'none'"}
        return Reply(200, "text/html; charset=utf-8", page, {**policy, **({} if job.timeline else varying)})
    reply = write_triples(_described(store, node), job.accept, rows)
    return Reply(reply.status, reply.media_type, reply.body, {**reply.headers, **varying})


def _described(store: Store, entity: NamedNode) -> Iterator[Triple]:
    """Yield what is said of an entity itself, then each statement that it is an end of, with its evidence and where that stands."""

    def said(node: NamedNode) -> Iterator[Triple]:
        return (quad.triple for quad in store.quads_for_pattern(node, None, None))

    yield from said(entity)
    for end in (SUBJECT, OBJECT):
        for quad in store.quads_for_pattern(None, end, entity):
            nodes = [quad.subject]
            while nodes:  # a statement leads to its evidence, that to its target, and that to its selectors
                for triple in said(NamedNode(value_of(nodes.pop()))):
                    yield triple
                    if triple.predicate in _INWARD:
                        nodes.append(NamedNode(value_of(triple.object)))


def _editor(store: Store, job: EditorJob) -> Reply:
    sparql, problem = None, ""
    if job.question:
        try:
            sparql = bind(store, job.question, job.parameters)
        except KgError as error:
            problem = str(error)
    return Reply(200, "text/html; charset=utf-8", editor_page(job.question, job.parameters, sparql, problem).encode())
