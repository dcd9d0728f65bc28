"""The geometry of ageing: a curled sheet, seen askew, somewhere on the scanner's bed.

Both ways are exact, so the truth moves with the picture: points of the sheet go forward to the
scan, pixels of the scan are fetched backward from the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Points
from samples.ageing.field import Pixels

KNOTS = 129  # of a curl across its sheet
_STEP = 8  # the backward map is computed at every 8th pixel and is smooth between


@dataclass(frozen=True, slots=True)
class Curl:
    """A sheet bent across its width: knots `xs` move to `to` and drop by `lift` pixels.

    The drop lessens down the page by `tilt` of itself, as when seen from above its middle.
    """

    height: float
    tilt: float
    xs: tuple[float, ...]
    to: tuple[float, ...]
    lift: tuple[float, ...]

    def forward(self, points: Points) -> Points:
        """(n, 2) points of the flat sheet on the curled one."""
        x, y = points.T
        lift = np.interp(x, self.xs, self.lift)
        return np.column_stack(
            [np.interp(x, self.xs, self.to), y + lift * (1 - self.tilt * y / self.height)]
        )

    def backward(self, points: Points) -> Points:
        """(n, 2) points of the curled sheet on the flat one; outside it, outside the sheet."""
        x = _inverse(points[:, 0], self.to, self.xs)
        lift = np.interp(x, self.xs, self.lift)
        y = (points[:, 1] - lift) / (1 - self.tilt * lift / self.height)
        return np.column_stack([x, y])


@dataclass(frozen=True, slots=True)
class Warp:
    """A curl, then a view of the sheet: a homography, row by row, onto a scan of `size`."""

    curl: Curl
    view: tuple[float, ...]
    size: tuple[int, int]

    def forward(self, points: Points) -> Points:
        """(n, 2) points of the sheet on the scan."""
        return _project(self._matrix, self.curl.forward(points))

    def backward(self, points: Points) -> Points:
        """(n, 2) points of the scan on the sheet."""
        return self.curl.backward(
            _project(np.asarray(np.linalg.inv(self._matrix), dtype=float), points)
        )

    def picture(self, sheet: Pixels, bed: Pixels) -> Pixels:
        """The sheet as seen, over `bed`, which has the size of the scan."""
        x, y = self._map()
        seen = cv2.remap(
            sheet,
            x,
            y,
            cv2.INTER_LINEAR,
            dst=bed.copy(),
            borderMode=cv2.BORDER_TRANSPARENT,
        )
        return np.asarray(seen, dtype=np.uint8)

    def outline(self, width: float, height: float) -> Points:
        """Points along the edge of a sheet of this size, on the scan."""
        along, edge = np.linspace(0, 1, 40), np.zeros(40)
        unit = np.concatenate(
            [
                np.column_stack([along, edge]),
                np.column_stack([edge + 1, along]),
                np.column_stack([along[::-1], edge + 1]),
                np.column_stack([edge, along[::-1]]),
            ]
        )
        return self.forward(unit * [width, height])

    @property
    def _matrix(self) -> Points:
        return np.array(self.view).reshape(3, 3)

    def _map(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """(height, width) sheet positions, x and y, of the scan's pixels.

        Coarse samples stand where cv2.resize expects them, with one more on each side.
        """
        width, height = self.size
        xs, ys = (np.arange(-1, -(-n // _STEP) + 1) for n in (width, height))
        at = np.stack(np.meshgrid(xs, ys), axis=-1).astype(float) * _STEP + (_STEP - 1) / 2
        coarse = self.backward(at.reshape(-1, 2)).reshape(at.shape).astype(np.float32)
        fine = cv2.resize(coarse, (len(xs) * _STEP, len(ys) * _STEP))
        wanted = fine[_STEP : _STEP + height, _STEP : _STEP + width]
        return np.ascontiguousarray(wanted[..., 0]), np.ascontiguousarray(wanted[..., 1])


def _inverse(x: Points, to: tuple[float, ...], xs: tuple[float, ...]) -> Points:
    """Interpolated, and carried on beyond both ends so that the bed stays the bed."""
    inside = np.interp(x, to, xs)
    return inside + np.minimum(x - to[0], 0.0) + np.maximum(x - to[-1], 0.0)


def _project(matrix: Points, points: Points) -> Points:
    lifted = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(lifted[:, :2] / lifted[:, 2:])
