"""The confidence that makes a person's look needless, from thresholds.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from classifiers.kinds import ColumnType

Measure = ColumnType | Literal["empty", "document", "kind", "clear", "hand"]


def threshold(measure: Measure) -> float:
    """0 to 1 (`hand`: from where on a cell waits); KeyError if the file lacks it."""
    return _all()[measure]


@cache
def _all() -> dict[str, float]:
    text = files("classifiers").joinpath("thresholds.toml").read_text(encoding="utf-8")
    return {key: float(value) for key, value in tomllib.loads(text).items()}
