from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.geometry import Points
from samples.ageing.bend import bend
from samples.ageing.warp import Warp
from samples.ageing.wear import LEVELS

_SIZE = (1654, 2339)


@pytest.mark.parametrize("spread", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_dots_land_where_the_truth_says(*, seed: int, spread: bool) -> None:
    """Black dots drawn on a sheet are found within a pixel of where `forward` puts them."""
    warp = bend(np.random.default_rng(seed), _SIZE, LEVELS["hard"], spread=spread)
    dots = _dots()
    sheet = np.full((_SIZE[1], _SIZE[0], 3), 255, dtype=np.uint8)
    for x, y in dots.astype(int):
        cv2.circle(sheet, (int(x), int(y)), 4, (0, 0, 0), -1)
    bed = np.full((warp.size[1], warp.size[0], 3), 255, dtype=np.uint8)
    seen = warp.picture(sheet, bed)[..., 0]
    for place in warp.forward(dots):
        assert np.hypot(*(_found(seen, place) - place)) < 1.0


@pytest.mark.parametrize("seed", range(4))
def test_backward_undoes_forward(seed: int) -> None:
    """A point of the sheet comes back to itself, so pictures and places cannot part."""
    warp = bend(np.random.default_rng(seed), _SIZE, LEVELS["hard"], spread=False)
    assert np.abs(warp.backward(warp.forward(_dots())) - _dots()).max() < 1e-6


def test_old_pages_are_really_askew() -> None:
    """Hard wear moves points by many pixels; a warp that did nothing would pass all else."""
    warp = bend(np.random.default_rng(1), _SIZE, LEVELS["hard"], spread=False)
    moved = warp.forward(_dots()) - _dots()
    assert np.ptp(moved, axis=0).max() > 20


def test_what_lies_beside_the_sheet_is_bed() -> None:
    """Pixels outside the sheet's outline keep the bed's colour."""
    warp: Warp = bend(np.random.default_rng(2), _SIZE, LEVELS["hard"], spread=False)
    sheet = np.full((_SIZE[1], _SIZE[0], 3), 255, dtype=np.uint8)
    seen = warp.picture(sheet, np.zeros((warp.size[1], warp.size[0], 3), dtype=np.uint8))
    mask = np.zeros(seen.shape[:2], dtype=np.uint8)
    cv2.fillPoly(mask, [warp.outline(*_SIZE).astype(np.int32)], (1,))
    beside = cv2.dilate(mask, np.ones((7, 7), np.uint8)) == 0
    within = cv2.erode(mask, np.ones((7, 7), np.uint8)) == 1
    assert seen[beside].max() == 0
    assert seen[within].min() == 255


def _dots() -> Points:
    xs, ys = np.meshgrid(np.arange(60, _SIZE[0], 190), np.arange(60, _SIZE[1], 210))
    return np.column_stack([xs.ravel(), ys.ravel()]).astype(float)


def _found(seen: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], near: Points) -> Points:
    """The dot's centre of darkness within 12 pixels of `near`."""
    x, y = (int(v) - 12 for v in near)
    dark = 255.0 - seen[y : y + 25, x : x + 25]
    ys, xs = np.mgrid[0:25, 0:25]
    centre = np.array([(dark * xs).sum(), (dark * ys).sum()]) / dark.sum()
    return np.asarray(centre + np.array([x, y]), dtype=float)
