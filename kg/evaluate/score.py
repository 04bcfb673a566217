"""Compares accounts: what an extraction says of an article against what gold says of it. Never extracts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kg.evaluate.account import SOURCINGS, Account, Named, Stated, load_gold
from kg.evaluate.align import align, bcubed, match_key
from kg.evaluate.marks import NO_SHARE, Marks, Share, plain_marks, set_marks
from kg.evaluate.report import Fault, FaultKind, Report
from kg.model import ARTICLE_STATUSES

ANCESTORS: Mapping[str, tuple[str, ...]] = {"ceoOf": ("leads", "worksFor"), "leads": ("worksFor",)}
SYMMETRIC = frozenset({"partnersWith", "competesWith", "mergesWith"})
ASSERTED = frozenset({"current", "former"})
ISO_DATE = len("2024-05-16")

FactKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """A predicted fact with the gold fact of the same key (`strict`), and the one it matches at least loosely (`loose`)."""

    key: FactKey
    fact: Stated
    strict: Stated | None
    loose: Stated | None

    @property
    def is_false(self) -> bool:
        """Say whether it asserts what gold does not have, or has with another status."""
        return self.fact.status in ASSERTED and (self.loose is None or self.loose.status != self.fact.status)


def score(gold: Path | Iterable[Account], predicted: Iterable[Account]) -> Report:
    """Return the report on all gold articles; an article with no prediction of its id counts as wholly missed.

    `gold` is a folder or file for `load_gold` (and its SourceError), or what it returned.
    """
    by_id = {account.id: account for account in predicted}
    total = Report()
    for account in load_gold(gold) if isinstance(gold, Path) else gold:
        total += score_article(account, by_id.get(account.id))
    return total


def score_article(gold: Account, predicted: Account | None) -> Report:
    """Return the report on one article; None stands for an article that was not predicted."""
    ours = predicted or Account(gold.id)
    gold_of = align(gold.entities, ours.entities)
    gold_facts = {fact_key(f.subject, f.relation, f.object): f for f in gold.facts}
    matches = list(_matches(gold_facts, ours, gold_of))
    strict = {m.key for m in matches if m.strict}
    relaxed = strict | {k for k, f in gold_facts.items() if any(m.loose is f for m in matches)}
    attributed = [(m.fact, m.loose) for m in matches if m.loose]
    current = [m for m in matches if m.fact.status == "current"]
    asserted = [m for m in matches if m.fact.status in ASSERTED]
    return Report(
        articles=1,
        predicted_articles=int(predicted is not None),
        entities=_entity_marks(gold, ours, gold_of),
        types=_type_share(gold, ours, gold_of),
        aliases=bcubed(gold.entities, ours.entities),
        facts_strict=plain_marks(len(strict), len(matches), len(gold_facts)),
        facts_relaxed=Marks(len(attributed), len(matches), len(relaxed), len(gold_facts)),
        graph=plain_marks(
            sum(m.strict is not None and m.strict.status == "current" for m in current),
            len(current),
            sum(f.status == "current" for f in gold_facts.values()),
        ),
        false_assertions=Share(sum(m.is_false for m in asserted), len(asserted)),
        evidence=_evidence_share(matches),
        status=Share(sum(f.status == g.status for f, g in attributed), len(attributed)),
        status_not_current=_departures([(f.status, g.status) for f, g in attributed], "current"),
        sourcing=Share(sum(f.sourcing == g.sourcing for f, g in attributed), len(attributed)),
        sourcing_not_reporter=_departures([(f.sourcing, g.sourcing) for f, g in attributed], "reporter"),
        bylines=set_marks(_bylines(ours), _bylines(gold)),
        publisher=_same(match_key(ours.publisher), match_key(gold.publisher)),
        published=_same(match_key(ours.published)[:ISO_DATE], match_key(gold.published)[:ISO_DATE]),
        about=_reference_marks(ours.about, gold.about, gold_of),
        quoted=_reference_marks(ours.quoted, gold.quoted, gold_of),
        by_relation=_by_relation(gold_facts, matches),
        by_status=_by_value(
            ARTICLE_STATUSES,
            [m.fact.status for m in matches],
            [f.status for f in gold_facts.values()],
            [m.fact.status for m in matches if m.strict and m.strict.status == m.fact.status],
        ),
        by_sourcing=_by_value(
            SOURCINGS,
            [m.fact.sourcing for m in matches],
            [f.sourcing for f in gold_facts.values()],
            [m.fact.sourcing for m in matches if m.strict and m.strict.sourcing == m.fact.sourcing],
        ),
        faults=tuple(sorted(chain(_faults_of_predictions(ours, matches), _missed(gold, ours, gold_facts, relaxed)))),
    )


def fact_key(subject: str, relation: str, object_: str) -> FactKey:
    """Return what makes two facts the same: a symmetric relation reads either way round."""
    if relation in SYMMETRIC and object_ < subject:
        subject, object_ = object_, subject
    return subject, relation, object_


def _matches(gold_facts: Mapping[FactKey, Stated], ours: Account, gold_of: Mapping[str, str]) -> Iterable[Match]:
    """Yield each distinct predicted fact with what it matches; entities that gold lacks keep their own names."""
    names = {entity.id: entity.name for entity in ours.entities}
    seen: set[FactKey] = set()
    for fact in ours.facts:
        subject, object_ = (gold_of.get(end, f"?{names[end]}") for end in (fact.subject, fact.object))
        key = fact_key(subject, fact.relation, object_)
        if key in seen:
            continue
        seen.add(key)
        strict = gold_facts.get(key)
        yield Match(key, fact, strict, strict or _looser(gold_facts, key))


def _looser(gold_facts: Mapping[FactKey, Stated], key: FactKey) -> Stated | None:
    """Return the gold fact about the same two whose relation the predicted one is an ancestor of."""
    for (subject, relation, object_), fact in gold_facts.items():
        if (subject, object_) == (key[0], key[2]) and key[1] in ANCESTORS.get(relation, ()):
            return fact
    return None


def _countable(entities: Iterable[Named]) -> list[Named]:
    return [entity for entity in entities if not entity.is_topic]


def _first_match(gold: Account, ours: Account, gold_of: Mapping[str, str]) -> list[tuple[Named, Named]]:
    """Return each matched gold entity with the first predicted one that stands for it."""
    wanted = {entity.id: entity for entity in _countable(gold.entities)}
    first: dict[str, Named] = {}
    for entity in _countable(ours.entities):
        if (match := gold_of.get(entity.id)) in wanted and match is not None:
            first.setdefault(match, entity)
    return [(wanted[match], entity) for match, entity in first.items()]


def _entity_marks(gold: Account, ours: Account, gold_of: Mapping[str, str]) -> Marks:
    matched = len(_first_match(gold, ours, gold_of))
    return plain_marks(matched, len(_countable(ours.entities)), len(_countable(gold.entities)))


def _type_share(gold: Account, ours: Account, gold_of: Mapping[str, str]) -> Share:
    pairs = _first_match(gold, ours, gold_of)
    return Share(sum(ours.types[0] in theirs.types for theirs, ours in pairs), len(pairs))


def _evidence_share(matches: Iterable[Match]) -> Share:
    """Return the share of facts one of whose sentences holds at least half of the cue's words."""
    judged = [(m.strict.cue, m.fact.sentences) for m in matches if m.strict and m.strict.cue]
    return Share(sum(_holds_half(cue, sentences) for cue, sentences in judged), len(judged))


