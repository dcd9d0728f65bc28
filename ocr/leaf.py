"""A page as received becomes leaves: upright, split at the gutter, laid flat, cleaned.

A `FlatLeaf` holds pixels and lives only while its page is read; it is never stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr import folds, holes, stamps
from ocr.decoders.resolution import LEAST
from ocr.flatten import flatten
from ocr.geometry import Box, Mesh, mesh
from ocr.ink import WORK_DPI, Grey, Ink, Mask, ink, ink_on_paper, reduced, strokes
from ocr.lines import word_height
from ocr.orient import turned
from ocr.pages import Leaf, Page, Side, Turn
from ocr.scan import Frame
from ocr.stamps import Ring
from ocr.warp import warped

_HALF_SHEET = 8.3
"""Inches of the longer side of A5."""

_SMALLEST, _USUAL = 17, 20
"""Height in work pixels of words that are small, and of usual ones."""

_GUTTER_DARK = 0.8
"""A gutter is darker than this share of the paper beside it."""

_STRIPS, _LEAN, _LEANS = 12, 0.09, 12
"""A gutter is followed through so many strips, leaning by up to so much, in so many steps."""


@dataclass(frozen=True, slots=True, eq=False)
class FlatLeaf:
    """Pixels of a flat leaf: `bare` at full size, `inked` and `marks` shrunk by `factor`.

    `stamps` are the boxes of the stamps, at full size; faint ones are gone from the pixels.
    `rings` are those of round stamps that are not, in shrunk pixels.
    """

    leaf: Leaf
    bare: Grey
    inked: Ink
    marks: Mask
    factor: float
    stamps: tuple[Box, ...]
    rings: tuple[Ring, ...] = ()


def leaves(
    pixels: Grey, frame: Frame, sha256: str, turn: Turn | None = None
) -> tuple[Page, tuple[FlatLeaf, ...]]:
    """The page with its geometry, and its leaves laid flat, left first.

    `turn` is by how much it had been turned, if somebody has seen that; else its strokes tell.
    """
    dpi = _resolution(pixels, frame)
    small, factor = reduced(pixels, dpi)
    inked, marks, _ = _inked(small)
    turn = turned(marks) if turn is None else turn
    upright, inked, marks, small = (_upright(a, turn) for a in (pixels, inked, marks, small))
    meshes = [
        (side, flatten(inked, marks, box, factor)) for side, box in _sides(upright, small, factor)
    ]
    height, width = upright.shape
    flat = tuple(
        flat_leaf(warped(upright, m), Leaf(side, _received(m, turn, width, height)), dpi)
        for side, m in meshes
    )
    page = Page(
        sha256,
        frame.number,
        frame.width,
        frame.height,
        dpi,
        turn,
        tuple(f.leaf for f in flat),
    )
    return page, flat


def laid(pixels: Grey, page: Page) -> tuple[FlatLeaf, ...]:
    """The leaves of a page whose geometry is known, from its pixels as received."""
    return tuple(flat_leaf(warped(pixels, leaf.mesh), leaf, page.dpi) for leaf in page.leaves)


def flat_leaf(pixels: Grey, leaf: Leaf, dpi: int) -> FlatLeaf:
    """The leaf with these flat grey pixels, cleaned."""
    small, factor = reduced(pixels, dpi)
    inked, marks, text = _inked(small)
    full = folds.unfolded(ink(pixels, dpi), dpi, _larger(text, factor))
    rings = stamps.rings(inked)
    seals = stamps.find(marks, rings)
    if rings:
        full = stamps.lifted(full, rings, factor)
        inked = stamps.lifted(inked, rings)
        marks = strokes(inked, WORK_DPI)
        rings = stamps.remaining(marks, rings)
    return FlatLeaf(
        leaf,
        cv2.bitwise_not(full),
        inked,
        marks,
        factor,
        tuple(_larger(box, factor) for box in seals),
        tuple(rings),
    )


def _resolution(pixels: Grey, frame: Frame) -> int:
    """The resolution that the file states, or what its words tell where it was shrunk since.

    Words are about as high everywhere. A picture that would be smaller than half a sheet, its
    words small too, was made smaller and kept what it stated.
    """
    if max(frame.width, frame.height) >= _HALF_SHEET * frame.dpi:
        return frame.dpi
    _, marks, _ = _inked(reduced(pixels, frame.dpi)[0])
    high = word_height(marks)
    return frame.dpi if high >= _SMALLEST else max(LEAST, round(frame.dpi * high / _USUAL))


def _larger(box: Box, factor: float) -> Box:
    return Box(box.x0 / factor, box.y0 / factor, box.x1 / factor, box.y1 / factor)


def _inked(small: Grey) -> tuple[Ink, Mask, Box]:
    """Ink and strokes of a page at work resolution, and the box around its text."""
    inked = ink_on_paper(small, WORK_DPI)
    text = folds.text_box(inked, WORK_DPI)
    unfolded = folds.unfolded(inked, WORK_DPI, text)
    return unfolded, holes.filled(small, strokes(unfolded, WORK_DPI)), text


def _upright(array: Grey, turn: Turn) -> Grey:
    return np.ascontiguousarray(np.rot90(array, turn // 90))


def _received(laid: Mesh, turn: Turn, width: int, height: int) -> Mesh:
    """The mesh of an upright page of this size, led back through the quarter turns."""
    x, y = laid.grid[..., 0], laid.grid[..., 1]
    back = {
        0: (x, y),
        90: (height - y, x),
        180: (width - x, height - y),
        270: (y, width - x),
    }[turn]
    return mesh(laid.width, laid.height, laid.step, np.stack(back, axis=-1))


def _sides(upright: Grey, small: Grey, factor: float) -> list[tuple[Side, Box]]:
    """The whole page, or the two sides of its gutter."""
    height, width = upright.shape
    at = _gutter(small)
    if at is None:
        return [("whole", Box(0, 0, width, height))]
    middle = round(at / factor)
    return [("left", Box(0, 0, middle, height)), ("right", Box(middle, 0, width, height))]


def _gutter(small: Grey) -> int | None:
    """Where the dark fold between facing pages runs, in work pixels from the left; or None."""
    height, width = small.shape
    if width < 1.1 * height:
        return None
    low, high = round(0.35 * width), round(0.65 * width)
    near, far = width // 30, width // 12
    columns = min(_leaning(small), key=lambda one: one[low:high].min())
    at = low + int(columns[low:high].argmin())
    beside = np.concatenate([columns[at - far : at - near], columns[at + near : at + far]])
    return at if columns[at] < _GUTTER_DARK * float(np.median(beside)) else None


def _leaning(small: Grey) -> Iterator[NDArray[np.float64]]:
    """How bright the page is from left to right, along lines of each lean that a scan may have.

    Columns of pixels would smear the gutter of a page that lies askew.
    """
    height = small.shape[0]
    strips = np.array_split(small[height // 10 : -height // 10], _STRIPS)
    bright = cv2.blur(np.array([np.median(s, axis=0) for s in strips]), (WORK_DPI // 15, 1))
    apart = 0.8 * height / _STRIPS
    for lean in np.linspace(-_LEAN, _LEAN, 2 * _LEANS + 1):
        by = [round(lean * apart * (n - (_STRIPS - 1) / 2)) for n in range(_STRIPS)]
        rolled = [np.roll(strip, -dx) for strip, dx in zip(bright, by, strict=True)]
        yield np.mean(rolled, axis=0)
