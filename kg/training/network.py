"""The network: a small BERT encoder told about letter case, a tagger of words, and a scorer of pairs of mentions.

The pair scorer follows ATLOP (Zhou et al., AAAI 2021, https://arxiv.org/abs/2010.11304): mentions are pooled from one pass of the
encoder, the context that both attend to is added, a grouped bilinear layer scores the relations, and a learned threshold class
stands for "none". Beside it the scorer sees what the tagger thinks of the two mentions and how far apart they are.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the usual name

from kg.extract.neural import RELATIONS, TYPES, tag_names
from kg.extract.neural.pieces import CASES

BLOCK = 64
DISTANCES = 12
"""Sizes of the pair scorer: block of the bilinear layer, buckets of signed distance."""


class Layer(nn.Module):
    """One transformer layer of BERT, dropout included; it returns its attention when asked."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.joined = (nn.Linear(size, size) for _ in range(4))
        self.wide, self.narrow = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm, self.last_norm = nn.LayerNorm(size, 1e-12), nn.LayerNorm(size, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor, shows_attention: bool) -> tuple[Tensor, Tensor]:
        """Return the new states [batch, pieces, size], and the attention [batch, heads, pieces, pieces] where it is asked for."""
        batch, length, size = x.shape
        width = size // self.heads

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, width).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        attention = x
        if shows_attention:
            attention = (query @ key.transpose(2, 3) / width**0.5 + mask).softmax(-1)
            mixed = attention @ value
        else:
            mixed = F.scaled_dot_product_attention(query, key, value, mask)
        x = self.norm(x + self.dropout(self.joined(mixed.transpose(1, 2).reshape(batch, length, size))))
        return self.last_norm(x + self.dropout(self.narrow(F.gelu(self.wide(x))))), attention


class Encoder(nn.Module):
    """BERT with an embedding of how each word is written, and a tagger on top."""

    def __init__(self, config: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], size)
        self.positions = nn.Embedding(config["max_position_embeddings"], size)
        self.cases = nn.Embedding(CASES, size)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(size, 1e-12)
        self.dropout = nn.Dropout(dropout)
        heads, inner = config["num_attention_heads"], config["intermediate_size"]
        self.layers = nn.ModuleList(Layer(size, heads, inner, dropout) for _ in range(config["num_hidden_layers"]))
        self.tagger = nn.Linear(size, len(tag_names()))

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return tag scores, states and the last layer's attention; `mask` is 1 for a piece and 0 for padding."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.positions(positions) + self.cases(cases)))
        blocked = (1.0 - mask.to(x.dtype))[:, None, None, :] * -10_000.0
        attention = x
        for n, layer in enumerate(self.layers, 1):
            x, attention = layer(x, blocked, n == len(self.layers))
        return self.tagger(x), x, attention


class Scorer(nn.Module):
    """Scores the relations of directed pairs; the last score is the threshold that a relation must pass."""

    def __init__(self, size: int, dropout: float = 0.2) -> None:
        super().__init__()
        kinds = len(TYPES) + 1
        self.distances = nn.Embedding(DISTANCES, 16)
        self.subject = nn.Linear(2 * size + kinds + 16, size)
        self.object = nn.Linear(2 * size + kinds + 16, size)
        self.score = nn.Linear(size * BLOCK, len(RELATIONS) + 1)
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, subject: Tensor, object_: Tensor, context: Tensor, subject_kind: Tensor, object_kind: Tensor, distance: Tensor
    ) -> Tensor:
        """Return scores [pairs, relations + 1] from mentions and contexts [pairs, size], kinds [pairs, types + 1] and distances."""
        away = self.distances(distance)
        one = torch.tanh(self.subject(self.dropout(torch.cat([subject, context, subject_kind, away], 1))))
        other = torch.tanh(self.object(self.dropout(torch.cat([object_, context, object_kind, away], 1))))
        size = one.shape[1]
        blocks = one.view(-1, size // BLOCK, BLOCK, 1) * other.view(-1, size // BLOCK, 1, BLOCK)
        return self.score(self.dropout(blocks.view(-1, size * BLOCK)))


def load_network(folder: Path, dropout: float = 0.1) -> tuple[Encoder, Scorer]:
    """Return the two parts, the encoder with the pretrained weights of a BERT in Hugging Face's form."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    encoder = Encoder(config, dropout)
    given = {name.removeprefix("bert."): weight for name, weight in load_file(folder / "model.safetensors").items()}
    state = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "positions.weight": given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "joined": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "last_norm": "output.LayerNorm",
    }
    for n in range(config["num_hidden_layers"]):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                state[f"layers.{n}.{ours}.{kind}"] = given[f"encoder.layer.{n}.{theirs}.{kind}"]
    missing = encoder.load_state_dict(state, strict=False)
    if missing.unexpected_keys or any(not name.startswith(("tagger", "cases")) for name in missing.missing_keys):
        raise ValueError(f"{folder} is no encoder of the expected form: {missing}")
    return encoder, Scorer(config["hidden_size"])
