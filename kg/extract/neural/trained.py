"""The trained reader as the extractor holds it: encoder, policy, and the name of its weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from spacy.tokens import Doc

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

    def read(self, doc: Doc) -> Hints:
        """Return what the reader makes of a parsed document."""
        return read_documents(self.encoder, [doc])[0]


@cache
def load_trained(folder: Path = WEIGHTS) -> Trained:
    """Return the trained reader of a folder of weights; loading takes a fraction of a second."""
    digest = blake2b(digest_size=6)
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return Trained(Encoder(folder), load_policy(folder / "policy.json"), digest.hexdigest())