def _holds_half(cue: str, sentences: Iterable[str]) -> bool:
    wanted = match_key(cue).split()
    return any(2 * sum(word in words for word in wanted) >= len(wanted) for words in (match_key(s).split() for s in sentences))


def _departures(pairs: Iterable[tuple[str, str]], default: str) -> Marks:
    """Return the marks over what departs from the default, of (predicted, gold) pairs."""
    pairs = list(pairs)
    return plain_marks(
        sum(got == want != default for got, want in pairs),
        sum(got != default for got, _ in pairs),
        sum(want != default for _, want in pairs),
    )


def _same(got: str, want: str) -> Share:
    return Share(int(got == want), 1) if want else NO_SHARE


def _bylines(account: Account) -> frozenset[str]:
    """Return the keys of the bylines; one that is the id of an entity stands for its name."""
    names = {entity.id: entity.name for entity in account.entities}
    return frozenset(match_key(names.get(byline, byline)) for byline in account.bylines)


def _reference_marks(ours: Iterable[str], gold: Iterable[str], gold_of: Mapping[str, str]) -> Marks:
    return set_marks(frozenset(gold_of.get(one, f"?{one}") for one in ours), frozenset(gold))


def _by_relation(gold_facts: Mapping[FactKey, Stated], matches: Iterable[Match]) -> dict[str, Marks]:
    predicted, right = Counter(m.fact.relation for m in matches), Counter(m.fact.relation for m in matches if m.strict)
    gold = Counter(relation for _, relation, _ in gold_facts)
    return {relation: plain_marks(right[relation], predicted[relation], gold[relation]) for relation in sorted({*predicted, *gold})}


