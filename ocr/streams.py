"""Phrases leave white streams between them: where a table's columns end and how they lean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr import lines
from ocr.bars import GAP, Bar, Phrase, places

_WORDS = 2 * GAP
"""Words of a cell stand nearer than this, in line heights, where its lines are drawn out."""

_FILLED = 0.2
"""A column without a name has words in this share of the lines, or is a blank with a smudge."""

_SOME, _MOSTLY = 3, 0.7
"""Fewest phrases that may begin alike, and the share of them that does."""

_BEFORE = 0.5
"""So many line heights before its words a column begins."""

NAMED = 0.6
"""A heading names at least this share of its columns, or is none."""

_SLANTS = tuple(float(slant) for slant in np.linspace(-0.05, 0.05, 51))


def slant_of(boxes: list[Phrase]) -> float:
    """How columns lean: where they stand plumb their phrases cover the fewest places."""
    x0, x1 = (np.array([getattr(box, side) for box in boxes]) for side in ("x0", "x1"))
    middles = np.array([box.centre[1] for box in boxes])
    down = middles - middles.mean()

    def sharp(slant: float) -> float:
        cover = _cover(x0 - slant * down, x1 - slant * down)
        return float((cover.astype(float) ** 2).sum())

    return float(max(_SLANTS, key=sharp))


def _cover(x0: NDArray[np.float64], x1: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many phrases stand over each pixel from the leftmost on."""
    left = x0.min()
    ends = np.zeros(round(x1.max() - left) + 2)
    np.add.at(ends, np.rint(x0 - left).astype(int), 1)
    np.add.at(ends, np.rint(x1 - left).astype(int), -1)
    return np.asarray(np.cumsum(ends)[:-1])


def columns(bars: Sequence[Bar], height: float, *, again: bool) -> tuple[float, ...]:
    """Edges of the columns in which the phrases of the bars stand.

    Once titles are away (`again`) the first bar is the heading, which counts twice.
    """
    boxes = [box for bar in (*bars[: int(again)], *bars) for box in bar]
    left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    cover = _cover(*(np.array([getattr(box, side) for box in boxes]) for side in ("x0", "x1")))
    cuts = [left + cut for cut in _cuts(cover, GAP * height)]
    return (left - 2, *cuts, right + 2)


def _cuts(cover: NDArray[np.float64], gap: float) -> Iterator[float]:
    """Where columns end: gaps that all lines leave, then those that nearly all leave."""
    most = float(np.percentile(cover, 90))
    few = max(0.16 * most, 1.0)
    start = 0
    for top, bottom in lines.stretches(cover <= few):
        before, after = cover[start:top], cover[bottom:]
        if not before.size or not after.size:
            continue
        bare = lines.stretches(cover[top:bottom] == 0)
        bare = [(a + top, b + top) for a, b in bare if b - a >= 0.8 * gap]
        if bare:
            yield from _middles(bare, cover)
            start = bottom
        elif bottom - top >= 0.3 * gap and before.max() > 2.5 * few and _next(cover, bottom, few):
            yield top + _least(cover[top:bottom])
            start = bottom


def _next(cover: NDArray[np.float64], at: int, few: float) -> bool:
    """Whether a column of some weight begins at `at`."""
    return float(cover[at:].max()) > 2.5 * few


def _middles(bare: list[tuple[int, int]], cover: NDArray[np.float64]) -> Iterator[float]:
    """Middles of bare stretches; a stretch with a phrase or two of one column ends no other."""
    last = None
    for top, bottom in bare:
        if last is None or cover[last:top].max() > 1:
            yield (top + bottom) / 2
        last = bottom


def _least(cover: NDArray[np.float64]) -> float:
    """The middle of the last stretch with the least cover."""
    start, stop = lines.stretches(cover <= cover.min())[-1]
    return (start + stop) / 2


def headed(
    bars: Sequence[Bar], xs: tuple[float, ...], head: int, height: float
) -> tuple[float, ...]:
    """The column edges where the heading, the first `head` bars, names most columns.

    A column without a name is a wide blank between two others, or words that stand a little
    apart from those of the next column. One that stands well apart is a column all the same.
    """
    named = {at for bar in bars[:head] for at in places(bar, xs)}
    kept = list(xs)
    if len(named) < NAMED * (len(xs) - 1):
        return xs
    for at in sorted(set(range(1, len(xs) - 1)) - named, reverse=True):
        filled = [at in places(bar, xs) for bar in bars[head:]]
        if np.mean(filled) < _FILLED:
            kept[at : at + 2] = [(xs[at] + xs[at + 1]) / 2]
            continue
        gap, side = min((_apart(bars[head:], xs, at, side), side) for side in (at, at + 1))
        if gap < _WORDS * height:
            del kept[side]
    return tuple(kept)


def _apart(rows: Sequence[Bar], xs: Sequence[float], at: int, side: int) -> float:
    """How far the phrases of a column stand from the others over one of its two edges, as a rule.

    0 where one runs across it.
    """
    edge, found = xs[side], []
    for bar in rows:
        pairs = [pair for pair in pairwise(bar) if pair[0].x1 <= edge <= pair[1].x0]
        own = [pair for pair in pairs if places(pair, xs)[0 if side > at else 1] == at]
        found += [two.x0 - one.x1 for one, two in own]
        found += [0.0 for box in bar if box.x0 < edge < box.x1]
    return float(np.median(found)) if found else np.inf


def flush(rows: Sequence[Bar], xs: tuple[float, ...], height: float) -> tuple[float, ...]:
    """The column edges, each close before its column where most begin alike, as typists set them.

    Where the column before it only ends alike, as figures may, and where entries rather have
    their middles alike, the edge stays half way.
    """
    kept = list(xs)
    left, right, middle = (
        [_alike(ends, height) for ends in told]
        for told in zip(*(_ends(rows, xs, at) for at in range(len(xs) - 1)), strict=True)
    )
    for at in range(1, len(xs) - 1):
        start, sure = left[at]
        flushed = sure > _MOSTLY and sure >= middle[at][1]
        if flushed and (left[at - 1][1] > _MOSTLY or right[at - 1][1] <= _MOSTLY):
            kept[at] = max(xs[at], start - _BEFORE * height)
    return tuple(kept)


def _ends(rows: Sequence[Bar], xs: Sequence[float], column: int) -> tuple[list[float], ...]:
    """Where the lines of a column begin, end and have their middles."""
    found = [
        [box for box, at in zip(bar, places(bar, xs), strict=True) if at == column] for bar in rows
    ]
    told = [(line[0].x0, line[-1].x1) for line in found if line]
    return [x0 for x0, _ in told], [x1 for _, x1 in told], [(x0 + x1) / 2 for x0, x1 in told]


def _alike(ends: list[float], height: float) -> tuple[float, float]:
    """The place at which most of these ends lie, and the share of them that does; 0 of a few."""
    if len(ends) < _SOME:
        return 0.0, 0.0
    found = np.array(ends)
    near = np.abs(found - found[:, None]) < 0.3 * height
    share = near.mean(axis=1)
    return float(found[share.argmax()]), float(share.max())
