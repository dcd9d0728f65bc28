"""Boxes, and the mesh that ties a flattened page to the pixels it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels: left, top, right, bottom; the far edges are outside."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        """Refuse a box that is inside out."""
        if self.x1 < self.x0 or self.y1 < self.y0:
            raise ValueError(f"box is inside out: {self}")

    @property
    def width(self) -> float:
        """Pixels from left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Square pixels."""
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The middle, (x, y)."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def shared(self, other: Box) -> float:
        """Square pixels that both boxes cover."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(width, 0.0) * max(height, 0.0)

    def overlap(self, other: Box) -> float:
        """Intersection over union, 0 to 1."""
        shared = self.shared(other)
        union = self.area + other.area - shared
        return shared / union if union else 0.0

    def grown(self, by: float) -> Box:
        """The box with `by` pixels more on each side (fewer, if negative and there is room)."""
        dx, dy = max(by, -self.width / 2), max(by, -self.height / 2)
        return Box(self.x0 - dx, self.y0 - dy, self.x1 + dx, self.y1 + dy)

    @property
    def corners(self) -> Points:
        """(4, 2) array: top left, top right, bottom right, bottom left."""
        return np.array(
            [(self.x0, self.y0), (self.x1, self.y0), (self.x1, self.y1), (self.x0, self.y1)]
        )


def around(points: Points) -> Box:
    """The smallest box around an (n, 2) array of points; n > 0."""
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them; ValueError if there are none."""
    return around(np.concatenate([box.corners for box in boxes]))


@dataclass(frozen=True, slots=True)
class Mesh:
    """Where each knot of a regular grid on the flattened page lies on the page as received.

    Knots stand every `step` pixels from (0, 0), `columns` × `rows` of them, enough to cover
    `width` × `height`. `knots` holds x, y of each in received pixels, row by row. Turning,
    perspective, skew and curl are all in it, so one remap makes the flat page.
    """

    width: int
    height: int
    step: int
    columns: int
    rows: int
    knots: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse a mesh that does not cover its page."""
        if len(self.knots) != 2 * self.columns * self.rows:
            raise ValueError("mesh: number of knots differs from columns × rows")
        if (self.columns - 1) * self.step < self.width or (self.rows - 1) * self.step < self.height:
            raise ValueError("mesh does not cover the page")

    @property
    def grid(self) -> Points:
        """(rows, columns, 2) array of the knots, not to be written to."""
        return _grid(self)

    def received(self, points: Points) -> Points:
        """(n, 2) points of the flat page as points of the page as received (bilinear)."""
        grid = self.grid
        at = np.asarray(points, dtype=float) / self.step
        cell = np.clip(np.floor(at).astype(int), 0, [self.columns - 2, self.rows - 2])
        fx, fy = (at - cell).T[..., None]
        x, y = cell.T
        top = grid[y, x] * (1 - fx) + grid[y, x + 1] * fx
        bottom = grid[y + 1, x] * (1 - fx) + grid[y + 1, x + 1] * fx
        return np.asarray(top * (1 - fy) + bottom * fy)

    def box(self, flat: Box) -> Box:
        """The upright box on the page as received around a box of the flat page, to 0.1 pixel."""
        return self.boxes([flat])[0]

    def boxes(self, flat: Sequence[Box]) -> list[Box]:
        """The same for one box or more; all at once take little longer than one."""
        sides = np.array([(b.x0, b.y0, b.x1, b.y1) for b in flat]).reshape(-1, 4)
        corners = sides[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 2)
        there = np.round(self.received(corners), 1).reshape(-1, 4, 2)
        ends = np.concatenate([there.min(axis=1), there.max(axis=1)], axis=1)
        return [Box(*one) for one in ends.tolist()]


@lru_cache(maxsize=4)
def _grid(mesh: Mesh) -> Points:
    """The knots as an array, which is costly to make and asked for at every word of a page."""
    knots = np.array(mesh.knots).reshape(mesh.rows, mesh.columns, 2)
    knots.flags.writeable = False
    return knots


def mesh(width: int, height: int, step: int, knots: Points) -> Mesh:
    """A mesh from a (rows, columns, 2) array of received positions, rounded to 0.01 pixel."""
    rows, columns, _ = knots.shape
    flat = tuple(float(v) for v in np.round(knots, 2).reshape(-1))
    return Mesh(width, height, step, columns, rows, flat)


def lattice(width: int, height: int, step: int) -> Points:
    """(rows, columns, 2) flat positions of the knots that a mesh of this size needs."""
    xs = np.arange(-(-width // step) + 1) * step
    ys = np.arange(-(-height // step) + 1) * step
    return np.stack(np.meshgrid(xs, ys), axis=-1).astype(float)
