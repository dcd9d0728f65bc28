"""Strokes of a leaf without column rules give up their table: columns stand between white gaps.

A column ends where hardly any line has a stroke (method: ours; compare white streams, e.g. Breuel,
Two geometric algorithms for layout analysis, DAS 2002). What runs across the gaps is no row.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr import lines
from ocr.geometry import Box, union
from ocr.ink import Mask

_GAP = 0.42
"""Words of one phrase stand nearer than this, in line heights; columns do not."""

_APART = 3.6
"""A blank higher than this, in line heights, ends a table without rules."""

_LEAST_COLUMNS, _LEAST_ROWS = 3, 4

_CROSSING = 0.12
"""Share of phrases that may run over a gap, as a value too long for its column does."""

Phrase = Box
Bar = tuple[Phrase, ...]
"""The phrases that stand at one height, left to right."""


@dataclass(frozen=True, slots=True)
class Gapped:
    """A table found by its gaps, in work pixels: columns, top, foot of the heading, foot."""

    xs: tuple[float, ...]
    top: float
    head: float
    foot: float


def find(text: Mask, levels: Mask, height: float) -> Gapped | None:
    """The table that fills most of a leaf; None for running text and for short blocks."""
    bars = _bars(phrases(text, height), height)
    ruled = _long_rules(levels, bars)
    runs = [run for run in _runs(bars, ruled, height) if sum(map(_tabular, run)) >= _LEAST_ROWS]
    for run in sorted(runs, key=len, reverse=True):
        if found := _table(run, ruled, text, height):
            return found
    return None


def phrases(text: Mask, height: float) -> list[Phrase]:
    """Boxes of words that stand near each other on one line."""
    gap = max(round(_GAP * height), 3)
    closed = cv2.morphologyEx(np.ascontiguousarray(text), cv2.MORPH_CLOSE, np.ones((3, gap)))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    found = [Box(x, y, x + w, y + h) for x, y, w, h, ink in stats[1:].tolist() if ink >= 20]
    whole = [part for box in found for part in _lines_of(text, box, height)]
    return [box for box in whole if box.height >= 0.3 * height and box.width >= 0.15 * height]


def _lines_of(text: Mask, box: Box, height: float) -> list[Box]:
    if box.height < 1.6 * height:
        return [box]
    part = text[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)]
    return [
        Box(one.x0 + box.x0, one.y0 + box.y0, one.x1 + box.x0, one.y1 + box.y0)
        for one in lines.find(part, height)
    ]


def _bars(found: list[Phrase], height: float) -> list[Bar]:
    bars: list[list[Phrase]] = []
    middle = -height
    for box in sorted(found, key=lambda one: one.centre[1]):
        if box.centre[1] - middle > 0.5 * height:
            bars.append([])
            middle = box.centre[1]
        bars[-1].append(box)
        middle += (box.centre[1] - middle) / len(bars[-1])
    return [tuple(sorted(bar, key=lambda one: one.x0)) for bar in bars]


def _tabular(bar: Bar) -> bool:
    return len(bar) >= _LEAST_COLUMNS


def _long_rules(levels: Mask, bars: list[Bar]) -> list[float]:
    """Heights of level rules about as long as the text is wide; headlines are shorter."""
    if not bars:
        return []
    box = union(box for bar in bars for box in bar)
    long = cv2.morphologyEx(levels, cv2.MORPH_OPEN, np.ones((1, int(0.15 * box.width) + 1)))
    share = cv2.dilate(long, np.ones((9, 1)))[:, int(box.x0) : int(box.x1)].mean(axis=1)
    above = lines.stretches(np.asarray(share > 0.6))
    return [(top + bottom) / 2 for top, bottom in above]


def _runs(bars: list[Bar], ruled: list[float], height: float) -> list[list[Bar]]:
    """Bars that follow one another; rules a good way apart hold a table between them."""
    if len(ruled) > 1 and ruled[-1] - ruled[0] > 8 * height:
        return [[bar for bar in bars if ruled[0] < _middle(bar) < ruled[-1]]]
    runs: list[list[Bar]] = []
    for before, bar in itertools.pairwise([None, *bars]):
        assert bar is not None
        apart = before is None or union(bar).y0 - union(before).y1 > _APART * height
        below = before is not None and any(_middle(before) < y < _middle(bar) for y in ruled[:1])
        if apart or below:
            runs.append([])
        runs[-1].append(bar)
    return runs


def _middle(bar: Bar) -> float:
    return float(np.median([box.centre[1] for box in bar]))


def _table(run: list[Bar], ruled: list[float], text: Mask, height: float) -> Gapped | None:
    """The table of a run of bars, without titles above it and signatures below it."""
    bars = run
    for _ in range(3):
        xs = _columns([bar for bar in bars if _tabular(bar)], height)
        if len(xs) <= _LEAST_COLUMNS:
            return None
        kept = _trimmed(bars, xs, height)
        if kept == bars:
            break
        bars = kept
    if not _holds(bars, xs, height):
        return None
    box = union(one for bar in bars for one in bar)
    top, foot = _ends(box, ruled, height)
    head = _head(bars, xs, ruled, top, text, height)
    return Gapped((min(box.x0, xs[0]), *xs[1:-1], max(box.x1, xs[-1])), top, head, foot)


def _ends(box: Box, ruled: list[float], height: float) -> tuple[float, float]:
    """Top and foot of the table: its rules where there are any near."""
    over = [y for y in ruled if y <= box.y0 + 3 and box.y0 - y < 2 * height]
    return (over[-1] if over else box.y0 - 2), box.y1 + 2


def _trimmed(bars: list[Bar], xs: Sequence[float], height: float) -> list[Bar]:
    """The bars without those at both ends that run across columns or stand in too few."""
    fits = [not runs_across(bar, xs, height) for bar in bars]
    full = [ok and len(set(_places(bar, xs))) >= 2 for ok, bar in zip(fits, bars, strict=True)]
    if not any(full):
        return []
    first, last = full.index(True), len(full) - 1 - full[::-1].index(True)
    while last + 1 < len(fits) and fits[last + 1] and last + 1 - _last(full) < 3:
        last += 1
    return bars[first : last + 1]


def _last(flags: list[bool]) -> int:
    return len(flags) - 1 - flags[::-1].index(True)


def _places(bar: Bar, xs: Sequence[float]) -> list[int]:
    """The column of each phrase, by its middle."""
    inner = np.array(xs[1:-1])
    return [int(np.searchsorted(inner, box.centre[0])) for box in bar]


def crossed(box: Phrase, xs: Sequence[float], height: float) -> int:
    """How many inner column edges a phrase runs across by more than half a line height."""
    reach = 0.5 * height
    return sum(box.x0 < x - reach and box.x1 > x + reach for x in xs[1:-1])


def runs_across(bar: Bar, xs: Sequence[float], height: float) -> bool:
    """Whether a bar is a heading between rows: text across columns and few cells of its own."""
    over = [crossed(box, xs, height) for box in bar]
    if not any(over):
        return False
    own = {at for at, count in zip(_places(bar, xs), over, strict=True) if not count}
    columns = len(xs) - 1
    first = bar[0].x1 < xs[1] + 0.5 * height
    return len(own) < (0.34 if first else 0.6) * columns and (max(over) > 1 or not first)


def _holds(bars: list[Bar], xs: Sequence[float], height: float) -> bool:
    """Whether bars keep to the columns, are many enough, and begin or end at common places."""
    rows = [bar for bar in bars if not runs_across(bar, xs, height)]
    full = [bar for bar in rows if len(set(_places(bar, xs))) >= 0.5 * (len(xs) - 1)]
    boxes = [box for bar in rows for box in bar]
    over = sum(crossed(box, xs, height) > 0 for box in boxes)
    kept = over <= _CROSSING * len(boxes) and len(rows) > 0.75 * len(bars)
    return kept and len(full) >= _LEAST_ROWS and _aligned(rows, xs, height)


def _aligned(rows: list[Bar], xs: Sequence[float], height: float) -> bool:
    """Whether most columns have a common left edge, right edge or middle."""
    columns: list[list[Phrase]] = [[] for _ in xs[1:]]
    for bar in rows:
        for at, box in zip(_places(bar, xs), bar, strict=True):
            columns[at].append(box)
    good = [
        any(_common([edge(box) for box in column], 0.4 * height) for edge in _EDGES)
        for column in columns
        if len(column) > 2
    ]
    return len(good) >= 2 and float(np.mean(good)) >= 0.6


_EDGES = (lambda box: box.x0, lambda box: box.x1, lambda box: box.centre[0])


def _common(values: list[float], within: float) -> bool:
    """Whether half of the values lie within so much of one of them."""
    return any(np.mean(np.abs(np.array(values) - one) <= within) >= 0.5 for one in values)


def _columns(bars: Sequence[Bar], height: float) -> tuple[float, ...]:
    """Edges of the columns in which the phrases of the bars stand."""
    boxes = [box for bar in bars for box in bar]
    left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    cover = np.zeros(round(right - left) + 1)
    for box in boxes:
        cover[round(box.x0 - left) : round(box.x1 - left)] += 1
    cuts = [left + cut for cut in _cuts(cover, len(bars), _GAP * height)]
    return (left - 2, *cuts, right + 2)


def _cuts(cover: NDArray[np.float64], bars: int, gap: float) -> Iterator[float]:
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
            yield from _between(bare, cover)
            start = bottom
        elif bottom - top >= 0.3 * gap and before.max() > 2.5 * few and _next(cover, bottom, few):
            yield top + _least(cover[top:bottom])
            start = bottom


def _next(cover: NDArray[np.float64], at: int, few: float) -> bool:
    """Whether a column of some weight begins at `at`."""
    return float(cover[at:].max()) > 2.5 * few


def _between(bare: list[tuple[int, int]], cover: NDArray[np.float64]) -> Iterator[float]:
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


def _head(
    bars: list[Bar],
    xs: Sequence[float],
    ruled: list[float],
    top: float,
    text: Mask,
    height: float,
) -> float:
    """Foot of the heading: its rule, or where words in the first column give way to figures."""
    under = [y for y in ruled if height < y - top < 12 * height]
    if under and sum(_middle(bar) > under[0] for bar in bars) >= _LEAST_ROWS:
        return under[0]
    firsts = [(n, bar[0]) for n, bar in enumerate(bars) if bar[0].centre[0] < xs[1]]
    worded = [_has_headline(text, box) for _, box in firsts]
    count = worded.index(False) if not all(worded) else 0
    if not 0 < count <= 4 or np.mean(worded[count:]) > 0.3:
        count = 1
    if len(firsts) <= count:
        return union(bars[0]).y1 + 1
    return _blank_above(firsts[count][0], bars)


def _blank_above(number: int, bars: list[Bar]) -> float:
    """A height between a bar and the one above it."""
    if number == 0:
        return union(bars[0]).y1 + 1
    above, below = union(bars[number - 1]), union(bars[number])
    return (above.y1 + below.y0) / 2


def _has_headline(text: Mask, box: Phrase) -> bool:
    """Whether a phrase hangs from a headline, as words do and figures do not."""
    part = text[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)]
    thick = cv2.dilate(part, np.ones((3, 1), np.uint8))
    return float(thick.mean(axis=1).max()) > 0.75
