"""How sure a reading must be: reliability, risk and coverage of every column type.

    .venv/bin/python -m tests.bench.calibrate docs DIR…

Reads the pages with known content in all folders and writes `confidence.md` and
`confidence.svg` into the first. Half of the pages choose the thresholds; the other half say what
error and coverage they give. Counted are printed cells that nothing but their confidence makes
wait. Bounds are one-sided 95 % after Clopper and Pearson (1934). With `--fit` first, it only
writes the engine's lines in classifiers/confidence.toml anew, from all pages: run it so, and then
again without.
"""

from __future__ import annotations

import math
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import cast

import numpy as np

from classifiers.confidence import line, logit, measured_as
from classifiers.thresholds import Measure, threshold
from panji.measure import Measured, measure
from panji.settings import settings
from tests.bench.curves import drawn

ROOT = Path(__file__).parents[2]
ALLOWED = 0.005
PRIOR = 5.0
DOUBT = 0.05
_STRIDE = 0.5
"""A step of Newton's method goes no further: from a bad start it would run away."""

Point = tuple[float, bool]


@dataclass
class Half:
    """Confidence and exactness of cells, for choosing and for trying."""

    chosen: list[Point] = field(default_factory=list)
    tried: list[Point] = field(default_factory=list)


def main(out: Path, folders: list[Path]) -> None:
    """Read all pages; write the table and the curves."""
    found: dict[str, Half] = defaultdict(Half)
    for folder in folders:
        for number, kind, point in _points(measure(folder, settings())):
            half = found[kind]
            (half.tried if Random(number).random() < 0.5 else half.chosen).append(point)
    kinds = sorted(found.items())
    lines = [_line(kind, half) for kind, half in kinds]
    text = "\n".join([_HEAD.format(engine=settings().engine, folders=len(folders)), *lines, ""])
    (out / "confidence.md").write_text(text, encoding="utf-8")
    points = {kind: [*half.chosen, *half.tried] for kind, half in kinds}
    (out / "confidence.svg").write_text(drawn(points, ALLOWED), encoding="utf-8")
    print(text)


def fit(folders: list[Path]) -> None:
    """Write the lines between logits that make the engine's confidence honest."""
    now = settings()
    found: dict[str, list[Point]] = defaultdict(list)
    for folder in folders:
        for _, kind, (sure, exact) in _points(measure(folder, now)):
            height, slope = line(now.engine, kind)
            found[kind].append(((logit(sure) - height) / slope, exact))
    path = ROOT / "classifiers" / "confidence.toml"
    told = path.read_text(encoding="utf-8")
    lines = {kind: list(_line_of(points)) for kind, points in sorted(found.items())}
    engines = tomllib.loads(told) | {now.engine: lines}
    tables = (
        "\n".join([f"[{engine}]", *(f"{kind} = {line}" for kind, line in table.items()), ""])
        for engine, table in engines.items()
    )
    first = told.partition("\n")[0]
    path.write_text("\n".join([first, *tables]), encoding="utf-8")


def _line_of(points: list[Point]) -> tuple[float, float]:
    """Logistic regression by Newton's method, drawn a little to (0, 1) where points are few."""
    design = np.array([(1.0, odds) for odds, _ in points])
    exact = np.array([float(one) for _, one in points])
    weights = expected = np.array([0.0, 1.0])
    for _ in range(30):
        share = 1 / (1 + np.exp(-design @ weights))
        pull = design.T @ (exact - share) - PRIOR * (weights - expected)
        push = (design.T * (share * (1 - share))) @ design + PRIOR * np.eye(2)
        weights = weights + np.clip(np.linalg.solve(push, pull), -_STRIDE, _STRIDE)
    return round(float(weights[0]), 3), max(round(float(weights[1]), 3), 0.1)


