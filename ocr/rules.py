"""The ink of a flat leaf gives up their rules: where the table's lines run."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.ink import WORK_DPI, Ink, Mask

_PLUMB = round(0.4 * WORK_DPI)
"""An upright stroke longer than this is no letter's."""

_LEVEL = round(0.35 * WORK_DPI)
"""A level stroke longer than this may be a rule, or the headline of a long word."""

_FAINT = 25
"""Ink (of 255) of the faintest rule."""

_GAP = WORK_DPI // 30
_NEAR = max(2, WORK_DPI // 60)
_SIDE = WORK_DPI // 16


@dataclass(frozen=True, slots=True)
class Rules:
    """A ruled table on a flat leaf, in work pixels: its outline, column rules, row rules."""

    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]


def erased(marks: Mask, inked: Ink) -> Mask:
    """The strokes without rules, folds and other lines much longer than a word."""
    upright = cv2.dilate(plumb(inked), np.ones((1, 3), np.uint8))
    long = cv2.morphologyEx(level(inked), cv2.MORPH_OPEN, np.ones((1, 4 * _LEVEL), np.uint8))
    lying = cv2.dilate(long, np.ones((3, 1), np.uint8))
    return cv2.subtract(marks, cv2.bitwise_or(upright, lying))


def plumb(inked: Ink) -> Mask:
    """1 on upright rules, also faint ones; small breaks are bridged."""
    return _lines(inked, length=_PLUMB, gap=_GAP)


def level(inked: Ink) -> Mask:
    """1 on level rules, also faint ones, and on headlines of long words."""
    return np.ascontiguousarray(_lines(np.ascontiguousarray(inked.T), length=_LEVEL, gap=3).T)


def _lines(inked: Ink, length: int, gap: int) -> Mask:
    """1 where ink runs on downwards for `length` pixels: the least ink on the way decides."""
    even = cv2.blur(inked, (1, 3))
    closed = cv2.morphologyEx(even, cv2.MORPH_CLOSE, np.ones((gap, 1), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return (opened > _FAINT).astype(np.uint8)


def find(inked: Ink) -> Rules | None:
    """The largest ruled table in the ink of a flat leaf; None where nothing is ruled."""
    uprights, levels = plumb(inked), level(inked)
    box = _outline(uprights, levels)
    if box is None:
        return None
    x0, y0, x1, y1 = (round(v) for v in (box.x0, box.y0, box.x1, box.y1))
    xs = _peaks(_share(uprights[y0:y1, x0:x1], axis=0), least=0.5)
    if len(xs) < 3:
        return None
    ys = [
        y
        for y in _row_rules(levels[y0:y1, x0:x1], xs)
        if not _runs_out(levels, x0, x1, y0 + round(y))
    ]
    return Rules(box, tuple(x + x0 for x in xs), tuple(y + y0 for y in ys))


def _outline(uprights: Mask, levels: Mask) -> Box | None:
    """The box around the largest group of rules that touch each other."""
    joined = cv2.dilate(cv2.bitwise_or(uprights, levels), np.ones((_GAP, _GAP), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    stats = stats[1:]
    if not len(stats):
        return None
    area = stats[:, cv2.CC_STAT_WIDTH].astype(float) * stats[:, cv2.CC_STAT_HEIGHT]
    best = int(area.argmax())
    if area[best] < 0.04 * uprights.size:
        return None
    ys, xs = np.nonzero((labels == best + 1) & (uprights > 0))
    if not xs.size:
        return None
    return Box(float(xs.min()), float(ys.min()), float(xs.max()) + 1, float(ys.max()) + 1)


def _share(lines: Mask, axis: int) -> NDArray[np.float64]:
    """How much of the table's height (axis 0) or width (axis 1) has a line at each position."""
    across = (2 * _NEAR + 1, 1) if axis == 0 else (1, 2 * _NEAR + 1)
    thick = cv2.dilate(lines, np.ones(across[::-1], np.uint8))
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
    """Share of ink at height y just beside the column rules, 0 to 1."""
    band = levels[max(y - _NEAR, 0) : y + _NEAR + 1].max(axis=0)
    sides = [band[max(round(x) - _SIDE, 0) : round(x) + _SIDE + 1] for x in xs]
    return float(np.median([side.mean() for side in sides if side.size]))


def _runs_out(levels: Mask, x0: int, x1: int, y: int) -> bool:
    """Whether a level line goes on beyond the table on both sides, as a fold does."""
    band = levels[max(y - 3 * _NEAR, 0) : y + 3 * _NEAR + 1].max(axis=0)
    left, right = band[max(x0 - 3 * _SIDE, 0) : x0 - _SIDE], band[x1 + _SIDE : x1 + 3 * _SIDE]
    return bool(left.size and right.size and left.mean() > 0.8 and right.mean() > 0.8)
