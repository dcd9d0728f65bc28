"""Marks of use: round stamps, folds, punch holes, a black corner, specks of dirt."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
from PIL import Image, ImageDraw

from samples.ageing.field import Pixels, clouds, darken
from samples.faces import Type, faces

_STAMP = ((92, 48, 140), (40, 60, 160), (150, 40, 60))  # violet, blue, red pad ink
_BLACK = (40, 40, 44)
_MM = 25.4


def stamp(page: Pixels, rng: np.random.Generator, dpi: int, words: tuple[str, ...]) -> Pixels:
    """An office's round stamp with `words` across it, turned and unevenly inked."""
    side = int(rng.uniform(28, 36) * dpi / _MM)
    turned = _seal(side, words).rotate(float(rng.uniform(-30, 30)), Image.Resampling.BILINEAR)
    height, width = page.shape[:2]
    x = int(rng.uniform(0.05, 0.95) * (width - side))
    y = int(rng.uniform(0.55, 0.95) * (height - side))
    return _pressed(page, turned, (x, y), rng, rng.uniform(0.35, 0.7))


def seal(
    page: Pixels,
    rng: np.random.Generator,
    dpi: int,
    words: tuple[str, ...],
    pad: Literal["black", "coloured"],
) -> Pixels:
    """A round stamp anywhere on the page, pressed harder than most, so also over its writing."""
    side = int(rng.uniform(26, 38) * dpi / _MM)
    turned = _seal(side, words).rotate(float(rng.uniform(-30, 30)), Image.Resampling.BILINEAR)
    height, width = page.shape[:2]
    x, y = (int(rng.uniform(0.08, 0.92) * (length - side)) for length in (width, height))
    black = _BLACK if pad == "black" else None
    return _pressed(page, turned, (x, y), rng, rng.uniform(0.5, 0.9), black)


def _pressed(
    page: Pixels,
    shape: Image.Image,
    at: tuple[int, int],
    rng: np.random.Generator,
    strength: float,
    ink: tuple[int, int, int] | None = None,
) -> Pixels:
    """The page with a stamp of this shape at a place, unevenly inked; in a pad's colour if None."""
    x, y = at
    side = shape.width
    cover = np.asarray(shape, dtype=np.float32) / 255 * strength
    cover *= 0.3 + 0.7 * clouds(rng, (side, side), side / 6)
    colour = np.array(ink or _STAMP[rng.integers(len(_STAMP))], dtype=np.float32) / 255
    marked = page.copy()
    under = marked[y : y + side, x : x + side]
    under[:] = (under * (1 - cover[..., None] * (1 - colour))).astype(np.uint8)
    return marked


def _seal(side: int, words: tuple[str, ...]) -> Image.Image:
    seal = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(seal)
    for inset, wide in ((0.03, 0.02), (0.09, 0.008)):
        ends = (inset * side, inset * side, (1 - inset) * side, (1 - inset) * side)
        draw.ellipse(ends, outline=255, width=max(int(wide * side), 1))
    type_ = Type(faces()[0], side * 0.07)
    widest = max(type_.width(word) for word in words)
    type_ = Type(faces()[0], side * 0.07 * min(1.0, 0.72 * side / widest))
    y = side / 2 - type_.leading * (len(words) / 2 - 0.7)
    for word in words:
        type_.draw(draw, ((side - type_.width(word)) / 2, y), word, (255,))
        y += type_.leading
    return seal


def fold(page: Pixels, rng: np.random.Generator) -> Pixels:
    """A crease across the page: a light and a dark line side by side, a little soft."""
    rows = np.ones((page.shape[0] // 2, 1), dtype=np.float32)
    at = int(rng.uniform(0.3, 0.7) * len(rows))
    rows[at : at + 2] = rng.uniform(0.55, 0.85)
    rows[at + 2 : at + 14, 0] *= np.linspace(0.93, 1, 12, dtype=np.float32)
    field = cv2.GaussianBlur(rows, (1, 5), 0).reshape(-1, 1)
    return darken(page, np.repeat(field, 2, axis=1))


def crease(page: Pixels, rng: np.random.Generator, *, upright: bool) -> Pixels:
    """A fold across the page or, `upright`, down it."""
    if not upright:
        return fold(page, rng)
    turned = fold(np.ascontiguousarray(page.transpose(1, 0, 2)), rng)
    return np.ascontiguousarray(turned.transpose(1, 0, 2))


def black_corner(page: Pixels, rng: np.random.Generator, dpi: int) -> Pixels:
    """A corner folded over under its staple: the bed shows as a black triangle."""
    marked = page.copy()
    height, width = page.shape[:2]
    reach = float(rng.uniform(6, 12)) * dpi / _MM
    x, y = float(rng.choice((0, width - 1))), float(rng.choice((0, height - 1)))
    inward = (reach if x == 0 else -reach), (reach if y == 0 else -reach)
    corner = np.array([[x, y], [x + inward[0], y], [x, y + inward[1]]])
    cv2.fillPoly(marked, [corner.astype(np.int32)], (int(rng.integers(10, 50)),) * 3)
    return marked


def holes(page: Pixels, rng: np.random.Generator, dpi: int) -> Pixels:
    """Two punch holes at the left edge, dark as what lies behind."""
    marked = page.copy()
    x, middle = int(9 * dpi / _MM), page.shape[0] // 2
    shade = int(rng.integers(30, 120))
    for y in (middle - int(40 * dpi / _MM), middle + int(40 * dpi / _MM)):
        cv2.circle(marked, (x, y), int(2.8 * dpi / _MM), (shade,) * 3, -1, cv2.LINE_AA)
    return marked


def specks(page: Pixels, rng: np.random.Generator, most: int) -> Pixels:
    """Up to `most` small dark dots anywhere."""
    marked = page.copy()
    for _ in range(int(rng.integers(most // 3, most + 1))):
        x, y = int(rng.integers(page.shape[1])), int(rng.integers(page.shape[0]))
        shade = int(rng.integers(20, 150))
        cv2.circle(marked, (x, y), int(rng.choice((0, 0, 1, 1, 2))), (shade,) * 3, -1)
    return marked
