"""The trained reader: one small encoder that finds and types mentions and scores the relations between them.

It runs on onnxruntime, on one thread; `kg.training` makes its weights. `weights/MODEL_CARD.md` says what it learned from.
"""

from kg.extract.neural.encoder import Encoder, Read, load_encoder
from kg.extract.neural.inventory import NOTHING, RELATIONS, TYPES, tag_names
from kg.extract.neural.pieces import Piecer, case_class

__all__ = ["NOTHING", "RELATIONS", "TYPES", "Encoder", "Piecer", "Read", "case_class", "load_encoder", "tag_names"]
