"""Decides what kind of thing a name stands for, from all its mentions in the article and from what is said of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.clusters import Group
from kg.extract.language import first_conjunct, lemma
from kg.extract.lexicon import LABEL_CLASSES, Lexicon, place_names, regions
from kg.extract.name import Name
from kg.model import name_key

MOST_OF_ONE_CUE = 3
"""How often one cue counts within an article: the tenth "the X app" says no more than the third."""

MOST_GUESSES = 2
"""How often the model's label counts: it repeats its mistakes."""
SMALL_PLACE = 15_000
"""Inhabitants from which the model may be believed that a name is a place's."""
SURE = 2.0
"""Weight of the cues, the model's label apart, from which a class is taken as stated by the text."""

Weights = Mapping[str, float]
Vote = tuple[str, str, float]
"""A class, the cue that speaks for it, and the weight: the unit is one mention labelled by the model."""

_OWNERS = frozenset({"ORG", "PRODUCT", "PERSON", ""})
_EXAMPLE_PREPOSITIONS = frozenset({"like", "as", "including", "include"})


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


def votes(doc: Doc, group: Group, lexicon: Lexicon, publisher: str | None = None) -> Votes:
    """Return what the names of a group and the words around its mentions say of its class."""
    if known := known_types(group, lexicon):
        return Votes({}, {}, known)
    counted: dict[tuple[str, str], list[float]] = defaultdict(list)
    for form in group.forms:
        for one, cue, weight in _form_votes(form, lexicon, publisher):
            counted[one, cue].append(weight)
    for name in group.names:
        for one, cue, weight in _mention_votes(doc, name, lexicon):
            counted[one, cue].append(weight)
    cues: dict[str, float] = defaultdict(float)
    guesses: dict[str, float] = defaultdict(float)
    for (one, cue), weights in sorted(counted.items()):
        most = MOST_GUESSES if cue == "model" else MOST_OF_ONE_CUE
        (guesses if cue == "model" else cues)[one] += sum(sorted(weights, reverse=True)[:most])
    return Votes(dict(cues), dict(guesses))


def _form_votes(form: str, lexicon: Lexicon, publisher: str | None) -> Iterator[Vote]:
    """Yield what the name itself gives away."""
    words = form.split()
    if len(words) == 1:
        yield "Company", "model", 0.45
    if form in place_names():
        yield "Place", "gazetteer", 3
    if publisher and name_key(form) == name_key(publisher):
        yield "MediaOutlet", "publisher", 6
    for name in lexicon.legal_forms.of(words[-1]):
        yield name, "legal form", 5
    if len(words) > 1:
        for name in lexicon.name_words.of(words[-1]):
            yield name, "last word", (3 if name != "Product" else 2) / (1 if len(lexicon.name_words.of(words[-1])) == 1 else 1.5)
        for word in words[:-1]:
            for name in lexicon.name_words.of(word):
                named_after = words[1:2] == ["of"] and word == words[0]  # "University of Oslo"
                yield name, "word", 3 if named_after else 1.2 if name in {"GovernmentAgency", "EducationalInstitution"} else 0.5
        if words[0] in lexicon.words("givenNames") and not re.search(r"\d", form):
            yield "Person", "given name", 3 if len(words) < 4 and not lexicon.name_words.of(words[-1]) else 0.5
        elif re.fullmatch(r"[A-Z]\.", words[1]):
            yield "Person", "middle initial", 3
    if re.search(r"\b(19|20)\d\d$", form):
        yield "Event", "year", 2
    elif re.search(r"\d", form) and len(form) > 2:
        yield "Product", "digits", 2
    if re.match(r"[a-z]+[A-Z]", form):
        yield "Product", "camel case", 1.5
    if re.search(r"\.(com|org|net|io|co)$", form):
        yield "MediaOutlet", "domain", 1
        yield "Company", "domain", 1


