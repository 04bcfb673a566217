"""Names from a GLiNER model as an ONNX folder: the classes are asked for in words, so that no training is needed.

The form is that of GLiNER's span models (Zaratiana et al., NAACL 2024, https://arxiv.org/abs/2311.08526) as its `convert_to_onnx`
writes them: `model.onnx`, `tokenizer.json` and `gliner_config.json` in one folder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

from kg.errors import ModelError
from kg.extract.document import Doc
from kg.extract.neural import TYPES, Guess

FILES = ("model.onnx", "tokenizer.json", "gliner_config.json")
INPUTS = frozenset({"input_ids", "attention_mask", "words_mask", "text_lengths", "span_idx", "span_mask"})
PROMPTS: Mapping[str, str] = {
    "Person": "person",
    "Company": "company",
    "GovernmentAgency": "government agency",
    "MediaOutlet": "news outlet",
    "EducationalInstitution": "university",
    "Organization": "organization",
    "Product": "product",
    "CreativeWork": "creative work",
    "Place": "place",
    "Event": "event",
    "Law": "law",
}
"""What each class is called when the model is asked for it."""
THRESHOLD = 0.5


@dataclass(frozen=True)
class GlinerNames:
    """The names that a model found in a document; see `kg.extract.neural.NameView`."""

    found: tuple[Guess, ...]

    def guesses(self) -> list[Guess]:
        """Return the names, in order."""
        return list(self.found)

    def chances(self, start: int, end: int) -> tuple[float, tuple[float, ...]]:
        """Return the certainty and the chances of the classes of the name that overlaps the range of tokens most; none is 0."""
        overlaps = ((min(g.end, end) - max(g.start, start), g) for g in self.found)
        best = max(overlaps, key=lambda pair: (pair[0], -pair[1].start), default=(0, None))
        if best[0] <= 0 or best[1] is None:
            return 0.0, (0.0,) * len(TYPES)
        return best[1].certainty, best[1].chances


class Gliner:
    """A GLiNER model; `version` names its folder and a digest of its files."""

    def __init__(self, folder: Path) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(str(folder), f"lacks {', '.join(missing)}", "export the GLiNER model to ONNX into this folder")
        digest = blake2b(digest_size=6)
        options = SessionOptions()
        options.intra_op_num_threads = 1
        for name in FILES:
            try:
                digest.update((folder / name).read_bytes())
                if name == "model.onnx":
                    self._session = InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
                elif name == "tokenizer.json":
                    self._tokenizer = Tokenizer.from_file(str(folder / name))
                else:
                    config = json.loads((folder / name).read_text(encoding="utf-8"))
                    self._width, self._longest = int(config.get("max_width", 12)), int(config.get("max_len", 384))
            except Exception as error:  # neither onnxruntime nor tokenizers has one class for what is wrong with a file
                raise ModelError(str(folder), f"{name} cannot be loaded", "export the GLiNER model to ONNX anew") from error
        if {asked.name for asked in self._session.get_inputs()} != INPUTS:
            raise ModelError(str(folder), "model.onnx is no span model", "export a GLiNER model that scores spans, not tokens")
        self.version = f"gliner-{folder.resolve().name}-{digest.hexdigest()}"
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        mark, end = config.get("ent_token", "<<ENT>>"), config.get("sep_token", "<<SEP>>")
        self._prompt = [part for name in PROMPTS.values() for part in (mark, name)] + [end]

    def read(self, doc: Doc) -> GlinerNames:
        """Return the names of a parsed document, sentence by sentence."""
        found: list[Guess] = []
        for sentence in doc.sents:
            tokens = [token.i for token in sentence if not token.is_space][: self._longest]
            if tokens:
                found += self._read([doc[i].text for i in tokens], tokens)
        return GlinerNames(tuple(found))

    def _read(self, words: Sequence[str], tokens: Sequence[int]) -> list[Guess]:
        encoding = self._tokenizer.encode([*self._prompt, *words], is_pretokenized=True)
        before = len(self._prompt)
        mask, last = [], None
        for word in encoding.word_ids:
            first = word is not None and word != last and word >= before
            mask.append(word - before + 1 if first and word is not None else 0)
            last = word
        starts = np.repeat(np.arange(len(words)), self._width)
        ends = starts + np.tile(np.arange(self._width), len(words))
        logits: NDArray[np.float32] = self._session.run(
            None,
            {
                "input_ids": np.array([encoding.ids], dtype=np.int64),
                "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
                "words_mask": np.array([mask], dtype=np.int64),
                "text_lengths": np.array([[len(words)]], dtype=np.int64),
                "span_idx": np.stack([starts, ends], 1)[None].astype(np.int64),
                "span_mask": (ends < len(words))[None],
            },
        )[0]
        bounded = np.clip(logits[0].reshape(len(words) * self._width, len(PROMPTS)), -60, 60)  # no exponential overflows
        chances = 1 / (1 + np.exp(-bounded))
        chances[ends >= len(words)] = 0
        found: list[Guess] = []
        taken: set[int] = set()
        for n in sorted(range(len(chances)), key=lambda n: (-float(chances[n].max()), n)):
            start, end = int(starts[n]), int(ends[n]) + 1
            best = float(chances[n].max())
            if best < THRESHOLD:
                break
            if not taken.intersection(range(start, end)):
                taken.update(range(start, end))
                by_class = dict(zip(PROMPTS, chances[n].tolist(), strict=True))
                total = sum(by_class.values())
                found.append(
                    Guess(tokens[start], tokens[end - 1] + 1, best, tuple(by_class.get(name, 0.0) / total for name in TYPES))
                )
        return sorted(found, key=lambda guess: guess.start)
