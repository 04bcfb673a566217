"""Evens out what the encoder's layers are given, so that little is lost where it is told in 8 bits.

SmoothQuant (Xiao et al., ICML 2023, https://arxiv.org/abs/2211.10438): a few channels are many times larger than the others, and
one scale for all would drown these. Each channel is divided by a number of its own, and the weights that meet it are multiplied.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable

import torch
from torch import Tensor, nn

from kg.training.batches import Batch
from kg.training.network import Encoder

SHARE = 0.8
"""How much of a channel's size goes over to the weights (0 none, 1 all): the errors after quantising were least with this."""
LEAST = 1e-5
"""Sizes below this count as this."""


class Smoothed(nn.Module):
    """A linear layer whose input channels are evened out first; it returns what the layer did."""

    inverse: Tensor

    def __init__(self, layer: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        weights = layer.weight.detach()
        scale = largest.clamp(min=LEAST) ** SHARE / weights.abs().amax(0).clamp(min=LEAST) ** (1 - SHARE)
        self.register_buffer("inverse", 1 / scale)
        self.layer = copy.deepcopy(layer)
        self.layer.weight.data = weights * scale

    def forward(self, x: Tensor) -> Tensor:
        """Return the layer's output for an input [.., channels]."""
        out: Tensor = self.layer(x * self.inverse)
        return out


def smoothed(encoder: Encoder, seen: Iterable[Batch]) -> Encoder:
    """Return a copy of an encoder that says the same, its layers' inputs evened out by how large they are on some sentences."""
    even = copy.deepcopy(encoder).eval()
    layers = {name: module for name, module in even.layers.named_modules() if isinstance(module, nn.Linear)}
    largest: dict[str, Tensor] = {}

    def watch(name: str) -> torch.utils.hooks.RemovableHandle:
        def look(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            here = given[0].abs().flatten(0, -2).amax(0)
            largest[name] = torch.maximum(largest.get(name, here), here)

        return layers[name].register_forward_pre_hook(look)

    handles = [watch(name) for name in layers]
    with torch.no_grad():
        for batch in seen:
            even(batch.ids, batch.cases, batch.mask)
    for handle in handles:
        handle.remove()
    for name, top in largest.items():
        room, _, last = name.rpartition(".")
        setattr(even.layers.get_submodule(room), last, Smoothed(layers[name], top))
    return even
