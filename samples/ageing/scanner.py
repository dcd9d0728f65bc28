"""What the scanner itself does: soft focus, few dots, noise."""

from __future__ import annotations

import cv2
import numpy as np

from samples.ageing.field import Pixels
from samples.ageing.wear import Wear

_TILE = 512


def scan(page: Pixels, rng: np.random.Generator, wear: Wear, dpi: int) -> Pixels:
    """The page out of focus, at fewer dots (but of the same size), with sensor noise."""
    sigma = rng.uniform(0.3, 1.0) * wear.blur * dpi / 200
    soft = cv2.GaussianBlur(page, (0, 0), sigma) if sigma else page
    scale = rng.uniform(wear.scale, 1.0)
    few = cv2.resize(soft, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    back = cv2.resize(few, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_LINEAR)
    return noise(np.asarray(back, dtype=np.uint8), rng, wear.noise)


def noise(page: Pixels, rng: np.random.Generator, most: float) -> Pixels:
    """Grey noise of up to `most` levels; a few tiles of it, laid at random, do for the page."""
    height, width = page.shape[:2]
    strength = rng.uniform(0.4, 1.0) * most
    tiles = rng.normal(0, strength, (4, _TILE, _TILE)).astype(np.int8)
    down, across = -(-height // _TILE), -(-width // _TILE)
    rows = [np.hstack([tiles[k] for k in rng.integers(0, 4, across)]) for _ in range(down)]
    grain = np.vstack(rows)[:height, :width].astype(np.int16)
    return np.asarray(cv2.add(page, cv2.merge([grain] * 3), dtype=cv2.CV_8U), dtype=np.uint8)
