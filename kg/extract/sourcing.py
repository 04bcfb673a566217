"""Reads off a sentence who vouches for what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.document import Token
from kg.extract.frames import Reading
from kg.extract.language import lemma
from kg.extract.phrases import heads, prepositional, selecting_noun
from kg.extract.scene import Place, Scene
from kg.model import Sourcing

BRACKETED = 3
"""How far behind an opening bracket a word still stands in it."""


def sourcing_of(scene: Scene, reading: Reading, employers: Mapping[str, frozenset[str]]) -> tuple[Sourcing, str | None]:
    """Return who vouches for a reading, and the cluster that does where it has a name.

    `employers` gives for each person the organisations that the article says the person speaks or works for: their word about their
    own organisation is its own word.
    """
    trigger = scene.doc[reading.trigger]
    if _is_aside(trigger):
        return "reporter", None
    for speaker in _speakers(scene, trigger):
        if _is_both(speaker):
            return "self", None
        found = (heads(scene, speaker) if speaker.dep_ != "appos" else []) or _spoken_for(scene, speaker)
        if found:
            return _named(reading, found[0], employers)
        kind = _unnamed(scene, speaker)
        if kind is not None:
            return kind, None
    return "reporter", None


def _is_aside(trigger: Token) -> bool:
    """Say whether the reading stands in an apposition or a relative clause: what is said there is the reporter's own word."""
    for token in [trigger, *trigger.ancestors]:
        if any(t.text == "[" for t in token.doc[max(0, token.i - BRACKETED) : token.i]):
            return True  # what stands in square brackets is no part of the quotation
        if token.dep_ in {"appos", "relcl", "poss", "amod"} or (token.dep_ == "acl" and token.tag_ in {"VBN", "VBG"}):
            return True
        if token.pos_ in {"VERB", "AUX"}:
            return False
    return False


def _speakers(scene: Scene, trigger: Token) -> Iterator[Token]:
    """Yield the subjects of the verbs of speech over a trigger, the nearest first, then whoever `according to` names."""
    verbs = scene.lexicon.words("speechVerbs")
    below = trigger
    for token in trigger.ancestors:
        if below.dep_ in {"ccomp", "parataxis"} and token.pos_ == "VERB" and lemma(token) in verbs:
            yield from (c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"})
        told = below.dep_ in {"dobj", "xcomp"} or selecting_noun(scene.lexicon, below) is not None
        if told and token.pos_ == "VERB" and lemma(token) in scene.lexicon.words("announcingVerbs"):
            yield from (c for c in token.children if c.dep_ == "nsubj")
        if below.dep_ in {"relcl", "advcl"} and token.pos_ not in {"VERB", "AUX"}:
            break
        below = token
    verb = next((t for t in [trigger, *trigger.ancestors] if t.pos_ in {"VERB", "AUX"}), trigger)
    yield from (
        c for c in verb.children if c.dep_ == "nsubj" and lemma(c) in scene.lexicon.words("documentNouns") and c.i not in scene.at
    )
    yield from _closing(scene, trigger)
    for token in trigger.sent:
        if token.lower_ == "according" and (to := next((c for c in token.children if c.lower_ == "to"), None)) is not None:
            yield from (c for c in to.children if c.dep_ == "pobj")
        if token.dep_ in {"parataxis", "ccomp"} and token.head == trigger and lemma(token) in verbs:  # "Acme bought Beta, Ada said"
            yield from (c for c in token.children if c.dep_ == "nsubj")


def _closing(scene: Scene, trigger: Token) -> Iterator[Token]:
    """Yield the speaker of an attribution that closes the sentence: `Acme bought Beta, a filing shows.`"""
    verbs = scene.lexicon.words("speechVerbs")
    for token in trigger.sent:
        if token.i <= trigger.i or token.pos_ != "VERB" or lemma(token) not in verbs:
            continue
        for child in token.children:
            opens = child.left_edge.i
            if child.dep_ == "nsubj" and opens > trigger.i and trigger.doc[opens - 1].text in {",", "”", '"'}:
                yield child
        if not any(child.dep_ == "nsubj" for child in token.children):
            yield from _taken_for_apposition(token, trigger)
    yield from _taken_for_noun(scene, trigger)


def _taken_for_apposition(verb: Token, trigger: Token) -> Iterator[Token]:
    """Yield the speaker that the parser takes for an apposition: `Acme bought Beta, a spokesperson for Acme said.`"""
    for noun in verb.doc[trigger.i + 1 : verb.i]:
        opens = noun.left_edge.i
        if noun.dep_ == "appos" and noun.right_edge.i == verb.i - 1 and opens and noun.doc[opens - 1].text == ",":
            yield noun


def _taken_for_noun(scene: Scene, trigger: Token) -> Iterator[Token]:
    """Yield the document of a closing that the parser takes for a noun phrase: `Acme bought Beta, a filing shows.`"""
    for token in trigger.sent:
        if token.i > trigger.i and token.lower_ in {"shows", "show", "says", "states"} and token.tag_ == "NNS":
            yield from (c for c in token.children if lemma(c) in scene.lexicon.words("documentNouns"))


def _named(reading: Reading, speaker: Place, employers: Mapping[str, frozenset[str]]) -> tuple[Sourcing, str]:
    own = {reading.subject.cluster, reading.object.cluster}
    if speaker.cluster in own or own & employers.get(speaker.cluster, frozenset()):
        return "self", speaker.cluster
    return "named", speaker.cluster


def _is_both(speaker: Token) -> bool:
    """Say whether the speakers are the parties themselves: `Acme bought Beta, the companies said`."""
    definite = any(c.lower_ in {"the", "both", "two"} for c in speaker.children if c.i < speaker.i)
    return speaker.tag_ == "NNS" and definite and lemma(speaker) in {"company", "firm", "startup", "party", "agency", "maker"}


def _spoken_for(scene: Scene, speaker: Token) -> list[Place]:
    """Return whose word that of somebody without a name is: `a spokesperson for Acme`, `Acme executives`, `Acme's lawyers`."""
    lexicon = scene.lexicon
    word = lemma(speaker)
    if word not in lexicon.person_roles and word not in lexicon.words("spokenFor"):
        return []
    if any(phrase in " ".join(t.lower_ for t in speaker.subtree) for phrase in lexicon.words("anonymousPhrases")):
        return []
    named = [c for c in speaker.children if c.dep_ in {"compound", "nmod", "poss"}]
    found = [p for child in named for p in heads(scene, child)] or prepositional(
        scene, speaker, ("for", "of", "at", "from", "with")
    )
    return [p for p in found if scene.fits(p, ("Organization",))]


def _unnamed(scene: Scene, speaker: Token) -> Sourcing | None:
    """Return whether the words for a speaker without a name mean a document or an anonymous source."""
    text = " ".join(t.lower_ for t in speaker.subtree)
    word = speaker.lower_ if speaker.tag_ in {"NN", "NNP"} else lemma(speaker)
    if any(phrase in text for phrase in scene.lexicon.words("anonymousPhrases")):
        return "anonymous"
    if word in scene.lexicon.words("documentNouns"):
        return "document"
    if word in scene.lexicon.words("anonymousNouns") and not any(c.dep_ == "poss" for c in speaker.children):
        return "anonymous"
    return None
