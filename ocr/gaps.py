"""Strokes of a leaf without column rules give up their table: columns stand between white gaps.

A column ends where hardly any line has a stroke (method: ours; compare white streams, e.g. Breuel,
Two geometric algorithms for layout analysis, DAS 2002). What runs across the gaps is no row.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr import level, lines
from ocr.bars import (
    Bar,
    Phrase,
    bars_of,
    crossed,
    has_headline,
    middle_of,
    phrases,
    places,
    plumb,
    runs_across,
)
from ocr.geometry import Box, union
from ocr.head import heading
from ocr.ink import Mask
from ocr.streams import columns, flush, headed, slant_of
from ocr.trim import CLOSE, trimmed, unshaded, untitled

_APART = 5.0
"""A blank higher than this, in line heights, ends a table without rules."""

_LEAST_COLUMNS, _LEAST_ROWS, _LEAST_BARE = 3, 4, 5
"""Fewest columns, and fewest rows with and without a rule."""

_THICK, _BREAK = 4, 15
"""A level rule keeps to so many pixels about its height, and has no wider breaks."""

_NUMBERED = 0.3
"""With fewer entries in the first column, as a share of the lines that are full, it is blank."""

_WORDS = 2.0
"""Words of one text stand nearer than this, in line heights, also where its lines are drawn out."""

_CROSSING = 0.12
"""Share of phrases that may run over a gap, as a value too long for its column does."""


@dataclass(frozen=True, slots=True)
class Gapped:
    """A table found by its gaps, in work pixels: edges of its columns and of all between `ys`.

    `across` are the numbers of the stretches that are no row: text runs across their columns.
    Columns lean by `slant` pixels to the right for each pixel down, about the table's middle.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[int, ...]
    slant: float


def find(text: Mask, levels: Mask, height: float) -> Gapped | None:
    """The table that fills most of a leaf; None for running text and for short blocks."""
    found = phrases(cv2.subtract(text, level.longest(levels)), height)
    level_rules = _long_rules(levels, found)
    runs = [run for run in _runs(bars_of(found, height), level_rules, height) if _promising(run)]
    for run in sorted(runs, key=len, reverse=True):
        if table := _table(run, level_rules, text, levels, height):
            return table
    return None


def _tabular(bar: Bar) -> bool:
    return len(bar) >= _LEAST_COLUMNS


def _promising(run: list[Bar]) -> bool:
    return sum(map(_tabular, run)) >= _LEAST_ROWS


def _long_rules(levels: Mask, found: list[Phrase]) -> list[float]:
    """Heights of level rules about as long as the text is wide, two at least.

    Headlines are shorter; a fold is alone, or runs on beyond the text.
    """
    if not found:
        return []
    box = union(found)
    x0, x1 = round(box.x0), round(box.x1)
    long = cv2.morphologyEx(levels, cv2.MORPH_OPEN, np.ones((1, int(0.15 * box.width) + 1)))
    share = cv2.dilate(long, np.ones((9, 1)))[:, x0:x1].mean(axis=1)
    above = [(top + foot) / 2 for top, foot in lines.stretches(np.asarray(share > 0.6))]
    kept = [y for y in above if not level.runs_out(levels, x0, x1, round(y))]
    return kept if len(kept) > 1 else []


def _runs(bars: list[Bar], level_rules: list[float], height: float) -> list[list[Bar]]:
    """Bars that follow one another; rules a good way apart hold a table between them."""
    if len(level_rules) > 1 and level_rules[-1] - level_rules[0] > 8 * height:
        return [[bar for bar in bars if level_rules[0] < middle_of(bar) < level_rules[-1]]]
    runs = [bars[:1]]
    for before, bar in itertools.pairwise(bars):
        apart = union(bar).y0 - union(before).y1 > _APART * height
        below = any(middle_of(before) < y < middle_of(bar) for y in level_rules[:1])
        if apart or below:
            runs.append([])
        runs[-1].append(bar)
    return runs


