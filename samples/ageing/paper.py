"""Paper: its colour, its fibres and clouds, its stains, its darker edges."""

from __future__ import annotations

import cv2
import numpy as np

from samples.ageing.field import Field, Pixels, clouds, darken, small


def paper(page: Pixels, rng: np.random.Generator, texture: float) -> Pixels:
    """The page on yellowed, cloudy, fibrous paper; `texture` is its depth."""
    size = small((page.shape[1], page.shape[0]), 4)
    cloud = 0.65 * clouds(rng, size, size[0] / 6) + 0.35 * clouds(rng, size, 12)
    fibre = clouds(rng, size, 2)
    field = 1 - texture * (0.2 + 0.65 * cloud + 0.25 * fibre) - texture * _edges(size)
    return darken(page, np.clip(field, 0.0, 1.0), _yellowed(rng, texture))


def stain(page: Pixels, rng: np.random.Generator) -> Pixels:
    """A patch of damp or tea somewhere: a faint fill with a darker, uneven rim."""
    size = small((page.shape[1], page.shape[0]))
    across = np.linspace(0, 1, size[0], dtype=np.float32) - rng.uniform(-0.1, 1.1)
    down = np.linspace(0, 1, size[1], dtype=np.float32) - rng.uniform(-0.1, 1.1)
    ragged = 0.35 * clouds(rng, size, size[0] / 9)
    far = np.hypot(across[None, :], down[:, None]) / rng.uniform(0.06, 0.25) + ragged
    depth = 0.16 * (far < 1) * (0.3 + 0.7 * far**6)
    soft = cv2.GaussianBlur(depth.astype(np.float32), (0, 0), 1.2)
    return darken(page, np.asarray(1 - soft, dtype=np.float32), (0.5, 0.9, 1.6))


def _yellowed(rng: np.random.Generator, texture: float) -> tuple[float, float, float]:
    """Powers for red, green and blue: old paper keeps its red."""
    warm = min(12 * texture * rng.uniform(0.2, 1.0), 1.2)
    return 1 - 0.3 * warm, 1.0, 1 + warm


def _edges(size: tuple[int, int]) -> Field:
    """1 at the paper's edges, falling off within a twentieth of its side."""
    x, y = (np.abs(np.linspace(-1, 1, n, dtype=np.float32)) for n in size)
    near = np.maximum(x[None, :], y[:, None])
    return np.asarray(np.clip((near - 0.92) / 0.08, 0, 1) ** 2, dtype=np.float32)
