"""Decides which clusters of which articles are one entity: by known names, scored reasons and people's rulings."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Doubt, Extraction, Link, Reference, Resolution
from kg.ontology import KnownName, Ontology
from kg.resolve.bind import Bound, bind, struck
from kg.resolve.clusters import Joined, join
from kg.resolve.copies import find_copies
from kg.resolve.iris import Cluster, entity_of, name_clusters
from kg.resolve.names import Names
from kg.resolve.readings import Readings, known_by_key, read_all
from kg.resolve.rulings import NO_RULINGS, Rulings, in_words
from kg.resolve.scoring import BASE, Surroundings, Verdict
from kg.resolve.senses import Sense, senses_of, unmet

SURE = 0.9  # a join below is worth a look
MOST_DOUBTS = 2000
_COMMON_AT_LEAST, _COMMON_SHARE = 20, 10  # a name that stands in more articles than both the number and one in so many tells little


@dataclass(frozen=True, slots=True)
class Judged:
    """A resolution with all that led to it: what explanations are made from."""

    resolution: Resolution
    senses: Sequence[Sense]
    joined: Joined
    around: Surroundings
    bound: Bound
    readings: Readings


def resolve(extractions: Iterable[Extraction], ontology: Ontology, rulings: Rulings = NO_RULINGS) -> Resolution:
    """Return who is who across the articles, with the reasons, and which articles are copies.

    Names that are the same but for case, accents, legal form and the like are one thing if their kinds agree and nothing in the
    text sets them apart; other names are joined when named reasons add up (`kg.resolve.scoring`). A surname alone joins nobody
    across articles. Rulings outweigh all of it. The order of the extractions does not matter.
    """
    return judge_all(extractions, ontology, rulings).resolution


def judge_all(extractions: Iterable[Extraction], ontology: Ontology, rulings: Rulings = NO_RULINGS) -> Judged:
    """Return the resolution, as `resolve` does, with all that led to it."""
    with _no_collection():
        return _judge_all(extractions, ontology, rulings)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the search for garbage in circles away: none is made here, and searching all values ever again would not be linear."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _judge_all(extractions: Iterable[Extraction], ontology: Ontology, rulings: Rulings) -> Judged:
    ordered = sorted(extractions, key=lambda e: (e.article.published or "", e.article.key))
    names, known = _prepared(_Words(ontology))
    readings = read_all(ordered, known, names, ontology)
    spare: Mapping[str, Reference] = {}
    loose = {iri for ruling in rulings.all for iri in (ruling.subject, *ruling.object)} - rulings.anchors.keys()
    if any(
        ruling.subject in loose or (ruling.kind in ("same", "different") and set(ruling.object) & loose) for ruling in rulings.all
    ):
        # Triples written by hand: their IRIs are those that the articles alone give.
        unruled = _judge(ordered, readings, known, NO_RULINGS, {}, names, ontology).resolution
        spare = {}
        for reference, iri in sorted(unruled.iri_of.items(), key=lambda pair: pair[0]):
            spare.setdefault(iri, reference)
    return _judge(ordered, readings, known, rulings, spare, names, ontology)


class _Words:
    """An ontology that is the same as another of the same version and known names."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self._key = (ontology.version, ontology.known)

    def __hash__(self) -> int:
        return hash(self._key[0])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Words) and self._key == other._key


@lru_cache(maxsize=4)
def _prepared(words: _Words) -> tuple[Names, dict[str, tuple[KnownName, ...]]]:
    names = Names.of(words.ontology)
    return names, known_by_key(words.ontology, names)


def _judge(
    ordered: Sequence[Extraction],
    readings: Readings,
    known: Mapping[str, Sequence[KnownName]],
    rulings: Rulings,
    spare: Mapping[str, Reference],
    names: Names,
    ontology: Ontology,
) -> Judged:
    bound = bind(rulings, readings, spare, names, ontology)
    met, split = senses_of(readings, known, bound.apart, names, ontology)
    senses = sorted([*met, *unmet(ontology, met, names)], key=lambda sense: sense.key)
    around = Surroundings(readings, _common(readings), names, ontology)
    joined = join(senses, split, bound.apart, around)
    members: dict[int, list[int]] = defaultdict(list)
    for n, root in enumerate(joined.root_of):
        members[root].append(n)
    position = {extraction.article.key: n for n, extraction in enumerate(ordered)}
    rank = {reading.reference: n for n, reading in enumerate(readings.all)}
    clusters: dict[int, Cluster] = {}
    for root, positions in members.items():
        read = sorted((r for n in positions for r in senses[n].readings), key=lambda r: rank[r.reference])
        if read:
            matched = [one for n in positions if (one := senses[n].known)]
            clusters[root] = Cluster(min(matched, key=lambda one: one.iri) if matched else None, read)
    _apply(rulings, bound, clusters, senses, joined, rank)
    named = name_clusters(clusters.values(), position, {one.iri for one in ontology.known}, names)
    iri_of = {reading.reference: iri for iri, cluster in named for reading in cluster.readings}
    entities = sorted((entity_of(iri, cluster, names, ontology) for iri, cluster in named), key=lambda entity: entity.iri)
    aliases = {entity.iri: entity.aliases for entity in entities}
    outlets = {key: aliases[iri] for (key, what), iri in iri_of.items() if what == "publisher"}
    accepted = (ruling.fact for ruling in rulings.of("accepted"))
    now = {iri: iri_of[reference] for iri, reference in bound.reference_of.items()}
    resolution = Resolution(
        entities=tuple(entities),
        iri_of=iri_of,
        copy_of=find_copies((extraction.article for extraction in ordered), outlets),
        links=_links(senses, joined),
        doubts=_doubts(senses, joined, iri_of),
        struck=struck(rulings, ordered, iri_of, bound, names, ontology),
        accepted=frozenset((now.get(s, s), relation, now.get(o, o)) for s, relation, o in accepted),
        waiting=tuple(in_words(ruling) for ruling in bound.waiting),
    )
    return Judged(resolution, senses, joined, around, bound, readings)


