"""The strokes of a region become boxes of text lines."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.ink import Mask

_LEAST_INK = 12
"""Fewer stroke pixels than this (at work resolution) are a speck, not a line."""

_LEAST_HEIGHT = 4

Band = tuple[int, int]


def bands(marks: Mask) -> list[Band]:
    """(top, bottom) of every stretch of rows with strokes, specks left out."""
    profile = marks.sum(axis=1)
    return [
        (top, bottom)
        for top, bottom in _stretches(profile > 0)
        if bottom - top >= _LEAST_HEIGHT and profile[top:bottom].sum() >= _LEAST_INK
    ]


def letter_height(regions: list[Mask]) -> float:
    """Height of a typical line of these regions in work pixels; 20 where there is no text."""
    heights = [bottom - top for region in regions for top, bottom in bands(region)]
    tall = [height for height in heights if height >= 8]
    return float(np.percentile(tall, 40)) if tall else 20.0


def find(marks: Mask, height: float) -> list[Box]:
    """Boxes of the lines of one region, top down; `height` is that of a typical line."""
    found = [part for band in _joined(bands(marks), height) for part in _split(marks, band, height)]
    return [_trimmed(marks, band) for band in found]


def chunks(marks: Mask, line: Box, gap: float) -> list[Box]:
    """The line cut where it is blank for more than `gap` pixels."""
    top, bottom, left = round(line.y0), round(line.y1), round(line.x0)
    inked = marks[top:bottom, left : round(line.x1)].sum(axis=0)
    edges = _stretches(inked > 0)
    parts: list[Band] = []
    for start, end in edges:
        if parts and start - parts[-1][1] <= gap:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return [Box(left + start, line.y0, left + end, line.y1) for start, end in parts]


def _stretches(inked: NDArray[np.bool_]) -> list[Band]:
    padded = np.concatenate([[False], inked, [False]])
    edges = np.flatnonzero(padded[1:] != padded[:-1]).reshape(-1, 2)
    return [(int(start), int(end)) for start, end in edges]


def _joined(found: list[Band], height: float) -> list[Band]:
    """Vowel signs that stand off from their line, joined to it again."""
    joined: list[Band] = []
    for top, bottom in found:
        if joined:
            above, below = joined[-1]
            small = min(bottom - top, below - above) < 0.5 * height
            if small and top - below < 0.25 * height and bottom - above < 1.6 * height:
                joined[-1] = (above, bottom)
                continue
        joined.append((top, bottom))
    return joined


def _split(marks: Mask, band: Band, height: float) -> list[Band]:
    """Lines that touch, cut apart where the ink between them is thinnest."""
    top, bottom = band
    count = round((bottom - top - height) / (1.15 * height)) + 1
    if count < 2:
        return [band]
    profile = marks[top:bottom].sum(axis=1).astype(float)
    step = (bottom - top) / count
    cuts = [0]
    for k in range(1, count):
        low, high = round((k - 0.3) * step), round((k + 0.3) * step)
        cut = low + int(np.argmin(profile[low:high]))
        if profile[cut] < 0.4 * profile[cuts[-1] :].max():
            cuts.append(cut)
    cuts.append(bottom - top)
    return [(top + a, top + b) for a, b in itertools.pairwise(cuts)]


def _trimmed(marks: Mask, band: Band) -> Box:
    inked = np.flatnonzero(marks[band[0] : band[1]].any(axis=0))
    return Box(float(inked[0]), float(band[0]), float(inked[-1]) + 1, float(band[1]))
