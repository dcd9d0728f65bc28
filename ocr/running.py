"""Running text that looks ruled: headlines in a row and strokes one below the other are no table.

Words run through what would be its column rules. In a table they end before them.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np

from ocr.ink import WORK_DPI, Mask, connected
from ocr.rules import Rules

_OVER = WORK_DPI // 37
"""A word that reaches so far to both sides of a rule runs through it."""

_HIGH = 3
"""What is higher than so many words is no word but what is left of rules."""

_BESIDE = WORK_DPI // 50, WORK_DPI // 16
_LETTERS = 0.15
"""Strokes stand so near both sides of a letter's upright, along this share of its height."""

_MOST = 0.3
"""Share of the places where a row meets a column rule that words of a table may run through."""


def runs(text: Mask, table: Rules, height: float) -> bool:
    """Whether words of the text, whose rules are erased, run through most of the inner rules."""
    inner, rows = np.array(table.xs[1:-1]), list(pairwise(table.ys))
    if not len(inner) or not rows:
        return False
    if _beside(text, table) > _LETTERS:
        return True
    words = _words(text, height)
    met = np.zeros((len(rows), len(inner)), bool)
    for number, (top, bottom) in enumerate(rows):
        for x0, x1, y in words:
            if top < y < bottom:
                met[number] |= (x0 < inner - _OVER) & (inner + _OVER < x1)
    return bool(met.mean() > _MOST)


def _beside(text: Mask, table: Rules) -> float:
    """Share of the height at which strokes stand near the inner rules, on their barer side."""
    part = text[round(table.box.y0) : round(table.box.y1)]
    near, far = _BESIDE
    sides = [
        (part[:, max(x - far, 0) : x - near + 1], part[:, x + near : x + far])
        for x in map(round, table.xs[1:-1])
    ]
    return float(np.median([min(side.any(axis=1).mean() for side in pair) for pair in sides]))


def _words(text: Mask, height: float) -> list[tuple[int, int, float]]:
    """(left, right, middle height) of the words, each with its signs."""
    joined = cv2.morphologyEx(np.ascontiguousarray(text), cv2.MORPH_CLOSE, np.ones((3, 7)))
    _, stats, middles = connected(joined)
    kept = stats[1:, cv2.CC_STAT_HEIGHT] < _HIGH * height
    return [
        (int(one[0]), int(one[0] + one[2]), float(y))
        for one, (_, y) in zip(stats[1:][kept], middles[1:][kept], strict=True)
    ]
