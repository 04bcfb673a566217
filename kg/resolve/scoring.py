"""Scores whether two senses are one thing: each reason has a name and a weight, and the tables here are all there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.ontology import Ontology
from kg.resolve.names import (
    CLASH,
    FEWER,
    INITIAL,
    INITIALS,
    NICKNAME,
    SAME,
    SLIP,
    SOUND,
    Names,
    given_relation,
    numbers,
    slip,
    sounds,
)
from kg.resolve.readings import Readings
from kg.resolve.senses import ROLES, Sense

ACCEPTED: Final = 0.8
DOUBTFUL: Final = 0.5

# How two names relate: what it is worth by itself.
SPACES, MIDDLE, NICK, SPELLING, TWO_INITIALS, ONE_INITIAL, ONE_LETTER, ORDER = (
    "same name but for blanks",
    "same name but for a middle name",
    "nickname of the same name",
    "another spelling of the same sounds",
    "initials that agree",
    "an initial that agrees",
    "one letter differs",
    "same words in another order",
)
ALIAS, SHORT_FORM, ACRONYM, EMPTY_END, LOOSE_END, WEB_END, MAKER, BEARER, REGION = (
    "alias stated in text",
    "short form stated in text",
    "acronym of the long form",
    "same name but for a word that tells little",
    "same name but for a word that may name a parent",
    "same name but for the ending of a web address",
    "maker's name before the product's",
    "surname of the only bearer in the article",
    "same place without its region",
)
BASE: Final = {
    SPACES: 0.9, MIDDLE: 0.85, SPELLING: 0.85, TWO_INITIALS: 0.82, NICK: 0.8, ORDER: 0.65, ONE_INITIAL: 0.55, ONE_LETTER: 0.55,
    ALIAS: 0.85, SHORT_FORM: 0.8, EMPTY_END: 0.8, LOOSE_END: 0.65, WEB_END: 0.85, MAKER: 0.85, BEARER: 0.85,
    ACRONYM: 0.6, REGION: 0.7,
}  # fmt: skip
SHORTENED: Final = frozenset({MIDDLE, ONE_INITIAL, TWO_INITIALS, SHORT_FORM, ALIAS, EMPTY_END, LOOSE_END, MAKER, ACRONYM, REGION})
# Where one article has both names for two things, these say little.
_SET_APART = frozenset({NICK, ONE_INITIAL, ONE_LETTER, SHORT_FORM, ALIAS, EMPTY_END, LOOSE_END, ORDER, MAKER})
_GIVEN: Final = {FEWER: MIDDLE, NICKNAME: NICK, SOUND: SPELLING, INITIALS: TWO_INITIALS, INITIAL: ONE_INITIAL, SLIP: ONE_LETTER}

# What stands around the names: what it adds or takes away.
ROLE, SAME_TIE, COMPANY, SOME_COMPANY, OUTLET, LONG_FORM = (
    "shared employer or role",
    "tied to the same name",
    "shared articles or company",
    "one name in common",
    "bylines of one outlet",
    "the long form stands in the same article",
)
OTHER_EMPLOYER, TWO_POSTS, SEPARATE, OTHER_KIND, SEVERAL, KNOWN_OTHER = (
    "different employers",
    "two different CEOs at once",
    "named apart in one article",
    "different kinds of organisation",
    "several fit equally well",
    "a known name by itself",
)
WEIGHT: Final = {
    ROLE: 0.25, SAME_TIE: 0.2, COMPANY: 0.2, SOME_COMPANY: 0.1, OUTLET: 0.25, LONG_FORM: 0.25,
    OTHER_EMPLOYER: -0.15, TWO_POSTS: -0.4, SEPARATE: -0.35, OTHER_KIND: -0.1, SEVERAL: -0.25, KNOWN_OTHER: -0.25,
}  # fmt: skip

# What no score outweighs.
TYPE_CLASH, EXPLICIT, TWO_KNOWN, NAME_CLASH, NUMBER_CLASH = (
    "type clash",
    "explicit difference",
    "two known names",
    "names that clash",
    "different numbers",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A score from 0 to 1 and the reasons that add up to it, the relation of the names first."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What scoring may look at beside the two senses."""

    readings: Readings
    common: frozenset[str]
    names: Names
    ontology: Ontology


