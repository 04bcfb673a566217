"""Says why sentences that name two or more things gave no claim, by what the reading itself turned down on its way.

What is denied is a claim of its own, so that a negation alone silences no sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from kg.extract.claims import SILENT_PASSAGES
from kg.extract.coreference import PERSON_WORDS, THING_WORDS
from kg.extract.document import Doc, Stretch, Token
from kg.extract.extractor import Extractor
from kg.extract.scene import Reason, Refusal
from kg.model import Article, Cluster, Extraction, Span

REASONS: tuple[Reason, ...] = get_args(Reason)
SENTENCES, FEW, TOLD, SILENT, UNREAD = "sentences", "with fewer than two entities", "with claims", "explained", "articles not read"
_PRONOUNS = frozenset({*PERSON_WORDS, *THING_WORDS, "they", "them", "their", "theirs", "themselves"})


@dataclass(frozen=True, slots=True)
class Attempt:
    """A reading that failed and why: its relation, what its ends stand for if both were found, and the word behind it if any."""

    reason: Reason
    relation: str
    subject: str | None
    object: str | None
    trigger: Span | None

    def to_json(self, text: str) -> dict[str, Any]:
        """Return the JSON form; ends are ids of entities, the trigger has its word and its offsets into the article's text."""
        word = self.trigger
        trigger = {"start": word.start, "end": word.end, "text": word.of(text)} if word else None
        return {"reason": self.reason, "s": self.subject, "r": self.relation, "o": self.object, "trigger": trigger}


@dataclass(frozen=True, slots=True)
class Silence:
    """A sentence that names two or more things and gave no claim. The attempt that came furthest comes first, and is why."""

    article: Article
    sentence: Span
    entities: tuple[tuple[Cluster, tuple[Span, ...]], ...]
    attempts: tuple[Attempt, ...]
    reason: Reason

    @property
    def word(self) -> str | None:
        """Return the word behind the attempt that came furthest, if there is one."""
        trigger = self.attempts[0].trigger if self.attempts else None
        return trigger.of(self.article.text) if trigger else None

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object that `kg extract --explain` prints as a line; offsets are code points into the article's text."""
        text = self.article.text
        return {
            "id": self.article.id,
            "start": self.sentence.start,
            "end": self.sentence.end,
            "text": self.sentence.of(text),
            "reason": self.reason,
            "trigger": self.word,
            "entities": [
                {
                    "id": cluster.id,
                    "type": list(cluster.types),
                    "name": cluster.name,
                    "mentions": [[span.start, span.end] for span in spans],
                }
                for cluster, spans in self.entities
            ],
            "attempts": [attempt.to_json(text) for attempt in self.attempts],
        }

    def to_row(self) -> tuple[str, ...]:
        """Return the row of a table, in the order of `COLUMNS`."""
        names = "; ".join(cluster.name for cluster, _ in self.entities)
        return (self.article.id, self.reason, self.word or "", names, " ".join(self.sentence.of(self.article.text).split()))


COLUMNS = ("article", "reason", "trigger", "entities", "sentence")


@dataclass(frozen=True, slots=True)
class Explanation:
    """The sentences of an article that are explained, in text order, and how many sentences of each sort it has."""

    silences: tuple[Silence, ...]
    counts: Mapping[str, int]


def explain_all(extractor: Extractor, articles: Iterable[Article]) -> Iterator[Explanation]:
    """Yield for each article, in order, why its sentences gave no claim; nothing but a count for those that were not read."""
    for article, doc in extractor.parse_all(articles):
        if doc is None:
            yield Explanation((), {UNREAD: 1})
        else:
            refused: list[Refusal] = []
            extraction = extractor.read(article, doc, refused)
            yield explain(extraction, doc, refused)


