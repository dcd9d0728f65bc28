"""The strokes of a page tell which way up it was scanned: Devanagari hangs from its headline.

A headline is a level line of a word's length with the letters' bodies under it. If such lines
run upright the page lies on its side; if the bodies stand on top of them it is upside down.
"""

from __future__ import annotations

import cv2
import numpy as np

from ocr.ink import WORK_DPI, Mask, connected, pieces
from ocr.pages import Turn

_SHORTEST = WORK_DPI // 6
_LONGEST = round(1.2 * WORK_DPI)
_BODY = WORK_DPI // 12


def turned(marks: Mask) -> Turn:
    """By how many degrees clockwise the page with these strokes (at work resolution) is turned.

    0 where nothing tells, as on an empty page.
    """
    level, plumb = _headlines(marks), _headlines(_sideways(marks))
    if plumb.sum() > 1.5 * level.sum():
        return 90 if _hanging(plumb, _sideways(marks)) >= 0 else 270
    return 0 if _hanging(level, marks) >= 0 else 180


def _sideways(marks: Mask) -> Mask:
    """The page turned a quarter anticlockwise: upright again if it had been turned by 90°."""
    return np.ascontiguousarray(np.rot90(marks))


def _headlines(marks: Mask) -> Mask:
    """1 on level lines that are as long as a word and too short for a rule."""
    runs = cv2.morphologyEx(marks, cv2.MORPH_OPEN, np.ones((1, _SHORTEST // 2), np.uint8))
    labels, stats, _ = connected(runs)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    kept = (width >= _SHORTEST) & (width <= _LONGEST) & (height <= _BODY)
    return pieces(runs, labels, kept)


def _hanging(headlines: Mask, marks: Mask) -> float:
    """1 if all ink beside the headlines hangs below them, -1 if it stands above."""
    thick = cv2.dilate(headlines, np.ones((5, 1), np.uint8))
    bodies = cv2.subtract(marks, thick)
    below = _ink_within(thick, bodies, anchor=_BODY - 1)
    above = _ink_within(thick, bodies, anchor=0)
    return (below - above) / max(below + above, 1.0)


def _ink_within(headlines: Mask, bodies: Mask, anchor: int) -> float:
    """Stroke pixels within a letter's height of the headlines, on the side the anchor says."""
    reach = cv2.dilate(headlines, np.ones((_BODY, 1), np.uint8), anchor=(0, anchor))
    return float(cv2.countNonZero(cv2.bitwise_and(reach, bodies)))
