"""Round and square stamps among the strokes of a leaf, so that they are not read as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box, Points
from ocr.ink import WORK_DPI, Ink, Mask, connected

_LEAST, _MOST = 0.45 * WORK_DPI, 2.6 * WORK_DPI
_SQUARE = 0.7
"""A stamp is about as high as wide; words are not, since their headline joins the letters."""

_HOLLOW = 0.45

_RADII = 0.4 * WORK_DPI, 0.83 * WORK_DPI
"""Round stamps are 20 to 42 mm wide."""

_ROUND = 0.7
"""Share of its way round on which a ring has ink; a circle through dense text has 0.6 at most
(made-up pages, seed 31)."""

_SURELY = 0.8
"""The same where all ink counts, however faint."""

_RIMMED = 1.08
"""A stamp is so much wider than the middle of its clearest ring."""

_INNERMOST, _RIM_WIDTH = 0.6, 5
"""The smallest other ring of a stamp, as a share of its outer one; pixels of a rim's width."""

_FAINTER = 0.8
"""A stamp's ink below this share of the writing's can be told from it."""

_ASKED = 80
_KEPT = 12
_INKED = 25
"""Circles that are looked at; those looked at closely; least ink (of 255) of a stamp."""

_ANGLES = np.linspace(0, 2 * np.pi, 72, endpoint=False)
_RIM: Points = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=-1)
_ABOUT: Points = np.stack(np.meshgrid(*[np.arange(-6.0, 7.0, 2.0)] * 2), axis=-1).reshape(-1, 2)


@dataclass(frozen=True, slots=True)
class Ring:
    """A round stamp's outermost clear ring, in work pixels, and the share of it that is inked."""

    x: float
    y: float
    radius: float
    share: float

    @property
    def box(self) -> Box:
        """The box around it."""
        r = _RIMMED * self.radius
        return Box(max(self.x - r, 0.0), max(self.y - r, 0.0), self.x + r, self.y + r)


def find(marks: Mask, found: Sequence[Ring]) -> list[Box]:
    """Boxes of the stamps in work pixels: the rings, and other hollow shapes as high as wide."""
    round_ = [ring.box for ring in found]
    return [*round_, *(box for box in _squares(marks) if not any(map(box.shared, round_)))]


def rings(inked: Ink) -> list[Ring]:
    """Round stamps, whatever they stand on, fainter than strokes too; none lies in another.

    Circles are proposed by a Hough transform and then followed round on the ink.
    """
    seen: Mask = (inked > _INKED).astype(np.uint8)
    thick = cv2.dilate(seen, np.ones((3, 3), np.uint8))
    proposed = sorted(
        (_traced(thick, ring, np.zeros((1, 2)), (-4, 0, 4)) for ring in _proposed(seen)),
        key=lambda ring: -ring.share,
    )[:_KEPT]
    close = (_traced(thick, ring, _ABOUT, range(-6, 7, 2)) for ring in proposed)
    clear = [_outermost(thick, ring) for ring in close if ring.share >= _SURELY]
    kept: list[Ring] = []
    for ring in sorted(clear, key=lambda ring: -ring.radius):
        if not any(ring.box.shared(other.box) for other in kept):
            kept.append(ring)
    return kept


def lifted(inked: Ink, found: list[Ring], factor: float = 1.0) -> Ink:
    """The ink without that of stamps which are fainter than the writing they stand on.

    `factor` is by how much the strokes were shrunk in which the rings were `found`. A stamp
    darkens what it covers, so its own ink is taken off all of it and the rest is brought back
    to the writing's strength. What is as dark as the writing stays.
    """
    left: Ink = inked.copy()
    for ring in found:
        _lift(left, ring.x / factor, ring.y / factor, ring.radius / factor)
    return left


def _lift(inked: Ink, x: float, y: float, radius: float) -> None:
    far = round(1.6 * radius)
    top, side = max(round(y) - far, 0), max(round(x) - far, 0)
    part = inked[top : round(y) + far, side : round(x) + far]
    down, across = np.ogrid[: part.shape[0], : part.shape[1]]
    away = np.hypot(down + top - y, across + side - x) / radius
    rim = part[(abs(away - 1) < 0.03) & (part > _INKED)]
    writing = part[(away > 1.2) & (part > _INKED)]
    if not rim.size or not writing.size:
        return
    own, dark = float(np.percentile(rim, 75)), float(np.percentile(writing, 75))
    if own < _FAINTER * dark:
        bare = (part.astype(np.float32) - own) * (dark / (dark - own))
        np.copyto(part, bare.clip(0, 255).astype(np.uint8), where=away < 1.17)


