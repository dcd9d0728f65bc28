"""A long volume through the whole chain: is memory flat, is time linear?

    .venv/bin/python -m tests.bench.volume ../shared/registers 2000

Writes the register pages of the folder, repeated, into TIFFs of at most 500 pages (a book's
limit) and digitises them as one batch into a fresh store with two workers; every second it notes
memory and pages done. A worker's memory has its children's with it.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import psutil
from PIL import Image

HUNDRED = 100
MB = 1 << 20
BOOK = 500
WARM = 0.2
"""Share of the pages at the start that the slope leaves out."""


@dataclass(frozen=True)
class Moment:
    """Seconds since the start, pages done, MB of the parent, of its largest worker, of all."""

    seconds: float
    pages: int
    parent: float
    worker: float
    whole: float


def main(folder: Path, pages: int) -> None:
    """Make the volume, digitise it, print what was seen."""
    with tempfile.TemporaryDirectory() as work:
        books = _books(folder, pages, Path(work))
        size = sum(book.stat().st_size for book in books.iterdir()) / MB
        print(f"{pages} pages, {size:.0f} MB")
        home = Path(work, "home")
        ours = os.environ | {"PANJI_HOME": str(home), "OMP_THREAD_LIMIT": "1"}
        program = str(Path(sys.executable).with_name("panji"))
        words = [program, "digitise", str(books), "--workers", "2"]
        with subprocess.Popen(words, env=ours) as run:
            seen = list(_watch(run, home))
    _tell(seen)


def _books(folder: Path, pages: int, work: Path) -> Path:
    paths = sorted(p for p in folder.glob("pr*") if p.suffix in {".png", ".jpg"})
    pictures = (Image.open(path).convert("L") for path in islice(cycle(paths), pages))
    books = work / "books"
    books.mkdir()
    form: dict[str, Any] = {"compression": "jpeg", "quality": 60, "dpi": (200, 200)}
    for number, first in enumerate(pictures, start=1):
        rest = islice(pictures, BOOK - 1)
        first.save(books / f"{number}.tif", save_all=True, append_images=rest, **form)
    return books


def _watch(run: subprocess.Popen[bytes], home: Path) -> Iterator[Moment]:
    begun, parent = time.monotonic(), psutil.Process(run.pid)
    while run.poll() is None:
        try:
            sizes = [_size(child) for child in parent.children()]
            own = parent.memory_info().rss / MB
            workers = [size for is_worker, size in sizes if is_worker]
            whole = own + sum(size for _, size in sizes)
            now = time.monotonic() - begun
            yield Moment(now, _done(home), own, max(workers, default=0.0), whole)
        except psutil.NoSuchProcess:
            pass
        time.sleep(1)


def _size(child: psutil.Process) -> tuple[bool, float]:
    """Whether it is a page worker, and its memory in MB with that of its children."""
    family = [child, *child.children(recursive=True)]
    size = sum(one.memory_info().rss for one in family) / MB
    return any("spawn_main" in word for word in child.cmdline()), size


def _done(home: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{home}/panji.sqlite3?mode=ro", uri=True)) as store:
            asked = "SELECT count(*) FROM ledger WHERE state != 'received'"
            return int(store.execute(asked).fetchone()[0])
    except sqlite3.Error:
        return 0


def _tell(seen: Sequence[Moment]) -> None:
    before, last = 0.0, seen[-1].pages
    for pages in range(HUNDRED, last + 1, HUNDRED):
        now = next(one for one in seen if one.pages >= pages)
        rate = 60 * HUNDRED / (now.seconds - before)
        print(
            f"{pages:5} pages  {rate:6.1f} pages/min  "
            f"parent {now.parent:5.0f} MB  worker {now.worker:5.0f} MB  all {now.whole:5.0f} MB"
        )
        before = now.seconds
    print(f"highest: worker {max(one.worker for one in seen):.0f} MB")
    late = [one for one in seen if one.pages > WARM * last]
    done = [float(one.pages) for one in late]
    for name in ("parent", "worker"):
        sizes = [float(getattr(one, name)) for one in late]
        print(f"{name} MB per 1,000 pages: {_slope(done, sizes)}")
    times = [one.seconds for one in late]
    print(f"seconds against pages: correlation {statistics.correlation(done, times):.5f}")


def _slope(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Least squares with a 95 % interval; neighbouring moments are alike, so it is too narrow."""
    line = statistics.linear_regression(xs, ys)
    rests = [y - line.slope * x - line.intercept for x, y in zip(xs, ys, strict=True)]
    spread = statistics.pstdev(xs) * len(xs) ** 0.5
    error = statistics.pstdev(rests) / spread
    return f"{1000 * line.slope:+.1f} ± {1960 * error:.1f}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
