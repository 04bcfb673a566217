"""From an article to its extraction: the one place where names, coreference, frames and status come together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import kg
from kg.extract.classify import votes
from kg.extract.clusters import Group, build_groups, join_groups
from kg.extract.confidence import confidence_of
from kg.extract.coreference import find_anaphors
from kg.extract.dates import validity_of
from kg.extract.frames import FRAMES, Reading, refuse
from kg.extract.gliner import Gliner
from kg.extract.language import LONGEST_TEXT, MODEL, dictionary_words, load_language, model_version, parse
from kg.extract.lexicon import Lexicon, build_lexicon
from kg.extract.mentions import find_mentions
from kg.extract.neural import Policy, Trained, load_trained
from kg.extract.pairing import read_scores
from kg.extract.scene import Place, Refusal, Scene, build_scene
from kg.extract.selection import asked_of
from kg.extract.sourcing import sourcing_of
from kg.extract.speech import add_speakers
from kg.extract.status import is_question, status_of
from kg.extract.subjects import about, quoted
from kg.extract.topics import add_topics, topic_clusters
from kg.model import STANDARD, Article, Claim, Cluster, Engine, Extraction, Mention, Passage, Span
from kg.ontology import Ontology

SILENT_PASSAGES = frozenset({"caption", "credit"})
"""Names in these are entities, but they state no facts."""


@dataclass(frozen=True)
class Extractor:
    """A spaCy pipeline and a lexicon. `version` names everything that an extraction depends on beside its article."""

    language: Language
    lexicon: Lexicon
    version: str
    trained: Trained | None = None
    gliner: Gliner | None = None

    def extract(self, article: Article) -> Extraction:
        """Return what one article says; see `extract_all`."""
        return next(self.extract_all([article]))

    def extract_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield the extraction of each article, in order. Those that are not English, or too long for the pipeline, say nothing."""
        for article, doc in self.parse_all(articles):
            yield Extraction(article, extractor=self.version) if doc is None else self.read(article, doc)

    def read(self, article: Article, doc: Doc, refused: list[Refusal] | None = None) -> Extraction:
        """Return what a parsed article says; put on the list, if there is one, what is turned down on the way."""
        return read_article(article, doc, self.lexicon, self.version, refused, self.trained, self.gliner)

    def parse_all(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Doc | None]]:
        """Yield each article with its parsed document, in order; with None where it is not English or too long."""
        readable: list[Article] = []
        for article in articles:
            if article.lang.split("-")[0].casefold() == "en" and len(article.text) <= LONGEST_TEXT:
                readable.append(article)
                if len(readable) >= BATCH:
                    yield from parse(self.language, readable)
                    readable = []
            else:
                yield from parse(self.language, readable)
                readable = []
                yield article, None
        yield from parse(self.language, readable)


BATCH = 8
TRAINED_FRAME = "model"
DEALS = frozenset({"acquires", "mergesWith"})
OWN_WORD = frozenset({"worksFor", "develops", "organizes"})
"""Relations whose subject speaks for its object, or of it as of its own."""
WEAK_FRAMES = frozenset({"adposition", "possessive"})
"""Frames that only hint at a relation: alone they are idle wherever words say how the two things are related."""


def load_extractor(ontology: Ontology, engine: Engine = STANDARD) -> Extractor:
    """Return an extractor for an ontology, read by the parts that `engine` names; loading takes a second or two.

    Raises ModelError for a model that is not installed or lacks what reading needs.
    """
    is_folder = engine.model is not None and Path(engine.model, "gliner_config.json").exists()
    language = load_language(engine.model if engine.model and not is_folder else MODEL)
    gliner = Gliner(Path(engine.model)) if engine.model and is_folder else None
    trained = None if engine.rules_only else load_trained().believed_from(engine.believe)
    version = f"kg-{kg.__version__}+{model_version(language)}+ontology-{ontology.version}"
    version += f"+weights-{trained.version}-{trained.policy.believe:g}" if trained else ""
    version += f"+{gliner.version}" if gliner else ""
    return Extractor(language, build_lexicon(ontology, dictionary_words(language)), version, trained, gliner)


