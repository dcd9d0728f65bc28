"""A strip of writing becomes the probability that a hand wrote it; strips are pooled by cell.

A type's stems stand at one angle and one width, its headlines lie level and its letters end on
one line, however worn the print; a hand's do not. No single figure tells the two apart, so a
strip with little ink says neither.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.ink import Grey, Mask, places

FEATURES = (
    "stem share", "stem slope", "stem lean", "stem width", "stem bend", "stem foot",
    "head share", "head slope", "head level", "head width", "head bend",
    "upright edges", "level edges", "edge disorder", "thickness", "thickness spread",
    "row peak", "row step", "outline", "height spread", "ink", "length",
)  # fmt: skip
"""What `features` measures, in order; lengths in pixels of a strip with 48-pixel lines."""

_HEADLINES = FEATURES.index("head share")
_WORDS = 0.33
"""Of the ink of words so much is headline; strips with less tell so much less."""

_LEAST = 350
"""Fewer ink pixels than this (two figures) tell nothing."""

_ENOUGH = 640
"""Pixels of a longer strip from its left that are looked at."""

_STROKE = 13
"""A run of ink this long, upright or level, is a stem or a piece of headline."""

_BINS = 45

UNKNOWN = 0.5
"""What is said of a strip, or a cell, of which nothing can be told."""

Vector = NDArray[np.float64]


def written(strip: Grey) -> float:
    """Probability that a grey strip (h, w), dark on white, is by hand; 0.5 with too little ink.

    Letters are about 48 pixels high, from the highest to the lowest sign. Figures hang from no
    headline and have few stems: in type they look much as by hand, so they tell less than words.
    """
    found = features(strip)
    if found is None:
        return UNKNOWN
    telling = min(float(found[_HEADLINES]) / _WORDS, 1.0)
    return _chance(telling * _odds(_model().probability(found)))


def features(strip: Grey) -> Vector | None:
    """The (22,) measures named by FEATURES; None with too little ink to measure."""
    strip = np.ascontiguousarray(strip[:, :_ENOUGH])
    mask = _mask(strip)
    ink = int(cv2.countNonZero(mask))
    if ink < _LEAST:
        return None
    stems = _strokes(np.ascontiguousarray(mask.T))
    heads = _strokes(mask)
    share, slope, _, width, bend = _shape(heads, ink)
    told = [
        *_shape(stems, ink), _even(stems),
        share, slope, _level(heads), width, bend,
        *_edges(strip), *_thickness(mask), *_profile(mask, ink), *_pieces(mask), ink, mask.shape[1],
    ]  # fmt: skip
    return np.array(told, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Strokes:
    """Long strokes: (n,) pixels, slope, thickness, bend (variance left), end and middle."""

    area: Vector
    slope: Vector
    width: Vector
    bend: Vector
    end: Vector
    middle: Vector


def together(lines: Sequence[float]) -> float:
    """One probability for a cell from those of its lines; 0.5 without lines."""
    return _chance(float(np.mean([_odds(line) for line in lines]))) if lines else UNKNOWN


def pooled(rows: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """Probabilities of a table's cells, headings left out, each helped by the others'.

    One person mostly fills a row, and the table: what these say counts more than what a cell or
    its column says. Cells of which nothing can be told (0.5) take what the others say and give
    nothing.
    """
    own = {(r, c): _odds(p) for r, row in enumerate(rows) for c, p in enumerate(row)}
    said = {place: odds for place, odds in own.items() if odds}
    page = _mean(list(said.values()))
    by_row, by_column = (_means(said, axis) for axis in (0, 1))
    start, *weights = _model().pooling
    return tuple(
        tuple(
            _chance(
                start
                + float(
                    np.dot(weights, (own[r, c], by_column.get(c, page), by_row.get(r, page), page))
                )
            )
            for c in range(len(row))
        )
        for r, row in enumerate(rows)
    )


def _means(said: dict[tuple[int, int], float], axis: int) -> dict[int, float]:
    """Mean log odds by row (axis 0) or column (axis 1) of (row, column) places."""
    found: dict[int, list[float]] = {}
    for place, odds in said.items():
        found.setdefault(place[axis], []).append(odds)
    return {number: _mean(odds) for number, odds in found.items()}


def _mean(odds: list[float]) -> float:
    return sum(odds) / len(odds) if odds else 0.0


def _odds(probability: float) -> float:
    """Log odds; those of a strip are never taken for more than 1 in 400."""
    near = min(max(probability, 0.0025), 0.9975)
    return float(np.log(near / (1 - near)))


def _chance(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    """Boosted trees (writing.toml, learnt by tests/bench/writing.py) and the pooling weights.

    `features` and `cuts` (n, 3): at the top, on the low and on the high side; `ends` (n, 4): log
    odds, low first. `pooling`: constant, then weights of the cell's, its column's, row's and
    table's log odds.
    """

    start: float
    features: NDArray[np.intp]
    cuts: Vector
    ends: Vector
    pooling: tuple[float, ...]

    def probability(self, measures: Vector) -> float:
        """0 to 1, never quite UNKNOWN."""
        high = measures[self.features] > self.cuts
        end = np.where(high[:, 0], 2 + high[:, 2], high[:, 1])
        odds = self.start + float(self.ends[np.arange(len(end)), end].sum())
        return _chance(odds or 1e-6)


@cache
def _model() -> _Model:
    told = tomllib.loads(files("ocr").joinpath("writing.toml").read_text(encoding="utf-8"))
    trees = told["tree"]
    return _Model(
        told["start"],
        np.array([[FEATURES.index(name) for name in tree["features"]] for tree in trees], np.intp),
        np.array([tree["cuts"] for tree in trees], float),
        np.array([tree["ends"] for tree in trees], float),
        tuple(told["pooling"]),
    )


def _mask(strip: Grey) -> Mask:
    """1 where there is ink: Otsu's threshold."""
    return cv2.threshold(strip, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]


