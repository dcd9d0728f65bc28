"""The strokes of a region become boxes of text lines."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.ink import Mask, connected

_LEAST_INK = 12
"""Fewer stroke pixels than this (at work resolution) are a speck, not a line."""

_DOT = 4
"""As little ink may be a dot over a letter, if it stands close enough to it."""

_LEAST_HEIGHT = 4

_OFF = 0.4
"""A speck stands so far off a word, in line heights, and is lower; a full stop stands close."""

_SIGNED = 1.8
"""A line with all its signs is no higher than so many words."""

Band = tuple[int, int]


def bands(marks: Mask) -> list[Band]:
    """(top, bottom) of every stretch of rows with strokes, specks left out."""
    profile = marks.sum(axis=1)
    return [band for band in stretches(profile > 0) if _is_line(profile, band)]


def _is_line(profile: NDArray[np.integer], band: Band) -> bool:
    """Whether a stretch of rows is more than a speck."""
    top, bottom = band
    return bottom - top >= _LEAST_HEIGHT and int(profile[top:bottom].sum()) >= _LEAST_INK


def letter_height(regions: list[Mask]) -> float:
    """Height of a typical line of words in work pixels; 20 where there is no text.

    Figures are lower than words, lines that touch are higher than either: what lies between
    is a line of words with its vowel signs. A line counts by its ink, so fragments do not.
    Where all lines of a page touch, its words tell.
    """
    found = [(bottom - top, int(r[top:bottom].sum())) for r in regions for top, bottom in bands(r)]
    tall = sorted((height, ink) for height, ink in found if height >= 8)
    if not tall:
        return 20.0
    low = _at_share(tall, 0.25)
    high = _at_share([(height, ink) for height, ink in tall if height <= 1.9 * low], 0.6)
    return min(high, _SIGNED * word_height(regions[0])) if len(regions) == 1 else high


def word_height(marks: Mask) -> float:
    """Height of a typical word in work pixels, whatever stands beside it; 20 without words."""
    joined = cv2.morphologyEx(np.ascontiguousarray(marks), cv2.MORPH_CLOSE, np.ones((3, 5)))
    _, stats, _ = connected(joined)
    across, down = cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT
    found = [(int(one[down]), int(one[4])) for one in stats[1:] if one[across] > one[down] >= 8]
    return _at_share(sorted(found), 0.5) if found else 20.0


def _at_share(tall: list[tuple[int, int]], share: float) -> float:
    """The height below which this share of the ink lies, from heights in order with their ink."""
    ink = np.cumsum([one for _, one in tall])
    return float(tall[int(np.searchsorted(ink, share * ink[-1]))][0])


def find(marks: Mask, height: float) -> list[Box]:
    """Boxes of the lines of one region, top down; `height` is that of a typical line."""
    profile = marks.sum(axis=1)
    near = [band for band in stretches(profile > 0) if profile[band[0] : band[1]].sum() >= _DOT]
    lines = [band for band in _joined(marks, near, height) if _is_line(profile, band)]
    found = [part for band in lines for part in _split(marks, band, height)]
    boxes = [_trimmed(marks, band) for band in found if marks[band[0] : band[1]].any()]
    return [_without_specks(marks, box, height) for box in boxes]


def _without_specks(marks: Mask, line: Box, height: float) -> Box:
    """The line without specks that stand off before and after its words."""
    parts = chunks(marks, line, _OFF * height)
    words = [one for one in parts if not _is_speck(_part(marks, one), height)]
    return replace(line, x0=words[0].x0, x1=words[-1].x1) if words else line


def _part(marks: Mask, box: Box) -> Mask:
    return marks[round(box.y0) : round(box.y1), round(box.x0) : round(box.x1)]


def _is_speck(part: Mask, height: float) -> bool:
    """Whether strokes are few and low; a colon has as few, and what is left of an erased letter."""
    inked = np.flatnonzero(part.any(axis=1))
    low = inked[-1] - inked[0] < _OFF * height
    return bool(low and int(part.sum()) < _LEAST_INK)


def chunks(marks: Mask, line: Box, gap: float) -> list[Box]:
    """The line cut where it is blank for more than `gap` pixels."""
    top, bottom, left = round(line.y0), round(line.y1), round(line.x0)
    inked = marks[top:bottom, left : round(line.x1)].sum(axis=0)
    edges = stretches(inked > 0)
    parts: list[Band] = []
    for start, end in edges:
        if parts and start - parts[-1][1] <= gap:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return [Box(left + start, line.y0, left + end, line.y1) for start, end in parts]


def stretches(inked: NDArray[np.bool_]) -> list[Band]:
    """(start, end) of every stretch that is true."""
    padded = np.concatenate([[False], inked, [False]])
    edges = np.flatnonzero(padded[1:] != padded[:-1]).reshape(-1, 2)
    return [(int(start), int(end)) for start, end in edges]


def barest(profile: NDArray[np.integer]) -> float:
    """Middle of the longest stretch with the least ink; the last of equals."""
    quiet = profile <= profile.min() + 2
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(np.int8), [0]])))
    starts, ends = edges[::2], edges[1::2]
    best = len(starts) - 1 - int(np.argmax((ends - starts)[::-1]))
    return float(starts[best] + ends[best]) / 2


def _joined(marks: Mask, found: list[Band], height: float) -> list[Band]:
    """Vowel signs that stand off from their line, joined to it again."""
    joined: list[Band] = []
    for top, bottom in found:
        if joined:
            above, below = joined[-1]
            small = min(bottom - top, below - above) < 0.5 * height
            near = top - below < 0.25 * height and bottom - above < 1.6 * height
            if small and near and _one_over_the_other(marks, joined[-1], (top, bottom)):
                joined[-1] = (above, bottom)
                continue
        joined.append((top, bottom))
    return joined


def _one_over_the_other(marks: Mask, above: Band, below: Band) -> bool:
    """Whether two bands share columns of pixels: a page's number stands beside a heading."""
    boxes = _trimmed(marks, above), _trimmed(marks, below)
    return max(box.x0 for box in boxes) < min(box.x1 for box in boxes)


def _split(marks: Mask, band: Band, height: float) -> list[Band]:
    """Lines that touch, cut apart where the ink between them is thinnest.

    A cut holds if both sides are as high as letters and rise to a headline of their own: the
    zone of vowel signs above a headline has none.
    """
    top, bottom = band
    least = round(0.55 * height)
    if bottom - top < 1.5 * height or bottom - top <= 2 * least:
        return [band]
    profile = marks[top:bottom].sum(axis=1).astype(float)
    cut = least + int(np.argmin(profile[least : bottom - top - least]))
    if profile[cut] > 0.5 * min(profile[:cut].max(), profile[cut:].max()):
        return [band]
    parts = ((top, top + cut), (top + cut, bottom))
    return [line for part in parts for line in _split(marks, part, height)]


def _trimmed(marks: Mask, band: Band) -> Box:
    inked = np.flatnonzero(marks[band[0] : band[1]].any(axis=0))
    return Box(float(inked[0]), float(band[0]), float(inked[-1]) + 1, float(band[1]))
