"""What stands around a table without rules is cut off: titles, signatures, the edge of the page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ocr.bars import Bar, places, runs_across
from ocr.geometry import union
from ocr.streams import NAMED

CLOSE = 0.8
"""Lines of one entry stand nearer than this, in line heights."""

_TITLES, _FEW = 6, 0.5
"""The heading is among so many lines; titles stand in less than this share of the columns."""

_SLIVER = 0.35
"""What is narrower than this, in line heights, is no word: a column has others."""


def trimmed(bars: list[Bar], xs: Sequence[float], height: float) -> list[Bar]:
    """The bars without those at both ends that run across columns or stand in too few."""
    fits = [not runs_across(bar, xs, height) for bar in bars]
    full = [ok and len(set(places(bar, xs))) >= 2 for ok, bar in zip(fits, bars, strict=True)]
    if not any(full):
        return []
    first, last = full.index(True), _last(full)
    box = union(one for bar in bars[first : last + 1] for one in bar)
    for bar, fit in list(zip(bars, fits, strict=True))[last + 1 : last + 3]:
        if not fit or bar[0].x0 < box.x0 - height or bar[-1].x1 > box.x1 + height:
            break
        last += 1
    return bars[first : last + 1]


def _last(flags: list[bool]) -> int:
    return len(flags) - 1 - flags[::-1].index(True)


def untitled(bars: list[Bar], xs: Sequence[float], height: float) -> list[Bar]:
    """The bars without titles over them, whose words happen to stand in columns.

    These are few, and a blank lies between them and the heading, which names most columns.
    """
    filled = [len(set(places(bar, xs))) / max(len(xs) - 1, 1) for bar in bars[:_TITLES]]
    head = next((n for n, share in enumerate(filled) if share >= NAMED), 0)
    starts = [
        n
        for n in range(1, head + 1)
        if max(filled[:n]) < _FEW and union(bars[n]).y0 - union(bars[n - 1]).y1 > CLOSE * height
    ]
    return bars[max(starts, default=0) :]


def unshaded(
    bars: list[Bar], xs: tuple[float, ...], height: float
) -> tuple[list[Bar], tuple[float, ...]]:
    """The bars and column edges without an outer column of slivers: the shadow of an edge."""
    for at, kept in ((len(xs) - 2, xs[:-1]), (0, xs[1:])):
        wide = [
            box.width
            for bar in bars
            for box, column in zip(bar, places(bar, xs), strict=True)
            if column == at
        ]
        if wide and np.median(wide) < _SLIVER * height:
            inside = (
                tuple(one for one in bar if kept[0] < one.centre[0] < kept[-1]) for bar in bars
            )
            bars, xs = [bar for bar in inside if bar], kept
    return bars, xs
