"""How many lines of a table without column rules are its heading."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ocr.bars import Bar, middle_of, places, runs_across
from ocr.geometry import union

_FULL = 0.4
"""A row has entries in this share of its columns, a second line of the heading in fewer."""

_HIGHEST = 5
"""Most lines of a heading that no rule ends."""


def heading(
    bars: list[Bar], xs: tuple[float, ...], below: list[float], worded: list[bool], height: float
) -> tuple[int, list[bool]]:
    """How many bars the heading has, and which bars run across the columns.

    `below` are heights of level rules below the top of the table; `worded` whether bars begin
    with a word.
    """
    across = [runs_across(bar, xs, height) for bar in bars]
    words = [word or over for word, over in zip(worded, across, strict=True)]
    head = _head(bars, xs, below, words, height)
    return min(head, across.index(True)) if any(across[1:head]) else head, across


def _head(
    bars: list[Bar],
    xs: Sequence[float],
    below: list[float],
    worded: list[bool],
    height: float,
) -> int:
    """How many bars the heading has: down to its rule, or to the first figure of a serial."""
    top = union(bars[0]).y0
    under = [y for y in below if height < y < 12 * height]
    if under and (count := sum(middle_of(bar) - top < under[0] for bar in bars)) < len(bars) - 2:
        return count
    firsts = [n for n, bar in enumerate(bars) if bar[0].centre[0] < xs[1]]
    # Where the heading's own first word is too short to show a headline, others' tell nothing.
    told = [worded[0] and word for word in worded]
    begin = (n for n in firsts if n and not told[n] and _begins(bars, n, firsts, xs, height))
    figure = next(begin, 0)
    words = [n for n in firsts if n < figure]
    if not words or np.mean([worded[n] for n in firsts if n >= figure]) > 0.4:
        return 1
    # Lines of the first entry may stand above its number: the heading ends at the widest blank.
    ends = range(words[-1] + 1, figure + 1)
    blank = [union(bars[n]).y0 - union(bars[n - 1]).y1 for n in ends]
    count = ends[int(np.argmax(blank))]
    return count if count <= 2 * _HIGHEST else 1


def _begins(
    bars: list[Bar], number: int, firsts: list[int], xs: Sequence[float], height: float
) -> bool:
    """Whether a bar is more than a short word under the heading's: full, or well apart."""
    if len(set(places(bars[number], xs))) >= _FULL * (len(xs) - 1):
        return True
    above = [bars[n][0].y1 for n in firsts if n < number]
    return bars[number][0].y0 - max(above, default=0) > height
