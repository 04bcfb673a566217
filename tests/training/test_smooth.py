"""Smoothing changes what the quantiser sees, and nothing that the encoder says."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra `train`")
pytest.importorskip("safetensors", reason="training needs the extra `train`")

from kg.training.batches import Batch  # noqa: E402
from kg.training.network import Encoder  # noqa: E402
from kg.training.smooth import Smoothed, smoothed  # noqa: E402

CONFIG = {
    **{"hidden_size": 64, "num_attention_heads": 4, "intermediate_size": 64, "num_hidden_layers": 2},
    **{"vocab_size": 40, "max_position_embeddings": 256},
}


def batch() -> Batch:
    ids = torch.arange(4, 22).view(2, 9)
    none = torch.zeros(0)
    return Batch(ids, torch.ones_like(ids), torch.ones_like(ids), *[none] * 9)


def test_a_smoothed_encoder_says_the_same_with_evener_channels() -> None:
    torch.manual_seed(3)
    encoder = Encoder(CONFIG).eval()
    with torch.no_grad():
        for layer in encoder.layers:
            layer.norm.weight[5] = 40.0  # one channel that drowns the others
    one = batch()
    even = smoothed(encoder, [one])
    with torch.no_grad():
        said = [part.numpy() for part in encoder(one.ids, one.cases, one.mask)]
        says = [part.numpy() for part in even(one.ids, one.cases, one.mask)]
    for before, after in zip(said, says, strict=True):
        assert after == pytest.approx(before, abs=1e-4)
    wide = even.layers[0].wide
    assert isinstance(wide, Smoothed)
    largest = torch.ones(64)
    largest[5] = 40.0
    assert (largest * wide.inverse).max() / (largest * wide.inverse).median() < 10
    assert not isinstance(encoder.layers[0].wide, Smoothed)  # the encoder itself is left as it was
