"""The trained reader: one small encoder that finds and types mentions and scores the relations between them.

It runs on onnxruntime, on one thread; `kg.training` makes its weights. `weights/MODEL_CARD.md` says what it learned from.
"""

from kg.extract.neural.encoder import Encoder, Read
from kg.extract.neural.hints import Guess, Hints, NameView
from kg.extract.neural.inventory import NOTHING, RELATIONS, TYPES, tag_names
from kg.extract.neural.pieces import Piecer, case_class
from kg.extract.neural.policy import Policy
from kg.extract.neural.trained import Trained, load_trained

__all__ = [
    "NOTHING",
    "RELATIONS",
    "TYPES",
    "Encoder",
    "Guess",
    "Hints",
    "NameView",
    "Piecer",
    "Policy",
    "Read",
    "Trained",
    "case_class",
    "load_trained",
    "tag_names",
]