def explain(extraction: Extraction, doc: Doc, refused: Iterable[Refusal]) -> Explanation:
    """Return why the sentences of an article gave no claim, from the article as read and from what was turned down on the way."""
    counts: Counter[str] = Counter({SENTENCES: 0, FEW: 0, TOLD: 0, SILENT: 0})
    failed: dict[int, list[Refusal]] = {}
    for refusal in refused:
        failed.setdefault(doc[refusal.trigger].sent.start, []).append(refusal)
    mentioned = {
        i
        for cluster in extraction.clusters
        for mention in cluster.mentions
        for i in range(*doc.covering(mention.span.start, mention.span.end))
    }
    silences = []
    for sentence in doc.sents:
        span = _without_space(sentence)
        if span is None:
            continue
        counts[SENTENCES] += 1
        entities = _entities(extraction.clusters, span)
        if any(claim.evidence.overlaps(span) for claim in extraction.claims):
            counts[TOLD] += 1
        elif len(entities) < 2:
            counts[FEW] += 1
        else:
            counts[SILENT] += 1
            attempts = _attempts(doc, failed.get(sentence.start, ()), mentioned)
            is_mute = any(p.kind in SILENT_PASSAGES and p.span.overlaps(span) for p in extraction.article.passages)
            reason = "silent passage" if is_mute else attempts[0].reason if attempts else "no trigger"
            counts[reason] += 1
            silences.append(Silence(extraction.article, span, entities, attempts, reason))
    return Explanation(tuple(silences), counts)


def count_lines(counts: Mapping[str, int]) -> list[str]:
    """Return the counts of all explanations together as lines: the sorts of sentences add up, and so do the reasons."""
    lines = [f"{counts.get(name, 0):7,} {name}" for name in (SENTENCES, FEW, TOLD, SILENT)]
    lines += [f"{counts[reason]:11,} {reason}" for reason in REASONS if counts.get(reason)]
    return [*lines, f"{counts[UNREAD]:7,} {UNREAD}: not English, or too long"] if counts.get(UNREAD) else lines


def _entities(clusters: Iterable[Cluster], sentence: Span) -> tuple[tuple[Cluster, tuple[Span, ...]], ...]:
    """Return what a sentence mentions, with where it does, by first mention."""
    found = [(c, tuple(m.span for m in c.mentions if sentence.overlaps(m.span))) for c in clusters]
    return tuple(sorted(((c, spans) for c, spans in found if spans), key=lambda pair: pair[1][0]))


def _attempts(doc: Doc, refused: Iterable[Refusal], mentioned: set[int]) -> tuple[Attempt, ...]:
    """Return what failed in a sentence, each attempt once, the one that came furthest first."""
    found: dict[Attempt, None] = {}
    for refusal in refused:
        trigger = doc[refusal.trigger]
        if refusal.subject is None and not _has_preposition(refusal, trigger):
            continue  # "joined" is no trigger of what "joined with" means
        reason = refusal.reason
        if refusal.subject is None and any(c.lower_ in _PRONOUNS and c.i not in mentioned for c in _arguments(trigger)):
            reason = "unresolved pronoun"
        word = None if trigger.i in mentioned else Span(trigger.idx, trigger.idx + len(trigger))
        ends = (refusal.subject.cluster if refusal.subject else None, refusal.object.cluster if refusal.object else None)
        found.setdefault(Attempt(reason, refusal.relation, *ends, word))
    return tuple(sorted(found, key=lambda attempt: REASONS.index(attempt.reason)))


def _has_preposition(refusal: Refusal, trigger: Token) -> bool:
    """Say whether a preposition that the expression asks for follows the trigger within its sentence, if it asks for any."""
    prepositions = refusal.expression.prepositions if refusal.expression else ()
    return not prepositions or any(t.lower_ in prepositions for t in trigger.sent if t.i > trigger.i)


def _arguments(trigger: Token) -> Iterator[Token]:
    """Yield what a trigger has around it: its subject, objects and possessor, prepositional ones included."""
    for child in trigger.children:
        yield child
        yield from (below for below in child.children if child.dep_ in {"prep", "agent"} or below.dep_ == "poss")


def _without_space(sentence: Stretch) -> Span | None:
    """Return the characters of a sentence without the white space around it; None if there is nothing else."""
    start = sentence[0].idx + len(sentence.text) - len(sentence.text.lstrip())
    return Span(start, start + len(sentence.text.strip())) if sentence.text.strip() else None