def read_article(
    article: Article,
    doc: Doc,
    lexicon: Lexicon,
    version: str,
    refused: list[Refusal] | None = None,
    trained: Trained | None = None,
    gliner: Gliner | None = None,
) -> Extraction:
    """Return what a parsed article says; put on the list, if there is one, what is turned down on the way."""
    hints = trained.read(doc) if trained is not None else None
    view = gliner.read(doc) if gliner is not None else hints
    given = [name for name in (article.publisher, *article.bylines) if name]
    groups = join_groups(
        doc,
        build_groups(doc, find_mentions(doc, lexicon, given, view), lexicon),
        lexicon,
        lambda group: votes(doc, group, lexicon, article.publisher, view).kind().types[0],
    )
    ids = {f"e{n}": group for n, group in enumerate(groups, 1)}
    cast = {cluster: votes(doc, group, lexicon, article.publisher, view) for cluster, group in ids.items()}
    named = [
        Place(name.start, name.end, doc[name.start : name.end].root.i, cluster)
        for cluster, group in ids.items()
        for name in group.names
    ]
    scene = build_scene(doc, lexicon, named, {cluster: vote.kind() for cluster, vote in cast.items()}, lenient=True)
    asked = asked_of(scene, (reading for read in FRAMES.values() for reading in read(scene)))
    kinds = {cluster: vote.kind(asked.get(cluster)) for cluster, vote in cast.items()}
    scene = build_scene(doc, lexicon, [*named, *find_anaphors(doc, named, kinds, lexicon)], kinds)
    scene = replace(add_topics(add_speakers(scene)), refused=refused, hints=hints)
    claims = _claims(scene, article, trained.policy if trained is not None else None)
    return Extraction(
        article=article,
        clusters=(*(_cluster(scene, cluster, group) for cluster, group in ids.items()), *topic_clusters(scene)),
        claims=claims,
        about=about(scene, article),
        quoted=quoted(scene),
        extractor=version,
    )


def _cluster(scene: Scene, cluster: str, group: Group) -> Cluster:
    mentions = sorted(Mention(scene.span(p), p.kind) for p in scene.places if p.cluster == cluster)
    aliases = tuple(sorted({*group.forms, *group.also}))
    return Cluster(cluster, scene.kinds[cluster].types, group.longest, aliases, tuple(mentions))


def _claims(scene: Scene, article: Article, policy: Policy | None) -> tuple[Claim, ...]:
    readings: list[tuple[str, Reading]] = []
    for frame, reading in ((frame, reading) for frame, read in FRAMES.items() for reading in read(scene)):
        if _speaks(article.passages, scene, reading):
            readings.append((frame, reading))
        else:
            refuse(scene, reading, "silent passage")
    readings = _most_specific(scene, readings)
    scored: dict[Reading, float] = {}
    if policy is not None:
        readings, scored = _with_scores(scene, article, readings, policy)
    employers: dict[str, set[str]] = defaultdict(set)
    for _, reading in readings:
        spoken_for = {reading.relation, *scene.lexicon.ontology.ancestors(reading.relation)}
        if spoken_for & OWN_WORD:  # what a company says of its product it says of itself
            employers[reading.subject.cluster].add(reading.object.cluster)
    loyal = {person: frozenset(organisations) for person, organisations in employers.items()}
    published = date.fromisoformat(article.published) if article.published else None
    claims: dict[tuple[str, str, str, Span, Span], tuple[Claim, Reading]] = {}
    for frame, reading in readings:
        status = status_of(scene, reading)
        if status is None:
            refuse(scene, reading, "question" if is_question(scene.doc[reading.trigger].sent) else "hypothetical")
            continue
        sourcing, by = sourcing_of(scene, reading, loyal)
        if article.kind == "sponsored":
            sourcing = "self"
        if sourcing == "anonymous" and status in {"current", "planned"}:
            status = "alleged"
        claim = Claim(
            subject=reading.subject.cluster,
            relation=reading.relation,
            object=reading.object.cluster,
            subject_span=scene.span(reading.subject),
            object_span=scene.span(reading.object),
            evidence=_sentence(scene, reading),
            frame=frame,
            status=status,
            sourcing=sourcing,
            by=by,
            role=reading.role,
            confidence=confidence_of(frame, scored.get(reading)),
            validity=validity_of(scene, reading, status, published),
        )
        key = (claim.subject, claim.relation, claim.object, claim.subject_span, claim.object_span)
        claims.setdefault(key, (claim, reading))
    found = _most_specific_facts(scene, [claim for claim, _ in claims.values()])
    stated = {*found}
    for _, reading in (one for one in claims.values() if one[0] not in stated):
        refuse(scene, reading, "stated elsewhere")
    return tuple(sorted(found, key=lambda c: (c.evidence, c.subject_span, c.object_span, c.relation)))


