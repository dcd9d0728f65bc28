"""Punch holes among the strokes of a leaf, so that they are not taken for writing.

Where the bed shows through black it is no paper at all; a grey one leaves a rim that looks drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from ocr.ink import WORK_DPI, Grey, Mask, connected

_COARSE = 4
"""Holes are looked for in squares of so many pixels: letters leave some paper in theirs."""

_LEAST, _MOST = WORK_DPI // 7 // _COARSE, WORK_DPI // 2 // _COARSE
"""Holes are 4 to 12 mm wide."""

_DARK = 0.75
"""A hole is darker than this share of the paper's brightness."""

_ROUND, _FULL = 0.75, 0.65
"""A hole is about as high as wide, and fills this share of its box at least."""


def filled(small: Grey, marks: Mask) -> Mask:
    """The strokes of a page without the holes in it, `small` being its work pixels."""
    left = marks
    for y, x in _holes(small):
        left = left.copy() if left is marks else left
        left[y, x] = 0
    return left


def _holes(small: Grey) -> Iterator[tuple[slice, slice]]:
    brightest = cv2.dilate(small, np.ones((_COARSE, _COARSE), np.uint8))
    coarse = brightest[_COARSE // 2 :: _COARSE, _COARSE // 2 :: _COARSE]
    dark = (coarse < _DARK * np.percentile(coarse, 75)).astype(np.uint8)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_LEAST, _LEAST))
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, disc)
    _, stats, _ = connected(solid)
    for x, y, width, height, area in stats[1:].tolist():
        short, long = sorted((width, height))
        if short >= _ROUND * long and long <= _MOST and area >= _FULL * width * height:
            yield _around(y, height), _around(x, width)


def _around(start: int, size: int) -> slice:
    """The work pixels of a stretch of squares and of two more on both sides, for the rim."""
    return slice(max(start - 2, 0) * _COARSE, (start + size + 2) * _COARSE)
