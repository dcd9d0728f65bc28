"""Ink on a strip becomes a strip of an old scan: pens, paper, rules, neighbours, light, JPEG.

Unlike `samples.ageing`, which ages pages whose every point must be known, this works on one line,
where much more of everything can be tried in a millisecond. Lengths are in letters: the height of
क without its signs.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.ink import ink as inked

Ink = NDArray[np.float32]
"""(h, w) 0 paper to 1 ink."""

Other = Callable[[], Ink]
"""Makes the ink of another line, where one is wanted."""

Chance = np.random.Generator

_DPI = 11.5
"""Dots an inch at which a letter is a pixel high: they are written 2.2 mm high."""

_SPECKS = 0.15
"""Specks of a line: were they as many as its anusvaras, those would be taken for dirt."""


def pulled(ink: Ink, chance: Chance, letter: float, care: float) -> Ink:
    """The strokes moved as a hand does, the more the greater `care`'s want (0 to 1.5)."""
    rows, columns = ink.shape
    ys, xs = np.mgrid[0:rows, 0:columns].astype(np.float32)
    lean, tilt = chance.normal(0, 0.16 * care), chance.normal(0, 0.03 * care)
    dx, dy = lean * (ys - rows / 2), tilt * (xs - columns / 2)
    for reach, size in ((1.6, 0.10), (0.5, 0.025)):
        dx = dx + size * care * letter * _clouds(chance, ink.shape, reach * letter)
        dy = dy + size * care * letter * _clouds(chance, ink.shape, reach * letter)
    moved = cv2.remap(ink, xs + np.float32(dx), ys + np.float32(dy), cv2.INTER_LINEAR)
    return np.asarray(moved, np.float32)


def stroked(ink: Ink, chance: Chance, letter: float) -> Ink:
    """The strokes thicker, thinner, broken, uneven, as pens, ribbons and worn types leave them."""
    way = chance.random()
    size = 1 + round(letter * chance.uniform(0.02, 0.07))
    if way < 0.25 and size > 1:
        ink = np.asarray(cv2.dilate(ink, _nib(chance, size)), np.float32)
    elif way < 0.4 and letter > 16:
        ink = np.asarray(cv2.erode(ink, _nib(chance, 2)), np.float32)
    if chance.random() < 0.3:
        deep = chance.uniform(0.2, 0.9)
        ink = ink * (1 - deep * np.clip(_clouds(chance, ink.shape, letter), 0, 1))
    if chance.random() < 0.15:
        gaps = _clouds(chance, ink.shape, max(0.12 * letter, 2)) > chance.uniform(1.0, 2.0)
        ink = ink * (1 - gaps * np.float32(chance.uniform(0.4, 1)))
    return np.asarray(ink, np.float32)


def _nib(chance: Chance, size: int) -> NDArray[np.uint8]:
    """A round pen, or one that is broad one way only: faces differ in which strokes are thick."""
    way = chance.random()
    sides = (size, size) if way < 0.5 else (size, 1) if way < 0.75 else (1, size)
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, sides), np.uint8)


