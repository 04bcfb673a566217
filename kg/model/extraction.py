"""What one article says: clusters of mentions, claims with their evidence, and the facts they add up to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from kg.model.article import Article, Span

Status = Literal["current", "former", "planned", "alleged", "denied"]
Sourcing = Literal["reporter", "named", "self", "document", "anonymous"]
Precision = Literal["day", "month", "year"]
MentionKind = Literal["name", "nominal", "pronoun"]

ARTICLE_STATUSES: tuple[Status, ...] = ("current", "former", "planned", "alleged", "denied")


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A day as ISO `YYYY-MM-DD` (the first or last day of what is known), and how much of it is known."""

    day: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Validity:
    """When a claim holds: a state `since` and `until`, an event `at`; None where the text gives no date."""

    since: Date | None = None
    until: Date | None = None
    at: Date | None = None

    def to_json(self) -> dict[str, str | None]:
        """Return the JSON form of the command-line contract: three days, one precision (the coarsest)."""
        dates = [d for d in (self.since, self.until, self.at) if d]
        coarsest = max((d.precision for d in dates), key=("day", "month", "year").index, default=None)
        return {
            "from": self.since.day if self.since else None,
            "until": self.until.day if self.until else None,
            "at": self.at.day if self.at else None,
            "precision": coarsest,
        }

    @staticmethod
    def from_json(form: dict[str, Any]) -> Validity:
        """Return the validity that `to_json` wrote."""

        def date(name: str) -> Date | None:
            return Date(form[name], form["precision"]) if form[name] else None

        return Validity(date("from"), date("until"), date("at"))


UNDATED = Validity()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span that stands for one thing: by name, by a common noun (`the company`) or by a pronoun."""

    span: Span
    kind: MentionKind = "name"


@dataclass(frozen=True, slots=True)
class Cluster:
    """All mentions of one thing within one article, with the types (main one first, at most two) and its names."""

    id: str
    types: tuple[str, ...]
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One relation between two mentions, read once in one sentence.

    `subject`, `object` and `by` (whoever vouches) are cluster ids; `confidence` is a calibrated probability or None for unknown;
    `frame` names the frame that read it.
    """

    subject: str
    relation: str
    object: str
    subject_span: Span
    object_span: Span
    evidence: Span
    frame: str
    status: Status = "current"
    sourcing: Sourcing = "reporter"
    by: str | None = None
    role: str | None = None
    confidence: float | None = None
    validity: Validity = UNDATED


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one article says. `extractor` names the extractor, model and ontology versions that read it."""

    article: Article
    clusters: tuple[Cluster, ...] = ()
    claims: tuple[Claim, ...] = ()
    about: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    extractor: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the stored JSON form: the article, `entities` and `claims`; `from_json` reads it back."""
        return {
            **self.article.to_json(),
            "extractor": self.extractor,
            "entities": [
                {
                    "id": c.id,
                    "type": list(c.types),
                    "name": c.name,
                    "aliases": list(c.aliases),
                    "mentions": [[m.span.start, m.span.end, m.kind] for m in c.mentions],
                }
                for c in self.clusters
            ],
            "claims": [
                {
                    "s": c.subject,
                    "r": c.relation,
                    "o": c.object,
                    "mentions": {
                        "s": [c.subject_span.start, c.subject_span.end],
                        "o": [c.object_span.start, c.object_span.end],
                    },
                    "evidence": [c.evidence.start, c.evidence.end],
                    "frame": c.frame,
                    "status": c.status,
                    "from": c.sourcing,
                    "by": c.by,
                    "role": c.role,
                    "confidence": c.confidence,
                    "valid": [[d.day, d.precision] if d else None for d in (c.validity.since, c.validity.until, c.validity.at)],
                }
                for c in self.claims
            ],
            "about": list(self.about),
            "quoted": list(self.quoted),
        }

    @staticmethod
    def from_json(form: dict[str, Any]) -> Extraction:
        """Return the extraction that `to_json` wrote; KeyError, TypeError or ValueError when the form is not one."""
        return Extraction(
            article=Article.from_json(form),
            clusters=tuple(
                Cluster(
                    id=e["id"],
                    types=tuple(e["type"]),
                    name=e["name"],
                    aliases=tuple(e["aliases"]),
                    mentions=tuple(Mention(Span(start, end), kind) for start, end, kind in e["mentions"]),
                )
                for e in form["entities"]
            ),
            claims=tuple(
                Claim(
                    subject=c["s"],
                    relation=c["r"],
                    object=c["o"],
                    subject_span=Span(*c["mentions"]["s"]),
                    object_span=Span(*c["mentions"]["o"]),
                    evidence=Span(*c["evidence"]),
                    frame=c["frame"],
                    status=c["status"],
                    sourcing=c["from"],
                    by=c["by"],
                    role=c["role"],
                    confidence=c["confidence"],
                    validity=Validity(*(Date(*d) if d else None for d in c["valid"])),
                )
                for c in form["claims"]
            ),
            about=tuple(form["about"]),
            quoted=tuple(form["quoted"]),
            extractor=form["extractor"],
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """What one article's claims about one subject, relation and object add up to; the deciding claim comes first."""

    subject: str
    relation: str
    object: str
    status: Status
    claims: tuple[Claim, ...]

    @property
    def decider(self) -> Claim:
        """Return the first claim that has the fact's status: sourcing, role and dates are read off it."""
        return next((c for c in self.claims if c.status == self.status), self.claims[0])


def derive_status(read: Iterable[tuple[str | None, Status]]) -> tuple[Status, str | None]:
    """Return the status that dated claims add up to, and the date of the newest claim that decides it.

    The newest current, former or denied claim decides (undated ones rank oldest), else planned, else alleged. Claims of one day are
    weighed by number, and a tie goes to the more careful word: denied, then former, then current.
    """
    dated = list(read)
    for group in (("denied", "former", "current"), ("planned",), ("alleged",)):
        claims = [(date or "", status) for date, status in dated if status in group]
        if claims:
            newest = max(date for date, _ in claims)
            votes = Counter(status for date, status in claims if date == newest)
            return max(votes, key=lambda status: (votes[status], -group.index(status))), newest or None
    raise ValueError("no claim, no status")


def facts_of(claims: Iterable[Claim]) -> tuple[Fact, ...]:
    """Return the facts of one article's claims, in the order of their first claim."""
    grouped: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.subject, claim.relation, claim.object].append(claim)
    return tuple(Fact(*key, derive_status((None, c.status) for c in group)[0], tuple(group)) for key, group in grouped.items())


def claims_by_pair(claims: Iterable[Claim], clusters: Iterable[Cluster]) -> tuple[Claim, ...]:
    """Return the claims with one for each pair of mentions that a sentence relates, pronouns included, in the order of the text.

    A claim is read of two mentions. What it says holds of every other mention of the same two things in its sentence; a pair that
    was read itself keeps the claim that was read of it.
    """
    read = list(claims)
    mentions = {cluster.id: [mention.span for mention in cluster.mentions] for cluster in clusters}
    found = {(c.subject, c.relation, c.object, c.subject_span, c.object_span): c for c in read}
    for claim in read:
        for subject in mentions.get(claim.subject, ()):
            for object_ in mentions.get(claim.object, ()):
                if claim.evidence.contains(subject) and claim.evidence.contains(object_):
                    key = (claim.subject, claim.relation, claim.object, subject, object_)
                    found.setdefault(key, replace(claim, subject_span=subject, object_span=object_))
    return tuple(sorted(found.values(), key=lambda c: (c.evidence, c.subject_span, c.object_span)))
