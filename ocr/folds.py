"""The ink of a page loses its folds: lines that run on where neither words nor rules do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.ink import Ink, connected, reduced, strokes

_TEXT_DPI = 75
"""Resolution at which it is seen how far the writing of a page reaches."""

_FAINTEST = 12
"""Ink (of 255) of the faintest fold."""

_USUAL = 0.3
"""Share of a row of a margin that has less ink than is usual there."""

_MOST = 3
"""More such lines are the ruling of the paper."""

_BEYOND, _WITHIN = 0.4, 0.125
"""Share of a margin, counted from the text, that a fold crosses, and that a rule reaches into."""

_PLAY = _TEXT_DPI // 20
"""Text may reach so far over its outer rule."""

_UPRIGHT = 0.5
"""Share of the text's height that an upright rule takes at least, dashed ones too."""

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """A straight line through (0, `start`), `slope` down a pixel, and the ink on and beside it.

    `ink` belongs to the rows from `len(ink) // 2` above the line to as many below it.
    """

    start: float
    slope: float
    ink: Bytes


def unfolded(inked: Ink, dpi: int, text: Box) -> Ink:
    """The ink without the folds that run across or down the page, straight and nearly level.

    Of all that lies on one as much is taken away as both margins of the `text`, a box in pixels
    of `inked`, show of it, so that a rule or a word on a fold stays.
    """
    level = _without(inked, _folds(inked, text, dpi))
    turned = Box(text.y0, text.x0, text.y1, text.x1)
    return np.ascontiguousarray(_without(level.T, _folds(level.T, turned, dpi)).T)


def text_box(inked: Ink, dpi: int) -> Box:
    """The box, in pixels of `inked`, around strokes as high and as wide as letters and words."""
    small, factor = reduced(inked, dpi, _TEXT_DPI)
    marks = strokes(small, _TEXT_DPI)
    _, stats, _ = connected(marks)
    across, down = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    words = (down > _TEXT_DPI // 18) & (down < _TEXT_DPI // 3) & (across < 2 * _TEXT_DPI)
    found: Numbers = stats[words & (2 * across > down) & (across < 8 * down)].astype(np.int64)
    height, width = inked.shape
    if not len(found):
        return Box(0, 0, width, height)
    left, top = (_reach(found[:, k], found[:, 4], 0.01) for k in (0, 1))
    right, foot = (_reach(found[:, k] + found[:, k + 2], found[:, 4], 0.99) for k in (0, 1))
    column = (small[top : max(foot, top + 1)] > _FAINTEST).astype(np.uint8)
    ruled = cv2.dilate(column, np.ones((1, 3), np.uint8)).mean(axis=0) > _UPRIGHT
    sides = _out(ruled, left, -1), _out(ruled, max(right, left, _PLAY), 1)
    return Box(*(float(v) / factor for v in (sides[0], top, sides[1], max(foot, top))))


def _out(ruled: NDArray[np.bool_], edge: int, step: Literal[-1, 1]) -> int:
    """The edge of the text, or the first upright rule outside it: beyond is the paper's edge."""
    beyond = ruled[edge - _PLAY :] if step > 0 else ruled[: edge + _PLAY + 1][::-1]
    at = int(np.argmax(beyond)) if beyond.any() else 0
    return edge + step * max(at - _PLAY, 0)


def _reach(at: Numbers, ink: Numbers, share: float) -> int:
    """The place before which this share of the ink lies."""
    order = np.argsort(at)
    sums = np.cumsum(ink[order])
    return int(at[order][np.searchsorted(sums, share * sums[-1])])


def _folds(inked: Ink, text: Box, dpi: int) -> Iterator[Fold]:
    """The folds across the page at the height of its text."""
    sides = _margin(0, text.x0), _margin(inked.shape[1], text.x1)
    left, right = (_proud(inked[:, slice(*side)], dpi) for side in sides)
    (from_, to), near = (sum(side) / 2 for side in sides), dpi // 10
    lines = [a for a in _lines(left) if text.y0 < a < text.y1]
    ends = [(a, b) for a in lines for b in _lines(right) if abs(b - a) <= near]
    if len(ends) > _MOST:
        return
    for a, b in ends:
        slope = (b - a) / (to - from_)
        seen = np.minimum(_around(left, a, near // 2), _around(right, b, near // 2))
        yield Fold(a - slope * from_, slope, seen)


def _margin(edge: int, text: float) -> tuple[int, int]:
    """The part of a margin that a fold crosses and a rule hardly reaches: left, right.

    The far part may be the scanner's bed.
    """
    room = text - edge
    ends = round(text - _BEYOND * room), round(text - _WITHIN * room)
    return min(ends), max(ends)


def _proud(margin: Ink, dpi: int) -> Bytes:
    """(height,) ink that all of a margin has in a row of pixels more than the rows around it."""
    if margin.shape[1] < dpi // 12:
        return np.zeros(margin.shape[0], np.uint8)
    at = _USUAL * (margin.shape[1] - 1)
    dark = np.sort(margin, axis=1, kind="stable")  # bytes are counted, not compared
    low, high = (dark[:, int(place)].astype(float) for place in (at, np.ceil(at)))
    usual = (low + (high - low) * (at % 1)).astype(np.uint8).reshape(-1, 1)
    # A smooth grain is everywhere; a fold stands out from the rows above and below it.
    wide = min(max(3, dpi // 6) | 1, 255)
    return np.asarray(cv2.subtract(usual, cv2.medianBlur(usual, wide)), np.uint8).ravel()


def _lines(proud: Bytes) -> list[float]:
    """Heights of the lines that stand out."""
    count, labels = cv2.connectedComponents((proud > _FAINTEST).astype(np.uint8).reshape(-1, 1))
    rows = np.arange(len(proud))
    return [
        float(np.average(rows[here], weights=proud[here]))
        for n in range(1, count)
        if (here := labels.ravel() == n).any()
    ]


def _around(proud: Bytes, at: float, near: int) -> Bytes:
    """The ink of the rows up to `near` above and below a height, none beyond the page."""
    return np.pad(proud, near)[round(at) : round(at) + 2 * near + 1]


def _without(inked: Ink, folds: Iterator[Fold]) -> Ink:
    """The ink less that of the folds."""
    left: Ink | None = None
    for fold in folds:
        left = inked.copy() if left is None else left
        middle = np.round(fold.start + fold.slope * np.arange(inked.shape[1])).astype(int)
        near = len(fold.ink) // 2
        top, foot = max(middle.min() - near, 0), middle.max() + near + 1
        rows = np.arange(top, min(foot, inked.shape[0])).reshape(-1, 1) - middle + near + 1
        padded = cv2.dilate(np.pad(fold.ink, 1).reshape(-1, 1), np.ones((3, 1), np.uint8)).ravel()
        left[top:foot] = cv2.subtract(left[top:foot], padded[np.clip(rows, 0, len(padded) - 1)])
    return inked if left is None else left
