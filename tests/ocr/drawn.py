"""Draws pages of words that hang from headlines, with or without rules, bent as a test asks."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import cv2
import numpy as np

from ocr.geometry import Points
from ocr.ink import Grey

WORD = (110, 34)
"""Width and height of a drawn word in pixels."""


def blank(width: int = 1240, height: int = 1754, paper: int = 235) -> Grey:
    """A bare page, A4 at 150 dpi."""
    return np.full((height, width), paper, np.uint8)


def word(page: Grey, x: int, y: int, width: int = WORD[0]) -> None:
    """A word with its headline at (x, y): letters hang below, a few signs stand above."""
    cv2.rectangle(page, (x, y), (x + width, y + 2), 30, -1)
    for at in range(x + 4, x + width - 8, 16):
        cv2.rectangle(page, (at, y), (at + 2, y + 18), 30, -1)
        cv2.rectangle(page, (at, y + 12), (at + 9, y + 14), 30, -1)
    cv2.rectangle(page, (x + 6, y - 7), (x + 8, y), 30, -1)


def letter(lines: int = 14, words: int = 7) -> Grey:
    """A page of plain lines of words."""
    page = blank()
    for row in range(lines):
        for column in range(words):
            word(page, 130 + column * 140, 200 + row * 60)
    return page


def register(xs: list[int], ys: list[int], *, row_rules: bool = True, ink: int = 70) -> Grey:
    """A ruled page with a word in each cell; without row rules only the heading is ruled off."""
    page = blank()
    for x in xs:
        cv2.line(page, (x, ys[0]), (x, ys[-1]), ink, 2)
    for y in ys if row_rules else [ys[0], ys[1], ys[-1]]:
        cv2.line(page, (xs[0], y), (xs[-1], y), ink, 2)
    for top in ys[:-1]:
        for left, right in itertools.pairwise(xs):
            word(page, left + 14, top + 20, min(WORD[0], right - left - 28))
    return page


def bent(page: Grey, where: Callable[[Points], Points]) -> Grey:
    """The page as a scanner saw it: `where` tells for each scanned point the flat one."""
    height, width = page.shape
    xs, ys = np.meshgrid(np.arange(width), np.arange(height))
    flat = where(np.stack([xs, ys], axis=-1).reshape(-1, 2).astype(float)).astype(np.float32)
    x, y = flat.reshape(height, width, 2)[..., 0], flat.reshape(height, width, 2)[..., 1]
    return cv2.remap(page, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
