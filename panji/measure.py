"""Pages with known content are read by the whole chain; how much was read right is told."""

from __future__ import annotations

import json
import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from classifiers.record import Hints, Record
from flows import processes, worker
from flows.sheet import Sheet
from flows.worker import Setup
from ocr.decoder import Decoder
from ocr.scan import Scan, Unreadable
from panji.scoring import Score, ScoredCell, ScoredPage, score, total
from panji.settings import Settings
from panji.truth import KnownPage, known
from storage.learning import weights


@dataclass(frozen=True, slots=True)
class Measured:
    """The scores of all pages, the time on the clock, the highest memory of a worker in MB."""

    engine: str
    pages: tuple[tuple[KnownPage, ScoredPage], ...]
    seconds: float
    memory: int

    def by(self, *names: str) -> dict[str, Score]:
        """Totals by attributes of the pages, such as kind and condition."""
        groups: dict[str, list[Score]] = defaultdict(list)
        for one, scored in self.pages:
            groups[" ".join(getattr(one, name) for name in names)].append(scored.score)
        return {group: total(scores) for group, scores in sorted(groups.items())}

    def by_type(self) -> dict[str, Score]:
        """Totals of the cells by the type of their column."""
        groups: dict[str, list[Score]] = defaultdict(list)
        for _, scored in self.pages:
            for cell in scored.cells:
                groups[cell.type].append(cell.score)
        return {group: total(scores) for group, scores in sorted(groups.items())}

    def cells(self) -> Iterator[tuple[KnownPage, ScoredCell]]:
        """Every known cell with its page."""
        for one, scored in self.pages:
            for cell in scored.cells:
                yield one, cell


def measure(folder: Path, settings: Settings) -> Measured:
    """Read every page of the folder that has known content; NoTruth if none has."""
    pages = known(folder)
    setup = settings.engine, settings.district, weights.in_use(settings.home)
    with processes.made(settings.workers) as pool:
        for ready in [pool.submit(worker.prepare, setup) for _ in range(settings.workers)]:
            ready.result()
        begun = time.perf_counter()
        with Decoder() as decoder:
            scans = [decoder.probe(one.picture) for one in pages]
        jobs = [pool.submit(_read, setup, *job) for job in zip(pages, scans, strict=True)]
        done = [job.result() for job in jobs]
    scored = tuple((one, found) for one, (found, _) in zip(pages, done, strict=True))
    took, memory = time.perf_counter() - begun, max(used for _, used in done)
    return Measured(settings.engine, scored, took, memory)


def plain(found: Measured) -> dict[str, Any]:
    """The measure as JSON would have it, cell by cell, so that another can be compared to it."""
    pages = {
        one.picture.name: {
            "kind": one.kind,
            "condition": one.condition,
            **asdict(scored.score),
            "cells_read": [asdict(cell) for cell in scored.cells],
        }
        for one, scored in found.pages
    }
    seconds = round(found.seconds, 1)
    return {
        "engine": found.engine,
        "seconds": seconds,
        "memory_mb": found.memory,
        "pages": pages,
    }


def saved(path: Path) -> dict[str, Any]:
    """A measure that `--json` printed."""
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


def _read(setup: Setup, one: KnownPage, scan: Scan | Unreadable) -> tuple[ScoredPage, int]:
    """In a worker: the score of a page and the highest memory so far in MB, Tesseract's with it."""
    begun = time.perf_counter()
    read = _record(setup, one.picture, scan)
    scored = score(read, one, time.perf_counter() - begun, _types(one, setup[1]))
    own, child = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return scored, own + child


def _types(one: KnownPage, district: Path) -> dict[str, str]:
    from classifiers.load import load  # noqa: PLC0415 - in a worker only

    kind = load(district).registers.get(one.kind)
    return {column.id: column.type for column in kind.columns} if kind else {}


def _record(setup: Setup, picture: Path, scan: Scan | Unreadable) -> Record | Unreadable:
    if isinstance(scan, Unreadable):
        return scan
    return worker.read(setup, Sheet(picture, scan, 1, Hints()))