def _with_scores(
    scene: Scene, article: Article, readings: list[tuple[str, Reading]], policy: Policy
) -> tuple[list[tuple[str, Reading]], dict[Reading, float]]:
    """Return the readings with those that the trained scorer alone has, and the confidence of these.

    A pair that a frame reads is the frame's, since a frame knows status and role; the scorer's agreement is noted in its name.
    """
    ancestors = scene.lexicon.ontology.ancestors
    read = {frozenset((reading.subject, reading.object)) for _, reading in readings}
    deals = {frozenset((r.subject.cluster, r.object.cluster)) for _, r in readings if r.relation in DEALS}
    agreed: dict[tuple[Place, Place], set[str]] = defaultdict(set)
    alone: dict[Reading, float] = {}
    for reading, confidence in read_scores(scene, policy):
        if frozenset((reading.subject, reading.object)) in read:
            agreed[reading.subject, reading.object].update((reading.relation, *ancestors(reading.relation)))
        elif reading.relation in DEALS and frozenset((reading.subject.cluster, reading.object.cluster)) in deals:
            refuse(scene, reading, "stated elsewhere")  # a purchase is often called a merger too
        elif _speaks(article.passages, scene, reading):
            alone[reading] = confidence
    named = [(f"{frame}+{TRAINED_FRAME}" if _agrees(reading, agreed, ancestors) else frame, reading) for frame, reading in readings]
    return [*named, *((TRAINED_FRAME, reading) for reading in alone)], alone


def _agrees(reading: Reading, agreed: Mapping[tuple[Place, Place], set[str]], ancestors: Callable[[str], Iterable[str]]) -> bool:
    """Say whether the scorer reads the same of a pair: the relation itself, or a wider or narrower one."""
    found = agreed.get((reading.subject, reading.object), set())
    return bool(found & {reading.relation, *ancestors(reading.relation)})


def _most_specific_facts(scene: Scene, claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims without those whose pair has a more specific claim elsewhere: who leads it also works for it."""
    found = list(claims)
    of_pair: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in found:
        of_pair[claim.subject, claim.object].add(claim.relation)
    ancestors = scene.lexicon.ontology.ancestors

    def is_idle(claim: Claim) -> bool:
        others = of_pair[claim.subject, claim.object] - {claim.relation}
        return any(claim.relation in ancestors(other) for other in others) or (bool(others) and claim.frame in WEAK_FRAMES)

    return [claim for claim in found if not is_idle(claim)]


def _speaks(passages: tuple[Passage, ...], scene: Scene, reading: Reading) -> bool:
    """Say whether the reading stands where facts are stated: not in a caption or a photo credit."""
    spans = [scene.span(reading.subject), scene.span(reading.object)]
    return not any(p.kind in SILENT_PASSAGES and any(p.span.overlaps(s) for s in spans) for p in passages)


def _sentence(scene: Scene, reading: Reading) -> Span:
    """Return the sentence of the trigger, widened to hold both mentions, without the white space around it."""
    sentence = scene.doc[reading.trigger].sent
    first = min(sentence.start, reading.subject.start, reading.object.start)
    last = max(sentence.end, reading.subject.end, reading.object.end) - 1
    while scene.doc[last].is_space and last > first:
        last -= 1
    while scene.doc[first].is_space and first < last:
        first += 1
    return Span(scene.doc[first].idx, scene.doc[last].idx + len(scene.doc[last]))


def _most_specific(scene: Scene, readings: list[tuple[str, Reading]]) -> list[tuple[str, Reading]]:
    """Return the readings without those that a more specific relation of the same two mentions makes idle."""
    ontology = scene.lexicon.ontology
    of_pair: dict[tuple[Place, Place], set[str]] = defaultdict(set)
    for _, reading in readings:
        of_pair[reading.subject, reading.object].add(reading.relation)
    narrow = {(r.subject, r.object, r.trigger) for _, r in readings if r.expression and r.expression.exactly}
    named_as = {
        (r.subject, r.object, scene.doc[r.trigger].head.head.i): r.relation
        for frame, r in readings
        if frame == "role" and scene.doc[r.trigger].head.lower_ == "as"
    }
    kept = []
    for frame, reading in readings:
        ends = (reading.subject, reading.object, reading.trigger)
        if frame == "verb" and named_as.get(ends, reading.relation) != reading.relation:
            continue  # "hired Ada as an adviser": the role says what the verb means
        is_narrow = reading.expression is not None and reading.expression.exactly
        if not is_narrow and (reading.subject, reading.object, reading.trigger) in narrow:
            continue  # "joined the party" is about a member, "joined Acme" about a job
        others = of_pair[reading.subject, reading.object]
        if not any(reading.relation in ontology.ancestors(other) for other in others):
            kept.append((frame, reading))
    return kept
