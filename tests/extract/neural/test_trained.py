"""Loading the weights: their name, and what is said where they are no good."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.extract.neural import load_trained
from kg.extract.neural.encoder import WEIGHTS
from kg.extract.neural.trained import FILES


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """Return a folder of the bundled weights, any of which a test may replace."""
    for name in FILES:
        (tmp_path / name).symlink_to(WEIGHTS / name)
    return tmp_path


def replace(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def test_the_version_names_the_weights_and_not_their_folder(weights: Path) -> None:
    bundled = load_trained()
    assert load_trained() is bundled
    assert len(bundled.version) == 12
    assert load_trained(weights).version == bundled.version


def test_another_policy_is_another_version(weights: Path) -> None:
    replace(weights / "policy.json", json.dumps({"sues": [0.0, 1.0]}).encode())
    other = load_trained(weights)
    assert other.version != load_trained().version
    assert other.policy.chance("sues", 0.0) == 0.5
    assert other.policy.chance("fines", 9.0) == 0.0


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_in_one_line(weights: Path, name: str) -> None:
    (weights / name).unlink()
    with pytest.raises(ModelError, match=f"^the trained reader: lacks {name} in ") as raised:
        load_trained(weights)
    assert "\n" not in str(raised.value)
    assert "--extractor rules" in raised.value.remedy


@pytest.mark.parametrize("content", [b"", b"version https://git-lfs.github.com/spec/v1\n", b"[]"], ids=["empty", "pointer", "list"])
@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_told_in_one_line(weights: Path, name: str, content: bytes) -> None:
    replace(weights / name, content)
    with pytest.raises(ModelError, match=r"^the trained reader: its weights in .* cannot be loaded; install kg anew") as raised:
        load_trained(weights)
    assert "\n" not in str(raised.value)


def test_a_folder_that_does_not_exist_lacks_every_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=", ".join(FILES)):
        load_trained(tmp_path / "nowhere")
