"""The way back through a mesh: places on a page as received become places on its flat leaves.

A cell is stored as the upright box around its four warped corners, so on a page that lay askew a
wide cell's box is higher than the cell. What the warping added is taken off again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box, Mesh, Points
from ocr.pages import Page

_STEPS = 12
"""Newton needs three or four steps on the pages we have seen."""

_NEAR = 1e-3
"""Pixels within which a point has been found."""

_ILL = 0.2
"""Below this the two extents can no longer be told apart: the page lies near 45 degrees."""

_UNIT = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], float)

Jacobians = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Place:
    """A box of a flat leaf, in its pixels; `leaf` counts from 0 in the page's leaves."""

    leaf: int
    box: Box


def places(page: Page, boxes: Sequence[Box]) -> tuple[Place, ...]:
    """On which leaf each of these boxes of the page as received lies, and where on it."""
    if not boxes:
        return ()
    found = _rows(boxes)
    middles = (found[:, :2] + found[:, 2:]) / 2
    outside = [_outside(leaf.mesh, flat(leaf.mesh, middles)) for leaf in page.leaves]
    nearest = np.argmin(outside, axis=0)
    placed = np.empty_like(found)
    for number, leaf in enumerate(page.leaves):
        here = nearest == number
        placed[here] = _flat_rows(leaf.mesh, found[here])
    return tuple(
        Place(int(leaf), Box(*map(float, row))) for leaf, row in zip(nearest, placed, strict=True)
    )


def flat(mesh: Mesh, points: Points) -> Points:
    """(n, 2) points of the page as received as points of the flat leaf: what `received` undoes.

    Right to a hundredth of a pixel on the leaf, and a knot's step beyond it as `received` goes
    on there. Method: Newton, from the plane nearest to the knots.
    """
    return _Bent(mesh).flat(np.asarray(points, float).reshape(-1, 2))


def flat_box(mesh: Mesh, box: Box) -> Box:
    """The box of the flat leaf of which `mesh.box` makes this one of the page as received.

    Near 45 degrees, where many boxes do, the upright box around the four corners led back.
    """
    return Box(*map(float, _flat_rows(mesh, _rows([box]))[0]))


def _rows(boxes: Sequence[Box]) -> Points:
    return np.array([(box.x0, box.y0, box.x1, box.y1) for box in boxes])


def _outside(mesh: Mesh, points: Points) -> NDArray[np.float64]:
    """(n,) pixels by which points of the flat leaf lie beyond its edges; 0 on it."""
    size = np.array([mesh.width, mesh.height])
    beyond = np.maximum(np.maximum(-points, points - size), 0)
    return np.asarray(np.hypot(*beyond.T))


class _Bent:
    """A mesh with its knots as an array, which are costly to make, and the plane nearest to it."""

    def __init__(self, mesh: Mesh) -> None:
        self._mesh = mesh
        self._grid = mesh.grid
        ys, xs = np.mgrid[: mesh.rows, : mesh.columns] * float(mesh.step)
        knots = np.stack([xs.ravel(), ys.ravel(), np.ones(xs.size)], axis=1)
        plane, *_ = np.linalg.lstsq(knots, self._grid.reshape(-1, 2), rcond=None)
        self._slope, self._origin = plane[:2], plane[2]
        size = np.array([mesh.width, mesh.height], float)
        self._low, self._high = -size, 2 * size

    def seen(self, at: Points) -> tuple[Points, Jacobians]:
        """(n, 2) received places of flat points; (n, 2, 2) how they move with x, then with y."""
        mesh, grid = self._mesh, self._grid
        at = at / mesh.step
        cell = np.clip(np.floor(at).astype(int), 0, [mesh.columns - 2, mesh.rows - 2])
        fx, fy = (at - cell).T[..., None]
        x, y = cell.T
        a, b, c, d = grid[y, x], grid[y, x + 1], grid[y + 1, x], grid[y + 1, x + 1]
        by_x = ((b - a) * (1 - fy) + (d - c) * fy) / mesh.step
        by_y = ((c - a) * (1 - fx) + (d - b) * fx) / mesh.step
        there = (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy
        return there, np.stack([by_x, by_y], axis=-1)

    def flat(self, points: Points) -> Points:
        at: Points = (points - self._origin) @ np.linalg.inv(self._slope)
        for _ in range(_STEPS):
            there, moves = self.seen(at)
            step = _solved(moves, points - there)
            at = np.clip(at + step, self._low, self._high)
            if np.abs(step).max(initial=0) < _NEAR:
                break
        return at


def _flat_rows(mesh: Mesh, boxes: Points) -> Points:
    """(n, 4) boxes of the flat leaf, left, top, right, bottom, from those as received."""
    bent = _Bent(mesh)
    middle, size = _middle(boxes)
    at = bent.flat(middle)
    _, moves = bent.seen(at)
    stretch = np.abs(moves)
    plain = _plain(bent, boxes)
    extent = np.maximum(_solved(stretch, size), 0)
    for _ in range(_STEPS):
        there, reach = _middle(_around(bent.seen(_corners(at, extent))[0]))
        shift, growth = _solved(moves, middle - there), _solved(stretch, size - reach)
        at, extent = at + shift, np.maximum(extent + growth, 0)
        if max(np.abs(shift).max(initial=0), np.abs(growth).max(initial=0)) < _NEAR:
            break
    solved = np.hstack([at - extent / 2, at + extent / 2])
    told = (np.abs(_determinant(stretch)) > _ILL) & (extent > 0).all(axis=1)
    return np.asarray(np.where(told[:, None], solved, plain))


def _plain(bent: _Bent, boxes: Points) -> Points:
    """The upright boxes around the corners led back: too large on a page that lay askew."""
    middle, size = _middle(boxes)
    return _around(bent.flat(_corners(middle, size)))


def _middle(boxes: Points) -> tuple[Points, Points]:
    """(n, 2) middles and (n, 2) widths and heights of (n, 4) boxes."""
    return (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]


def _corners(middle: Points, size: Points) -> Points:
    """(4 n, 2) corners of n boxes, those of each together."""
    each = middle[:, None] + (_UNIT - 0.5) * size[:, None]
    return np.asarray(each.reshape(-1, 2))


def _around(corners: Points) -> Points:
    """(n, 4) upright boxes around every four of (4 n, 2) points."""
    each = corners.reshape(-1, 4, 2)
    return np.hstack([each.min(axis=1), each.max(axis=1)])


def _determinant(matrices: Jacobians) -> NDArray[np.float64]:
    (a, b), (c, d) = matrices.transpose(1, 2, 0)
    return np.asarray(a * d - b * c)


def _solved(matrices: Jacobians, wanted: Points) -> Points:
    """(n, 2) solutions of n systems of two equations; small steps where there is none."""
    (a, b), (c, d) = matrices.transpose(1, 2, 0)
    x, y = wanted.T
    by = _determinant(matrices)
    by = np.where(np.abs(by) < 1e-3, 1.0, by)
    return np.stack([(d * x - b * y) / by, (a * y - c * x) / by], axis=-1)