def _points(found: Measured) -> Iterator[tuple[int, str, Point]]:
    printed = [pair for pair in found.pages if pair[0].writing == "print"]
    for number, (_, page) in enumerate(printed):
        for cell in page.cells:
            if cell.true is not None and cell.read is not None and cell.only_confidence:
                yield number, measured_as(cell.type, cell.read), (cell.confidence, cell.exact)


def _line(kind: str, half: Half) -> str:
    try:
        now = threshold(cast("Measure", kind), settings().engine)
    except KeyError:
        now = 1.0
    best, sure = lowest(half.chosen, bound=False), lowest(half.chosen, bound=True)
    cells = len(half.chosen) + len(half.tried)
    told = (_at(half.tried, least) for least in (now, best, sure))
    marks = (f"{now:.2f}", _shown(best), _shown(sure))
    pairs = " | ".join(f"{mark} | {at}" for mark, at in zip(marks, told, strict=True))
    return f"| {kind} | {cells} | {pairs} |"


def _shown(least: float | None) -> str:
    return "none" if least is None else f"{least:.2f}"


def lowest(points: Sequence[Point], *, bound: bool) -> float | None:
    """The lowest threshold in hundredths from which on the error, or its bound, is allowed."""
    best = None
    for hundredth in range(100, 29, -1):
        passed = [exact for sure, exact in points if sure >= hundredth / 100]
        wrong = passed.count(False)
        if not passed:
            continue
        if wrong > ALLOWED * len(passed):
            break
        if not bound or upper(wrong, len(passed)) <= ALLOWED:
            best = hundredth / 100
    return best


def upper(wrong: int, of: int) -> float:
    """The share that so few errors still leave possible, with 95 % confidence."""
    low, high = 0.0, 1.0
    if not of or wrong == of:
        return 1.0
    for _ in range(50):
        share = (low + high) / 2
        low, high = (share, high) if _at_most(wrong, of, share) > DOUBT else (low, share)
    return high


def _at_most(wrong: int, of: int, share: float) -> float:
    """The chance of so few errors or fewer."""
    if not 0 < share < 1:
        return float(share <= 0)
    logs = (
        math.lgamma(of + 1)
        - math.lgamma(k + 1)
        - math.lgamma(of - k + 1)
        + k * math.log(share)
        + (of - k) * math.log1p(-share)
        for k in range(wrong + 1)
    )
    return sum(map(math.exp, logs))


def _at(points: Sequence[Point], least: float | None) -> str:
    passed = [exact for sure, exact in points if least is not None and sure >= least]
    if not passed:
        return "0.0 % | –"
    wrong, of = passed.count(False), len(passed)
    return f"{of / len(points):.1%} | {wrong / of:.2%} (≤ {upper(wrong, of):.2%})"


_HEAD = """# How sure is sure

Made by `python -m tests.bench.calibrate docs DIR…` with engine `{engine}` from {folders} folders of
pages with known content. Counted are printed cells that nothing but their confidence makes wait;
handwriting is never taken unseen.
Half of the pages, by lot, chose the thresholds; coverage and error are those
of the other half. In brackets: the upper bound of the error, one-sided 95 %, Clopper and Pearson.
“Chosen” is the lowest threshold with at most 0.5 % error on the choosing pages; “proved” the
lowest at which the bound, too, is at most 0.5 %: that takes 598 cells without an error, so that
a type with fewer has none. The lines that make confidence honest
(classifiers/confidence.toml) were fitted on other pages (`--fit`).

![Reliability and risk–coverage of each column type](confidence.svg)

Left of each pair: share exact among cells of like confidence (the diagonal is honest). Right:
error among the surest cells as more of them are taken (the line is 0.5 %).

| type | cells | today | coverage | error | chosen | coverage | error | proved | coverage | error |
|---|---|---|---|---|---|---|---|---|---|---|"""

if __name__ == "__main__":
    first, *rest = sys.argv[1:]
    if first == "--fit":
        fit([Path(arg) for arg in rest])
    else:
        main(Path(first), [Path(arg) for arg in rest])