def _strokes(mask: Mask) -> _Strokes:
    """The level strokes of a mask (the stems, of its transpose), by their moments."""
    long = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, _STROKE), np.uint8))
    count, labels = cv2.connectedComponents(long, connectivity=8)
    at = places(long)
    ys, xs = np.divmod(at, long.shape[1])
    of = np.asarray(labels.ravel()[at], np.intp) - 1
    area = np.bincount(of, minlength=count - 1).astype(np.float64)
    x, y = (np.bincount(of, v, count - 1) / area for v in (xs, ys))
    dx, dy = xs - x[of], ys - y[of]
    xx, xy, yy = (np.bincount(of, v, count - 1) / area for v in (dx * dx, dx * dy, dy * dy))
    slope = xy / np.maximum(xx, 1.0)
    length = np.sqrt(12 * xx + 1)
    width = area / length
    bend = np.maximum(yy - slope * xy - (width * width - 1) / 12, 0)
    end = np.zeros(count - 1)
    np.maximum.at(end, of, xs + 1.0)
    return _Strokes(area, slope, width, bend, end, y)


def _shape(strokes: _Strokes, ink: int) -> tuple[float, float, float, float, float]:
    """Share of the ink, spread of slopes, mean slope, spread of widths, bend."""
    if not strokes.area.size:
        return 0.0, 0.3, 0.0, 0.5, 2.0
    weight = strokes.area / strokes.area.sum()
    lean, thick = float(weight @ strokes.slope), float(weight @ strokes.width)
    slopes = float(np.sqrt(weight @ (strokes.slope - lean) ** 2))
    widths = float(np.sqrt(weight @ (strokes.width - thick) ** 2)) / thick
    return float(strokes.area.sum()) / ink, slopes, abs(lean), widths, float(weight @ strokes.bend)


def _even(stems: _Strokes) -> float:
    """How far the feet of the stems lie from their usual line, in pixels."""
    if stems.end.size < 2:
        return 3.0
    return float(np.minimum(np.abs(stems.end - np.median(stems.end)), 10).mean())


def _level(heads: _Strokes) -> float:
    """How far the long level strokes lie from the longest's line, by ink, in pixels."""
    if heads.area.size < 2:
        return 2.0
    off = np.abs(heads.middle - heads.middle[int(heads.area.argmax())])
    near = off < 10
    return float((heads.area * off)[near].sum() / heads.area[near].sum())


def _edges(strip: Grey) -> tuple[float, float, float]:
    """Shares of edges at the commonest upright and level angles, and the disorder of all."""
    across, down = cv2.spatialGradient(cv2.GaussianBlur(strip, (3, 3), 0))
    gx, gy = across[::2].astype(np.float32), down[::2].astype(np.float32)
    strength, angle = cv2.cartToPolar(gx, gy, angleInDegrees=True)
    at = (angle * (2 * _BINS / 360)).astype(np.intp).ravel() % _BINS
    told = np.bincount(at, strength.ravel(), _BINS)
    share = told / max(float(told.sum()), 1.0)
    near = share + np.roll(share, 1)
    upright = max(float(near[:6].max()), float(near[-5:].max()))
    level = float(near[_BINS // 2 - 5 : _BINS // 2 + 7].max())
    return upright, level, float(-(share * np.log(share + 1e-9)).sum())


def _thickness(mask: Mask) -> tuple[float, float]:
    """Middle thickness of strokes, and its spread as a share, along their ridges."""
    depth = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
    ridge = depth[(depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8))) & (depth > 0)]
    mean = float(ridge.mean())
    return mean, float(ridge.std()) / mean


def _profile(mask: Mask, ink: int) -> tuple[float, float]:
    """The fullest row's share of the ink, and the greatest step between rows."""
    rows = mask.sum(axis=1, dtype=np.int32)
    return float(rows.max()) / ink, float(np.abs(np.diff(rows)).max(initial=0)) / ink


def _pieces(mask: Mask) -> tuple[float, float]:
    """Length of the outline to the ink, and how much the heights of pieces differ."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    around = sum(map(len, outlines))
    high = np.array([cv2.boundingRect(outline)[3] for outline in outlines], np.float64)
    tall = high[high > 10]
    return around / float(mask.sum()) * 10, float(tall.std() / tall.mean()) if tall.size else 0.0
