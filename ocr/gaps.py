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

from ocr import lines, rules
from ocr.geometry import Box, union
from ocr.ink import Mask

_GAP = 0.65
"""Words of one phrase stand nearer than this, in line heights; columns do not."""

_APART = 3.6
"""A blank higher than this, in line heights, ends a table without rules."""

_LEAST_COLUMNS, _LEAST_ROWS, _LEAST_BARE = 3, 4, 5
"""Fewest columns, and fewest rows with and without a rule."""

_HIGHEST = 5
"""Most lines of a heading that no rule ends."""

_SLANTS = tuple(float(slant) for slant in np.linspace(-0.05, 0.05, 51))

_CROSSING = 0.12
"""Share of phrases that may run over a gap, as a value too long for its column does."""

Phrase = Box
Bar = tuple[Phrase, ...]
"""The phrases that stand at one height, left to right."""


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
    found = phrases(text, height)
    level_rules = _long_rules(levels, found)
    runs = [run for run in _runs(_bars(found, height), level_rules, height) if _promising(run)]
    for run in sorted(runs, key=len, reverse=True):
        if table := _table(run, level_rules, text, height):
            return table
    return None


def phrases(text: Mask, height: float) -> list[Phrase]:
    """Boxes of words that stand near each other on one line."""
    gap = max(round(_GAP * height), 3)
    closed = cv2.morphologyEx(np.ascontiguousarray(text), cv2.MORPH_CLOSE, np.ones((3, gap)))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    found = [Box(x, y, x + w, y + h) for x, y, w, h, ink in stats[1:].tolist() if ink >= 20]
    whole = [part for box in found for part in _lines_of(text, box, height)]
    return [box for box in whole if box.height >= 0.45 * height and box.width >= 0.2 * height]


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


def _promising(run: list[Bar]) -> bool:
    return sum(map(_tabular, run)) >= _LEAST_ROWS


def _long_rules(levels: Mask, found: list[Phrase]) -> list[float]:
    """Heights of level rules about as long as the text is wide; headlines are shorter."""
    if not found:
        return []
    box = union(found)
    ends = round(box.x0), round(box.x1)
    long = cv2.morphologyEx(levels, cv2.MORPH_OPEN, np.ones((1, int(0.15 * box.width) + 1)))
    share = cv2.dilate(long, np.ones((9, 1)))[:, int(box.x0) : int(box.x1)].mean(axis=1)
    above = lines.stretches(np.asarray(share > 0.6))
    found = [(top + bottom) / 2 for top, bottom in above]
    found = [y for y in found if not rules.runs_out(levels, *ends, round(y))]
    return found if len(found) > 1 else []


def _runs(bars: list[Bar], level_rules: list[float], height: float) -> list[list[Bar]]:
    """Bars that follow one another; rules a good way apart hold a table between them."""
    if len(level_rules) > 1 and level_rules[-1] - level_rules[0] > 8 * height:
        return [[bar for bar in bars if level_rules[0] < _middle(bar) < level_rules[-1]]]
    runs = [bars[:1]]
    for before, bar in itertools.pairwise(bars):
        apart = union(bar).y0 - union(before).y1 > _APART * height
        below = any(_middle(before) < y < _middle(bar) for y in level_rules[:1])
        if apart or below:
            runs.append([])
        runs[-1].append(bar)
    return runs


def _middle(bar: Bar) -> float:
    return float(np.median([box.centre[1] for box in bar]))


def _table(run: list[Bar], level_rules: list[float], text: Mask, height: float) -> Gapped | None:
    """The table of a run of bars, without titles above it and signatures below it."""
    slant = _slant([box for bar in run if _tabular(bar) for box in bar])
    middle = union(box for bar in run for box in bar).centre[1]
    straight = [_plumb(bar, slant, middle) for bar in run]
    bars, xs = _settled(straight, height)
    if not bars or not _holds(bars, xs, height, least=_LEAST_ROWS if level_rules else _LEAST_BARE):
        return None
    box = union(one for bar in bars for one in bar)
    over = [y for y in level_rules if y <= box.y0 + 3 and box.y0 - y < 2 * height]
    top = over[-1] if over else box.y0 - 2
    worded = [_has_headline(text, _plumb(bar[:1], -slant, middle)[0]) for bar in bars]
    head = _head(bars, xs, [y - top for y in level_rules], worded, height)
    across = [runs_across(bar, xs, height) for bar in bars]
    ys, out = _rows(bars, xs, head, across, text)
    lean = slant * ((top + box.y1 + 2) / 2 - middle)
    edges = (min(box.x0, xs[0]), *xs[1:-1], max(box.x1, xs[-1]))
    return Gapped(tuple(x + lean for x in edges), (top, *ys, box.y1 + 2), out, slant)


