"""Samples as tensors: batches of sentences of like length, with their tags and pairs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from kg.extract.neural import RELATIONS, Piecer, tag_names
from kg.extract.neural.distance import bucket
from kg.extract.neural.pieces import Pieces
from kg.training.sample import RELATION_INDEX, Sample

PIECES_A_BATCH = 2048
NOISE = 8.0
"""Pieces by which lengths are blurred, so that other sentences go together in each epoch."""
MASKED = 0.15
"""Share of mentions whose pieces are hidden in training: what a sentence says must be told from its words, not from the names."""
MOST_PAIRS = 60
"""Pairs of one sentence that are learned in one go: all that hold a relation, and some of the others."""


@dataclass(frozen=True)
class Batch:
    """`allowed` [words, tags] and `word_at` [words, 2] (row, first piece) are the tagged words; the rest are the pairs.

    `mentions` [mentions, 3]: row and half-open pieces; `subject`, `object` [pairs]: mentions; `holds`, `judged` [pairs, relations].
    """

    ids: Tensor
    cases: Tensor
    mask: Tensor
    word_at: Tensor
    allowed: Tensor
    mentions: Tensor
    subject: Tensor
    object: Tensor
    distance: Tensor
    holds: Tensor
    judged: Tensor
    weight: Tensor


def batches(samples: Sequence[Sample], piecer: Piecer, seed: int) -> Iterator[Batch]:
    """Yield the samples in batches of like length, shuffled by the seed."""
    cut = [(sample, piecer.cut(sample.words)) for sample in samples if sample.words]
    rng = random.Random(seed)
    ordered = sorted((len(pieces.ids) + NOISE * rng.random(), n) for n, (_, pieces) in enumerate(cut))
    groups: list[list[int]] = [[]]
    for _, n in ordered:
        longest = len(cut[n][1].ids)
        if groups[-1] and longest * (len(groups[-1]) + 1) > PIECES_A_BATCH:
            groups.append([])
        groups[-1].append(n)
    rng.shuffle(groups)
    for group in groups:
        yield _batch([cut[n] for n in group], piecer, rng)


def _batch(cut: Sequence[tuple[Sample, Pieces]], piecer: Piecer, rng: random.Random) -> Batch:
    length = max(len(pieces.ids) for _, pieces in cut)
    ids, cases, mask = (torch.zeros(len(cut), length, dtype=torch.long) for _ in range(3))
    word_at: list[tuple[int, int]] = []
    subject: list[int] = []
    object_: list[int] = []
    distance: list[int] = []
    weight: list[float] = []
    allowed: list[Tensor] = []
    holds: list[Tensor] = []
    judged: list[Tensor] = []
    mentions: dict[tuple[int, int, int], int] = {}
    for row, (sample, pieces) in enumerate(cut):
        size = len(pieces.ids)
        ids[row, :size] = torch.from_numpy(pieces.ids)
        cases[row, :size] = torch.from_numpy(pieces.cases)
        mask[row, :size] = 1
        for (start, end), tags in zip(pieces.words, sample.tags, strict=True):
            if tags is not None and end > start:
                word_at.append((row, start))
                vector = torch.zeros(len(tag_names()), dtype=torch.bool)
                vector[list(tags)] = True
                allowed.append(vector)
        for start, end in sorted({place for pair in sample.pairs for place in (pair.subject, pair.object)}):
            if rng.random() < MASKED:
                ids[row, pieces.words[start][0] : pieces.words[end - 1][1]] = piecer.mask
        pairs = list(sample.pairs)
        if len(pairs) > MOST_PAIRS:
            true = [pair for pair in pairs if pair.holds]
            false = [pair for pair in pairs if not pair.holds]
            pairs = true + rng.sample(false, min(len(false), max(MOST_PAIRS - len(true), 0)))
        for pair in pairs:
            one = pieces.words[pair.subject[0]][0], pieces.words[pair.subject[1] - 1][1]
            other = pieces.words[pair.object[0]][0], pieces.words[pair.object[1] - 1][1]
            if one[0] >= one[1] or other[0] >= other[1]:
                continue
            subject.append(mentions.setdefault((row, *one), len(mentions)))
            object_.append(mentions.setdefault((row, *other), len(mentions)))
            distance.append(bucket(pair.subject, pair.object))
            for names, rows in ((pair.holds, holds), (pair.judged, judged)):
                vector = torch.zeros(len(RELATIONS), dtype=torch.bool)
                vector[[RELATION_INDEX[name] for name in sorted(names)]] = True
                rows.append(vector)
            weight.append(sample.weight)

    def stack(rows: list[Tensor], width: int) -> Tensor:
        return torch.stack(rows) if rows else torch.zeros(0, width, dtype=torch.bool)

    return Batch(
        ids,
        cases,
        mask,
        torch.tensor(word_at, dtype=torch.long).view(-1, 2),
        stack(allowed, len(tag_names())),
        torch.tensor(list(mentions), dtype=torch.long).view(-1, 3),
        torch.tensor(subject, dtype=torch.long),
        torch.tensor(object_, dtype=torch.long),
        torch.tensor(distance, dtype=torch.long),
        stack(holds, len(RELATIONS)),
        stack(judged, len(RELATIONS)),
        torch.tensor(weight),
    )
