"""Weighs whom `he` or `she` may stand for: grammatical role, closeness, gender and what the article has said so far.

A small linear model: each mention that may be meant has features, each feature a weight, and the best mention speaks for its
cluster. The weights, where they were learnt, and how sure a choice must be, stand in `antecedents.json`.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.extract.classify import Kind
from kg.extract.document import Doc, Token
from kg.extract.lexicon import Lexicon
from kg.extract.scene import Place

NOBODY = ""
"""Stands for whoever is no mention: a nominal, a crowd, somebody outside the text."""
PAST_OTHERS = 0.7
"""How sure a choice must be that goes back past a sentence in which another is named who may be meant."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OPENING = frozenset({"prep", "advcl", "npadvmod", "advmod"})  # "Prior to her role at Acme, Ada …"
_ROLES = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "dobj": "object",
    "dative": "object",
    "poss": "owner",
    "pobj": "oblique",
    "agent": "oblique",
    "attr": "attribute",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A pronoun in its article and what has been read of the article up to it."""

    doc: Doc
    pronoun: Token
    gender: str
    mentions: tuple[Place, ...]
    kinds: Mapping[str, Kind]
    genders: Mapping[str, str]  # by what the names tell
    called: Mapping[str, str]  # by the pronouns before this one
    sentence_of: Mapping[int, int]
    quoted: frozenset[int]
    lexicon: Lexicon


@cache
def learnt() -> tuple[Mapping[str, float], float]:
    """Return the weights of the features and the least probability of a choice."""
    form = json.loads((resources.files("kg.extract") / "antecedents.json").read_text(encoding="utf-8"))
    return form["weights"], form["least"]


def choose(choice: Choice) -> str | None:
    """Return the cluster that a pronoun stands for, None where nobody or more than one may be meant."""
    weights, least = learnt()
    scores: dict[str, float] = {}
    apart: dict[str, str] = {}
    for cluster, features in options(choice):
        score = sum(weights.get(name, 0.0) for name in features)
        scores[cluster] = max(score, scores.get(cluster, -math.inf))
        if cluster != NOBODY:
            apart[cluster] = min(features[0], apart.get(cluster, features[0]))
    best = max(scores, key=lambda cluster: scores[cluster])
    if best == NOBODY:
        return None
    if apart[best] > min(apart.values()):  # somebody else was named since
        least = max(least, PAST_OTHERS)
    total = sum(math.exp(score - scores[best]) for score in scores.values())
    return best if 1 / total >= least else None


def options(choice: Choice) -> Iterator[tuple[str, list[str]]]:
    """Yield the cluster and the features of each mention that the pronoun may stand for, then of nobody."""
    pronoun = choice.pronoun
    possible = [place for place in choice.mentions if _may_be(choice, place)]
    counts = Counter(place.cluster for place in choice.mentions if place.start < pronoun.i)
    before = [place for place in possible if place.start < pronoun.i]
    recency = {cluster: n for n, cluster in enumerate(dict.fromkeys(place.cluster for place in reversed(before)))}
    opening = {choice.sentence_of[place.root]: place for place in reversed(before)}
    governors = _governors(pronoun)
    for place in possible:
        features = _features(choice, place, governors)
        features.append(f"rank {min(recency.get(place.cluster, 4), 4)}")
        features.append(f"told {min(counts[place.cluster], 4)}")
        if opening.get(choice.sentence_of[place.root]) == place:
            features.append("opens sentence")
        yield place.cluster, features
    yield NOBODY, ["nobody", f"nobody {role(pronoun)}"]


def role(token: Token) -> str:
    """Return the grammatical role of a noun phrase's head; that of the first one in a coordination or apposition."""
    for _ in range(5):
        if token.dep_ not in {"conj", "appos", "compound", "nmod"} or token.head == token:
            break
        token = token.head
    return _ROLES.get(token.dep_, "other")


def _governors(token: Token) -> list[Token]:
    """Return the verbs above a token, the nearest first."""
    return [above for above in token.ancestors if above.pos_ in {"VERB", "AUX"}]