def person_relation(one: Sense, other: Sense, names: Names) -> str | None:
    """Return how two people's names relate, or None where they do not. Surnames alone do not."""
    a, b = one.person(names), other.person(names)
    if not a.given or not b.given or (a.suffix and b.suffix and a.suffix != b.suffix):
        return None
    if a.surname == b.surname:
        relation = given_relation(a.given, b.given, names)
        return MIDDLE if relation == SAME else _GIVEN.get(relation)
    if sorted((*a.given, a.surname)) == sorted((*b.given, b.surname)):
        return ORDER
    given = given_relation(a.given, b.given, names)
    if given in (SAME, FEWER, SOUND) and min(len(a.given[0]), len(b.given[0])) > 1:
        if sounds(a.surname) == sounds(b.surname):
            return SPELLING
        if slip(a.surname, b.surname, 5):
            return ONE_LETTER
    return None


def veto(one: Sense, other: Sense, names: Names) -> str | None:
    """Return what forbids that two senses are one whatever the score, or None."""
    if not one.families & other.families:
        return TYPE_CLASH
    if one.known and other.known and one.known.iri != other.known.iri:
        return TWO_KNOWN
    if one.is_person and other.is_person:
        a, b = one.person(names), other.person(names)
        if a.suffix and b.suffix and a.suffix != b.suffix:
            return NAME_CLASH
        if a.given and b.given and a.surname == b.surname and given_relation(a.given, b.given, names) == CLASH:
            return NAME_CLASH
    elif _is_product(one) and _is_product(other) and numbers(one.name_key) != numbers(other.name_key):
        return NUMBER_CLASH
    return None


def _is_product(sense: Sense) -> bool:
    return any(reading.types[0] == "Product" for reading in sense.readings) or bool(
        sense.known and not sense.readings and sense.known.types[0] == "Product"
    )


def judge(one: Sense, other: Sense, relation: str, around: Surroundings) -> Verdict:
    """Return the verdict on two senses whose names relate so; the company they keep is weighed with it."""
    reasons = [relation]
    others = {tie[2] for tie in one.ties}, {tie[2] for tie in other.ties}
    if one.ties & other.ties:
        reasons.append(ROLE)
    elif others[0] & others[1]:
        reasons.append(SAME_TIE)
    else:
        shared = one.beside(around.readings, around.common) & other.beside(around.readings, around.common)
        shared -= {one.name_key, other.name_key}
        apart = not one.articles & other.articles
        if len(shared) >= 2 and apart:
            reasons.append(COMPANY)
        elif shared and apart:
            reasons.append(SOME_COMPANY)
    if one.is_person:
        reasons += _employment(one, other)
        outlets = {r.outlet for r in one.readings if r.outlet}, {r.outlet for r in other.readings if r.outlet}
        if outlets[0] & outlets[1]:
            reasons.append(OUTLET)
    elif _kinds_differ(one, other, around.ontology):
        reasons.append(OTHER_KIND)
    together = one.articles & other.articles
    if together and relation == ACRONYM:
        reasons.append(LONG_FORM)
    elif together and relation in _SET_APART:
        reasons.append(SEPARATE)
    if relation in (SHORT_FORM, ALIAS) and bool(one.known) != bool(other.known):
        reasons.append(KNOWN_OTHER)
    return weigh(reasons)


def weigh(reasons: list[str]) -> Verdict:
    """Return the verdict that reasons add up to."""
    score = BASE[reasons[0]] + sum(WEIGHT[reason] for reason in reasons[1:])
    return Verdict(round(min(1.0, max(0.0, score)), 2), tuple(reasons))


def _employment(one: Sense, other: Sense) -> list[str]:
    posts = [{tie[2] for tie in sense.ties if tie[0] in ROLES and tie[1] == "s"} for sense in (one, other)]
    if not posts[0] or not posts[1] or posts[0] & posts[1]:
        return []
    heads = [{tie[2] for tie in sense.ties if tie[0] == "ceoOf" and tie[1] == "s"} for sense in (one, other)]
    return [TWO_POSTS] if heads[0] and heads[1] and not heads[0] & heads[1] else [OTHER_EMPLOYER]


def _kinds_differ(one: Sense, other: Sense, ontology: Ontology) -> bool:
    def kinds(sense: Sense) -> set[str]:
        said = {name for reading in sense.readings for name in reading.types} | set(sense.known.types if sense.known else ())
        return {name for name in said if name in ontology.classes and ontology.is_a(name, "Organization")} - {"Organization"}

    mine, theirs = kinds(one), kinds(other)
    return bool(mine and theirs and not mine & theirs)
