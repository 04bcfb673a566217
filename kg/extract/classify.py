"""Decides what kind of thing a name stands for, from all its mentions in the article and from what is said of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.clusters import Group
from kg.extract.cues import Vote, mention_votes
from kg.extract.document import Doc
from kg.extract.language import lemma
from kg.extract.lexicon import Lexicon, place_names
from kg.extract.name import Name
from kg.extract.neural import TYPES, NameView
from kg.model import name_key

MOST_OF_ONE_CUE = 3
"""How often one cue counts within an article: the tenth "the X app" says no more than the third."""

MOST_GUESSES = 2
"""How often the model's label counts: it repeats its mistakes."""
TRAINED = 2.0
"""Weight of a mention of which the trained reader is certain."""
LEAST_CHANCE = 0.1
HOMONYM = 1.0
"""Weight of the gazetteer where the text says that the name is something else's: `the health system Providence`."""
SURE = 2.0
"""Weight of the cues, the model's label apart, from which a class is taken as stated by the text."""

Weights = Mapping[str, float]

_NAMING = frozenset({"is at", "noun before", "noun behind comma", "noun said of it"})


@dataclass(frozen=True, slots=True)
class Kind:
    """The classes of a thing, main one first, at most two; `sure` when more than the model's label speaks for the main one."""

    types: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Votes:
    """What speaks for each class of a group: cues of the text, and the model's guesses; `known` classes need neither."""

    cues: Weights
    guesses: Weights
    known: tuple[str, ...] = ()

    def kind(self, more: Weights | None = None) -> Kind:
        """Return what the votes add up to, together with further cues."""
        if self.known:
            return Kind(self.known, True)
        cues = {name: self.cues.get(name, 0) + (more or {}).get(name, 0) for name in {*self.cues, *(more or {})}}
        types = decide({name: cues.get(name, 0) + self.guesses.get(name, 0) for name in {*cues, *self.guesses}})
        return Kind(types, cues.get(types[0], 0) >= SURE)


