"""What the scanner saw besides the sheet: the bed around it, its shadow, uneven light."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np

from ocr.geometry import Points
from samples.ageing.field import Pixels, clouds, darken, slope, small


def bed(
    rng: np.random.Generator,
    size: tuple[int, int],
    outline: Points,
    which: Literal["any", "dark", "light"] = "any",
) -> Pixels:
    """A dark or a light bed of `size`, with the shadow of the sheet whose `outline` is given."""
    low = small(size)
    dark, light = rng.uniform(18, 60), rng.uniform(225, 250)
    shade = {"any": float(rng.choice((dark, light))), "dark": dark, "light": light}[which]
    surface = shade * (0.94 + 0.06 * clouds(rng, low, 24))
    cast = np.zeros((low[1], low[0]), dtype=np.float32)
    edge = outline * (low[0] / size[0]) + rng.uniform(-1, 2, 2)
    cv2.fillPoly(cast, [edge.astype(np.int32)], 1.0)
    surface *= 1 - 0.35 * cv2.GaussianBlur(cast, (0, 0), 3)
    grey = cv2.resize(surface.astype(np.uint8), size)
    return np.asarray(cv2.merge([grey] * 3), dtype=np.uint8)


def uneven(page: Pixels, rng: np.random.Generator, most: float) -> Pixels:
    """Light that falls off towards some side by up to `most`."""
    size = small((page.shape[1], page.shape[0]))
    return darken(page, np.asarray(1 - most * slope(rng, size), dtype=np.float32))


def gutter(
    page: Pixels, rng: np.random.Generator, valley: Literal["dark", "light", "none"] = "dark"
) -> Pixels:
    """Where facing pages meet: a dark valley, a lit ridge between grey slopes, or nothing."""
    if valley == "none":
        return page
    u = np.abs(np.linspace(-1, 1, page.shape[1] // 4, dtype=np.float32))
    depth = rng.uniform(0.4, 0.8)
    field = 1 - depth * np.exp(-u / rng.uniform(0.008, 0.02))
    if valley == "light":
        field = 1 - 0.25 * depth * np.exp(-u / 0.1) * (u > rng.uniform(0.002, 0.006))
    return darken(page, np.asarray(np.repeat(field[None, :], 2, axis=0), dtype=np.float32))
