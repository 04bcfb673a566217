"""Who is at an event by what is said or shown there: `Ada said on stage at Web Summit`, `in a talk at CES, Bob warned`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.phrases import owners, prepositional, subjects
from kg.extract.scene import Place, Scene

ATTENDS = "participatesIn"
SPEAKERS = ("Person", "Company", "Organization")
LONG_EVENTS = frozenset({"war", "mission", "program", "programme", "initiative", "challenge", "crisis"})
"""Last words of events that one may speak in without being a guest of."""
THERE = frozenset({"at", "during"})
WITHIN = THERE | {"in", "on", "from", "after", "to"}
STANDS = frozenset({"booth", "stand", "demo"})
COMING = frozenset({"be", "fly", "travel", "come", "arrive"})


def read_attendance(scene: Scene) -> Iterator[Reading]:
    """Yield who speaks or is at an event that the text names."""
    if ATTENDS not in scene.lexicon.ontology.relations:
        return
    for place in scene.places:
        if place.kind != "name" or scene.types(place)[0] != "Event" or scene.doc[place.end - 1].lower_ in LONG_EVENTS:
            continue
        verb, people = _at(scene, place)
        if verb is None:
            verb, people = _of_talk(scene, scene.doc[place.root])
        if verb is not None:
            for one in people or subjects(scene, verb)[0]:
                if one.cluster != place.cluster and scene.fits(one, SPEAKERS) and scene.types(one)[0] != "MediaOutlet":
                    yield Reading(ATTENDS, one, place, verb.i)


def _at(scene: Scene, place: Place) -> tuple[Token | None, list[Place]]:
    """Return the verb for what is done at an event, if that makes its subject a guest, and whose talk it is where that is said."""
    token = scene.doc[place.root]
    talks = scene.lexicon.words("talkNouns")
    stage = token.head if token.dep_ in {"compound", "nmod", "poss"} and lemma(token.head) in talks else None
    token = stage or token
    speakers = _speakers(scene, stage) if stage is not None and stage.head != stage else []
    for _ in range(3):
        if token.dep_ != "pobj" or token.head.lower_ not in (WITHIN if stage is not None else THERE):
            break
        if stage is not None and any(scene.fits(p, ("Organization",)) for p in owners(scene, stage)):
            return None, []  # "during its Beta keynote": who holds an event is no guest of it
        preposition = token.head
        above = preposition.head
        if above.pos_ in {"VERB", "AUX"}:
            if preposition.is_sent_start and stage is not None:
                above = preposition.sent.root
            spoken = lemma(above) in scene.lexicon.words("speechVerbs") | {"speak"}
            return (above if (stage is not None or spoken) and not _is_passive(above) else None), speakers
        if lemma(above) in scene.lexicon.words("audienceNouns") and above.dep_ in {"dobj", "pobj", "dative"}:
            verb = above.head if above.head.pos_ == "VERB" else above.head.head
            return (verb if lemma(verb) in {"tell", "address", "speak", "urge", "warn", "wow"} else None), []
        if lemma(above) not in talks:
            return None, []
        token = stage = above
        speakers = _speakers(scene, above)
    return _come_for(scene, scene.doc[place.root]), []


def _of_talk(scene: Scene, event: Token) -> tuple[Token | None, list[Place]]:
    """`Ada's talk at Web Summit was long`, `Acme's CES booth`: whose talk or booth it is, and the noun for it.

    A keynote of a firm's own show is none of a guest's: of firms, only stands count.
    """
    noun = event.head
    if event.dep_ == "pobj" and noun.lower_ in THERE:
        noun = noun.head
    word = lemma(noun)
    if noun.pos_ != "NOUN" or word not in scene.lexicon.words("talkNouns"):
        return None, []
    whose = [p for p in owners(scene, noun) if scene.fits(p, ("Person",)) or word in STANDS]
    return (noun, whose) if whose else (None, [])


def _speakers(scene: Scene, talk: Token) -> list[Place]:
    return [p for p in owners(scene, talk) if scene.fits(p, ("Person",))]


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)


def _come_for(scene: Scene, event: Token) -> Token | None:
    """`Ada was in Oslo for Web Summit`: return the verb."""
    if event.dep_ != "pobj" or event.head.lower_ not in {"for", "at"}:
        return None
    verb = event.head.head
    if verb.dep_ == "pobj" and verb.i in scene.at:  # the parser hangs the event from the town
        verb = verb.head.head
    if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_ not in COMING:
        return None
    return verb if any(scene.fits(p, ("Place",)) for p in prepositional(scene, verb, ("in", "to", "from"))) else None