def known_types(group: Group, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the classes of the known name that the group is, none if it is not known."""
    return next((lexicon.known[form].types for form in group.forms if form in lexicon.known), ())


def decide(cast: Weights) -> tuple[str, ...]:
    """Return the class with most votes, and a second one where a company and its product share the name."""
    if not cast:
        return ("Product",)
    ranked = sorted(cast, key=lambda name: (-cast[name], name))
    main = ranked[0]
    second = {"Company": "Product", "Product": "Company"}.get(main)
    if second and cast.get(second, 0) >= max(2.5, 0.75 * cast[main]):
        return main, second
    return (main,)


def votes(doc: Doc, group: Group, lexicon: Lexicon, publisher: str | None = None, view: NameView | None = None) -> Votes:
    """Return what the names of a group and the words around its mentions say of its class."""
    if known := known_types(group, lexicon):
        if known == ("Company", "Product") and all(_is_venue(doc, name, lexicon) for name in group.names):
            known = ("Product", "Company")
        return Votes({}, {}, known)
    counted: dict[tuple[str, str], list[float]] = defaultdict(list)
    for form in group.forms:
        for one, cue, weight in _form_votes(form, lexicon, publisher):
            counted[one, cue].append(weight)
    for one, cue, weight in _in_full(doc, group):
        counted[one, cue].append(weight)
    for name in group.names:
        for one, cue, weight in mention_votes(doc, name, lexicon):
            counted[one, cue].append(weight)
        if view is not None:
            for one, weight in _trained_votes(view, name):
                counted[one, "trained"].append(weight)
    if any(one != "Place" and cue in _NAMING and max(weights) >= SURE for (one, cue), weights in counted.items()):
        counted.update({key: [HOMONYM] for key in counted if key == ("Place", "gazetteer")})
    cues: dict[str, float] = defaultdict(float)
    guesses: dict[str, float] = defaultdict(float)
    for (one, cue), weights in sorted(counted.items()):
        if cue == "trained":
            # All mentions together: the mean, so that a class seen once does not outweigh one seen throughout.
            guesses[one] += TRAINED * sum(weights) / len(group.names) * min(len(group.names), MOST_GUESSES)
            continue
        most = MOST_GUESSES if cue == "model" else MOST_OF_ONE_CUE
        (guesses if cue == "model" else cues)[one] += sum(sorted(weights, reverse=True)[:most])
    return Votes(dict(cues), dict(guesses))


def _in_full(doc: Doc, group: Group) -> Iterator[Vote]:
    """Yield what it says that a name of several words comes back whole: people come back by their surname."""
    words = group.longest.split()
    if len(words) > 1 and len(group.names) > 1:
        whole = len(re.findall(rf"\b{re.escape(group.longest)}\b", doc.text))
        if all(len(re.findall(rf"\b{re.escape(word)}\b", doc.text)) <= whole for word in (words[0], words[-1])):
            yield "Person", "in full", -2


def _is_venue(doc: Doc, name: Name, lexicon: Lexicon) -> bool:
    """Say whether the company's name stands for its product here: `posted on X`, `an X post`, `X users`."""
    root = doc.root_of(name.start, name.end)
    if root.dep_ == "pobj" and root.head.lower_ in {"on", "via"}:
        return True
    following = doc[name.end] if name.end < len(doc) else root
    return root.dep_ in {"compound", "nmod"} and following == root.head and lemma(following) in lexicon.words("userNouns")


def _trained_votes(view: NameView, name: Name) -> Iterator[tuple[str, float]]:
    """Yield the chance of each class of ours that the trained reader gives to one mention."""
    certainty, chances = view.chances(name.start, name.end)
    for one, chance in zip(TYPES, chances, strict=True):
        if one != "Other" and chance > LEAST_CHANCE:
            yield one, certainty * chance


def _form_votes(form: str, lexicon: Lexicon, publisher: str | None) -> Iterator[Vote]:
    """Yield what the name itself gives away."""
    head, _, tail = form.partition(", ")
    words = (head if tail and not lexicon.legal_forms.of(tail) else form).split()  # a campus says nothing of its university
    if len(words) == 1:
        yield "Company", "model", 0.45
    if form in place_names():
        yield "Place", "gazetteer", 3
    if form in lexicon.words("partyWords"):
        yield "Organization", "party", 3
    if publisher and name_key(form) == name_key(publisher):
        yield "MediaOutlet", "publisher", 6
    for name in lexicon.legal_forms.of(words[-1]):
        yield name, "legal form", 5
    if "GovernmentAgency" in lexicon.name_words.of(form):  # "the Senate"
        yield "GovernmentAgency", "word", 1.5
    if len(words) > 1:
        founded = any(b == "of" and lexicon.name_words.of(a) for a, b in pairwise(words))
        named = lexicon.name_words.of(words[-1]) or lexicon.name_words.of(words[-1].title())
        last = () if founded else named  # an Institute of Technology is no technology company
        for name in (name for pair in pairwise(words) for name in lexicon.name_words.of(" ".join(pair))):
            yield name, "words", 3.5  # "Health System", "National Academy"
        for name in last:
            yield name, "last word", (3 if name != "Product" else 2) / (1 if len(last) == 1 else 1.5)
        if not last and "Product" in lexicon.nouns.of(words[-1].casefold()):
            yield "Product", "last word", 1.5
        for word, after in pairwise(words):
            for name in lexicon.name_words.of(word):
                named_after = after == "of"  # "University of Oslo"
                public = name in {"GovernmentAgency", "EducationalInstitution"}
                yield name, "word", 3 if named_after else 1.2 if public else 0 if last else 0.5
        plain = not last and not lexicon.legal_forms.of(words[-1]) and not words[-1].isdigit() and words[-1] not in place_names()
        if plain and _maker(words, lexicon):
            yield "Product", "maker before", 2.5
        if words[0] in lexicon.words("givenNames") and not re.search(r"\d", form):
            yield "Person", "given name", 3 if len(words) < 4 and not lexicon.name_words.of(words[-1]) else 0.5
        elif re.fullmatch(r"[A-Z]\.", words[1]):
            yield "Person", "middle initial", 3
    if re.search(r"\b(19|20)\d\d$", form):
        yield "Event", "year", 2
    elif re.search(r"\d", form) and len(form) > 2:
        yield "Product", "digits", 2
    if re.search(r"[a-z]OS$", form):
        yield "Product", "OS", 3
    if re.match(r"[a-z]+[A-Z]", form):
        yield "Product", "camel case", 1.5
    if re.search(r"\.(com|org|net|io|co)$", form):
        yield "MediaOutlet", "domain", 1
        yield "Company", "domain", 1


def _maker(words: list[str], lexicon: Lexicon) -> bool:
    """Say whether a known company's name opens the name: `Acme Glow`."""
    known = (lexicon.known.get(" ".join(words[:cut])) for cut in range(1, len(words)))
    return any(name is not None and name.types[0] == "Company" and not name.ambiguous for name in known)
