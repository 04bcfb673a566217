"""Finds whom `I` and `we` mean in quotations: whoever speaks, and the organisation that the speaker speaks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.document import Doc, Token
from kg.extract.frames.role import read_roles
from kg.extract.frames.verb import read_verbs
from kg.extract.language import lemma
from kg.extract.phrases import heads
from kg.extract.scene import Place, Scene

SINGULAR = frozenset({"i", "me", "my", "myself"})
PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
EMPLOYMENT = "worksFor"
FOUNDING = "founderOf"
OPENING = frozenset({"“", '"'})
CLOSING = frozenset({"”", '"'})


def add_speakers(scene: Scene) -> Scene:
    """Return the scene with the first-person pronouns of quotations as mentions of who speaks, where the text says who does."""
    quotes = list(_quotes(scene.doc))
    if not any(t.lower_ in SINGULAR | PLURAL for start, end in quotes for t in scene.doc[start:end]):
        return scene
    employers: dict[str, str] | None = None
    found: list[Place] = []
    for start, end in quotes:
        pronouns = [t for t in scene.doc[start:end] if t.lower_ in SINGULAR | PLURAL and t.i not in scene.at]
        speaker = _speaker(scene, start, end) if pronouns else None
        if speaker is None:
            continue
        if employers is None:
            employers = _employers(scene)
        is_person = scene.fits(speaker, ("Person",))
        firm = employers.get(speaker.cluster) if is_person else speaker.cluster
        for token in pronouns:
            cluster = firm if token.lower_ in PLURAL else speaker.cluster if is_person else None
            if cluster is not None:
                found.append(Place(token.i, token.i + 1, token.i, cluster, "pronoun"))
    places = tuple(sorted([*scene.places, *found]))
    return replace(scene, places=places, at={**scene.at, **{place.start: place for place in found}})


def _quotes(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the half-open token ranges between quotation marks; a paragraph that opens one and does not close it is one too."""
    opening: int | None = None
    for token in doc:
        if token.is_space and "\n" in token.text:
            if opening is not None:
                yield opening, token.i
            opening = None
        elif opening is None and token.text in OPENING:
            opening = token.i + 1
        elif opening is not None and token.text in CLOSING:
            yield opening, token.i
            opening = None


def _speaker(scene: Scene, start: int, end: int) -> Place | None:
    """Return whom the words around a quotation name as speaking, by the verb of speech that is nearest to it in its sentences."""
    doc = scene.doc
    first = doc[max(0, start - 1)].sent.start
    last = doc[min(end, len(doc) - 1)].sent.end
    verbs = [t for t in doc[first:last] if t.pos_ == "VERB" and not start <= t.i < end and _speaks(scene, t)]
    for verb in sorted(verbs, key=lambda t: min(abs(t.i - start), abs(t.i - end))):
        for child in verb.children:
            if child.dep_ == "nsubj" and not start <= child.i < end:
                places = heads(scene, child)
                if len(places) == 1 and scene.fits(places[0], ("Person", "Organization")):
                    return places[0]
    return None


def _speaks(scene: Scene, verb: Token) -> bool:
    return lemma(verb) in scene.lexicon.words("speechVerbs")


def _employers(scene: Scene) -> dict[str, str]:
    """Return for each person the one organisation that the text says the person works for, leads or founded now."""
    ontology = scene.lexicon.ontology
    of_person: dict[str, set[str]] = defaultdict(set)
    former = scene.lexicon.words("formerWords")
    for read in (read_roles, read_verbs):
        for reading in read(scene):
            jobs = {reading.relation, *ontology.ancestors(reading.relation)}
            before = scene.doc[max(0, reading.trigger - 4) : reading.trigger]
            ended = reading.status == "former" or any(t.lower_ in former for t in before)
            if jobs & {EMPLOYMENT, FOUNDING} and not ended:
                of_person[reading.subject.cluster].add(reading.object.cluster)
    return {person: next(iter(firms)) for person, firms in of_person.items() if len(firms) == 1}
