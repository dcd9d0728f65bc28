"""Grey pixels become ink: how much darker each pixel is than the paper around it."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

Grey = MatLike
"""(height, width) uint8, 0 black, 255 white."""

Ink = MatLike
"""(height, width) uint8, 0 bare paper, 255 black ink."""

Mask = MatLike
"""(height, width) uint8, 0 or 1."""

WORK_DPI = 150
"""Resolution at which layout is looked for; letters are read at full resolution."""

_PAPER_DPI = 75
"""Resolution at which the paper's own brightness is followed: strokes are a pixel wide here."""

_BED = 0.45
"""Paper darker than this share of the page's own brightness is bed, gutter or shadow."""


def reduced(pixels: Grey, dpi: int, to: int = WORK_DPI) -> tuple[Grey, float]:
    """The page at `to` dpi (never enlarged) and the factor by which it was shrunk."""
    factor = min(1.0, to / dpi)
    if factor == 1.0:
        return pixels, 1.0
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return small, factor


def paper(pixels: Grey, dpi: int) -> Grey:
    """Brightness of the paper under the ink, a reduced page: strokes closed, then smoothed."""
    small, _ = reduced(pixels, dpi, _PAPER_DPI)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    coarse = cv2.resize(closed, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    return cv2.medianBlur(coarse, 3)


def ink(pixels: Grey, dpi: int) -> Ink:
    """0 where the page is bare, 255 where it is black, whatever the light on it; same shape."""
    return _ink(pixels, paper(pixels, dpi))


def ink_on_paper(pixels: Grey, dpi: int) -> Ink:
    """The ink, none on the scanner's bed and in the dark of a gutter."""
    ground = paper(pixels, dpi)
    return cv2.multiply(_ink(pixels, ground), _sheet(pixels, ground))


def _ink(pixels: Grey, ground: Grey) -> Ink:
    under = _enlarged(ground, pixels)
    np.maximum(under, 1, out=under)
    light = cv2.divide(pixels, under, scale=255.0)
    return cv2.bitwise_not(light, dst=light)


def _sheet(pixels: Grey, ground: Grey) -> Mask:
    """1 on the paper, 0 on the bed and in a gutter; same shape as the pixels."""
    lit: Mask = (ground > _BED * np.percentile(ground, 90)).astype(np.uint8)
    lit = cv2.erode(lit, np.ones((3, 3), np.uint8), borderType=cv2.BORDER_REPLICATE)
    return _enlarged(lit, pixels)


def pieces(mask: Mask, labels: MatLike, chosen: NDArray[np.bool_]) -> Mask:
    """The pieces of a mask that are chosen, by their numbers in `labels`."""
    at = places(mask)
    kept: Mask = np.zeros(mask.shape, np.uint8)
    kept.ravel()[at] = chosen[labels.ravel()[at]]
    return kept


def connected(mask: Mask) -> tuple[MatLike, MatLike, MatLike]:
    """What hangs together, at corners too: labels (height, width), stats (n, 5), middles (n, 2).

    As OpenCV's `connectedComponentsWithStats` has them, but for the paper, which is label 0 and
    has stats of 0. That looks at every pixel for the stats; here the ends of runs tell, which
    takes half of the time over a page.
    """
    count, labels = cv2.connectedComponents(mask, connectivity=8, ltype=cv2.CV_32S)
    rows, starts, ends = runs(mask)
    of = np.asarray(labels[rows, starts], np.intp)
    length = ends - starts
    left, right, top, foot = (np.full(count, n) for n in (mask.shape[1], 0, 0, 0))
    np.minimum.at(left, of, starts)
    np.maximum.at(right, of, ends)
    top[of[::-1]], foot[of] = rows[::-1], rows + 1  # runs come top down, the last written stays
    area = np.bincount(of, length, count)
    stats = np.stack([left, top, right - left, foot - top, area], axis=1).astype(np.int32)
    stats[0] = 0
    sums = [np.bincount(of, at * length, count) for at in ((starts + ends - 1) / 2, rows)]
    return labels, stats, np.stack(sums, axis=1) / np.maximum(area, 1)[:, None]


def runs(mask: Mask) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """The runs of pixels that are 1, row by row: rows, first pixels, and those after, (n,) each."""
    height, width = mask.shape
    pixels = np.zeros(1 + height * (width + 1), np.bool_)
    pixels[1:].reshape(height, width + 1)[:, :-1] = mask  # no run goes on in the next row
    turns = np.flatnonzero(pixels[1:] != pixels[:-1])
    rows, starts = np.divmod(turns[::2], width + 1)
    return rows, starts, starts + turns[1::2] - turns[::2]


def places(mask: Mask) -> NDArray[np.intp]:
    """Where a mask of 0 and 1 is 1, row by row: numbers of pixels, far quicker than of bytes."""
    return np.flatnonzero(np.ascontiguousarray(mask).view(bool))


def strokes(inked: Ink, dpi: int) -> Mask:
    """1 where a pixel belongs to a stroke, 0 elsewhere.

    A stroke is darker than the paper's grain and at least half as dark as the darkest ink
    within a quarter inch, so that faded and bold writing both keep their width.
    """
    small = cv2.resize(inked, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    reach = max(3, dpi // 16) | 1
    near = cv2.blur(cv2.dilate(small, np.ones((reach, reach), np.uint8)), (reach, reach))
    floor = np.maximum(_enlarged(near, inked) // 2, _grain(inked))
    return (inked > floor).astype(np.uint8)


def _grain(inked: Ink) -> int:
    """Ink up to this is the paper's grain or shows through from the other side."""
    counts = np.bincount(inked[::4, ::4].ravel(), minlength=256)
    middle = _below(counts, 0.5)
    spread = _below(np.bincount(abs(np.arange(256) - middle), counts), 0.5)
    grain = middle + 6 * max(spread, 2)
    dark = np.where(np.arange(256) > grain, counts, 0)
    return max(grain, round(0.35 * _below(dark, 0.75))) if dark.any() else 255


def _below(counts: NDArray[Any], share: float) -> int:
    """The ink that this share of the pixels has at most, from how many have each."""
    sums = np.cumsum(counts)
    return int(np.searchsorted(sums, share * sums[-1]))


def _enlarged(small: Grey, like: Grey) -> Grey:
    height, width = like.shape
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
