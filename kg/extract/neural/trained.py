"""The trained reader as the extractor holds it: encoder, policy, and the name of its weights."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

from kg.errors import ModelError
from kg.extract.document import Doc
from kg.extract.neural.encoder import WEIGHTS, Encoder
from kg.extract.neural.hints import Hints, read_documents
from kg.extract.neural.policy import Policy, load_policy

FILES = ("encoder.onnx", "scorer.onnx", "tokenizer.json", "policy.json")


@dataclass(frozen=True)
class Trained:
    """An encoder with its policy; `version` is a digest of the weights, so that a graph names what it was read with."""

    encoder: Encoder
    policy: Policy
    version: str

    def believed_from(self, chance: float | None) -> Trained:
        """Return the same reader, believed from another chance on; None: for each relation from its own."""
        return replace(self, policy=replace(self.policy, believe=chance))

    def read(self, doc: Doc) -> Hints:
        """Return what the reader makes of a parsed document."""
        return read_documents(self.encoder, [doc])[0]


@cache
def load_trained(folder: Path = WEIGHTS) -> Trained:
    """Return the trained reader of a folder of weights; loading takes a fraction of a second.

    Raises ModelError where a file is missing or cannot be loaded.
    """
    remedy = "install kg anew, or read with --extractor rules"
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise ModelError("the trained reader", f"lacks {', '.join(missing)} in {folder}", remedy)
    digest = blake2b(digest_size=6)
    try:
        for name in FILES:
            digest.update((folder / name).read_bytes())
        return Trained(Encoder(folder), load_policy(folder / "policy.json"), digest.hexdigest())
    except Exception as error:  # onnxruntime and tokenizers have no common class for the many ways in which a file is broken
        raise ModelError("the trained reader", f"its weights in {folder} cannot be loaded", remedy) from error
