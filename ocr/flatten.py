"""The strokes of a leaf become a mesh that lays it flat: text lines level, rules plumb.

Every headline and every rule tells the slope of the page where it lies. A smooth surface is
fitted to all these slopes, so skew, perspective and the curl of a bound book need no separate
steps and no outline of the page (method: ours; compare text-line dewarping, e.g. Tian &
Narasimhan, CVPR 2011).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box, Mesh, Points, lattice, mesh
from ocr.ink import WORK_DPI, Ink, Mask, places
from ocr.warp import warped

Floats = NDArray[np.float64]

_STEP = 96
"""Pixels of the full page between two knots of the mesh."""

_TILE = WORK_DPI // 2
"""A long rule counts once per half inch, so that its curve is seen."""

_STROKE, _UPRIGHT = 12, WORK_DPI // 5
"""Shortest stroke along a line of words, and piece of an upright rule; pixels."""

_BLACK, _FAINT = 255, 25
"""Ink of a stroke, and of the faintest rule; strokes are told by the ink around them."""

_DASH = WORK_DPI // 12
"""Widest gap in a dashed rule."""

_LEAN = 5 * WORK_DPI
"""So many pixels of upright rules tell as much of their lean as the lines of words do."""

_STEEP = 0.015
"""Slope from which a leaf is looked at a second time: a rule leaves its row of pixels there."""

Powers = tuple[tuple[int, int], ...]

_LEVEL_POWERS: Powers = tuple((i, j) for i in (1, 2, 3, 4) for j in (0, 1, 2) if i + j <= 4)
_FINE_POWERS: Powers = (*_LEVEL_POWERS, (5, 0), (6, 0), (7, 0), (4, 1), (5, 1))
_PLUMB_POWERS: Powers = ((0, 1), (1, 1), (0, 2), (2, 1))


@dataclass(frozen=True, slots=True)
class Slopes:
    """Pieces of lines: their middles (n, 2), slopes (n,) along the line, lengths (n,)."""

    at: Points
    slope: Floats
    length: Floats


@dataclass(frozen=True, slots=True)
class Surface:
    """Smooth displacement over a leaf: powers of x and y (both -1 to 1) and their weights."""

    powers: Powers
    weights: tuple[float, ...]

    @property
    def steepest(self) -> float:
        """The most that any line of the leaf may lean, were all its powers at work at once."""
        return sum(abs(w) * max(i, j) for (i, j), w in zip(self.powers, self.weights, strict=True))

    def at(self, x: Floats, y: Floats) -> Floats:
        """Displacement at scaled positions, in half-widths of the leaf."""
        total = np.zeros_like(x)
        for (i, j), weight in zip(self.powers, self.weights, strict=True):
            total += weight * x**i * y**j
        return total


def flatten(inked: Ink, marks: Mask, leaf: Box, factor: float) -> Mesh:
    """The mesh for `leaf`, a box on the full page, from its ink and strokes at work resolution.

    `inked` and `marks` show the whole page, shrunk by `factor` against the full page. Lines
    that are steep at first hardly run along the pixels; where there may be such, the leaf is
    laid flat in the small and what is left of its slopes is added.
    """
    x0, y0, x1, y1 = (
        round(v * factor) for v in (max(leaf.x0, 0), max(leaf.y0, 0), leaf.x1, leaf.y1)
    )
    grey, part = inked[y0:y1, x0:x1], marks[y0:y1, x0:x1]
    laid = _laid(grey, part, _LEVEL_POWERS)
    first = _mesh(leaf, laid)
    if max(one.steepest for one in laid) < _STEEP:
        return first
    near = _mesh(Box(0, 0, part.shape[1], part.shape[0]), laid)
    again = _laid(warped(grey, near, empty=0), warped(part, near, empty=0), _FINE_POWERS)
    rest = _mesh(Box(0, 0, leaf.width, leaf.height), again).grid
    knots = first.received(rest.reshape(-1, 2)).reshape(rest.shape)
    return mesh(first.width, first.height, _STEP, knots)


def _laid(grey: Ink, part: Mask, powers: Powers) -> tuple[Surface, Surface]:
    """How far lines of a leaf stray downwards (by these powers) and rules sideways."""
    half = max(part.shape) / 2
    middle = np.array([part.shape[1], part.shape[0]]) / 2
    across = _slopes(grey, _strokes(part), _STROKE, _BLACK * _STROKE)
    level = _fit(across, middle, half, powers, by=0)
    down = _slopes(grey.T, _uprights(grey).T, _UPRIGHT, 2 * _FAINT * _UPRIGHT)
    turned = -float(level.weights[0])
    plumb = _fit(_swapped(down), middle, half, _PLUMB_POWERS, by=1, prior=turned)
    return level, plumb


def _mesh(leaf: Box, laid: tuple[Surface, Surface]) -> Mesh:
    level, plumb = laid
    width, height = round(leaf.width), round(leaf.height)
    half = max(leaf.width, leaf.height) / 2
    flat = lattice(width, height, _STEP)
    x, y = (flat[..., 0] - leaf.width / 2) / half, (flat[..., 1] - leaf.height / 2) / half
    knots = flat + np.array([leaf.x0, leaf.y0])
    knots[..., 0] += plumb.at(x, y) * half
    knots[..., 1] += level.at(x, y) * half
    return mesh(width, height, _STEP, knots)


def _strokes(marks: Mask) -> Mask:
    """The near-horizontal strokes."""
    return cv2.morphologyEx(marks, cv2.MORPH_OPEN, np.ones((1, _STROKE), np.uint8))


def _uprights(inked: Ink) -> Mask:
    """The upright lines, be they dashed and too faint to be strokes beside the letters."""
    even = cv2.blur(inked, (3, 1))
    bridged = cv2.morphologyEx(even, cv2.MORPH_CLOSE, np.ones((_DASH, 1), np.uint8))
    runs = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((_UPRIGHT, 1), np.uint8))
    return (runs > _FAINT).astype(np.uint8)


def _slopes(inked: Ink, lines: Mask, longest: int, least: float) -> Slopes:
    """Slopes of near-horizontal lines of at least `longest` pixels and `least` ink in all."""
    runs = cv2.dilate(np.ascontiguousarray(lines), np.ones((3, 1), np.uint8))
    count, labels = cv2.connectedComponents(runs, connectivity=8)
    pixels = places(runs)
    ys, xs = np.divmod(pixels, runs.shape[1])
    tiles = runs.shape[1] // _TILE + 1
    piece = labels.ravel()[pixels].astype(np.int64) * tiles + xs // _TILE
    points = np.stack([xs, ys, inked[ys, xs]]).astype(float)
    return _pieces(piece, points, count * tiles, longest, least)


def _pieces(
    piece: NDArray[np.int64], points: Floats, count: int, longest: int, least: float
) -> Slopes:
    """Straight-line fits of all pieces at once, by their moments.

    `points` are x, y and ink of every pixel (3, n): the ink gives slopes finer than a pixel.
    """
    xs, ys, heavy = points
    total = np.bincount(piece, heavy, count)
    kept = np.flatnonzero(total >= least)
    total = np.maximum(total, 1)

    def mean(values: Floats) -> Floats:
        return np.asarray(np.bincount(piece, values * heavy, count) / total)

    mx, my = mean(xs), mean(ys)
    var = np.maximum(mean(xs * xs) - mx * mx, 1e-9)[kept]
    cov = (mean(xs * ys) - mx * my)[kept]
    rest = np.maximum((mean(ys * ys) - my * my)[kept] - cov * cov / var, 0)
    length = np.sqrt(12 * var)
    straight = (length > 1.5 * longest) & (rest < 3.0) & (np.abs(cov / var) < 0.2)
    at = np.stack([mx[kept], my[kept]], axis=1)
    return Slopes(at[straight], (cov / var)[straight], length[straight])


def _swapped(slopes: Slopes) -> Slopes:
    return Slopes(slopes.at[:, ::-1], slopes.slope, slopes.length)


def _fit(
    slopes: Slopes,
    middle: Floats,
    half: float,
    powers: Powers,
    *,
    by: int,
    prior: float = 0.0,
) -> Surface:
    """The surface whose derivative by x (`by` 0) or y (1) is nearest to the slopes, robustly.

    `prior` is the weight expected of the first power, `_held` how much each holds to that.
    """
    x, y = ((slopes.at - middle) / half).T
    design = np.stack([_derivative(x, y, i, j, by) for i, j in powers], axis=1)
    ridge = np.diag(_held(powers, by))
    expected = np.zeros(len(powers))
    expected[0] = prior
    weights: Floats = expected
    trust: Floats = slopes.length
    for _ in range(8):
        moved = design.T * trust
        pull = moved @ slopes.slope + ridge @ expected
        weights = np.asarray(np.linalg.solve(moved @ design + ridge, pull), float)
        error: Floats = np.abs(design @ weights - slopes.slope)
        scale = max(float(np.median(error)) * 1.5, 0.002) if error.size else 1.0
        trust = slopes.length / (1 + (error / scale) ** 2)
    return Surface(powers, tuple(float(w) for w in weights))


def _held(powers: Powers, by: int) -> list[float]:
    """Pixels of lines that move a weight half the way from what is expected of it.

    Words are many. Of upright lines a leaf may have none but stems that happen to stand above
    one another, and then it is taken to be merely turned.
    """
    if by == 1:
        return [_LEAN] * len(powers)
    return [WORK_DPI * (0.03 if i + j == 1 else 0.2 * 1.5 ** (i + j)) for i, j in powers]


def _derivative(x: Floats, y: Floats, i: int, j: int, by: int) -> Floats:
    if by == 0:
        return np.asarray(i * x ** max(i - 1, 0) * y**j)
    return np.asarray(j * x**i * y ** max(j - 1, 0))
