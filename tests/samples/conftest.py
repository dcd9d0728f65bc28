"""The district whose registers and letters the samples show."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifiers.district import District
from classifiers.load import load

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def kannauj() -> District:
    return load(_ROOT / "districts" / "kannauj")
