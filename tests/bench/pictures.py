"""What pictures for the screen cost: milliseconds and bytes, over the register pages of a folder.

    .venv/bin/python -m tests.bench.pictures ../shared/registers [FOLDER FOR STRIPS TO LOOK AT]

A leaf cold is decoded from the scan, laid flat, kept; a strip or crop warm comes from memory, and
again from the disk as after a restart.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from ocr.decoder import Decoder
from ocr.engines import load
from ocr.geometry import Box
from ocr.read import read_page
from ocr.reading import RecognisedPage
from ocr.scan import Scan
from ocr.unwarp import places
from review.pictures import Pictures, Strip
from storage.archive import Archive
from storage.pages import FiledPage

T = TypeVar("T")
Times = dict[str, list[float]]

ROW = 3


async def timed(times: Times, what: str, work: Awaitable[T]) -> T:
    """What comes of the work, its milliseconds noted."""
    start = time.perf_counter()
    done = await work
    times.setdefault(what, []).append((time.perf_counter() - start) * 1000)
    return done


async def main(folder: Path, out: Path | None) -> None:
    """Read the pages, make their pictures, print medians and the worst."""
    times: Times = {}
    with tempfile.TemporaryDirectory() as home, Decoder() as decoder:
        archive, cache = Archive(Path(home, "archive"), 0), Path(home, "pictures")
        pages = [read(archive, decoder, path) for path in files(folder)]
        found = [page for page in pages if page[1].table]
        pictures = Pictures(archive, cache)
        await pictures.leaf(found[0][0], 0)  # the decoders start
        await pictures.leaf(found[1][0], 0)
        for filed, read_ in found[2:]:
            await measured(times, pictures, filed, read_, out)
        again = Pictures(archive, cache)
        for filed, read_ in found[2:]:
            await timed(times, "strip after a restart", again.strip(filed, boxes(read_)))
        pictures.close()
        again.close()
    for what, all_ in times.items():
        told = f"median {statistics.median(all_):7.1f}  worst {max(all_):7.1f}  of {len(all_)}"
        print(f"{what:32} {told}")


async def measured(
    times: Times, pictures: Pictures, filed: FiledPage, page: RecognisedPage, out: Path | None
) -> None:
    """All that the screen asks of one page."""
    path = await timed(times, "leaves of a page, cold, ms", pictures.leaf(filed, 0))
    times.setdefault("leaf, kB", []).append(path.stat().st_size / 1000)
    await timed(times, "leaf again, ms", pictures.leaf(filed, 0))
    narrow = await timed(times, "leaf 1250 wide, cold, ms", pictures.leaf(filed, 0, 1250))
    times.setdefault("leaf 1250 wide, kB", []).append(narrow.stat().st_size / 1000)
    strip = await timed(times, "strip warm, ms", pictures.strip(filed, boxes(page)))
    times.setdefault("strip, kB", []).append(len(strip.image) / 1000)
    slim = await timed(times, "strip 1400 wide, ms", pictures.strip(filed, boxes(page), 1400))
    times.setdefault("strip 1400 wide, kB", []).append(len(slim.image) / 1000)
    crop = await timed(times, "crop warm, ms", pictures.crop(filed, boxes(page)[1], 10))
    times.setdefault("crop, kB", []).append(len(crop) / 1000)
    assert page.table is not None
    every = [cell.reading.box for row in page.table.rows for cell in row]
    start = time.perf_counter()
    places(filed.page, every)
    times.setdefault("places of all cells, ms", []).append((time.perf_counter() - start) * 1000)
    if out:
        cv2.imwrite(str(out / f"{Path(filed.scan.source).stem}.png"), drawn(strip))


def drawn(strip: Strip) -> cv2.typing.MatLike:
    """The strip with its cells and its own height marked."""
    grey = cv2.imdecode(np.frombuffer(strip.image, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert grey is not None
    picture = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
    for box in strip.cells:
        corners = np.array([[box.x0, box.y0], [box.x1, box.y1]]).round().astype(int).tolist()
        cv2.rectangle(picture, corners[0], corners[1], (0, 0, 255), 1)
    for y in (strip.top, strip.bottom):
        cv2.line(picture, (0, round(y)), (strip.width, round(y)), (255, 120, 0), 1)
    return picture


def files(folder: Path) -> list[Path]:
    """The register pages."""
    return sorted(path for path in folder.glob("pr*") if path.suffix in {".jpg", ".png"})


def boxes(page: RecognisedPage) -> tuple[Box, ...]:
    """The cells of one row."""
    assert page.table is not None
    row = page.table.rows[min(ROW, len(page.table.rows) - 1)]
    return tuple(cell.reading.box for cell in row)


def read(archive: Archive, decoder: Decoder, path: Path) -> tuple[FiledPage, RecognisedPage]:
    """The page as it would be filed."""
    kept, scan = archive.keep(path), decoder.probe(path)
    assert isinstance(scan, Scan)
    pixels = decoder.page(path, scan, 1)
    found = read_page(pixels, scan.frames[0], scan.sha256, load("tesseract"))
    return FiledPage(found.page, scan, kept.path), found


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
