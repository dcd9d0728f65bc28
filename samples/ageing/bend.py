"""How a sheet lies: bound or loose, skewed and seen at an angle, drawn at random within bounds."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.geometry import Points
from samples.ageing.warp import KNOTS, Curl, Warp
from samples.ageing.wear import Wear

_NARROWED = 0.22  # how much of its width paper loses to the eye where it bends into the binding


def bend(rng: np.random.Generator, size: tuple[int, int], wear: Wear, *, spread: bool) -> Warp:
    """A warp of a sheet of `size` (width, height); facing pages bend into the middle."""
    width, height = size
    binding = 0.5 if spread else float(rng.choice((0.0, 1.0)))
    sheet = _curl(rng, size, wear, binding)
    margin = wear.margin * min(size)
    scan = (round(width * (1 + wear.offset) + 2 * margin), round(height + 2 * margin))
    corners = sheet.forward(np.array([[0, 0], [width, 0], [width, height], [0, height]], float))
    more = wear.offset * width
    left = more if more and rng.random() < 0.5 else 0.0
    seen = _askew(rng, corners, size, wear) + margin + [left, 0.0]
    view = cv2.getPerspectiveTransform(corners.astype(np.float32), seen.astype(np.float32))
    return Warp(sheet, tuple(float(v) for v in view.reshape(-1)), scan)


def _curl(rng: np.random.Generator, size: tuple[int, int], wear: Wear, binding: float) -> Curl:
    """Bent most at `binding`, a share of the width; a loose sheet's slack wave is in it too."""
    (width, height), most = size, wear.curl
    u = np.linspace(0, 1, KNOTS)
    near = np.exp(-np.abs(u - binding) / 0.16)
    depth = rng.uniform(max(wear.least, 0.2), 1.0) * most * height * rng.choice((-1, 1))
    wave = 0.25 * np.sin(2 * np.pi * (u * rng.uniform(0.5, 1.1) + rng.uniform()))
    lift = depth * (near + wave)
    speed = 1 - _NARROWED * min(most * 60, 1.0) * np.exp(-np.abs(u - binding) / 0.05)
    to = np.concatenate([[0.0], np.cumsum((speed[1:] + speed[:-1]) / 2)]) / (KNOTS - 1)
    return Curl(
        height=height,
        tilt=float(rng.uniform(0.0, 0.6)),
        xs=tuple(float(v) for v in u * width),
        to=tuple(float(v) for v in to * width),
        lift=tuple(float(v) for v in lift),
    )


def _askew(rng: np.random.Generator, corners: Points, size: tuple[int, int], wear: Wear) -> Points:
    """The corners turned about the middle and each pulled a little."""
    angle = np.radians(_at_least(rng, wear.least, wear.skew))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    middle = np.array(size) / 2
    pulled = rng.uniform(-wear.perspective, wear.perspective, (4, 2)) * np.array(size)
    return np.asarray((corners - corners.mean(axis=0)) @ turn + middle + pulled)


def _at_least(rng: np.random.Generator, least: float, most: float) -> float:
    """A value from -most to most, no nearer to 0 than the share `least` of it."""
    value = float(rng.uniform(-most, most))
    return value * (1 - least) + float(np.copysign(least * most, value))
