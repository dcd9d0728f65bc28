"""Smooth random fields, the stuff of paper, stains and light, and how they lie on a picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Field = NDArray[np.float32]


def clouds(rng: np.random.Generator, size: tuple[int, int], cell: float) -> Field:
    """(height, width) values 0 to 1, alike within `cell` pixels; `size` is (width, height)."""
    width, height = size
    shape = max(int(height / cell), 1) + 2, max(int(width / cell), 1) + 2
    return _spread(rng.random(shape, dtype=np.float32), size)


def slope(rng: np.random.Generator, size: tuple[int, int]) -> Field:
    """(height, width) values 0 to 1 that rise from one side to another, gently bent."""
    return _spread(rng.random((3, 3), dtype=np.float32), size)


def _spread(coarse: Field, size: tuple[int, int]) -> Field:
    spread = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(spread, 0.0, 1.0), dtype=np.float32)


def small(size: tuple[int, int], by: int = 8) -> tuple[int, int]:
    """The size of a field that is made coarse because nothing in it is fine."""
    return max(size[0] // by, 4), max(size[1] // by, 4)


def darken(page: Pixels, field: Field, tint: tuple[float, float, float] = (1, 1, 1)) -> Pixels:
    """The (h, w, 3) page times `field` (any size, 0 to 1), each colour to the power of `tint`."""
    layers = [np.power(field, power) if power != 1 else field for power in tint]
    bytes_ = (np.dstack(layers) * 255).astype(np.uint8)
    whole = cv2.resize(bytes_, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.multiply(page, whole, scale=1 / 255), dtype=np.uint8)
