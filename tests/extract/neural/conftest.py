"""The bundled weights, loaded once; what is asserted of them must hold for any sensible ones."""

from __future__ import annotations

import pytest

from kg.extract.neural import Encoder, Piecer
from kg.extract.neural.encoder import WEIGHTS


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder(WEIGHTS)


@pytest.fixture(scope="session")
def piecer() -> Piecer:
    return Piecer(WEIGHTS / "tokenizer.json")
