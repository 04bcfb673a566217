"""What a set of weights is worth, on parts of the corpora that it was not trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.language import load_language
from kg.extract.neural import Encoder, tag_names
from kg.extract.neural.inventory import RELATIONS
from kg.extract.neural.spans import tagged_names
from kg.training import table
from kg.training.corpora import CORE_JUDGED
from kg.training.sample import RELATION_INDEX, Sample

AT_ONCE = 256


@dataclass(frozen=True)
class Score:
    """Right, made and wanted; with precision, recall and their harmonic mean."""

    right: int
    made: int
    wanted: int

    @property
    def precision(self) -> float:
        """Return the share of what was made that is right."""
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        """Return the share of what was wanted that was made."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.made + self.wanted
        return 2 * self.right / total if total else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} ({self.right} of {self.made}, {self.wanted} wanted)"


def gold_names(sample: Sample) -> dict[tuple[int, int], frozenset[str]]:
    """Return the names of a sample whose words are all known, with the classes each may be."""
    names = tag_names()
    found: dict[tuple[int, int], frozenset[str]] = {}
    start = None
    for n, tags in enumerate([*sample.tags, frozenset({0})]):
        kinds = {names[tag][0] for tag in tags or ()}
        if start is not None and kinds != {"I"}:
            found[start, n] = frozenset(names[tag][2:] for tag in sample.tags[start] or ())
            start = None
        if kinds == {"B"}:
            start = n
    return found


def name_score(samples: Sequence[Sample], encoder: Encoder) -> Score:
    """Return how well names are found and typed: the exact range, and a class that the corpus' label may stand for."""
    right = made = wanted = 0
    for begin in range(0, len(samples), AT_ONCE):
        part = samples[begin : begin + AT_ONCE]
        for sample, read in zip(part, encoder.read([sample.words for sample in part]), strict=True):
            gold = gold_names(sample)
            mine = {(name.start, name.end): name.best for name in tagged_names(read.word_tags())}
            right += sum(best in gold.get(place, ()) for place, best in mine.items())
            made += len(mine)
            wanted += len(gold)
    return Score(right, made, wanted)


def spacy_score(samples: Sequence[Sample], language: Language) -> Score:
    """Return the same of a bare spaCy pipeline, its labels mapped to ours; ORG may stand for any organisation."""
    right = made = wanted = 0
    docs = language.pipe((Doc(language.vocab, words=list(sample.words)) for sample in samples), batch_size=64)
    for sample, doc in zip(samples, docs, strict=True):
        gold = gold_names(sample)
        wanted += len(gold)
        for name in doc.ents:
            classes = table.SPACY.get(name.label_)
            if classes:
                made += 1
                right += bool(classes & gold.get((name.start, name.end), frozenset()))
    return Score(right, made, wanted)


def pair_scores(samples: Sequence[Sample], encoder: Encoder) -> list[list[list[float]]]:
    """Return, for each sample and pair, how far each relation lies above the threshold."""
    found = []
    for begin in range(0, len(samples), AT_ONCE):
        part = samples[begin : begin + AT_ONCE]
        for sample, read in zip(part, encoder.read([sample.words for sample in part]), strict=True):
            mentions = sorted({place for pair in sample.pairs for place in (pair.subject, pair.object)})
            at = {place: n for n, place in enumerate(mentions)}
            pairs = [(at[pair.subject], at[pair.object]) for pair in sample.pairs]
            found.append(encoder.score(read, mentions, pairs).tolist())
    return found


Scored = Sequence[tuple[Sample, list[list[float]]]]


def core_accuracy(scored: Scored, above: float) -> float:
    """Return the share of CORE's pairs whose relation, direction included, or `undefined`, is the one given.

    A pair is `undefined` where no relation lies so far above its threshold, in either direction.
    """
    chosen = [RELATION_INDEX[name] for name in sorted(CORE_JUDGED)]
    right = 0
    for sample, scores in scored:
        best = max((scores[turn][n], -turn, n) for turn in (0, 1) for n in chosen)
        mine = (RELATIONS[best[2]], -best[1]) if best[0] > above else None
        if mine and mine[0] in table.SYMMETRIC:
            mine = (mine[0], 0)
        gold = next(((name, turn) for turn in (0, 1) for name in sorted(sample.pairs[turn].holds)), None)
        right += mine == gold
    return right / len(scored)


def core_line(dev: Sequence[Sample], test: Sequence[Sample], encoder: Encoder) -> str:
    """Return CORE's line of the report; where `undefined` begins is chosen on the dev part."""
    scored = list(zip(dev, pair_scores(dev, encoder), strict=True))
    above = max((step / 2 for step in range(-8, 5)), key=lambda line: (core_accuracy(scored, line), -line))
    accuracy = core_accuracy(list(zip(test, pair_scores(test, encoder), strict=True)), above)
    return f"CORE, held out by company: accuracy {accuracy:.3f} (undefined below {above:+.1f})"


def relation_score(samples: Sequence[Sample], encoder: Encoder, relations: Sequence[str] = RELATIONS, above: float = 0.0) -> Score:
    """Return how well the relations of given pairs are told, over the judged ones."""
    right = made = wanted = 0
    for sample, scores in zip(samples, pair_scores(samples, encoder), strict=True):
        for pair, row in zip(sample.pairs, scores, strict=True):
            for name in relations:
                if name in pair.judged:
                    says = row[RELATION_INDEX[name]] > above
                    right += says and name in pair.holds
                    made += says
                    wanted += name in pair.holds
    return Score(right, made, wanted)


def report(samples: Sequence[Sample], encoder: Encoder) -> list[str]:
    """Return the figures of all held-out parts, a line each."""

    def part(corpus: str, name: str) -> list[Sample]:
        return [sample for sample in samples if sample.corpus == corpus and sample.part == name]

    lines = []
    language = load_language()
    for corpus in ("wikigold", "wnut17", "crossner_ai"):
        lines.append(f"names, {corpus}: {name_score(part(corpus, 'test'), encoder)}")
        lines.append(f"  spaCy alone: {spacy_score(part(corpus, 'test'), language)}")
    lines.append(f"names, own sentences: {name_score(part('own', 'dev'), encoder)}")
    lines.append(core_line(part("core", "dev"), part("core", "test"), encoder))
    for corpus, name in (("knowledgenet", "test"), ("knowledgenet", "dev"), ("redocred", "dev"), ("own", "dev")):
        lines.append(f"relations of given pairs, {corpus} {name}: {relation_score(part(corpus, name), encoder)}")
    lines += [f"  own dev, {name}: {relation_score(part('own', 'dev'), encoder, [name])}" for name in RELATIONS]
    return lines