def remaining(marks: Mask, found: Sequence[Ring]) -> list[Ring]:
    """The rings that are still there among strokes from which others were lifted."""
    thick = cv2.dilate(marks, np.ones((3, 3), np.uint8))
    middles = np.array([[ring.x, ring.y] for ring in found]).reshape(-1, 2)
    shares = _inked(thick, middles, np.array([ring.radius for ring in found]))
    return [ring for ring, share in zip(found, shares, strict=True) if share >= _ROUND]


def erased(marks: Mask, found: Sequence[Ring]) -> Mask:
    """The strokes without those in and on a stamp; `found` are the rings of their leaf."""
    left = marks.copy()
    for box in find(marks, found):
        left[int(box.y0) : int(box.y1) + 1, int(box.x0) : int(box.x1) + 1] = 0
    return left


def rimless(marks: Mask, found: Sequence[Ring]) -> Mask:
    """The strokes without the rims of stamps, the outer one and others about the same middle."""
    if not found:
        return marks
    left = marks.copy()
    thick = cv2.dilate(marks, np.ones((3, 3), np.uint8))
    for ring in found:
        radii = np.arange(_INNERMOST, _RIMMED, 0.01) * ring.radius
        shares = _inked(thick, np.tile([ring.x, ring.y], (len(radii), 1)), radii)
        middle = round(ring.x), round(ring.y)
        for radius in radii[shares >= _ROUND]:
            cv2.circle(left, middle, round(radius), (0,), thickness=_RIM_WIDTH)
    return left


def _proposed(marks: Mask) -> list[Ring]:
    small = cv2.resize(marks * 255, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    low, high = (round(radius / 2) for radius in _RADII)
    found = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT, dp=1.2, minDist=20, param1=150, param2=38,
        minRadius=low, maxRadius=high,
    )  # fmt: skip
    if found is None:
        return []
    circles = np.asarray(found, float).reshape(-1, found.shape[-1])[:_ASKED, :3] * 2
    return [Ring(float(x), float(y), float(radius), 0.0) for x, y, radius in circles]


def _traced(thick: Mask, ring: Ring, about: Points, wider: range | tuple[int, ...]) -> Ring:
    """The ring moved to one of the places `about` it and made `wider` where it has most ink."""
    radii = np.repeat([ring.radius + by for by in wider], len(about))
    middles = np.tile(np.array([ring.x, ring.y]) + about, (len(wider), 1))
    shares = _inked(thick, middles, radii)
    at = int(shares.argmax())
    if shares[at] <= ring.share:
        return ring
    x, y = map(float, middles[at])
    return Ring(x, y, float(radii[at]), float(shares[at]))


def _outermost(thick: Mask, ring: Ring) -> Ring:
    """The clear ring, or a wider one about the same middle, since many stamps have two."""
    radii = np.arange(1.25, 1.08, -0.01) * ring.radius
    shares = _inked(thick, np.tile([ring.x, ring.y], (len(radii), 1)), radii)
    at = int((shares >= _ROUND).argmax())
    if shares[at] < _ROUND:
        return ring
    return replace(ring, radius=float(radii[at]), share=float(shares[at]))


def _inked(thick: Mask, middles: Points, radii: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of each circle's rim that has strokes; beyond the leaf there are none."""
    rim = np.rint(middles[:, None, :] + radii[:, None, None] * _RIM).astype(int)
    x, y = rim[..., 0], rim[..., 1]
    height, width = thick.shape
    on = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    return np.asarray((thick[y.clip(0, height - 1), x.clip(0, width - 1)] * on).mean(axis=1))


def _squares(marks: Mask) -> list[Box]:
    """Boxes of strokes that hang together as a hollow shape as high as wide."""
    thick = cv2.dilate(marks, np.ones((3, 3), np.uint8))
    _, stats, _ = connected(thick)
    return [_box(*map(float, one[:4])) for one in stats[1:] if _hollow_square(*map(int, one[2:]))]


def _hollow_square(width: int, height: int, ink: int) -> bool:
    short, long = sorted((width, height))
    return short > max(_LEAST, _SQUARE * long) and long < _MOST and ink < _HOLLOW * width * height


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x, y, x + width, y + height)