def beside(ink: Ink, chance: Chance, letter: float, other: Other) -> Ink:
    """Remains of what stood around the line: tips of other rows, rules, specks, a stamp's arc."""
    ink = ink.copy()
    rows, columns = ink.shape
    dark = np.float32(chance.uniform(0.3, 1.0))
    if chance.random() < 0.15:
        tip = _tips(other(), columns, round(chance.uniform(0.1, 0.35) * letter), chance)
        place = slice(0, len(tip)) if chance.random() < 0.5 else slice(rows - len(tip), rows)
        ink[place] = np.maximum(ink[place], tip * dark)
    if chance.random() < 0.12:
        _ruled(ink, chance, letter, dark)
    for _ in range(chance.poisson(_SPECKS)):
        speck = int(chance.integers(columns)), int(chance.integers(rows))
        cv2.circle(ink, speck, int(chance.integers(0, max(2, int(letter) // 10))), float(dark), -1)
    if chance.random() < 0.04:
        middle = int(chance.integers(columns)), int(chance.integers(-rows, 2 * rows))
        size = int(chance.uniform(1, 4) * rows)
        cv2.circle(ink, middle, size, float(0.6 * dark), max(1, round(0.12 * letter)))
    return ink


def _tips(other: Ink, columns: int, rows: int, chance: Chance) -> Ink:
    """A few rows of other writing, as wide as the line."""
    inked = np.flatnonzero(other.max(axis=1) > 0.3)
    if not len(inked) or rows < 1:
        return np.zeros((0, columns), np.float32)
    start = inked[0] if chance.random() < 0.5 else max(int(inked[-1]) - rows + 1, 0)
    band = other[start : start + rows]
    return np.tile(band, (1, columns // band.shape[1] + 1))[:, :columns]


def _ruled(ink: Ink, chance: Chance, letter: float, dark: np.float32) -> None:
    """A piece of a rule along an edge."""
    rows, columns = ink.shape
    thick = max(1, round(chance.uniform(0.04, 0.14) * letter))
    if chance.random() < 0.5:
        x = int(chance.integers(0, max(round(0.2 * letter), 1)))
        x = x if chance.random() < 0.5 else columns - thick - x
        ink[:, max(x, 0) : max(x, 0) + thick] = dark
    else:
        y = 0 if chance.random() < 0.5 else rows - thick
        start = int(chance.integers(columns))
        ink[y : y + thick, start : start + int(chance.integers(1, columns + 1))] = dark


def scanned(ink: Ink, chance: Chance, letter: float, other: Other) -> NDArray[np.uint8]:
    """The grey picture of the ink on paper, scanned, kept in a file, cleaned as pages are."""
    rows, columns = ink.shape
    paper = np.full(ink.shape, chance.uniform(190, 255), np.float32)
    if chance.random() < 0.5:
        paper -= chance.uniform(2, 22) * np.abs(_clouds(chance, ink.shape, letter))
    if chance.random() < 0.25:
        slope = np.linspace(chance.uniform(0, 40), chance.uniform(0, 40), columns)
        paper -= slope.astype(np.float32)
    if chance.random() < 0.15:
        ghost = cv2.resize(cv2.flip(other(), 1), (columns, rows))
        paper -= chance.uniform(8, 45) * cv2.GaussianBlur(ghost, (0, 0), 0.08 * letter + 0.5)
    black = chance.uniform(0, 60) if chance.random() < 0.7 else chance.uniform(60, 150)
    page = paper - np.maximum(paper - np.float32(black), 0) * ink
    page = _seen(page, chance, letter)
    if chance.random() < 0.5:
        kind = [cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(25, 95))]
        page = cv2.imdecode(cv2.imencode(".jpg", page, kind)[1], cv2.IMREAD_GRAYSCALE)
    if chance.random() < 0.08:
        page = cv2.threshold(page, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]
    return np.asarray(cv2.bitwise_not(inked(page, round(_DPI * letter))), np.uint8)


def _seen(page: Ink, chance: Chance, letter: float) -> NDArray[np.uint8]:
    """Out of focus, at fewer dots, with the noise of the sensor."""
    if chance.random() < 0.7:
        soft = cv2.GaussianBlur(page, (0, 0), letter * chance.uniform(0.01, 0.07) + 0.05)
        page = np.asarray(soft, np.float32)
    if chance.random() < 0.4:
        noise = chance.normal(0, chance.uniform(1, 14), page.shape).astype(np.float32)
        page = page + noise
    return np.clip(page, 0, 255).astype(np.uint8)


def _clouds(chance: Chance, shape: tuple[int, ...], reach: float) -> Ink:
    """Smooth noise of unit spread whose bumps are about `reach` pixels wide."""
    rows, columns = (max(2, round(side / reach) + 2) for side in shape)
    coarse = chance.normal(0, 1, (rows, columns)).astype(np.float32)
    smooth = cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(smooth, np.float32)
