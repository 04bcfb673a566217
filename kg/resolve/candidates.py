"""Proposes the pairs of senses worth a score. Every block is an index by a key, so that the cost grows with the number of names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.resolve.names import SHORTEST_SLIP, Names, numbers, plain, slip, sounds, squeezed, without_web_end, words_of
from kg.resolve.scoring import (
    ACRONYM,
    ALIAS,
    BASE,
    BEARER,
    EMPTY_END,
    LOOSE_END,
    MAKER,
    ONE_LETTER,
    REGION,
    SHORT_FORM,
    SPACES,
    WEB_END,
    person_relation,
)
from kg.resolve.senses import Sense

LARGEST_BLOCK = 60  # a key that so many names share tells nothing
SHORTEST_JOINED = 5  # letters of a name that may be written with a blank or without

Proposal = tuple[int, int, str]
"""Positions of two senses, the one with the shorter or vaguer name first, and how their names relate."""


def propose(senses: Sequence[Sense], names: Names) -> dict[tuple[int, int], str]:
    """Return for each pair of positions in `senses` the strongest relation of their names.

    Where one name is short for the other, it comes first in the pair.
    """
    found: dict[tuple[int, int], str] = {}
    for one, other, relation in _proposals(senses, names):
        if one == other or not senses[one].families & senses[other].families:
            continue
        pair = (one, other) if (other, one) not in found else (other, one)
        if pair not in found or BASE[relation] > BASE[found[pair]]:
            found.pop(pair, None)
            found[one, other] = relation
    return found


def _proposals(senses: Sequence[Sense], names: Names) -> Iterator[Proposal]:
    people = [n for n, sense in enumerate(senses) if sense.is_person]
    others = [n for n, sense in enumerate(senses) if not sense.is_person and sense.families != {"Topic"}]
    yield from _people(senses, people, names)
    yield from _bearers(senses, people, names)
    by_key: dict[str, list[int]] = defaultdict(list)
    for n in others:
        by_key[senses[n].name_key].append(n)
    yield from _things(senses, others, by_key, names)
    yield from _aliases(senses, people, others, by_key)
    yield from _slips(senses, people, others, names)


def _people(senses: Sequence[Sense], people: Iterable[int], names: Names) -> Iterator[Proposal]:
    """Propose people of one surname whose first names may be one, and of one given name whose surnames sound alike."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    short: dict[tuple[str, str], list[int]] = defaultdict(list)
    full: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n in people:
        name = senses[n].person(names)
        if not name.given:
            continue
        first = name.given[0]
        if len(first) == 1:
            short[name.surname, first].append(n)
            if len(name.given) > 1:
                blocks["given", name.surname, name.given[1]].append(n)
        else:
            forms = names.formal(first)
            for form in forms:
                blocks["given", name.surname, form].append(n)
            for letter in {form[0] for form in forms}:
                full[name.surname, letter].append(n)
            blocks["sound", sounds(name.surname), sounds(first)].append(n)
            if len(name.given) == 1:
                blocks["order", *sorted((first, name.surname))].append(n)
    seen: set[tuple[int, int]] = set()

    def related(pair: tuple[int, int]) -> Iterator[Proposal]:
        if pair not in seen:
            seen.add(pair)
            if relation := person_relation(senses[pair[0]], senses[pair[1]], names):
                yield (*pair, relation)

    for block in blocks.values():
        if len(block) <= LARGEST_BLOCK:
            for one, other in combinations(block, 2):
                yield from related(_vaguer_first(senses, one, other, names))
    for key, vague in short.items():
        clear = full.get(key, [])
        if len(vague) + len(clear) <= LARGEST_BLOCK:
            for one in vague:
                for other in clear:
                    yield from related((one, other))
            for one, other in combinations(vague, 2):
                yield from related(_vaguer_first(senses, one, other, names))


def _vaguer_first(senses: Sequence[Sense], one: int, other: int, names: Names) -> tuple[int, int]:
    """Return the two with the shorter given names first."""
    lengths = {n: (sum(map(len, senses[n].person(names).given)), n) for n in (one, other)}
    return (one, other) if lengths[one] <= lengths[other] else (other, one)


def _bearers(senses: Sequence[Sense], people: Sequence[int], names: Names) -> Iterator[Proposal]:
    """Propose a surname alone with the only full name of its own article that has it."""
    bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n in people:
        name = senses[n].person(names)
        if name.given:
            for article in senses[n].articles:
                bearers[article, name.surname].append(n)
    for n in people:
        name = senses[n].person(names)
        if not name.given and len(senses[n].articles) == 1:
            (article,) = senses[n].articles
            fitting = bearers.get((article, name.surname), [])
            if len(fitting) == 1:
                yield n, fitting[0], BEARER


