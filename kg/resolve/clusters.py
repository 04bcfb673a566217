"""Joins senses by their scores into clusters, the best first and never against a veto: the components of the accepted links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Reference
from kg.resolve.candidates import propose
from kg.resolve.names import CLASH, PersonName, given_relation, numbers
from kg.resolve.scoring import (
    ACCEPTED,
    DOUBTFUL,
    EXPLICIT,
    NAME_CLASH,
    NUMBER_CLASH,
    SEVERAL,
    SHORTENED,
    TWO_KNOWN,
    Surroundings,
    Verdict,
    judge,
    veto,
    weigh,
)
from kg.resolve.senses import Apart, Sense, SenseKey

RULED_SAME, RULED_DIFFERENT = "ruled to be the same", "ruled to be different"
RULED = Verdict(1.0, (RULED_SAME,))

Pair = tuple[int, int]


@dataclass(slots=True)
class Joined:
    """What became of the senses: positions by root, the links that were accepted, the pairs in doubt, and what was forbidden."""

    root_of: list[int]
    accepted: dict[Pair, Verdict]
    doubtful: dict[Pair, Verdict]
    forbidden: dict[Pair, str]


@dataclass(slots=True)
class _Summary:
    """What decides whether two clusters may be one: their senses, names and known names."""

    senses: set[int]
    people: set[PersonName]
    known: set[str]
    numbers: set[tuple[str, ...]]


def join(senses: Sequence[Sense], split: Iterable[tuple[SenseKey, SenseKey, str]], apart: Apart, around: Surroundings) -> Joined:
    """Return the clusters of the senses. The order of the articles does not matter: ties go by the sorted keys of the senses."""
    position = {sense.key: n for n, sense in enumerate(senses)}
    sense_at = {reading.reference: n for n, sense in enumerate(senses) for reading in sense.readings}
    forbidden: dict[Pair, str] = {_ordered(position[one], position[other]): why for one, other, why in split}
    for denied in around.readings.denied:
        first, second = (sense_at[reference] for reference in sorted(denied))
        if first != second:
            forbidden[_ordered(first, second)] = EXPLICIT
    for ruled_apart in apart.pairs:
        ends = [sense_at[reference] for reference in sorted(ruled_apart) if reference in sense_at]
        if len(ends) == 2 and ends[0] != ends[1]:
            forbidden[_ordered(ends[0], ends[1])] = RULED_DIFFERENT
    forest = _Forest(senses, forbidden, around)
    accepted: dict[Pair, Verdict] = {}
    ruled: dict[Reference, int] = {}
    for reference in sorted(set(apart.parent) | {apart.root(one) for one in apart.parent}):
        if reference in sense_at:
            first = ruled.setdefault(apart.root(reference), sense_at[reference])
            if first != sense_at[reference]:
                forest.join(first, sense_at[reference])
                accepted[_ordered(first, sense_at[reference])] = RULED
    verdicts = {}
    for (short, long), relation in propose(senses, around.names).items():
        if _ordered(short, long) not in forbidden:
            if why := veto(senses[short], senses[long], around.names):
                forbidden[_ordered(short, long)] = why
            else:
                verdicts[short, long] = judge(senses[short], senses[long], relation, around)
    verdicts = _with_doubt(verdicts, forest)
    doubtful: dict[Pair, Verdict] = {}
    for (one, other), verdict in sorted(verdicts.items(), key=lambda pair: (-pair[1].score, pair[0])):
        if verdict.score < DOUBTFUL:
            break
        pair = _ordered(one, other)
        if verdict.score < ACCEPTED:
            doubtful[pair] = verdict
        elif forest.root(one) == forest.root(other) or not (why := forest.clash(one, other)):
            forest.join(one, other)
            accepted.setdefault(pair, verdict)
        else:
            forbidden[pair] = why
    roots = [forest.root(n) for n in range(len(senses))]
    left = {pair: verdict for pair, verdict in doubtful.items() if roots[pair[0]] != roots[pair[1]] and not forest.clash(*pair)}
    return Joined(roots, accepted, left, forbidden)


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _with_doubt(verdicts: Mapping[Pair, Verdict], forest: _Forest) -> dict[Pair, Verdict]:
    """Return the verdicts with those lowered that make one short name stand for several things that fit it alike."""
    longer: dict[int, list[int]] = defaultdict(list)
    for (short, long), verdict in verdicts.items():
        if verdict.reasons[0] in SHORTENED and verdict.score >= DOUBTFUL:
            longer[short].append(long)
    sure = {_ordered(*pair) for pair, verdict in verdicts.items() if verdict.score >= ACCEPTED}
    lowered = dict(verdicts)
    for short, longs in longer.items():
        if len(longs) < 2:
            continue
        best = max(verdicts[short, long].score for long in longs)
        near = sorted(long for long in longs if verdicts[short, long].score > best - 0.15)
        if any(not forest.one_name(a, b, sure) for n, a in enumerate(near) for b in near[n + 1 :]):
            for long in near:
                lowered[short, long] = weigh([*verdicts[short, long].reasons, SEVERAL])
    return lowered


class _Forest:
    """Union-find over senses, with a summary of every cluster."""

    def __init__(self, senses: Sequence[Sense], forbidden: Mapping[Pair, str], around: Surroundings) -> None:
        self._parent = list(range(len(senses)))
        self._names = around.names
        self._senses = senses
        self._apart: dict[int, dict[int, str]] = defaultdict(dict)
        for (one, other), why in forbidden.items():
            self._apart[one][other] = self._apart[other][one] = why
        self._summary = {n: self._of(n, sense) for n, sense in enumerate(senses)}

    def _of(self, n: int, sense: Sense) -> _Summary:
        people = {name} if sense.is_person and (name := sense.person(self._names)).given else set()
        product = not sense.is_person and any(reading.types[0] == "Product" for reading in sense.readings)
        return _Summary({n}, people, {sense.known.iri} if sense.known else set(), {numbers(sense.name_key)} if product else set())

    def root(self, n: int) -> int:
        """Return the sense that stands for the cluster."""
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, one: int, other: int) -> None:
        """Make two clusters one; the smallest position is the root."""
        first, second = sorted((self.root(one), self.root(other)))
        if first == second:
            return
        self._parent[second] = first
        mine, theirs = self._summary[first], self._summary.pop(second)
        mine.senses |= theirs.senses
        mine.people |= theirs.people
        mine.known |= theirs.known
        mine.numbers |= theirs.numbers

    def clash(self, one: int, other: int) -> str | None:
        """Return why two clusters cannot be one, or None."""
        mine, theirs = self._summary[self.root(one)], self._summary[self.root(other)]
        if mine is theirs:
            return None
        smaller, larger = sorted((mine.senses, theirs.senses), key=len)
        for n in smaller:
            for hit in self._apart.get(n, {}).keys() & larger:
                return self._apart[n][hit]
        if mine.known and theirs.known and mine.known != theirs.known:
            return TWO_KNOWN
        if mine.numbers and theirs.numbers and mine.numbers != theirs.numbers:
            return NUMBER_CLASH
        if any(self._people_clash(a, b) for a in mine.people for b in theirs.people):
            return NAME_CLASH
        return None

    def _people_clash(self, one: PersonName, other: PersonName) -> bool:
        if one.suffix and other.suffix and one.suffix != other.suffix:
            return True
        return one.surname == other.surname and given_relation(one.given, other.given, self._names) == CLASH

    def one_name(self, one: int, other: int, sure: set[Pair]) -> bool:
        """Say whether two senses that one short name fits may well be one themselves."""
        if self.root(one) == self.root(other) or _ordered(one, other) in sure:
            return True
        if self._senses[one].is_person and self._senses[other].is_person:
            return not self.clash(one, other)
        return False
