"""From the encoder's states to what the pair scorer takes; `kg.extract.neural.Encoder.score` does the same with numpy."""

from __future__ import annotations

import torch
from torch import Tensor

from kg.extract.neural import TYPES


def kinds_of(tags: Tensor) -> Tensor:
    """Return the probabilities of none and of each class [.., types + 1] from tag scores."""
    chance = tags.softmax(-1)
    both = chance[..., 1:].reshape(*chance.shape[:-1], len(TYPES), 2).sum(-1)
    return torch.cat([chance[..., :1], both], -1)


def pool(spans: Tensor, states: Tensor, attention: Tensor, tags: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return, for spans [n, 3] of (row, first piece, end), the mean state, the mean attention [n, heads, pieces], and the kinds."""
    pieces = torch.arange(states.shape[1], device=states.device)
    inside = (pieces >= spans[:, 1:2]) & (pieces < spans[:, 2:3])
    share = inside / inside.sum(1, keepdim=True)
    rows = spans[:, 0]
    mean = torch.einsum("np,nps->ns", share, states[rows])
    attended = torch.einsum("np,nhpq->nhq", share, attention[rows])
    kinds = torch.einsum("np,npk->nk", share, kinds_of(tags)[rows])
    return mean, attended, kinds


def context(one: Tensor, other: Tensor, rows: Tensor, states: Tensor) -> Tensor:
    """Return the mean state [n, size] weighted by what two mentions both attend to (ATLOP's localised context)."""
    both = (one * other).mean(1)
    both = both / (both.sum(1, keepdim=True) + 1e-10)
    return torch.einsum("np,nps->ns", both, states[rows])