def _things(senses: Sequence[Sense], others: Sequence[int], by_key: Mapping[str, list[int]], names: Names) -> Iterator[Proposal]:
    """Propose names that differ in blanks, in a last word that tells little, in the maker before them, or are an acronym."""
    blanks: dict[str, list[int]] = defaultdict(list)
    makers = {n for n in others if "Organization" in senses[n].families}
    for n in others:
        sense = senses[n]
        key = sense.name_key
        if len(squeezed(key)) >= SHORTEST_JOINED:
            blanks[squeezed(key)].append(n)
        said = _said(sense)
        for acronym in sorted({acronym for name in said for acronym in names.acronyms(name)} - {key}):
            for other in _few(by_key.get(acronym, ())):
                if any(_squeezed_capitals(name) for name in _said(senses[other])):
                    yield other, n, ACRONYM
        if "Place" in sense.families:
            for name in said:
                before, comma, _ = name.partition(",")
                if comma:
                    yield from ((other, n, REGION) for other in _few(by_key.get(" ".join(words_of(plain(before))), ())))
        if "Organization" not in sense.families:
            continue
        for loose, relation in ((False, EMPTY_END), (True, LOOSE_END)):
            shorter = names.without_end(key, loose=loose)
            if shorter and len(shorter) > 1:
                yield from ((other, n, relation) for other in _few(by_key.get(shorter, ())))
        for name in said:
            web = without_web_end(name)
            if web:
                yield from ((other, n, WEB_END) for other in _few(by_key.get(" ".join(words_of(plain(web))), ())))
        words = key.split()
        if any(reading.types[0] == "Product" for reading in sense.readings):
            for cut in range(1, len(words)):
                rest = " ".join(words[cut:])
                if (
                    rest in names.plain_products
                    or (rest.isdigit() and len(rest) < 3)
                    or not any(m in makers for m in by_key.get(" ".join(words[:cut]), ()))
                ):
                    continue
                for other in _few(by_key.get(rest, ())):
                    if any(reading.types[0] == "Product" for reading in senses[other].readings) or senses[other].known:
                        yield other, n, MAKER
    for block in blanks.values():
        if 1 < len(block) <= LARGEST_BLOCK:
            for one, other in combinations(block, 2):
                if senses[one].name_key != senses[other].name_key:
                    yield one, other, SPACES


def _said(sense: Sense) -> tuple[str, ...]:
    """Return the ways in which a sense's main name is written."""
    said = dict.fromkeys(reading.name for reading in sense.readings)
    return tuple(said) or ((sense.known.name,) if sense.known else ())


def _squeezed_capitals(name: str) -> bool:
    letters = "".join(filter(str.isalnum, name))
    return letters.isupper() or sum(map(str.isupper, letters)) >= 2


def _few(block: Sequence[int]) -> Sequence[int]:
    return block if len(block) <= LARGEST_BLOCK else ()


def _aliases(
    senses: Sequence[Sense], people: Sequence[int], others: Sequence[int], by_key: Mapping[str, list[int]]
) -> Iterator[Proposal]:
    """Propose what an article also calls a thing with what other articles call so; never a surname alone."""
    people_by_key: dict[str, list[int]] = defaultdict(list)
    for n in people:
        people_by_key[senses[n].name_key].append(n)
    for n in people:
        for alias in sorted({alias for reading in senses[n].readings for alias in reading.alias_keys if " " in alias}):
            yield from ((other, n, ALIAS) for other in _few(people_by_key.get(alias, ())))
    for n in others:
        own = set(senses[n].name_key.split())
        for alias in sorted({alias for reading in senses[n].readings for alias in reading.alias_keys}):
            relation = SHORT_FORM if set(alias.split()) < own else ALIAS
            yield from ((other, n, relation) for other in _few(by_key.get(alias, ())))


def _slips(senses: Sequence[Sense], people: Sequence[int], others: Sequence[int], names: Names) -> Iterator[Proposal]:
    """Propose names that differ by one letter: two such names share what is left when a letter of each is gone."""
    for group in (people, [n for n in others if "Organization" in senses[n].families]):
        left: dict[str, list[int]] = defaultdict(list)
        # Known names that no article has come last, and only where something is there to meet.
        for n in sorted(group, key=lambda n: (not senses[n].readings, n)):
            key = senses[n].name_key
            if len(key) >= SHORTEST_SLIP and not numbers(key):
                for cut in {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}:
                    if senses[n].readings or cut in left:
                        left[cut].append(n)
        seen: set[tuple[int, int]] = set()
        for block in left.values():
            if 1 < len(block) <= LARGEST_BLOCK:
                seen.update(combinations(sorted(block), 2))
        for one, other in sorted(seen):
            if senses[one].is_person:
                if relation := person_relation(senses[one], senses[other], names):
                    yield one, other, relation
            elif slip(senses[one].name_key, senses[other].name_key, SHORTEST_SLIP):
                yield one, other, ONE_LETTER
