"""Runs the trained encoder and the pair scorer on sentences given as words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from kg.extract.neural.distance import bucket
from kg.extract.neural.inventory import RELATIONS, TYPES
from kg.extract.neural.pieces import Piecer, Pieces

WEIGHTS = Path(__file__).parent / "weights"
PIECES_A_BATCH = 512
RUN_COST = 13
"""What a run costs beside its pieces, padding included, counted in pieces."""
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Read:
    """What the encoder makes of a sentence: tag scores [pieces, tags], states [pieces, size], attention [heads, pieces, pieces]."""

    pieces: Pieces
    tags: Floats
    states: Floats
    attention: Floats

    def word_tags(self) -> Floats:
        """Return the chance of each tag [words, tags], of a word's first piece; of a word beyond what is read, none."""
        chances = _softmax(self.tags)
        found = np.zeros((len(self.pieces.words), chances.shape[1]), dtype=np.float32)
        for n, (start, end) in enumerate(self.pieces.words):
            if end > start:
                found[n] = chances[start]
        return found


class Encoder:
    """The encoder, the pair scorer, and the cutter of words into pieces; `version` names the weights."""

    def __init__(self, folder: Path) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = 1  # articles are read in parallel processes, and the same bytes come out
        options.inter_op_num_threads = 1
        self._encoder = InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
        self._scorer = InferenceSession(str(folder / "scorer.onnx"), options, providers=["CPUExecutionProvider"])
        self._piecer = Piecer(folder / "tokenizer.json")

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Read]:
        """Return what the encoder makes of each sentence, in order; like lengths go together, for speed."""
        cut = [self._piecer.cut(sentence) for sentence in sentences]
        order = sorted(range(len(cut)), key=lambda n: (len(cut[n].ids), n))
        found: dict[int, Read] = {}
        for start, end in _batches([len(cut[n].ids) for n in order]):
            self._run(cut, order[start:end], found)
        return [found[n] for n in range(len(cut))]

    def _run(self, cut: Sequence[Pieces], chosen: Sequence[int], found: dict[int, Read]) -> None:
        length = max(len(cut[n].ids) for n in chosen)
        ids, cases, mask = (np.zeros((len(chosen), length), dtype=np.int64) for _ in range(3))
        for row, n in enumerate(chosen):
            size = len(cut[n].ids)
            ids[row, :size], cases[row, :size], mask[row, :size] = cut[n].ids, cut[n].cases, 1
        tags, states, attention = self._encoder.run(None, {"ids": ids, "cases": cases, "mask": mask})
        for row, n in enumerate(chosen):
            size = len(cut[n].ids)
            found[n] = Read(cut[n], tags[row, :size], states[row, :size], attention[row, :, :size, :size])

    def score(self, read: Read, mentions: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]]) -> Floats:
        """Return, for pairs of mentions, how far each relation lies above (or below) the threshold [pairs, relations].

        `mentions` are half-open ranges of words, `pairs` are (subject, object) as indices of mentions. A mention beyond what is
        read scores far below.
        """
        if not pairs:
            return np.zeros((0, len(RELATIONS)), dtype=np.float32)
        chances = _softmax(read.tags)
        kinds = np.concatenate([chances[:, :1], chances[:, 1:].reshape(-1, len(TYPES), 2).sum(-1)], 1)
        states, attended, seen, readable = [], [], [], []
        for first, last in mentions:
            start, end = read.pieces.words[first][0], read.pieces.words[last - 1][1]
            readable.append(start < end)
            inside = slice(start, end) if start < end else slice(0, 1)
            states.append(read.states[inside].mean(0))
            attended.append(read.attention[:, inside].mean(1))
            seen.append(kinds[inside].mean(0))
        one = np.array([subject for subject, _ in pairs])
        other = np.array([object_ for _, object_ in pairs])
        mean, heads, kind = np.stack(states), np.stack(attended), np.stack(seen)
        both = (heads[one] * heads[other]).mean(1)
        both /= both.sum(1, keepdims=True) + 1e-10
        distance = np.array([bucket(mentions[a], mentions[b]) for a, b in pairs], dtype=np.int64)
        scores: Floats = self._scorer.run(
            None,
            {
                "subject": mean[one],
                "object": mean[other],
                "context": (both @ read.states).astype(np.float32),
                "subject_kind": kind[one],
                "object_kind": kind[other],
                "distance": distance,
            },
        )[0]
        above: Floats = scores[:, :-1] - scores[:, -1:]
        lost = [n for n, (a, b) in enumerate(pairs) if not (readable[a] and readable[b])]
        above[lost] = -100.0
        return above


def _batches(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Return the half-open ranges in which sentences, sorted by length, are read at least cost: a batch is as long as its last."""
    cost, start = [0], [0]
    for end, length in enumerate(lengths, 1):
        first = max(0, end - max(1, PIECES_A_BATCH // length))
        best = min(range(first, end), key=lambda n: (cost[n] + RUN_COST + (end - n) * length, n))
        cost.append(cost[best] + RUN_COST + (end - best) * length)
        start.append(best)
    ranges, end = [], len(lengths)
    while end:
        ranges.append((start[end], end))
        end = start[end]
    return ranges[::-1]


def _softmax(scores: Floats) -> Floats:
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Floats = shifted / shifted.sum(-1, keepdims=True)
    return chances
