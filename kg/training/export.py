"""The trained parts as ONNX files that onnxruntime reads, their weights as 8-bit integers."""

from __future__ import annotations

import copy
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from kg.extract.neural import TYPES
from kg.training.network import Encoder, Scorer

OPSET = 17


class Rows(torch.nn.Module):
    """A table of embeddings as 8-bit integers, each row with a scale of its own: one scale for all would drown the smaller rows."""

    numbers: torch.Tensor
    scales: torch.Tensor

    def __init__(self, table: torch.Tensor) -> None:
        super().__init__()
        scales = table.abs().amax(1, keepdim=True).clamp(min=1e-9) / 127
        self.register_buffer("scales", scales)
        self.register_buffer("numbers", (table / scales).round().to(torch.int8))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Return the rows [.., size] of some ids."""
        return self.numbers[ids].float() * self.scales[ids]


def export(encoder: Encoder, scorer: Scorer, tokenizer: Path, folder: Path, quantised: bool = True) -> None:
    """Write `encoder.onnx`, `scorer.onnx` and `tokenizer.json` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder, scorer = encoder.float().cpu().eval(), scorer.float().cpu().eval()
    size = encoder.norm.normalized_shape[0]
    if quantised:
        encoder = copy.deepcopy(encoder)
        encoder.words = Rows(encoder.words.weight.detach())
    ids = torch.ones(2, 9, dtype=torch.long)
    vector, kind = torch.zeros(3, size), torch.zeros(3, len(TYPES) + 1)
    with tempfile.TemporaryDirectory() as work:
        _write(
            encoder,
            (ids, torch.zeros_like(ids), torch.ones_like(ids)),
            ["ids", "cases", "mask"],
            {
                "tags": {0: "batch", 1: "pieces"},
                "states": {0: "batch", 1: "pieces"},
                "attention": {0: "batch", 2: "pieces", 3: "pieces"},
            },
            {0: "batch", 1: "pieces"},
            Path(work) / "encoder.onnx",
        )
        _write(
            scorer,
            (vector, vector, vector, kind, kind, torch.zeros(3, dtype=torch.long)),
            ["subject", "object", "context", "subject_kind", "object_kind", "distance"],
            {"scores": {0: "pairs"}},
            {0: "pairs"},
            Path(work) / "scorer.onnx",
        )
        for name in ("encoder.onnx", "scorer.onnx"):
            if quantised:
                ready = Path(work) / f"ready-{name}"
                quant_pre_process(str(Path(work) / name), str(ready), skip_symbolic_shape=True)
                # Seven bits of eight: processors without a wide multiply-add would overflow with more, and answer otherwise.
                quantize_dynamic(
                    ready, folder / name, ["MatMul", "Gemm"], weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
                )
            else:
                shutil.copy(Path(work) / name, folder / name)
    shutil.copy(tokenizer, folder / "tokenizer.json")


def _write(
    module: torch.nn.Module,
    example: tuple[torch.Tensor, ...],
    names: list[str],
    outputs: dict[str, dict[int, str]],
    moving: dict[int, str],
    path: Path,
) -> None:
    torch.onnx.export(
        module,
        example,
        str(path),
        input_names=names,
        output_names=list(outputs),
        dynamic_axes={**dict.fromkeys(names, moving), **outputs},
        opset_version=OPSET,
        dynamo=False,
    )
