"""Grey pixels become ink: how much darker each pixel is than the paper around it."""

from __future__ import annotations

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

_FOLD = 20
"""Ink (of 255) of the faintest fold."""

_FOLDS = 3
"""More lines than this from edge to edge are the ruling of the paper."""

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
    ground = np.maximum(_enlarged(paper(pixels, dpi), pixels), 1)
    return cv2.bitwise_not(cv2.divide(pixels, ground, scale=255.0))


def unfolded(inked: Ink) -> Ink:
    """The ink without folds: lines that run straight from edge to edge of the page.

    Of all that lies on such a line as much is taken away as both its ends have, beyond any
    table, so that a rule or a word on a fold stays.
    """
    across = _ends(inked)
    down = _ends(cv2.transpose(inked)).reshape(1, -1)
    if not (across.any() or down.any()):
        return inked
    return cv2.subtract(cv2.subtract(inked, _spread(across, inked)), _spread(down, inked))


def _ends(inked: Ink) -> NDArray[np.uint8]:
    """(height, 1) ink that both ends of a row of pixels share, where it is a fold; else 0."""
    near, far = inked.shape[1] // 100, inked.shape[1] // 22
    left, right = inked[:, near:far], inked[:, -far:-near]
    # A smooth grain is everywhere; a fold stands out from the rows above and below it.
    shared = np.minimum(np.median(left, axis=1), np.median(right, axis=1)).astype(np.uint8)
    wide = max(3, inked.shape[0] // 60) | 1
    column = shared.reshape(-1, 1)
    proud = cv2.subtract(column, cv2.medianBlur(column, min(wide, 255)))
    count, _ = cv2.connectedComponents((proud > _FOLD).astype(np.uint8))
    if not 1 < count <= _FOLDS + 1:
        return np.zeros((len(column), 1), np.uint8)
    reach = cv2.dilate((proud > _FOLD).astype(np.uint8), np.ones((7, 1), np.uint8))
    return np.asarray(proud * reach, np.uint8)


def _spread(line: NDArray[np.uint8], like: Ink) -> Ink:
    return np.broadcast_to(line, like.shape).copy()


def sheet(pixels: Grey, dpi: int) -> Mask:
    """1 on the paper, 0 on the scanner's bed and in the dark of a gutter; same shape."""
    ground = paper(pixels, dpi)
    lit = (ground > _BED * np.percentile(ground, 90)).astype(np.uint8)
    lit = cv2.erode(lit, np.ones((3, 3), np.uint8), borderType=cv2.BORDER_REPLICATE)
    return _enlarged(lit, pixels)


def strokes(inked: Ink, dpi: int) -> Mask:
    """1 where a pixel belongs to a stroke, 0 elsewhere.

    A stroke is darker than the paper's grain and at least half as dark as the darkest ink
    within a quarter inch, so that faded and bold writing both keep their width.
    """
    small, _ = reduced(inked, dpi, dpi // 4)
    reach = max(3, dpi // 16) | 1
    near = cv2.blur(cv2.dilate(small, np.ones((reach, reach), np.uint8)), (reach, reach))
    floor = np.maximum(_enlarged(near, inked) // 2, _grain(inked))
    return (inked > floor).astype(np.uint8)


def _grain(inked: Ink) -> int:
    """Ink up to this is the paper's grain or shows through from the other side."""
    sample = inked[::4, ::4]
    middle = float(np.median(sample))
    spread = float(np.median(np.abs(sample.astype(np.float32) - middle)))
    grain = middle + 6 * max(spread, 2.0)
    dark = sample[sample > grain]
    return round(max(grain, 0.35 * float(np.percentile(dark, 75)))) if dark.size else 255


def _enlarged(small: Grey, like: Grey) -> Grey:
    height, width = like.shape
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
