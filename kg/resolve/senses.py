"""Puts readings of one normalised name together, and splits them where the text or a ruling says that they are several things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.model import Reference
from kg.ontology import KnownName, Ontology
from kg.resolve.names import Names, PersonName
from kg.resolve.readings import Reading, Readings, Tie, families_of, key_of, trades_in_name

SenseKey = tuple[str, str, str]
"""Family, normalised name (or a known name's IRI), and what else sets it apart: an article's key, a trade, a seed."""

AT_ONCE = 366  # days within which the chief executives of two companies are two people
CONTEXTS = 40  # articles of a sense, the earliest ones, whose other names count as its company
ROLES = frozenset({"ceoOf", "leads", "worksFor", "founderOf", "boardMemberOf", "writesFor", "memberOf", "educatedAt", "advises"})


@dataclass(slots=True)
class Sense:
    """Readings of one normalised name that are one thing, oldest article first; `reason` says what put them together."""

    key: SenseKey
    name_key: str
    families: frozenset[str]
    known: KnownName | None
    readings: list[Reading]
    reason: str
    _beside: frozenset[str] | None = None
    _ties: frozenset[Tie] | None = None
    _articles: frozenset[str] | None = None

    @property
    def ties(self) -> frozenset[Tie]:
        """Return what claims say of it."""
        if self._ties is None:
            self._ties = frozenset(tie for reading in self.readings for tie in reading.ties)
        return self._ties

    @property
    def articles(self) -> frozenset[str]:
        """Return the keys of the articles that speak of it."""
        if self._articles is None:
            self._articles = frozenset(reading.article for reading in self.readings)
        return self._articles

    def beside(self, all_readings: Readings, common: frozenset[str]) -> frozenset[str]:
        """Return the names that stand in its first articles and are not in every second one."""
        if self._beside is None:
            earliest = list(dict.fromkeys(reading.article for reading in self.readings))[:CONTEXTS]
            named = frozenset().union(*(all_readings.beside[article] for article in earliest))
            self._beside = named - common - {self.name_key}
        return self._beside

    @property
    def is_person(self) -> bool:
        """Say whether it is a person."""
        return "Person" in self.families

    def person(self, names: Names) -> PersonName:
        """Return its name as a person's."""
        return names.person(self.known.name if self.known else self.readings[0].name)


@dataclass(slots=True)
class Apart:
    """What rulings say of references: those that are one share a root, and some roots are never one."""

    parent: dict[Reference, Reference] = field(default_factory=dict)
    pairs: set[frozenset[Reference]] = field(default_factory=set)

    def root(self, reference: Reference) -> Reference:
        """Return the reference that stands for all that rulings make one with this one."""
        while (up := self.parent.get(reference, reference)) != reference:
            reference = up
        return reference

    def join(self, one: Reference, other: Reference) -> None:
        """Make two references one."""
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            self.parent[second] = first

    def conflicts(self) -> dict[Reference, set[Reference]]:
        """Return for every root the roots it is never one with."""
        found: dict[Reference, set[Reference]] = defaultdict(set)
        for pair in self.pairs:
            one, other = (self.root(reference) for reference in sorted(pair))
            found[one].add(other)
            found[other].add(one)
        return found


def senses_of(
    readings: Readings, known: Mapping[str, Sequence[KnownName]], apart: Apart, names: Names, ontology: Ontology
) -> tuple[list[Sense], list[tuple[SenseKey, SenseKey, str]]]:
    """Return the senses, sorted by key, and the pairs of them that were split, with the reason."""
    groups: dict[SenseKey, list[Reading]] = defaultdict(list)
    matched: dict[SenseKey, KnownName] = {}
    parent: dict[SenseKey, SenseKey] = {}

    def root(key: SenseKey) -> SenseKey:
        while (up := parent.get(key, key)) != key:
            key = up
        return key

    for reading in readings.all:
        keys, match = _keys(reading, known, ontology)
        if match:
            matched[keys[0]] = match
        for key in keys[1:]:
            first, second = sorted((root(keys[0]), root(key)))
            if first != second:
                parent[second] = first
        groups[keys[0]].append(reading)
    whole: dict[SenseKey, list[Reading]] = defaultdict(list)
    for key, found in groups.items():
        whole[root(key)] += found
    order = {reading.reference: n for n, reading in enumerate(readings.all)}
    conflicts = apart.conflicts()
    senses: list[Sense] = []
    split: list[tuple[SenseKey, SenseKey, str]] = []
    for key, found in sorted(whole.items()):
        found.sort(key=lambda reading: order[reading.reference])
        parts, why = _parts(found, matched.get(key), readings, apart, conflicts, ontology)
        made = [_sense(key, n, part, matched.get(key) if n == 0 else None, names, ontology) for n, part in enumerate(parts)]
        senses += made
        split += [(one.key, other.key, why) for n, one in enumerate(made) for other in made[n + 1 :]]
    return senses, split


def _keys(
    reading: Reading, known: Mapping[str, Sequence[KnownName]], ontology: Ontology
) -> tuple[tuple[SenseKey, ...], KnownName | None]:
    """Return the keys a reading belongs under (all of them one thing), and the known name it is, if any."""
    for one in known.get(reading.key, ()):
        if set(families_of(one.types, ontology)) & set(reading.families):
            return (("", one.iri, ""),), one
    alone = reading.families[0] == "Person" and len(reading.key.split()) == 1
    return tuple((family, reading.key, reading.article if alone else "") for family in reading.families), None


def _sense(key: SenseKey, n: int, part: list[Reading], known: KnownName | None, names: Names, ontology: Ontology) -> Sense:
    families = frozenset(family for reading in part for family in reading.families)
    if known:
        families |= frozenset(families_of(known.types, ontology))
    reason = "known name" if known else "same full name" if "Person" in families else "same name"
    own = key if n == 0 else (key[0], key[1], f"{key[2]}\x1f{part[0].reference[0]}\x1f{part[0].reference[1]}")
    name_key = key_of(known.name, known.types, names, ontology) if known else part[0].key
    return Sense(own, name_key, families, known, part, reason)


def _parts(
    readings: list[Reading],
    known: KnownName | None,
    everything: Readings,
    apart: Apart,
    conflicts: Mapping[Reference, set[Reference]],
    ontology: Ontology,
) -> tuple[list[list[Reading]], str]:
    """Return the readings in as many parts as they are things, the main one first, and why they are several."""
    if len(readings) == 1:
        return [readings], ""
    for seeds, why in (
        (_ruled(readings, apart, conflicts), "ruled to be different"),
        (_traded(readings, known, ontology), "different trades"),
        (_made(readings, ontology), "a text names the maker apart from the product"),
        (_heading(readings, known), "chief executives of two companies at once"),
    ):
        if len(seeds) > 1:
            return _grown(readings, seeds, everything), why
    return [readings], ""


def _ruled(readings: list[Reading], apart: Apart, conflicts: Mapping[Reference, set[Reference]]) -> list[list[Reading]]:
    """Return the readings that rulings keep apart, in groups without conflict."""
    if not conflicts:
        return []
    seeds: list[tuple[set[Reference], list[Reading]]] = []
    for reading in readings:
        root = apart.root(reading.reference)
        if root in conflicts:
            home = next((seed for seed in seeds if not seed[0] & conflicts[root]), None)
            if home is None:
                seeds.append(({root}, [reading]))
            else:
                home[0].add(root)
                home[1].append(reading)
    return [seed for _, seed in seeds]


def _traded(readings: list[Reading], known: KnownName | None, ontology: Ontology) -> list[list[Reading]]:
    """Return the readings of each trade; a known name is of no far trade that its own name does not say."""
    if not any(reading.trades for reading in readings):
        return []
    groups: list[tuple[set[str], list[Reading]]] = []
    for reading in readings:
        if not reading.trades:
            continue
        touching = [group for group in groups if group[0] & reading.trades]
        merged: tuple[set[str], list[Reading]] = (set(reading.trades), [])
        for group in touching:
            merged[0].update(group[0])
            merged[1].extend(group[1])
            groups.remove(group)
        merged[1].append(reading)
        groups.append(merged)
    if known is None:
        groups.sort(key=lambda group: (-len(group[1]), sorted(group[0])))
        return [group for _, group in groups]
    own = trades_in_name(known, ontology)
    far = ontology.words.get("farTrades", frozenset())
    strange = [group for group in groups if group[0] & far and not group[0] & own]
    if not strange:
        return []
    elsewhere = {reading.reference for _, group in strange for reading in group}
    rest = [reading for reading in readings if reading.reference not in elsewhere]
    strange.sort(key=lambda group: (-len(group[1]), sorted(group[0])))
    return [rest, *(group for _, group in strange)]


def _made(readings: list[Reading], ontology: Ontology) -> list[list[Reading]]:
    """Return makers and products where one article names both by this name: elsewhere the two are told by their main type."""
    kinds: dict[str, set[bool]] = defaultdict(set)
    products = [
        reading for reading in readings if reading.types[0] in ontology.classes and ontology.is_a(reading.types[0], "Product")
    ]
    if not products or len(products) == len(readings):
        return []
    chosen = {reading.reference for reading in products}
    for reading in readings:
        kinds[reading.article].add(reading.reference in chosen)
    if not any(len(kind) == 2 for kind in kinds.values()):
        return []
    return [[reading for reading in readings if reading.reference not in chosen], products]


def _heading(readings: list[Reading], known: KnownName | None) -> list[list[Reading]]:
    """Return the readings of people of one name who head different companies at one time, with nothing that links them."""
    if known or readings[0].families[0] != "Person":
        return []
    heads = [(frozenset(tie[2] for tie in reading.ties if tie[0] == "ceoOf" and tie[1] == "s"), reading) for reading in readings]
    groups: list[tuple[set[str], list[Reading]]] = []
    for posts, reading in heads:
        if not posts:
            continue
        around = posts | {tie[2] for tie in reading.ties}
        touching = [group for group in groups if group[0] & around]
        merged: tuple[set[str], list[Reading]] = (set(around), [])
        for group in touching:
            merged[0].update(group[0])
            merged[1].extend(group[1])
            groups.remove(group)
        merged[1].append(reading)
        groups.append(merged)
    if len(groups) < 2 or not any(_at_once(one[1], other[1]) for n, one in enumerate(groups) for other in groups[n + 1 :]):
        return []
    groups.sort(key=lambda group: (-len(group[1]), sorted(group[0])))
    return [group for _, group in groups]


def _at_once(ones: Sequence[Reading], others: Sequence[Reading]) -> bool:
    return any(
        abs((date.fromisoformat(one.date) - date.fromisoformat(other.date)).days) <= AT_ONCE
        for one in ones
        for other in others
        if one.date and other.date
    )


def _grown(readings: list[Reading], seeds: list[list[Reading]], everything: Readings) -> list[list[Reading]]:
    """Return the seeds with every other reading put to the one it shares most with: the first of those that are alike."""
    seeded = {reading.reference for seed in seeds for reading in seed}
    company = [
        (
            Counter(tie[2] for reading in seed for tie in reading.ties),
            Counter(name for reading in seed for name in everything.beside[reading.article]),
        )
        for seed in seeds
    ]
    home = {reading.reference: n for n, seed in enumerate(seeds) for reading in seed}
    for reading in readings:
        if reading.reference not in seeded:
            there = everything.beside[reading.article]
            tied = {tie[2] for tie in reading.ties}
            shared = [
                (sum(2 for name in tied if name in ties) + sum(1 for name in there if name in near)) for ties, near in company
            ]
            home[reading.reference] = max(range(len(seeds)), key=lambda n: (shared[n], -n))
    return [[reading for reading in readings if home[reading.reference] == n] for n in range(len(seeds))]


def unmet(ontology: Ontology, senses: Iterable[Sense], names: Names) -> list[Sense]:
    """Return senses without readings for the known names that no reading has: a nickname or a longer form may still be theirs."""
    met = {sense.known.iri for sense in senses if sense.known}
    return [
        Sense(
            ("", one.iri, ""),
            key_of(one.name, one.types, names, ontology),
            frozenset(families_of(one.types, ontology)),
            one,
            [],
            "known name",
        )
        for one in ontology.known
        if one.iri not in met
    ]
