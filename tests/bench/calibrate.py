"""How sure a reading must be: risk and coverage of every column type on pages with known content.

    .venv/bin/python -m tests.bench.calibrate DIR…

For each type: cells that nothing but their confidence could make wait, the error among those
that pass at today's threshold, and the lowest threshold at which the error stays within 0.5 %.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from classifiers.kinds import ColumnType
from classifiers.load import load
from classifiers.record import Cell, Hints, RegisterPage
from classifiers.thresholds import threshold
from flows import worker
from flows.sheet import Sheet
from ocr.decoder import Decoder
from ocr.scan import Scan
from panji.settings import SHIPPED
from panji.truth import KnownPage, folded, known

ALLOWED = 0.005
Point = tuple[float, bool]


def main(folders: list[Path]) -> None:
    """Read all pages and print a line for each column type."""
    pages = [page for folder in folders for page in known(folder)]
    spawn = multiprocessing.get_context("spawn")
    found: dict[ColumnType, list[Point]] = defaultdict(list)
    with ProcessPoolExecutor(2, spawn, worker.started, (os.getpid(),)) as pool:
        for page in pool.map(_points, pages):
            for kind, point in page:
                found[kind].append(point)
    print(f"{'type':10} cells  coverage  error  | threshold  coverage  error")
    for kind, points in sorted(found.items()):
        now, best = threshold(kind), _lowest(points)
        print(f"{kind:10} {len(points):5}  {_at(points, now)} | {best:9.2f}  {_at(points, best)}")


def _points(page: KnownPage) -> list[tuple[ColumnType, Point]]:
    with Decoder() as decoder:
        scan = decoder.probe(page.picture)
    assert isinstance(scan, Scan)
    read = worker.read("tesseract", SHIPPED, Sheet(page.picture, scan, 1, Hints()))
    return list(_judged(read, page)) if isinstance(read, RegisterPage) else []


def _judged(read: RegisterPage, page: KnownPage) -> Iterator[tuple[ColumnType, Point]]:
    kind = load(SHIPPED).registers.get(read.kind.choice)
    types = {column.id: column.type for column in kind.columns} if kind else {}
    cells = [cell for row in read.rows for cell in row if cell.column in types]
    for cell in cells:
        true = max(page.cells, key=lambda one: one.box.overlap(cell.reading.box))
        if cell.reading.text and _only_confidence(cell):
            exact = folded(cell.reading.text) == folded(true.text)
            yield types[cell.column], (cell.reading.confidence, exact)


def _only_confidence(cell: Cell) -> bool:
    return cell.state == "auto" or all(r.startswith("low-confidence") for r in cell.reasons)


def _lowest(points: list[Point]) -> float:
    """The lowest threshold, in hundredths, from which on the error stays allowed."""
    best = 1.0
    for hundredth in range(100, 29, -1):
        passed = [exact for sure, exact in points if sure >= hundredth / 100]
        if passed and passed.count(False) > ALLOWED * len(passed):
            break
        best = hundredth / 100
    return best


def _at(points: list[Point], least: float) -> str:
    passed = [exact for sure, exact in points if sure >= least]
    error = passed.count(False) / len(passed) if passed else 0.0
    return f"{len(passed) / len(points):7.1%}  {error:5.2%}"


if __name__ == "__main__":
    main([Path(arg) for arg in sys.argv[1:]])