def _slant(boxes: list[Phrase]) -> float:
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


def _plumb(bar: Bar, slant: float, middle: float) -> Bar:
    """The bar as it stands when columns that lean are set plumb."""
    by = [slant * (box.centre[1] - middle) for box in bar]
    return tuple(
        Box(box.x0 - dx, box.y0, box.x1 - dx, box.y1) for box, dx in zip(bar, by, strict=True)
    )


def _settled(run: list[Bar], height: float) -> tuple[list[Bar], tuple[float, ...]]:
    """The bars of the table in a run, and its column edges; no bars if there is none."""
    bars = run
    xs: tuple[float, ...] = ()
    many = 0.6 * float(np.percentile([len(bar) for bar in run], 90))
    for _ in range(4):
        telling = [bar for bar in bars if _tabular(bar) and len(bar) >= many]
        if xs:
            telling = [bar for bar in bars if not runs_across(bar, xs, height)]
        xs = _columns(telling, height, again=bool(xs)) if telling else ()
        if len(xs) <= _LEAST_COLUMNS:
            return [], ()
        bars = _trimmed(bars, xs, height)
    return bars, xs


def _rows(
    bars: list[Bar], xs: tuple[float, ...], head: int, across: list[bool], text: Mask
) -> tuple[list[float], tuple[int, ...]]:
    """Heights between the rows below `head` bars, and the numbers of what is no row."""
    starts = _starts(bars, xs, head, across)
    profile = text[:, max(round(xs[0]), 0) : round(xs[-1])].sum(axis=1)
    ys, out = [_between(bars, head)], []
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
    full = [n for n in below if len(set(_places(bars[n], xs))) >= 0.5 * (len(xs) - 1)]
    return set(first if len(first) >= 0.5 * len(full) else full)


def _between(bars: list[Bar], number: int) -> float:
    """A height between a bar and the one above it."""
    above = union(bars[number - 1]).y1 if number else union(bars[0]).y0 - 2
    return (above + union(bars[number]).y0) / 2 if number < len(bars) else above + 2


def _cut(profile: NDArray[np.integer], above: Phrase, below: Phrase) -> float:
    """The barest height between two entries."""
    top, bottom = round(above.centre[1]), round(below.centre[1])
    return float(top + lines.barest(profile[top:bottom]))


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


def _holds(bars: list[Bar], xs: Sequence[float], height: float, least: int) -> bool:
    """Whether bars keep to the columns, are many enough, and begin or end at common places."""
    rows = [bar for bar in bars if not runs_across(bar, xs, height)]
    full = [bar for bar in rows if len(set(_places(bar, xs))) >= 0.5 * (len(xs) - 1)]
    boxes = [box for bar in rows for box in bar]
    over = sum(crossed(box, xs, height) > 0 for box in boxes)
    kept = over <= _CROSSING * len(boxes) and len(rows) > 0.75 * len(bars)
    return kept and len(full) >= least and _aligned(rows, xs, height)


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
    """Whether half of the values, three at least, lie within so much of one of them."""
    near = [int((np.abs(np.array(values) - one) <= within).sum()) for one in values]
    return max(near) >= max(0.5 * len(values), 3)


def _columns(bars: Sequence[Bar], height: float, *, again: bool) -> tuple[float, ...]:
    """Edges of the columns in which the phrases of the bars stand.

    Once titles are away (`again`) the first bar is the heading, which counts twice.
    """
    boxes = [box for bar in (*bars[: int(again)], *bars) for box in bar]
    left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    cover = _cover(*(np.array([getattr(box, side) for box in boxes]) for side in ("x0", "x1")))
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


def _head(
    bars: list[Bar],
    xs: Sequence[float],
    level_rules: list[float],
    worded: list[bool],
    height: float,
) -> int:
    """How many bars the heading has: down to its rule, or to the first figure of a serial.

    `level_rules` are heights below the top of the table; `worded` whether bars begin with a word.
    """
    top = union(bars[0]).y0
    under = [y for y in level_rules if height < y < 12 * height]
    if under and (count := sum(_middle(bar) - top < under[0] for bar in bars)) < len(bars) - 2:
        return count
    firsts = [n for n, bar in enumerate(bars) if bar[0].centre[0] < xs[1]]
    count = next((n for n in firsts if not worded[n]), 1)
    if not 0 < count <= _HIGHEST or np.mean([worded[n] for n in firsts if n >= count]) > 0.3:
        return 1
    return count


def _has_headline(text: Mask, box: Phrase) -> bool:
    """Whether a phrase hangs from a headline, as words do and figures do not."""
    part = text[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)]
    thick = cv2.dilate(part, np.ones((3, 1), np.uint8))
    return float(thick.mean(axis=1).max()) > 0.75
