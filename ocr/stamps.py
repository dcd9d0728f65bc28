"""Round and square stamps among the strokes of a leaf, so that they are not read as text."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.geometry import Box
from ocr.ink import WORK_DPI, Mask

_LEAST, _MOST = 0.45 * WORK_DPI, 2.6 * WORK_DPI
_SQUARE = 0.7
"""A stamp is about as high as wide; words are not, since their headline joins the letters."""

_HOLLOW = 0.45


def find(marks: Mask) -> list[Box]:
    """Boxes of strokes that hang together as a hollow shape as high as wide, in work pixels."""
    thick = cv2.dilate(marks, np.ones((3, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(thick, connectivity=8)
    return [_box(*map(float, one[:4])) for one in stats[1:] if _hollow_square(*map(int, one[2:]))]


def _hollow_square(width: int, height: int, ink: int) -> bool:
    short, long = sorted((width, height))
    return short > max(_LEAST, _SQUARE * long) and long < _MOST and ink < _HOLLOW * width * height


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x, y, x + width, y + height)


def erased(marks: Mask) -> Mask:
    """The strokes without those in and on a stamp."""
    left = marks.copy()
    for box in find(marks):
        left[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)] = 0
    return left
