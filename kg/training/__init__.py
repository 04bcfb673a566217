"""How the trained reader is made: labelled corpora in, weights for `kg.extract.neural` out.

Needs the extra `train`. `python -m kg.training DATA` does all of it, with fixed seeds; nothing here is needed to use `kg`.
"""