def _common(readings: Readings) -> frozenset[str]:
    """Return the names that stand in so many articles that having them in common says little."""
    count = Counter(key for keys in readings.beside.values() for key in keys)
    most = max(_COMMON_AT_LEAST, len(readings.beside) // _COMMON_SHARE)
    return frozenset(key for key, times in count.items() if times > most)


def _apply(
    rulings: Rulings,
    bound: Bound,
    clusters: Mapping[int, Cluster],
    senses: Sequence[Sense],
    joined: Joined,
    rank: Mapping[Reference, int],
) -> None:
    """Put on the clusters what rulings say of their IRIs, names, types and ids elsewhere."""
    home = {reading.reference: clusters[joined.root_of[n]] for n, sense in enumerate(senses) for reading in sense.readings}
    for iri, reference in sorted(bound.reference_of.items(), key=lambda pair: (rank[pair[1]], pair[0])):
        home[reference].frozen.append(iri)
    for ruling in rulings.of("rename", "retype", "linked"):
        if ruling.subject not in bound.reference_of:
            continue
        cluster = home[bound.reference_of[ruling.subject]]
        if ruling.kind == "rename":
            cluster.label = ruling.object[0]
        elif ruling.kind == "retype":
            cluster.types = ruling.object[:2]
        else:
            cluster.links = (*cluster.links, *ruling.object)


def end_of(sense: Sense) -> Reference:
    """Return the reference that stands for a sense: its earliest reading, or its known name."""
    if sense.readings:
        return sense.readings[0].reference
    return (sense.known.iri if sense.known else sense.name_key, "known")


def _links(senses: Sequence[Sense], joined: Joined) -> tuple[Link, ...]:
    """Return the links that the clusters are the components of: within each sense to its first reading, and between senses."""
    worth = {"known name": 0.97, "same full name": 0.95, "same name": 0.95}
    links = [
        Link(end_of(sense), reading.reference, worth[sense.reason], (sense.reason,))
        for sense in senses
        for reading in sense.readings[1:]
    ]
    links += [_link(senses, pair, verdict) for pair, verdict in joined.accepted.items()]
    return tuple(sorted(links, key=lambda link: (link.first, link.second)))


def _link(senses: Sequence[Sense], pair: tuple[int, int], verdict: Verdict) -> Link:
    return Link(end_of(senses[pair[0]]), end_of(senses[pair[1]]), verdict.score, verdict.reasons)


def _doubts(senses: Sequence[Sense], joined: Joined, iri_of: Mapping[Reference, str]) -> tuple[Doubt, ...]:
    """Return the pairs of entities in doubt, and the joins that are less than sure, those first on which most hangs."""
    size = [sum(reading.size for reading in sense.readings) for sense in senses]
    best: dict[tuple[str, str], Doubt] = {}
    shaky = {pair: verdict for pair, verdict in joined.accepted.items() if verdict.score < SURE and verdict.reasons[0] in BASE}
    for pair, verdict in sorted({**joined.doubtful, **shaky}.items()):
        ends = [senses[n] for n in pair]
        if not all(sense.readings for sense in ends):
            continue
        first, second = (iri_of[end_of(sense)] for sense in ends)
        doubt = Doubt(_link(senses, pair, verdict), (first, second), min(size[n] for n in pair))
        key = (first, second) if first <= second else (second, first)
        if key not in best or (doubt.value, verdict.score) > (best[key].value, best[key].link.score):
            best[key] = doubt
    ranked = sorted(
        best.values(), key=lambda doubt: (-doubt.value, -doubt.link.score, doubt.iris, doubt.link.first, doubt.link.second)
    )
    return tuple(ranked[:MOST_DOUBTS])
