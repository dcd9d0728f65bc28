"""The confidence that makes a person's look needless, from thresholds.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from classifiers.kinds import ColumnType

Measure = ColumnType | Literal["empty", "document", "kind", "clear", "hand"]


def threshold(measure: Measure, source: str = "") -> float:
    """0 to 1 (`hand`: from where on a cell waits); KeyError if the file lacks it.

    `source` is the engine as stored with the reading: some engines' surest readings can be taken
    from a lower confidence on than those of others.
    """
    common, own = _all()
    return own.get(source.partition("/")[0], common).get(measure, common[measure])


@cache
def _all() -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """What holds for all engines, and what for one."""
    told = tomllib.loads(files("classifiers").joinpath("thresholds.toml").read_text("utf-8"))
    own = {engine: table for engine, table in told.items() if isinstance(table, dict)}
    return {key: float(value) for key, value in told.items() if key not in own}, own
