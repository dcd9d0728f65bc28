"""Features and truth become a few small trees whose sum is the log odds (numpy alone)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

_CUTS = 31
_STIFF = 30.0
"""Weight that a leaf's evidence must outweigh."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Feature and cut at the top and at each side (low, high); log odds of the four ends."""

    features: tuple[int, int, int]
    cuts: tuple[float, float, float]
    ends: tuple[float, float, float, float]


def grow(x: Vector, y: Vector, weight: Vector, trees: int, rate: float) -> tuple[float, list[Tree]]:
    """Newton boosting of two-cut trees: (n, k) features, (n,) truth 0 or 1, (n,) weights."""
    cuts = np.quantile(x, np.linspace(0, 1, _CUTS + 2)[1:-1], axis=0)
    bins = np.stack([np.searchsorted(cuts[:, k], x[:, k]) for k in range(x.shape[1])], axis=1)
    start = float(np.log(weight @ y / (weight @ (1 - y))))
    odds, grown = np.full(len(y), start), []
    for _ in range(trees):
        sure = 1 / (1 + np.exp(-odds))
        slope, curve = weight * (y - sure), weight * sure * (1 - sure)
        tree, step = _tree(bins, cuts, slope, curve, rate)
        grown.append(tree)
        odds += step
    return start, grown


def _tree(
    bins: NDArray[np.intp], cuts: Vector, slope: Vector, curve: Vector, rate: float
) -> tuple[Tree, Vector]:
    everything = np.ones(len(slope), bool)
    top, at = _cut(bins, everything, slope, curve)
    sides = [bins[:, top] <= at, bins[:, top] > at]
    chosen, ends, step = [(top, at)], [], np.zeros(len(slope))
    for side in sides:
        feature, cut = _cut(bins, side, slope, curve)
        chosen.append((feature, cut))
        for half in (side & (bins[:, feature] <= cut), side & (bins[:, feature] > cut)):
            ends.append(rate * float(slope[half].sum() / (curve[half].sum() + _STIFF)))
            step[half] = ends[-1]
    a, b, c = chosen
    places = tuple(float(cuts[cut, feature]) for feature, cut in chosen)
    return Tree((a[0], b[0], c[0]), (places[0], places[1], places[2]), tuple(ends)), step  # type: ignore[arg-type]


def _cut(
    bins: NDArray[np.intp], among: NDArray[np.bool_], slope: Vector, curve: Vector
) -> tuple[int, int]:
    """The feature and the bin after which to cut, for the greatest gain."""
    best, found = -1.0, (0, 0)
    for feature in range(bins.shape[1]):
        of = bins[among, feature]
        g = np.cumsum(np.bincount(of, slope[among], _CUTS + 1))
        h = np.cumsum(np.bincount(of, curve[among], _CUTS + 1))
        gain = g**2 / (h + _STIFF) + (g[-1] - g) ** 2 / (h[-1] - h + _STIFF)
        at = int(gain[:-1].argmax())
        if gain[at] > best:
            best, found = float(gain[at]), (feature, at)
    return found
