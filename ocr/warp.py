"""Grey pixels of a page as received become the flat pixels of a leaf, in one remap."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Mesh
from ocr.ink import Grey

_TOGETHER = 256
"""Rows that are made at once: where their pixels come from fits into the processor's cache."""


def warped(pixels: Grey, mesh: Mesh, empty: int = 255) -> Grey:
    """(mesh.height, mesh.width) flat pixels; `empty`, white, where the mesh leaves the page."""
    # Pixel centres: the mesh speaks of edges, OpenCV of centres.
    grid = mesh.grid.astype(np.float32) - np.float32(0.5)
    down = _hats(mesh.height, mesh.rows, mesh.step)
    across = _hats(mesh.width, mesh.columns, mesh.step).T
    flat = np.empty((mesh.height, mesh.width), np.uint8)
    for top in range(0, mesh.height, _TOGETHER):
        rows = down[top : top + _TOGETHER]
        xs, ys = (rows @ grid[..., axis] @ across for axis in (0, 1))
        flat[top : top + _TOGETHER] = cv2.remap(
            pixels, xs, ys, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=empty
        )
    return flat


def _hats(length: int, knots: int, step: int) -> NDArray[np.float32]:
    """(length, knots) weights that interpolate knots `step` apart at every pixel's centre."""
    at = (np.arange(length) + 0.5) / step
    left = np.minimum(at.astype(int), knots - 2)
    weights = np.zeros((length, knots), np.float32)
    rows = np.arange(length)
    weights[rows, left] = 1 - (at - left)
    weights[rows, left + 1] = at - left
    return weights
