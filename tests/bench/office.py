"""A simulated office: its people correct cells in one new hand, a night teaches the network.

    .venv/bin/python -m tests.bench.office DIR [--minutes 10] [--cells 300] [--faces FOLDER]

Makes register pages in one hand: a face (--face, kalam) that the weights were not taught, pulled
as one person writes, always the same. All pages are read and filed by engine `both`; on some of
them people correct --cells cells that were read wrong, with the texts that are known, through the
screen's own code; `panji train`'s code then learns. Told are the figures of the other pages before
and after: of the network alone, also in cells none of whose words was among those corrected, and
of the whole product. DIR holds pages and store and is made anew.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import onnx
from PIL import Image
from rapidfuzz.distance import Levenshtein

from classifiers.load import load
from flows.options import Options
from flows.page import PageReader
from flows.sheet import Sheet
from flows.teach import Done, Lesson, teach
from ocr.decoder import Decoder
from ocr.engines.lipi import Lipi
from ocr.geometry import Box
from ocr.models import WEIGHTS
from ocr.scan import Scan, Unreadable
from ocr.training.faces import families
from panji.measure import measure
from panji.settings import SHIPPED, Settings
from panji.truth import KnownPage, folded, known
from samples.make import Order
from storage import database, district, filing, ledger, people
from storage.archive import Archive
from storage.learning import weights
from storage.leases import lease
from storage.people import COMMAND_LINE, Author
from storage.reviews import edits
from storage.reviews.edits import Wish
from storage.tables.documents import Cell, Document
from tests.bench.crops import Crop, _of
from tests.bench.hands import Hand, known_page

ENGINE = "both"
HAND = Hand(
    "pen", 77, sway=0.08, tremble=0.012, drift=0.04, slant=0.06, jump=0.04, pen=0.04, uneven=0.1
)
TAUGHT, OTHER = 36, 10
"""Pages that are corrected until there are cells enough, and pages that are measured."""


def main() -> None:
    """Make, file, correct, learn, measure."""
    asked = _asked()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    for name, first, count in (("taught", 0, TAUGHT), ("other", TAUGHT, OTHER)):
        _pages(asked.dir / name, range(first, first + count), asked)
    home = asked.dir / "home"
    home.mkdir()
    options = Options(
        home=home, database=f"sqlite://{home}/panji.sqlite3", archive=home / "archive",
        district=SHIPPED, engine=ENGINE,
    )  # fmt: skip
    words = asyncio.run(_office(options, asked.dir / "taught", asked.cells))
    _product("before", asked.dir / "other", home)
    done = asyncio.run(teach(options, Lesson(None, asked.minutes), "bench", _begun))
    _tell(done)
    if done.new is not None:
        _alone(asked.dir / "other", weights.in_use(home), words)
        _product("after", asked.dir / "other", home)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench.office", description=__doc__)
    parser.add_argument("dir", type=Path)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--cells", type=int, default=300)
    parser.add_argument("--face", default="kalam")
    parser.add_argument("--faces", type=Path, default=Path(".tools/faces"))
    asked = parser.parse_args()
    about = {one.key: one.value for one in onnx.load(WEIGHTS).metadata_props}
    if asked.face not in about["left out"].split():
        parser.error(f"the weights that ship were taught {asked.face}: not a new hand")
    return asked


def _pages(folder: Path, numbers: range, asked: argparse.Namespace) -> None:
    """Pages of all kinds of registers in turn, in the one hand."""
    folder.mkdir(parents=True)
    made = load(SHIPPED)
    kinds = list(made.registers.values())
    (family,) = (one for one in families(asked.faces) if one.name == asked.face)
    for number in numbers:
        order = Order(kinds[number % len(kinds)], "light")
        pixels, truth = known_page(made, f"office/{number}", order, HAND, family.faces[0])
        path = folder / f"p{number:03}.png"
        Image.fromarray(pixels).save(path, dpi=(truth.dpi, truth.dpi), compress_level=3)
        path.with_suffix(".json").write_text(truth.json(), encoding="utf-8")


async def _office(options: Options, folder: Path, cells: int) -> frozenset[str]:
    """File the pages, correct so many cells; the words that were typed."""
    reader, typed, left = PageReader(ENGINE, SHIPPED), set[str](), cells
    async with database.opened(options.database):
        await district.load(load(SHIPPED))
        row = {"name": "reader", "full_name": "reader", "office": "KNJ-TIR", "role": "reviewer"}
        one = await people.add(row | {"password": "-"}, COMMAND_LINE)
        by = Author(one.id, one.name, one.role, one.office)
        for page in known(folder):
            document = await _filed(options, page, reader)
            if left and document is not None and document.level == "normal":
                texts = await _corrected(by, document, page, left)
                left -= len(texts)
                typed |= {word for text in texts for word in text.split()}
    print(f"{cells - left} cells corrected", flush=True)
    return frozenset(typed)


async def _filed(options: Options, page: KnownPage, reader: PageReader) -> Document | None:
    archive = Archive(options.archive, reserve=0)
    with Decoder() as decoder:
        scan = decoder.probe(page.picture)
    assert isinstance(scan, Scan)
    batch = await ledger.open_batch()
    await ledger.accept(batch, page.picture.name, archive.keep(page.picture), scan)
    (one,) = await lease("here:1:boot-1", 1)
    record = reader.read(Sheet(archive.place(one.path), one.scan, one.number, one.hints))
    if isinstance(record, Unreadable):
        return None
    filed = await filing.file(one, record)
    return await Document.get(record_key=filed.record_key)


async def _corrected(by: Author, document: Document, page: KnownPage, most: int) -> list[str]:
    """Correct what was read wrong on a page, up to so many cells; what was typed."""
    cells = await Cell.filter(row__document_id=document.id).order_by("row_id", "position")
    wrong = [(cell, text) for cell, text in _true(cells, page) if folded(cell.text) != folded(text)]
    wishes = [
        Wish(f"{cell.id}", cell.id, cell.version, "correct", text, 3.0)
        for cell, text in wrong[:most]
    ]
    if wishes:
        await edits.save(by, document.id, f"page {document.id}", wishes, edits.no_meaning)
    return [wish.text for wish in wishes]


def _true(cells: Sequence[Cell], page: KnownPage) -> Iterator[tuple[Cell, str]]:
    for one in page.cells if cells else ():
        best = max(cells, key=lambda cell: _box(cell).overlap(one.box))
        if one.text and _box(best).overlap(one.box) >= 0.5:
            yield best, one.text


def _box(cell: Cell) -> Box:
    return Box(cell.x0, cell.y0, cell.x1, cell.y1)


def _begun(pages: int, cells: int) -> None:
    print(f"learning from {cells} cells of {pages} pages", flush=True)


def _tell(done: Done) -> None:
    print(f"{done.taught} lines taught, {done.held} held back; accepted: {done.new is not None}")
    if done.figures is not None:
        for name in ("own", "standard"):
            before, after = getattr(done.figures, name)
            print(f"  {name}: {before:.2%} -> {after:.2%} of characters wrong")


def _alone(folder: Path, taught: Path | None, words: frozenset[str]) -> None:
    """The networks by themselves, without grammar and words of columns."""
    assert taught is not None
    with Decoder() as decoder:
        crops = [crop for page in known(folder) if page.cells for crop in _of(page, decoder)]
    new = [crop for crop in crops if not words & set(crop.text.split())]
    for name, some in (("all cells", crops), ("cells of other words alone", new)):
        told = [f"{_error(Lipi(one), some):.2%}" for one in (WEIGHTS, taught)]
        print(f"network alone, {name} ({len(some)}): {' -> '.join(told)}", flush=True)


def _error(engine: Lipi, crops: Sequence[Crop]) -> float:
    """The share of characters wrong."""
    edits_, characters = 0, 0
    for crop in crops:
        said = " ".join(word.text for line in engine.read(crop.strips) for word in line)
        true = folded(crop.text)
        edits_, characters = (
            edits_ + Levenshtein.distance(folded(said), true),
            characters + len(true),
        )
    return edits_ / characters


def _product(when: str, folder: Path, home: Path) -> None:
    """The whole product with its grammars and words."""
    for engine in (ENGINE, "lipi"):
        here = Settings(home=home, district=SHIPPED, engine=engine, workers=1)
        (score,) = measure(folder, here).by().values()
        exact, wrong = score.exact / score.texts, score.edits / score.characters
        print(f"{when}, product with {engine}: {wrong:.2%} wrong, {exact:.2%} exact", flush=True)


if __name__ == "__main__":
    main()
