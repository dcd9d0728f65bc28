"""Ink fades in places, and the writing of the other side shows through."""

from __future__ import annotations

import cv2
import numpy as np

from samples.ageing.field import Pixels, clouds, small


def fade(page: Pixels, rng: np.random.Generator, most: float) -> Pixels:
    """Ink up to `most` of the way to white, more in some places than in others."""
    size = (page.shape[1], page.shape[0])
    even = rng.uniform(0.3, 0.8)
    share = most * (even + (1 - even) * clouds(rng, small(size), 40))
    keep = cv2.resize((255 * (1 - share)).astype(np.uint8), size)
    ink = cv2.multiply(255 - page, cv2.merge([keep] * 3), scale=1 / 255)
    return np.asarray(255 - ink, dtype=np.uint8)


def bleed(page: Pixels, rng: np.random.Generator, most: float) -> Pixels:
    """The page with a blurred, mirrored, shifted ghost of like writing, up to `most` dark."""
    grey = cv2.resize(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), None, fx=0.5, fy=0.5)
    ghost = cv2.GaussianBlur(cv2.flip(grey, 1), (0, 0), rng.uniform(0.8, 2.0))
    moved = np.roll(ghost, (int(rng.integers(-60, 60)), int(rng.integers(-60, 60))), axis=(0, 1))
    through = 255 - (255 - moved.astype(np.float32)) * rng.uniform(0.3, 1.0) * most
    whole = cv2.resize(through.astype(np.uint8), (page.shape[1], page.shape[0]))
    return np.asarray(cv2.multiply(page, cv2.merge([whole] * 3), scale=1 / 255), dtype=np.uint8)
