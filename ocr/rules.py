"""The ink of a flat leaf gives up its rules: where the lines of its tables run."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr import level
from ocr.geometry import Box
from ocr.ink import WORK_DPI, Ink, Mask, connected, pieces, places
from ocr.level import NEAR, SIDE

_PLUMB = round(0.4 * WORK_DPI)
"""An upright stroke longer than this is no letter's."""

_LEVEL = round(0.35 * WORK_DPI)
"""A level stroke longer than this may be a rule, or the headline of a long word."""

_FAINT = 25
"""Ink (of 255) of the faintest rule."""

_BREAK = WORK_DPI // 30
_DASH = WORK_DPI // 12
"""Widest break in a solid rule, and in a dashed one."""

_THIN = WORK_DPI // 25
"""A dashed rule is thinner than this; merged letters are not."""

_LEAST_AREA = 0.03
"""Share of its leaf that the smallest table covers."""

_SLIVER = WORK_DPI // 6
"""Narrowest outer column."""

_UNDER = WORK_DPI // 30
_HANGING = 0.15
"""A line of words has letters so far under its headline, along this share of it at least."""

_SEEN = 0.5
"""A line of which strokes show less is too faint to be erased: only writing on it would go."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Pixels of all that may be a rule; level lines may also be headlines of long words."""

    uprights: Mask
    levels: Mask


@dataclass(frozen=True, slots=True)
class Rules:
    """A ruled table on a flat leaf, in work pixels: its outline, column rules, row rules."""

    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]


def find(inked: Ink) -> tuple[Drawn, tuple[Rules, ...]]:
    """What is drawn on a flat leaf, and its tables of two columns or more, left to right.

    Tables that face each other across a gutter are told apart; of others the largest counts.
    Dashed rules are looked for where no table is drawn solid.
    """
    solid = Drawn(_lines(inked, _PLUMB, _BREAK), _lines(inked.T, _LEVEL, 3).T)
    tables = _tables(solid, inked)
    if tables:
        return solid, tables
    dashed = Drawn(_thin(_lines(inked, _PLUMB, _DASH)), _thin(_lines(inked.T, _LEVEL, _DASH)).T)
    tables = _tables(dashed, inked)
    return (dashed, tables) if tables else (solid, ())


def erased(marks: Mask, drawn: Drawn) -> Mask:
    """The strokes without rules, folds and other lines much longer than a word."""
    upright = cv2.dilate(drawn.uprights, np.ones((1, 3), np.uint8))
    lying = cv2.dilate(_bare(level.longest(drawn.levels), marks), np.ones((3, 1), np.uint8))
    return cv2.subtract(marks, cv2.bitwise_or(upright, lying))


def _bare(long: Mask, marks: Mask) -> Mask:
    """The long level lines under which nothing hangs; those of a line of words carry letters."""
    long = np.ascontiguousarray(long)
    count, labels = cv2.connectedComponents(long, connectivity=8)
    under: Mask = np.zeros_like(marks)
    under[:-_UNDER] = cv2.subtract(marks, long)[_UNDER:]
    thick = cv2.dilate(marks, np.ones((2 * NEAR + 1, 1), np.uint8))
    at = places(long)
    piece = labels.ravel()[at]
    ink = np.bincount(piece, under.ravel()[at], count)
    seen = np.bincount(piece, thick.ravel()[at], count)
    size = np.bincount(piece, minlength=count)
    return pieces(long, labels, (ink < _HANGING * size) & (seen > _SEEN * size))


