"""Reliability diagrams and risk-coverage curves as SVG, without a library for plots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

SIDE, GAP, ACROSS = 120, 40, 2
WORST = 0.05
"""Error at the top of a risk-coverage curve."""
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 1.0001)

Points = Sequence[tuple[float, bool]]


def drawn(kinds: Mapping[str, Points], allowed: float) -> str:
    """An SVG with a pair of panels for each type; `allowed` is marked as a line."""
    wide, high = 2 * SIDE + 2 * GAP, SIDE + GAP
    rows = -(-len(kinds) // ACROSS)
    size = f'width="{ACROSS * wide + GAP}" height="{rows * high + GAP}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="10">'
    )
    parts = [head, '<rect width="100%" height="100%" fill="white"/>']
    for number, (kind, points) in enumerate(kinds.items()):
        x, y = GAP + number % ACROSS * wide, GAP + number // ACROSS * high
        parts += [f'<text x="{x}" y="{y - 6}">{kind}, {len(points)} cells</text>']
        parts += _panel(x, y, [(0, 0), (1, 1)], list(_reliability(points)), dots=True)
        line = [(0, allowed / WORST), (1, allowed / WORST)]
        parts += _panel(x + SIDE + GAP // 2, y, line, list(_risk(points)), dots=False)
    return "\n".join([*parts, "</svg>\n"])


def _reliability(points: Points) -> Iterator[tuple[float, float]]:
    for low, high in pairwise(BINS):
        inside = [(sure, exact) for sure, exact in points if low <= sure < high]
        if inside:
            exact = sum(exact for _, exact in inside) / len(inside)
            yield sum(sure for sure, _ in inside) / len(inside), exact


def _risk(points: Points) -> Iterator[tuple[float, float]]:
    wrong = 0
    ordered = sorted(points, key=lambda point: -point[0])
    for taken, (_, exact) in enumerate(ordered, 1):
        wrong += not exact
        yield taken / len(points), min(1.0, wrong / taken / WORST)


def _panel(
    x: int,
    y: int,
    line: Sequence[tuple[float, float]],
    curve: Sequence[tuple[float, float]],
    *,
    dots: bool,
) -> Iterator[str]:
    yield f'<rect x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>'
    for points, colour in ((line, "#c33"), (curve, "#147")):
        placed = [(x + SIDE * px, y + SIDE * (1 - py)) for px, py in points]
        path = " ".join(f"{px:.1f},{py:.1f}" for px, py in placed)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}"/>'
        if dots and points is curve:
            yield from (f'<circle cx="{px:.1f}" cy="{py:.1f}" r="2"/>' for px, py in placed)
