"""What to cut out of flat leaves for a picture: of a row across facing pages, of one cell.

Nothing here touches pixels, so the screen can place its inputs before a picture is there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ocr.geometry import Box, union
from ocr.pages import Page
from ocr.unwarp import Place, places

WIDEST = 2500
"""Pixels across the largest picture that goes out."""

_SIDE = 1 / 12
"""Inches of paper beside a row's outer cells, and on either side of a gutter."""

_CONTEXT = 1 / 2
"""Inches above and below a row at most: of a tall row half its height would be too much."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole pixels of a flat leaf; what of them lies beyond the leaf is white."""

    leaf: int
    box: Box


@dataclass(frozen=True, slots=True)
class Cut:
    """Pieces of one height side by side, left first, shrunk to `width` × `height` pixels.

    `cells` are the boxes of the cells, in the order asked for, and `top` and `bottom` those of
    the row they make, all in pixels of the picture; what is above and below is context.
    """

    pieces: tuple[Piece, ...]
    width: int
    height: int
    cells: tuple[Box, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Band:
    """The cells of a row on one leaf, between the medians of their tops and bottoms."""

    leaf: int
    around: Box
    top: float
    bottom: float


def row(page: Page, boxes: Sequence[Box], width: int = WIDEST) -> Cut:
    """The picture of a row from its cells' boxes as received, at most `width` pixels wide.

    The facing pages' pieces have the row at one height. ValueError if there are no boxes.
    """
    if not boxes:
        raise ValueError("a row with no cells")
    return laid(page, places(page, boxes), width)


def laid(page: Page, cells: Sequence[Place], width: int = WIDEST) -> Cut:
    """The same of a row whose cells' places on the flat leaves are known; at least one."""
    flat = [(place.leaf, place.box) for place in cells]
    bands = [_band(leaf, [box for at, box in flat if at == leaf]) for leaf in _leaves(flat)]
    tall = max(1.0, *(band.bottom - band.top for band in bands))
    context = round(min(tall / 2, _CONTEXT * page.dpi))
    side = _SIDE * page.dpi
    below = [band.top - math.floor(band.top) for band in bands]
    height = math.ceil(round(tall + max(below), 2)) + 2 * context
    pieces = []
    for band in bands:
        x0, x1 = _across(page, band.leaf, band.around, side)
        y0 = math.floor(band.top) - context
        pieces.append(Piece(band.leaf, Box(x0, y0, x1, y0 + height)))
    own = context + float(np.mean(below))
    return _cut(pieces, flat, (own, own + tall), width)


def cell(page: Page, box: Box, margin: float = 0.0, width: int = WIDEST) -> Cut:
    """The picture of a cell's box as received, with `margin` pixels of its leaf around it."""
    (place,) = places(page, [box])
    x0, x1 = _across(page, place.leaf, place.box, margin)
    y0, y1 = math.floor(place.box.y0 - margin), math.ceil(place.box.y1 + margin)
    piece = Piece(place.leaf, Box(x0, y0, x1, max(y1, y0 + 1)))
    own = place.box.y0 - y0, place.box.y1 - y0
    return _cut([piece], [(place.leaf, place.box)], own, width)


def _leaves(flat: Sequence[tuple[int, Box]]) -> list[int]:
    return sorted({leaf for leaf, _ in flat})


def _band(leaf: int, boxes: list[Box]) -> _Band:
    top, bottom = (float(np.median(at)) for at in zip(*((b.y0, b.y1) for b in boxes), strict=True))
    return _Band(leaf, union(boxes), round(top, 2), round(bottom, 2))


def _across(page: Page, leaf: int, box: Box, side: float) -> tuple[int, int]:
    """Whole pixels from left to right, no further than the leaf goes, at least one."""
    width = page.leaves[leaf].mesh.width
    x0 = min(max(math.floor(box.x0 - side), 0), width - 1)
    return x0, max(min(math.ceil(box.x1 + side), width), x0 + 1)


def _cut(
    pieces: Sequence[Piece],
    flat: Sequence[tuple[int, Box]],
    own: tuple[float, float],
    width: int,
) -> Cut:
    """The pieces shrunk to fit, and where the cells come to lie on them."""
    full = sum(piece.box.width for piece in pieces)
    tall = pieces[0].box.height
    scale = min(1.0, max(1, min(width, WIDEST)) / full)
    size = max(1, round(full * scale)), max(1, round(tall * scale))
    by = size[0] / full, size[1] / tall
    starts = np.cumsum([0.0, *(piece.box.width for piece in pieces)])
    origin = {
        piece.leaf: (float(start) - piece.box.x0, -piece.box.y0)
        for piece, start in zip(pieces, starts, strict=False)
    }
    cells = tuple(_moved(box, origin[leaf], by) for leaf, box in flat)
    return Cut(tuple(pieces), *size, cells, own[0] * by[1], own[1] * by[1])


def _moved(box: Box, by: tuple[float, float], scale: tuple[float, float]) -> Box:
    (dx, dy), (sx, sy) = by, scale
    return Box((box.x0 + dx) * sx, (box.y0 + dy) * sy, (box.x1 + dx) * sx, (box.y1 + dy) * sy)