def _lines(inked: Ink, length: int, gap: int) -> Mask:
    """1 where ink runs on downwards for `length` pixels: the least ink on the way decides."""
    even = cv2.blur(np.ascontiguousarray(inked), (1, 3))
    closed = cv2.morphologyEx(even, cv2.MORPH_CLOSE, np.ones((gap, 1), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return (opened > _FAINT).astype(np.uint8)


def _thin(lines: Mask) -> Mask:
    thick = cv2.morphologyEx(lines, cv2.MORPH_OPEN, np.ones((1, _THIN), np.uint8))
    return cv2.subtract(lines, thick)


def _tables(drawn: Drawn, inked: Ink) -> tuple[Rules, ...]:
    """The tables that count, left to right."""
    levels = np.ascontiguousarray(drawn.levels)
    groups = _groups(drawn.uprights, levels)
    found = [table for group in groups if (table := _table(group, levels, inked))]
    if not found:
        return ()
    main = max(found, key=lambda table: table.box.area * len(table.xs))
    return tuple(sorted((t for t in found if _faces(t.box, main.box)), key=lambda t: t.box.x0))


def _faces(box: Box, main: Box) -> bool:
    """Whether a table is the main one or lies beside it, as on facing pages."""
    if box == main:
        return True
    beside = min(box.x1, main.x1) <= max(box.x0, main.x0)
    level = min(box.y1, main.y1) - max(box.y0, main.y0) > 0.7 * main.height
    return beside and level and box.width > 0.2 * main.width


def _groups(uprights: Mask, levels: Mask) -> list[Mask]:
    """Upright rules that hang together by level ones, a mask for each group of some size."""
    if not uprights.any():
        return []
    joined = cv2.dilate(cv2.bitwise_or(uprights, levels), np.ones((_BREAK, _BREAK), np.uint8))
    labels, stats, _ = connected(joined)
    area = stats[:, cv2.CC_STAT_WIDTH].astype(float) * stats[:, cv2.CC_STAT_HEIGHT]
    large = np.flatnonzero(area > _LEAST_AREA * uprights.size)
    return [np.where(labels == group, uprights, 0) for group in large if group]


def _table(uprights: Mask, levels: Mask, inked: Ink) -> Rules | None:
    """The table of one group of upright rules. Level lines that are folds are no rules of it.

    None if it is small, has less than two columns, or no level rules around its heading.
    """
    box = _outline(uprights, levels)
    if box is None or box.area < _LEAST_AREA * uprights.size:
        return None
    x0, x1 = int(box.x0), int(box.x1)
    y0, y1 = max(int(box.y0) - SIDE, 0), int(box.y1) + SIDE
    columns = _without_slivers(_peaks(_share(uprights[y0:y1, x0:x1], axis=0), least=0.5))
    if len(columns) < 3:
        return None
    rows = [y + y0 for y in _row_rules(levels[y0:y1, x0:x1], columns)]
    columns = _held([x + x0 for x in columns], rows, levels)
    ends = round(columns[0]), round(columns[-1])
    rows = level.without_folds(rows, levels, inked, uprights, ends)
    if len(rows) < 2:
        return None
    return Rules(box, _closed(columns, rows, levels), tuple(rows))


def _held(columns: list[float], rows: list[float], levels: Mask) -> list[float]:
    """Column rules without outer ones that hardly any row rule touches, as a page's edge."""
    for outer, inward in ((0, 1), (-1, -1)):
        while len(columns) > 3 and len(rows) > 1:
            span = sorted((columns[outer] + 2 * inward, columns[outer] + SIDE * inward))
            if _touching(levels, span, rows) > 0.4:
                break
            columns = columns[1:] if outer == 0 else columns[:-1]
    return columns


def _touching(levels: Mask, span: list[float], rows: list[float]) -> float:
    """Share of the row rules that run on over a stretch, be they a little bent there."""
    return float(np.mean([_inked(levels, span, round(y), 3 * NEAR) > 0.5 for y in rows]))


def _inked(levels: Mask, span: list[float], y: int, near: int = NEAR) -> float:
    """Share of a stretch of a few pixels that has a level line at height y."""
    band = levels[max(y - near, 0) : y + near + 1, max(round(span[0]), 0) : round(span[1])]
    return float(band.max(axis=0).mean()) if band.size else 0.0


def _closed(columns: list[float], rows: list[float], levels: Mask) -> tuple[float, ...]:
    """The column rules and, where the row rules (one at least) reach farther, their ends."""
    width = levels.shape[1]
    reach = [_reach(levels, columns[0], columns[-1], round(y)) for y in rows]
    left, right = (float(np.median(ends)) for ends in zip(*reach, strict=True))
    before = [left] if columns[0] - left > _SLIVER else []
    after = [right] if right - columns[-1] > _SLIVER else []
    return tuple(x for x in (*before, *columns, *after) if 0 <= x < width)


def _reach(levels: Mask, left: float, right: float, y: int) -> tuple[float, float]:
    """How far to both sides the level rule at y goes on from between two column rules."""
    band = levels[max(y - 2 * NEAR, 0) : y + 2 * NEAR + 1].max(axis=0)
    blank = np.flatnonzero(cv2.dilate(band.reshape(1, -1), np.ones((1, SIDE))).ravel() == 0)
    before, after = blank[blank < left], blank[blank > right]
    start = float(before[-1]) if before.size else left
    return start, float(after[0]) if after.size else right


def _without_slivers(columns: list[float]) -> list[float]:
    """Column rules without those outside the table's edge, such as the shade of a gutter."""
    if len(columns) > 1 and columns[1] - columns[0] < _SLIVER:
        return _without_slivers(columns[1:])
    if len(columns) > 1 and columns[-1] - columns[-2] < _SLIVER:
        return _without_slivers(columns[:-1])
    return columns


def _outline(uprights: Mask, levels: Mask) -> Box | None:
    """The box around the upright rules, as high as most of them are.

    A page's edge that hangs together with the table runs on beyond it and is left out. So do a
    table's own outer rules where the inner ones leave out the headings between its rows.
    """
    share = _share(uprights, axis=0)
    if not share.any():
        return None
    columns = _peaks(share, least=0.3 * float(share.max()))
    ends = [(x, *_ends(uprights, round(x))) for x in columns]
    top, bottom = (float(np.median([end[k] for end in ends])) for k in (1, 2))
    kept = [x for x, a, b in ends if a > top - _PLUMB and b < bottom + _PLUMB]
    if len(kept) < 3:
        return None
    inner = Box(max(kept[0] - NEAR, 0.0), top, kept[-1] + NEAR + 1, bottom)
    before = [end for end in ends if end[0] < kept[0]][-1:]
    after = [end for end in ends if end[0] > kept[-1]][:1]
    return _framed(inner, before + after, levels)


def _framed(inner: Box, outer: list[tuple[float, int, int]], levels: Mask) -> Box:
    """The box out to two upright rules, (x, top, bottom), to which its level rules run on.

    They must begin and end alike, at a level rule from the one to the other.
    """
    if len(outer) < 2:
        return inner
    (left, *ends), (right, *others) = outer
    if np.abs(np.subtract(ends, others)).max() > SIDE:
        return inner
    top, bottom = (float(np.mean(pair)) for pair in zip(ends, others, strict=True))
    span = [left + NEAR, right - NEAR]
    reach = 2 * SIDE
    closed = [_across(levels, span, y, reach) for y in (top, inner.y0, inner.y1, bottom)]
    return Box(left - NEAR, top, right + NEAR + 1, bottom) if min(closed) > 0.8 else inner


def _across(levels: Mask, span: list[float], y: float, reach: int) -> float:
    """The most of a span that a level line near a height covers, bent a little or not."""
    heights = range(round(y) - reach, round(y) + reach + 1)
    return max(_inked(levels, span, at) for at in heights)


def _ends(uprights: Mask, x: int) -> tuple[int, int]:
    """Where the upright rule at x begins and ends."""
    ys = np.flatnonzero(uprights[:, max(x - NEAR, 0) : x + NEAR + 1].any(axis=1))
    return int(ys[0]), int(ys[-1]) + 1


def _share(lines: Mask, axis: int) -> NDArray[np.float64]:
    """How much of the table's height (axis 0) or width (axis 1) has a line at each position."""
    across = (1, 2 * NEAR + 1) if axis == 0 else (2 * NEAR + 1, 1)
    thick = cv2.dilate(np.ascontiguousarray(lines), np.ones(across, np.uint8))
    return np.asarray(thick.mean(axis=axis))


def _peaks(share: NDArray[np.float64], least: float) -> list[float]:
    """Middles of the stretches where the share is at least `least`."""
    above = np.concatenate([[False], share >= least, [False]])
    edges = np.flatnonzero(above[1:] != above[:-1]).reshape(-1, 2)
    return [float(start + end - 1) / 2 for start, end in edges]


def _row_rules(levels: Mask, xs: list[float]) -> list[float]:
    """Heights of the level rules: unlike headlines they run on through the column rules."""
    ys = _peaks(_share(levels, axis=1), least=0.5)
    return [y for y in ys if _runs_through(levels, xs, round(y)) >= 0.5]


def _runs_through(levels: Mask, xs: list[float], y: int) -> float:
    """Share of ink at height y on the barer side of the column rules, 0 to 1."""
    before = [_inked(levels, [x - SIDE, x], y) for x in xs[1:]]
    after = [_inked(levels, [x + 1, x + SIDE + 1], y) for x in xs[:-1]]
    return float(min(np.median(before), np.median(after)))
