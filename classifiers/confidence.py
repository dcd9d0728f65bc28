"""How often readings of such a likelihood are right: an engine's confidence made honest.

A straight line between logits for each engine and column type (Platt, 1999), from
confidence.toml, which `tests/bench/calibrate.py` writes.
"""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache
from importlib.resources import files

Line = tuple[float, float]
"""Height and slope between logits; (0, 1) changes nothing."""

_EDGE = 1e-4

_POINTED = re.compile(r"[\u0900-\u0963]\.(?=[\u0900-\u0963\s/\-]|$)")
"""Small rings are heard as points however sure the engine is: मु०अ०सं० as मु.अ.सं."""


def honest(likelihood: float, engine: str, column: str) -> float:
    """The share of readings exact at this likelihood (0 to 1) of an engine in a type of column.

    `engine` is the name stored with the reading. An engine that was not measured is believed.
    """
    height, slope = line(engine, column)
    return 1 / (1 + math.exp(-(height + slope * logit(likelihood))))


def measured_as(column: str, text: str) -> str:
    """What a reading is measured with: its type of column, or what is misread in every column."""
    if not text:
        return "empty"
    return "pointed" if _POINTED.search(text) else column


def line(engine: str, column: str) -> Line:
    """The line of an engine and column type."""
    height, slope = _lines().get(engine.partition("/")[0], {}).get(column, (0.0, 1.0))
    return height, slope


def logit(share: float) -> float:
    """The logarithm of the odds of a share, which is kept off 0 and 1."""
    kept = min(max(share, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))


@cache
def _lines() -> dict[str, dict[str, Line]]:
    text = files("classifiers").joinpath("confidence.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, Line]] = tomllib.loads(text)
    return found
