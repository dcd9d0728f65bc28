"""Punch holes among the strokes of a leaf, so that they are not taken for writing.

Where the bed shows through black it is no paper at all; a grey one leaves a rim that looks drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from ocr.ink import WORK_DPI, Grey, Mask

_LEAST, _MOST = WORK_DPI // 6, WORK_DPI // 2
"""Holes are 4 to 12 mm wide."""

_ROUND = 0.85
"""A hole is about as high as wide."""

_DARK = 0.75
"""A hole's middle is darker than this share of the paper around it; a letter's is paper."""


def filled(small: Grey, marks: Mask) -> Mask:
    """The strokes of a page, shrunk to work pixels, without the rims of its holes."""
    left = marks
    for y, x in _holes(small, marks):
        left = left.copy() if left is marks else left
        left[y, x] = 0
    return left


def _holes(small: Grey, marks: Mask) -> Iterator[tuple[slice, slice]]:
    _, _, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    for x, y, width, height, _ in stats[1:].tolist():
        short, long = sorted((width, height))
        if short >= max(_LEAST, _ROUND * long) and long <= _MOST:
            middle = small[y + height // 4 : y + 3 * height // 4, x + width // 4 : x + 3 * width // 4]
            near = small[max(y - height, 0) : y + 2 * height, max(x - width, 0) : x + 2 * width]
            if np.median(middle) < _DARK * np.median(near):
                yield slice(y, y + height), slice(x, x + width)
