"""Draws pages of words that hang from headlines, with or without rules, bent as a test asks."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

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
    """A page of plain lines of words of many lengths, as running text has them."""
    page = blank()
    for row in range(lines):
        x = 130
        for column in range(words):
            width = 66 + (row * 37 + column * 53 + row * column * 11) % 76
            word(page, x, 200 + row * 60, width)
            x += width + 24
    return page


def listed(
    xs: list[int], ys: list[int], *, rules: bool = False, across: Sequence[int] = ()
) -> Grey:
    """A table without column rules: a word in each cell, figures in the first column.

    With `rules` one stands above and one below the heading and one at the foot. Rows `across`
    have one line of words that runs across the columns instead.
    """
    page = blank()
    for row, top in enumerate(ys[:-1]):
        if row in across:
            word(page, xs[0], top + 20, 60)
            word(page, xs[0] + 70, top + 20, xs[3] - xs[0])
            continue
        for column, left in enumerate(xs[:-1]):
            if row and not column:
                figure(page, left + 10, top + 24)
            else:
                word(page, left, top + 20, 60 + (row * 29 + column * 17) % 40)
    for y in (ys[0], ys[1], ys[-1]) if rules else ():
        cv2.line(page, (xs[0] - 10, y), (xs[-1], y), 60, 2)
    return page


def figure(page: Grey, x: int, y: int) -> None:
    """Two upright strokes without a headline, as a number has them."""
    for at in (x, x + 10):
        cv2.rectangle(page, (at, y), (at + 2, y + 20), 30, -1)
        cv2.rectangle(page, (at, y + 10), (at + 6, y + 12), 30, -1)


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
