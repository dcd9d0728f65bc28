"""Pages with known content are read by the whole chain; how much was read right is told."""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from classifiers.record import Hints, Record
from flows import worker
from flows.sheet import Sheet
from ocr.decoder import Decoder
from ocr.scan import Scan, Unreadable
from panji.scoring import Score, score, total
from panji.settings import Settings
from panji.truth import KnownPage, known
from panji.words import Words


@dataclass(frozen=True, slots=True)
class Measured:
    """The scores of all pages, the time on the clock, the highest memory of a worker in MB."""

    scores: tuple[tuple[KnownPage, Score], ...]
    seconds: float
    memory: int

    def by(self, *names: str) -> dict[str, Score]:
        """Totals by attributes of the pages, such as kind and condition."""
        groups: dict[str, list[Score]] = {}
        for one, scored in self.scores:
            groups.setdefault(" ".join(getattr(one, name) for name in names), []).append(scored)
        return {group: total(scores) for group, scores in sorted(groups.items())}


def measure(folder: Path, settings: Settings) -> Measured:
    """Read every page of the folder that has known content; NoTruth if none has."""
    pages = known(folder)
    spawn = multiprocessing.get_context("spawn")
    setup = settings.engine, settings.district
    with ProcessPoolExecutor(settings.workers, spawn, worker.started, (os.getpid(),)) as pool:
        for ready in [pool.submit(worker.prepare, *setup) for _ in range(settings.workers)]:
            ready.result()
        begun = time.perf_counter()
        with Decoder() as decoder:
            scans = [decoder.probe(one.picture) for one in pages]
        jobs = [pool.submit(_read, *setup, *job) for job in zip(pages, scans, strict=True)]
        done = [job.result() for job in jobs]
    scores = tuple((one, scored) for one, (scored, _) in zip(pages, done, strict=True))
    return Measured(scores, time.perf_counter() - begun, max(memory for _, memory in done))


def show(found: Measured, say: Words) -> None:
    """Print the measure by register kind, by condition, and over all."""
    registers = [(one, scored) for one, scored in found.scores if one.cells]
    letters = [(one, scored) for one, scored in found.scores if not one.cells]
    for title, part in (("registers", registers), ("letters", letters)):
        measured = Measured(tuple(part), found.seconds, found.memory)
        _show(say(f"measure_{title}"), measured, say)
    rate = 60 * len(found.scores) / found.seconds
    print(say("measure_speed", rate=f"{rate:.1f}", memory=found.memory))


def plain(found: Measured) -> dict[str, object]:
    """The measure as JSON would have it."""
    return {
        "seconds": round(found.seconds, 1),
        "memory_mb": found.memory,
        "pages": {one.picture.name: asdict(scored) for one, scored in found.scores},
    }


def _read(
    engine: str, district: Path, one: KnownPage, scan: Scan | Unreadable
) -> tuple[Score, int]:
    """In a worker: the score of a page and the highest memory so far in MB, Tesseract's with it."""
    begun = time.perf_counter()
    read = _record(engine, district, one.picture, scan)
    scored = score(read, one, time.perf_counter() - begun)
    own, child = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return scored, own + child


def _record(
    engine: str, district: Path, picture: Path, scan: Scan | Unreadable
) -> Record | Unreadable:
    if isinstance(scan, Unreadable):
        return scan
    return worker.read(engine, district, Sheet(picture, scan, 1, Hints()))


def _show(title: str, found: Measured, say: Words) -> None:
    columns = ("pages", "kinds", "cells", "found", "exact", "cer", "unseen", "unseen_wrong")
    table = Table("", *(say(f"measure_{name}") for name in columns), title=title)
    groups = (
        found.by("kind"),
        found.by("condition"),
        found.by("writing"),
        {say("measure_all"): total(_scores(found))},
    )
    for group in groups:
        for name, scored in group.items():
            table.add_row(name, *_figures(scored))
        table.add_section()
    Console().print(table)


def _scores(found: Measured) -> Iterable[Score]:
    return (scored for _, scored in found.scores)


def _figures(scored: Score) -> Iterator[str]:
    yield str(scored.pages)
    yield str(scored.kinds)
    yield str(scored.cells)
    yield _percent(scored.found, scored.cells)
    yield _percent(scored.exact, scored.cells)
    yield _percent(scored.edits, scored.characters)
    yield _percent(scored.auto, scored.cells)
    yield _percent(scored.auto_wrong, scored.auto)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "–"