def _table(
    run: list[Bar], level_rules: list[float], text: Mask, levels: Mask, height: float
) -> Gapped | None:
    """The table of a run of bars, without titles above it and signatures below it."""
    slant = slant_of([box for bar in run if _tabular(bar) for box in bar])
    middle = union(box for bar in run for box in bar).centre[1]
    bars, xs = _settled([plumb(bar, slant, middle) for bar in run], height)
    bars, xs = unshaded(bars, xs, height)
    bars = untitled(bars, xs, height)
    if not bars or not _holds(bars, xs, height, least=_LEAST_ROWS if level_rules else _LEAST_BARE):
        return None
    box = union(one for bar in bars for one in bar)
    over = [y for y in level_rules if y <= box.y0 + 3 and box.y0 - y < 2 * height]
    under = [y for y in level_rules if y > box.y1 - 3 and y - box.y1 < _APART * height]
    top, foot = (over or [box.y0 - 2])[-1], (under or [box.y1 + 2])[0]
    worded = [has_headline(text, plumb(bar[:1], -slant, middle)[0], height) for bar in bars]
    below = [y - top for y in level_rules]
    head, across = heading(bars, xs, below, worded, height)
    xs = headed(bars, xs, head, height)
    head, across = heading(bars, xs, below, worded, height)
    xs = flush(bars[head:], xs, height)
    across[head:] = [
        runs_across(bar, xs, height) and not _goes_on(bars, number, xs, height)
        for number, bar in enumerate(bars[head:], head)
    ]
    ys, out = _rows(bars, xs, head, across, text)
    lean = slant * ((top + foot) / 2 - middle)
    ends = [x - slant * (y - middle) for y in over[-1:] + under[:1] for x in _reach(levels, box, y)]
    edges = (min(box.x0, xs[0], *ends[::2]), *xs[1:-1], max(box.x1, xs[-1], *ends[1::2]))
    return Gapped(tuple(x + lean for x in edges), (top, *ys, foot), out, slant)


def _goes_on(bars: Sequence[Bar], number: int, xs: Sequence[float], height: float) -> bool:
    """Whether what runs across columns is one of several lines of an entry, too long for its own.

    It begins beyond the first column, and others stand close above and below it, or on one side
    if well apart from it there are more in two columns at its own height.
    """
    bar = bars[number]
    if bar[0].x0 < xs[1]:
        return False
    long = next(box for box in bar if crossed(box, xs, height))
    others = [part for part in _parted(bar, height) if long not in part]
    near = Box(long.x0, long.y0 - CLOSE * height, long.x1, long.y1 + CLOSE * height)
    around = (box for other in bars[max(number - 2, 0) : number + 3] for box in other)
    beside = [box.centre[1] for box in around if box is not long and near.shared(box)]
    between = bool(beside) and min(beside) < long.y0 and max(beside) > long.y1
    return between or (bool(beside) and len({places(part, xs)[0] for part in others}) > 1)


def _parted(bar: Bar, height: float) -> list[Bar]:
    """The phrases of a bar in parts that stand further from each other than words do."""
    parts = [bar[:1]]
    for before, box in itertools.pairwise(bar):
        if box.x0 - before.x1 > _WORDS * height:
            parts.append(())
        parts[-1] += (box,)
    return parts


def _reach(levels: Mask, box: Box, y: float) -> tuple[float, float]:
    """How far the level rule at a height goes on beyond the text to both sides."""
    rule = levels[max(round(y) - _THICK, 0) : round(y) + _THICK + 1].max(axis=0)
    whole = cv2.morphologyEx(rule.reshape(1, -1), cv2.MORPH_CLOSE, np.ones((1, _BREAK)))
    blank = np.flatnonzero(whole.ravel() == 0)
    before, after = blank[blank < box.x0], blank[blank > box.x1]
    return float(before.max(initial=0)), float(after.min(initial=levels.shape[1]))


