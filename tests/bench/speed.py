"""Pages per minute of the whole chain beside bare Tesseract and OCRmyPDF, on the same pages.

    .venv/bin/python -m tests.bench.speed ../shared/registers

Each peer gets two processes and one thread a process. OCRmyPDF and unpaper come from Debian's
packages; a peer that is not installed is left out, saying so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

WORKERS = 2
ALONE = os.environ | {"OMP_THREAD_LIMIT": "1"}


def main(folder: Path) -> None:
    """Measure all peers on the register pages of a folder and print the table."""
    pages = sorted(p for p in folder.glob("pr*") if p.suffix in (".png", ".jpg"))
    print(f"{len(pages)} pages, {WORKERS} processes, {os.cpu_count()} cores")
    rates = {name: rate for name, peer in PEERS.items() if (rate := _rate(peer, pages))}
    bare = rates["tesseract --psm 6"]
    for name, rate in rates.items():
        print(f"{name:32} {rate:6.1f} pages/min  {rate / bare:5.2f} × bare Tesseract")


def _rate(peer: Callable[[list[Path], Path], None], pages: list[Path]) -> float | None:
    with tempfile.TemporaryDirectory() as work:
        if peer is panji_again:
            panji(pages[:1], Path(work))
        begun = time.perf_counter()
        try:
            peer(pages, Path(work))
        except FileNotFoundError as absent:
            print(f"{peer.__name__}: left out, {absent.filename} is not installed")
            return None
        return 60 * len(pages) / (time.perf_counter() - begun)


def panji(pages: list[Path], work: Path) -> None:
    """The whole chain into a fresh store, its making and Prefect's first start included."""
    home = ALONE | {"PANJI_HOME": str(work / "home")}
    command = [str(Path(sys.executable).with_name("panji")), "digitise", *map(str, pages)]
    done = subprocess.run(
        [*command, "--workers", str(WORKERS), "--json"], env=home, capture_output=True, check=False
    )
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr.decode())


def panji_again(pages: list[Path], work: Path) -> None:
    """The whole chain into a store that is there, as on every day but the first."""
    panji(pages, work)


def tesseract(pages: list[Path], work: Path) -> None:
    """Recognition alone, of the page as it is."""

    def one(page: Path) -> None:
        command = ["tesseract", str(page), str(work / page.stem), "-l", "Devanagari", "--psm", "6"]
        subprocess.run(command, env=ALONE, capture_output=True, check=True)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(one, pages))


def ocrmypdf(pages: list[Path], work: Path) -> None:
    """OCRmyPDF with nothing but recognition."""
    _ocrmypdf(pages, work)


def ocrmypdf_clean(pages: list[Path], work: Path) -> None:
    """OCRmyPDF, which also straightens and cleans."""
    if shutil.which("unpaper") is None:
        raise FileNotFoundError(2, "", "unpaper")
    _ocrmypdf(pages, work, "--deskew", "--clean")


def _ocrmypdf(pages: list[Path], work: Path, *options: str) -> None:
    book = work / "book.pdf"
    first, *rest = _pictures(pages)
    first.save(book, save_all=True, append_images=rest, resolution=200)
    command = ["ocrmypdf", "-l", "Devanagari", "-j", str(WORKERS), *options]
    command += ["--output-type", "pdf", "--optimize", "0", str(book), str(work / "read.pdf")]
    subprocess.run(command, env=ALONE, capture_output=True, check=True)


def _pictures(pages: list[Path]) -> Iterator[Image.Image]:
    for page in pages:
        with Image.open(page) as picture:
            yield picture.convert("L")


PEERS: dict[str, Callable[[list[Path], Path], None]] = {
    "tesseract --psm 6": tesseract,
    "panji digitise, first run": panji,
    "panji digitise, later runs": panji_again,
    "ocrmypdf": ocrmypdf,
    "ocrmypdf --deskew --clean": ocrmypdf_clean,
}

if __name__ == "__main__":
    main(Path(sys.argv[1]))
