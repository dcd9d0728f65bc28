"""Level lines of a leaf are told apart: rules of a table, folds, headlines of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.ink import WORK_DPI, Ink, Mask, runs

_WORD = round(1.4 * WORK_DPI)
"""Hardly a word's headline is longer than this."""

_BESIDE, _STRUCK = WORK_DPI // 30, 0.04
"""So far above and below a fold strokes go on that it runs through, along so much of it."""

_FAR, _SELDOM = WORK_DPI // 2, 0.2
"""So far beyond the table a fold goes on, where at most this share of the rules does."""

_DARKER = 1.6
"""A rule on a fold has so many times the ink of the fold alone."""

_INKED = 50
"""Ink (of 255) of strokes and of what is drawn."""

NEAR = max(2, WORK_DPI // 60)
"""A line keeps to so many pixels about its place."""

SIDE = WORK_DPI // 16
"""So far to its sides it is seen whether it goes on."""


def longest(levels: Mask, least: int = _WORD) -> Mask:
    """The level lines that are longer than a word: rules and folds, and a few headlines."""
    long: Mask = np.zeros(levels.shape, np.uint8)
    for row, start, end in np.stack(runs(levels), axis=1).tolist():
        if end - start >= least:
            long[row, start:end] = 1
    return long


def runs_out(levels: Mask, x0: int, x1: int, y: int) -> bool:
    """Whether a level line goes on beyond the table on both sides, as a fold does."""
    _, *beyond = _parts(levels, x0, x1, y)
    return all(part.size and part.mean() > 0.8 for part in beyond)


def without_folds(
    rows: Sequence[float], levels: Mask, inked: Ink, uprights: Mask, ends: tuple[int, int]
) -> list[float]:
    """Heights of a table's level lines without its folds; it is between two `ends` (work pixels).

    A fold goes on beyond the table on both sides; or on one alone, there being a hole on the
    other, where the rules do not. It is no darker within than beyond, or it strikes words.
    """
    far = np.array([_goes_far(levels, *ends, round(y)) for y in rows], bool).reshape(-1, 2)
    alone = (far & (far.mean(axis=0) < _SELDOM)).any(axis=1)
    kept = []
    for y, by_itself in zip(rows, alone, strict=True):
        at = (*ends, round(y))
        out = by_itself or runs_out(levels, *at)
        if not (out and not _stands_out(inked, *at)) and not _strikes(inked, uprights, *at):
            kept.append(y)
    return kept


def _goes_far(levels: Mask, x0: int, x1: int, y: int) -> list[bool]:
    """Whether a line goes on far beyond the table on its left, and on its right."""
    _, *beyond = _parts(levels, x0, x1, y, _FAR)
    return [bool(part.size > _FAR // 2 and part.mean() > 0.8) for part in beyond]


def _stands_out(inked: Ink, x0: int, x1: int, y: int) -> bool:
    """Whether a line is much darker in the table than beyond it, as a rule with a fold on it is."""
    within, *beyond = _parts(inked, x0, x1, y)
    fold = max(float(np.median(part)) for part in beyond if part.size)
    return float(np.median(within)) > _DARKER * fold


def _parts(
    page: Mask, x0: int, x1: int, y: int, far: int = 3 * SIDE
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """What stands at about a height: in the table, and so far off on its left and right."""
    band = page[max(y - 3 * NEAR, 0) : y + 3 * NEAR + 1].max(axis=0)
    return band[x0:x1], band[max(x0 - far, 0) : max(x0 - SIDE, 0)], band[x1 + SIDE : x1 + far]


def _strikes(inked: Ink, uprights: Mask, x0: int, x1: int, y: int) -> bool:
    """Whether a level line runs through writing, as a fold does: strokes go on across it."""
    bands = [inked[max(y + by - 1, 0) : y + by + 2, x0:x1] for by in (-_BESIDE, _BESIDE)]
    if not all(band.size for band in bands):
        return False
    above, below = (band.max(axis=0) > _INKED for band in bands)
    rules = cv2.dilate(uprights[y : y + 1, x0:x1], np.ones((1, 2 * _BESIDE), np.uint8)).ravel()
    return float((above & below & (rules == 0)).mean()) > _STRUCK