def _settled(run: list[Bar], height: float) -> tuple[list[Bar], tuple[float, ...]]:
    """The bars of the table in a run, and its column edges; no bars if there is none."""
    bars = run
    xs: tuple[float, ...] = ()
    many = 0.6 * float(np.percentile([len(bar) for bar in run], 90))
    for _ in range(4):
        telling = [bar for bar in bars if _tabular(bar) and len(bar) >= many]
        if xs:
            telling = [bar for bar in bars if not runs_across(bar, xs, height)]
        xs = columns(telling, height, again=bool(xs)) if telling else ()
        if len(xs) <= _LEAST_COLUMNS:
            return [], ()
        bars = trimmed(bars, xs, height)
    return bars, xs


def _rows(
    bars: list[Bar], xs: tuple[float, ...], head: int, across: list[bool], text: Mask
) -> tuple[list[float], tuple[int, ...]]:
    """Heights between the rows below `head` bars, and the numbers of what is no row."""
    starts = _starts(bars, xs, head, across)
    profile = text[:, max(round(xs[0]), 0) : round(xs[-1])].sum(axis=1)
    ys = [_between(bars, head)]
    out: list[int] = []
    last: int | None = None
    for number in range(head, len(bars)):
        if across[number]:
            if number > head and not across[number - 1]:
                ys.append(_between(bars, number))
            elif number > head:
                out.pop()
                ys.pop()
            out.append(len(ys))
            ys.append(_between(bars, number + 1))
            last = None
        elif number in starts:
            if last is not None:
                ys.append(_cut(profile, bars[last][0], bars[number][0]))
            last = number
    return [y for y in ys if y < union(bars[-1]).y1], tuple(out)


def _starts(bars: list[Bar], xs: tuple[float, ...], head: int, across: list[bool]) -> set[int]:
    """Numbers of the bars with which rows begin: those with an entry in the first column."""
    below = [n for n in range(head, len(bars)) if not across[n]]
    first = [n for n in below if bars[n][0].centre[0] < xs[1]]
    full = [n for n in below if len(set(places(bars[n], xs))) >= 0.5 * (len(xs) - 1)]
    return set(first if len(first) >= _NUMBERED * len(full) else full)


def _between(bars: list[Bar], number: int) -> float:
    """A height between a bar and the one above it."""
    above = union(bars[number - 1]).y1 if number else union(bars[0]).y0 - 2
    return (above + union(bars[number]).y0) / 2 if number < len(bars) else above + 2


def _cut(profile: NDArray[np.integer], above: Phrase, below: Phrase) -> float:
    """The barest height between two entries."""
    top, bottom = round(above.centre[1]), round(below.centre[1])
    return float(top + lines.barest(profile[top:bottom]))


def _holds(bars: list[Bar], xs: Sequence[float], height: float, least: int) -> bool:
    """Whether bars keep to the columns, are many enough, and begin or end at common places."""
    rows = [bar for bar in bars if not runs_across(bar, xs, height)]
    full = [bar for bar in rows if len(set(places(bar, xs))) >= 0.5 * (len(xs) - 1)]
    boxes = [box for bar in rows for box in bar]
    over = sum(crossed(box, xs, height) > 0 for box in boxes)
    kept = over <= _CROSSING * len(boxes) and len(rows) > 0.75 * len(bars)
    return kept and len(full) >= least and _aligned(rows, xs, height)


def _aligned(rows: list[Bar], xs: Sequence[float], height: float) -> bool:
    """Whether most columns have a common left edge, right edge or middle."""
    filled: list[list[Phrase]] = [[] for _ in xs[1:]]
    for bar in rows:
        for at, box in zip(places(bar, xs), bar, strict=True):
            filled[at].append(box)
    good = [
        any(_common(edge, 0.4 * height) for edge in _edges(column))
        for column in filled
        if len(column) > 2
    ]
    return len(good) >= 2 and float(np.mean(good)) >= 0.6


def _edges(column: list[Phrase]) -> tuple[list[float], ...]:
    """Left edges, right edges and middles."""
    return (
        [box.x0 for box in column],
        [box.x1 for box in column],
        [box.centre[0] for box in column],
    )


def _common(values: list[float], within: float) -> bool:
    """Whether half of the values, three at least, lie within so much of one of them."""
    near = [int((np.abs(np.array(values) - one) <= within).sum()) for one in values]
    return max(near) >= max(0.5 * len(values), 3)