def _by_value(values: Iterable[str], predicted: Iterable[str], gold: Iterable[str], right: Iterable[str]) -> dict[str, Marks]:
    counted = Counter(predicted), Counter(gold), Counter(right)
    return {value: plain_marks(counted[2][value], counted[0][value], counted[1][value]) for value in values}


def _faults_of_predictions(ours: Account, matches: Iterable[Match]) -> Iterable[Fault]:
    names = {entity.id: entity.name for entity in ours.entities}
    for match in matches:
        fact, gold = match.fact, match.loose
        kind: FaultKind
        if match.is_false:
            kind, detail = "false", f"{fact.status}, gold: {gold.status if gold else 'no such fact'}"
        elif gold is None:
            kind, detail = "wrong", fact.status
        elif fact.status != gold.status:
            kind, detail = "status", f"{fact.status}, gold: {gold.status}"
        elif fact.sourcing != gold.sourcing:
            kind, detail = "sourcing", f"{fact.sourcing}, gold: {gold.sourcing}"
        else:
            continue
        sentence = " ".join(fact.sentences[0].split()) if fact.sentences else ""
        yield Fault(ours.id, kind, names[fact.subject], fact.relation, names[fact.object], detail, sentence)


def _missed(gold: Account, ours: Account, gold_facts: Mapping[FactKey, Stated], relaxed: set[FactKey]) -> Iterable[Fault]:
    entities = {entity.id: entity for entity in gold.entities}
    for key, fact in gold_facts.items():
        if key not in relaxed:
            subject, object_ = entities[fact.subject], entities[fact.object]
            sentence = sentence_with(gold.text or ours.text, fact.cue, subject, object_)
            yield Fault(gold.id, "missed", subject.name, fact.relation, object_.name, f"gold: {fact.status}", sentence)


def sentence_with(text: str, cue: str, subject: Named, object_: Named) -> str:
    """Return the sentence that best shows a gold fact, on one line: the one with the cue, else the one with most of its names."""
    sentences = [" ".join(s.split()) for s in re.split(r"(?<=[.!?][\"”’)\s])\s*(?=[\"“‘(]?[A-Z0-9])|\n+", text) if s.strip()]

    def shown(sentence: str) -> tuple[bool, int]:
        named = sum(any(name in sentence for name in (e.name, *e.aliases)) for e in (subject, object_))
        return bool(cue) and cue.casefold() in sentence.casefold(), named

    return max(sentences, key=shown, default="")