def _mention_votes(doc: Doc, name: Name, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield what the model and the words around one mention give away."""
    if name.label:
        weight = {"PERSON": 1.5, "GPE": 1.3, "EVENT": 2, "PRODUCT": 2, "LAW": 1.5, "WORK_OF_ART": 1.5}.get(name.label, 1)
        if name.label == "GPE" and doc[name.start : name.end].text not in place_names(SMALL_PLACE):
            weight = 0.4
        if name.label == "PERSON" and doc[name.start].text not in lexicon.words("givenNames"):
            weight = 0.3 if name.end - name.start == 1 else 0.9
        yield LABEL_CLASSES[name.label], "model", weight
        if name.label == "ORG":
            yield "Product", "model", 0.4
    span = doc[name.start : name.end]
    root = span.root
    before = doc[name.start - 1] if name.start else None
    after = doc[name.end] if name.end < len(doc) else None
    if before is not None:
        if before.text in lexicon.honorifics and not span.text[0].isdigit():
            yield "Person", "honorific", 3
        yield from _noun_before(before, lexicon)
        if (
            before.text == ","
            and name.start > 1
            and _is_role(doc[name.start - 2], lexicon)
            and (after is None or after.text in {",", "."})
        ):
            yield "Person", "role before", 2.5
        owner = doc[name.start - 2] if before.text in {"'s", "’s"} and name.start > 1 else None
        if (
            owner is not None
            and owner.ent_type_ in _OWNERS
            and (not _is_persons(name, doc, lexicon) or owner.text in lexicon.known)
        ):
            yield "Product", "owned", 2
        if before.lower_ == "the" and root.dep_ not in {"compound", "nmod", "amod", "poss"}:
            yield "Product", "the", 0.3 if name.label == "ORG" else 0.7
            yield "GovernmentAgency", "the", 0.4
    if after is not None and after.text == "," and _region_after(doc, name.end + 1):
        yield "Place", "in a region", 2.5
    if (
        after is not None
        and after.text == "-"
        and name.end + 1 < len(doc)
        and doc[name.end + 1].lower_ in {"based", "headquartered"}
    ):
        yield "Place", "based", 4
    yield from _nouns_said_of(root, span.end, lexicon)
    yield from _grammar(root, lexicon)
    yield from _selected(root, lexicon)
    yield from _siblings(root, lexicon)


def _noun_before(before: Token, lexicon: Lexicon) -> Iterator[Vote]:
    """`the startup Acme`, `engineer Ada Byron`: a common noun right before the name."""
    if before.pos_ not in {"NOUN", "PROPN"} or before.ent_type_:
        return
    word = lemma(before)
    pair = f"{before.nbor(-1).lower_} {word}" if before.i else ""
    for name in lexicon.nouns.of(pair) or lexicon.nouns.of(word):
        yield name, "noun before", 2.5
    if word in lexicon.person_roles:
        yield "Person", "role before", 2.5


def _region_after(doc: Doc, start: int) -> bool:
    """Say whether a country or state follows a comma: `Bedford, Massachusetts`, but not `Acme, Germany's carmaker`."""
    for end in range(min(len(doc), start + 3), start, -1):
        if doc[start:end].text in regions():
            return end >= len(doc) or doc[end].text not in {"'s", "’s", "and"}
    return False


def _is_persons(name: Name, doc: Doc, lexicon: Lexicon) -> bool:
    """Say whether the model takes a name for a person's with some reason: it has several words or is a given name."""
    return name.label == "PERSON" and (name.end - name.start > 1 or doc[name.start].text in lexicon.words("givenNames"))


def _is_role(token: Token, lexicon: Lexicon) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and token.lower_ in lexicon.person_roles


def _nouns_said_of(root: Token, end: int, lexicon: Lexicon) -> Iterator[Vote]:
    """`Acme, a startup`, `Acme is a startup`, `startups such as Acme`, `the Acme app`."""
    nouns: list[tuple[Token, float]] = [(child, 3) for child in root.children if child.dep_ == "appos" and child.i >= end]
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        nouns += [(child, 3) for child in root.head.children if child.dep_ == "attr"]
    if root.dep_ == "appos" and root.head.pos_ == "NOUN":
        nouns.append((root.head, 2))
    first = first_conjunct(root)
    if first.dep_ == "pobj" and first.head.lower_ in _EXAMPLE_PREPOSITIONS and first.head.head.pos_ == "NOUN":
        nouns.append((first.head.head, 2))
    if root.dep_ == "compound" and root.head.pos_ == "NOUN" and root.head.i == end:
        word = lemma(root.head)
        if word in lexicon.words("userNouns"):
            yield "Product", "users", 1
        elif word in lexicon.roles or word in lexicon.role_heads:
            yield "Company", "role after", 2
        else:
            nouns.append((root.head, 2.5 if lexicon.nouns.of(word) == ("Event",) else 0.7))
    for noun, weight in nouns:
        pair = f"{noun.nbor(-1).lower_} {lemma(noun)}" if noun.i else ""
        words = {pair} if lexicon.nouns.of(pair) else {lemma(noun)}  # an "ad agency" is no agency
        for word in sorted(words):
            for name in lexicon.nouns.of(word):
                yield name, "noun said of it", weight
            if noun.ent_type_ == "" and word in lexicon.person_roles and weight > 1:
                yield "Person", "role said of it", weight


def _grammar(root: Token, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield what the name does in its sentence."""
    head = root.head
    verb = lemma(head) if head.pos_ in {"VERB", "AUX"} else ""
    if root.dep_ == "nsubj":
        if verb in {"say", "tell", "add", "explain", "recall", "think", "believe", "write"}:
            yield "Person", "speaks", 0.6
            yield "Company", "speaks", 0.4
        if verb in lexicon.words("companyVerbs"):
            yield "Company", "acts", 1
    elif root.dep_ == "dobj" and verb in lexicon.words("productVerbs"):
        yield "Product", "is made", 1.3
    elif root.dep_ == "dobj" and verb == "tell":
        yield "MediaOutlet", "is told", 1.2
    elif root.dep_ == "pobj":
        above = head.head
        if head.lower_ in {"of", "at", "for"} and (lemma(above) in lexicon.roles or lemma(above) in lexicon.role_heads):
            yield "Company", "has roles", 1.5
        elif head.lower_ in {"on", "via", "with", "using"}:
            yield "Product", "is used", 0.4
        elif head.lower_ == "in":
            yield "Place", "is in", 0.5
    elif root.dep_ == "poss" and (lemma(head) in lexicon.roles or lemma(head) in lexicon.role_heads):
        yield "Company", "has roles", 2


def _selected(root: Token, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield the class that a relation's expression asks of its object here: `graduated from X`, `written for X`, `based in X`."""
    first = first_conjunct(root)
    if first.dep_ != "pobj" or first.head.head.pos_ not in {"VERB", "AUX", "NOUN"}:
        return
    preposition, verb = first.head.lower_, first.head.head
    for expression in lexicon.verbs.get(lemma(verb), ()):
        relation = lexicon.ontology.relations[expression.relation]
        wanted = relation.range if expression.shape == "verb" else relation.domain
        fits = preposition in expression.prepositions and len(wanted) == 1 and wanted[0] != "Topic"
        if fits and (not expression.nouns or any(lemma(c) in expression.nouns for c in verb.children)):
            yield ("Company", "selected", 1.0) if wanted[0] == "Organization" else (wanted[0], "selected", 2.5)
            return


def _siblings(root: Token, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield the class of the names that this one is listed with: `Ada Byron, Xu Li and Bob Noyce`."""
    first = first_conjunct(root)
    members = [first, *(t for t in first.conjuncts)]
    if len(members) < 2:
        return
    for member in members:
        if member.i == root.i:
            continue
        known = next(
            (lexicon.known[t] for t in (member.text, member.doc[member.left_edge.i : member.i + 1].text) if t in lexicon.known),
            None,
        )
        if known is not None:
            yield known.types[0], "listed with", 0.8
        elif member.ent_type_ == "PERSON" and any(t.text in lexicon.words("givenNames") for t in member.lefts):
            yield "Person", "listed with", 1.2