def _features(choice: Choice, place: Place, governors: list[Token]) -> list[str]:
    doc, pronoun = choice.doc, choice.pronoun
    head = doc[place.root]
    apart = choice.sentence_of[pronoun.i] - choice.sentence_of[place.root]
    here, mine, its = ("here" if apart == 0 else "back"), role(pronoun), role(head)
    kind = choice.kinds[place.cluster]
    is_person = kind.types[0] == "Person"
    features = [
        f"apart {min(apart, 3)}",
        f"{here} {its}",
        f"{here} {mine} for {its}",
        f"{place.kind} {here}",
        f"{'person' if is_person else 'other'} {'sure' if kind.sure else 'guessed'}",
        "same gender" if place.cluster in choice.genders else "open gender",
        {choice.gender: "called so", None: "called nothing"}.get(choice.called.get(place.cluster), "called otherwise"),
    ]
    if head.dep_ == "conj" or any(child.dep_ == "conj" for child in head.children):
        features.append(f"one of many {here}")
    if (pronoun.i in choice.quoted) != (place.root in choice.quoted):
        features.append(f"quoted {'pronoun' if pronoun.i in choice.quoted else 'name'}")
    if apart:
        return features
    if place.start > pronoun.i:
        return [*features, "ahead"]
    level = next((n for n, verb in enumerate(governors) if _is_subject_of(head, verb)), None)
    if level is not None:
        features.append(f"subject {min(level, 2)} up for {mine}")
    if head.is_ancestor(pronoun):
        features.append("within")
    elif governors and not any(verb.is_ancestor(head) for verb in governors[:-1]):
        features.append("other clause")
    return features


def _is_subject_of(token: Token, verb: Token) -> bool:
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    return token.dep_ in SUBJECTS and token.head == verb


def _may_be(choice: Choice, place: Place) -> bool:
    """Say whether grammar lets the pronoun stand for a mention."""
    pronoun, head = choice.pronoun, choice.doc[place.root]
    kind = choice.kinds[place.cluster]
    if kind.types[0] != "Person" and (kind.sure or not _looks_personal(choice, place)):
        return False
    if choice.genders.get(place.cluster, choice.gender) != choice.gender:
        return False
    if place.start > pronoun.i and not leads_to(pronoun, head):
        return False
    if pronoun.head == head or (head.dep_ in {"appos", "conj"} and head.head == pronoun.head and pronoun.dep_ == "poss"):
        return False  # "her brother, Tom": somebody else
    if role(pronoun) == "object" and head.head == pronoun.head and pronoun.lower_[-4:] != "self":
        return False  # "Ada saw her" is about two people
    return not (pronoun.dep_ == "conj" and pronoun.head == head)


def _looks_personal(choice: Choice, place: Place) -> bool:
    """Say whether a name of no sure class may be a person's by its words: `Marlowe`, not `New GM`, `the Church`."""
    words = choice.doc[place.start : place.end]
    if place.kind != "name" or not all(word.text[1:].islower() for word in words):
        return False
    return choice.doc.root_of(place.start, place.end).ent_type_ == "PERSON" or any(
        word.lower_ not in choice.lexicon.dictionary for word in words
    )


def leads_to(pronoun: Token, head: Token) -> bool:
    """Say whether the pronoun stands in what opens the clause of a subject: `In her first year, Ada …`."""
    if head.dep_ not in SUBJECTS or head.i < pronoun.i:
        return False
    opening = next((above for above in [pronoun, *pronoun.ancestors] if above.head == head.head), None)
    return opening is not None and opening.dep_ in _OPENING and opening.i < head.i


def genders_of(doc: Doc, places: Iterable[Place], lexicon: Lexicon) -> dict[str, str]:
    """Return `m` or `f` for each cluster whose names tell: by given name, title, or the noun beside it."""
    female, either, given = (lexicon.words(name) for name in ("femaleNames", "eitherNames", "givenNames"))
    words = {"f": lexicon.words("femaleWords"), "m": lexicon.words("maleWords")}
    told: dict[str, Counter[str]] = {}
    for place in places:
        votes = told.setdefault(place.cluster, Counter())
        first = doc[place.start].text
        head = doc[place.root]
        beside = {doc[place.start].lower_, *(c.lower_ for c in head.children if c.dep_ in {"compound", "appos", "nmod", "amod"})}
        beside |= {head.head.lower_} if head.dep_ == "appos" else set()
        if place.start:
            beside.add(doc[place.start - 1].lower_)
        for gender, listed in words.items():
            votes[gender] += 2 * bool(beside & listed)
        is_whole = place.end - place.start > 1
        if first in given and first not in either and (is_whole or first in female):  # "Clark" alone is mostly a surname
            votes["f" if first in female else "m"] += 1
    genders = {}
    for cluster, votes in told.items():
        if votes["f"] != votes["m"]:
            genders[cluster] = "f" if votes["f"] > votes["m"] else "m"
    return genders
