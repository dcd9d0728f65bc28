"""The files that are handed over, and their pages one by one with the words as corrected."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from classifiers.letter_rows import LINE
from ocr.geometry import Box
from ocr.reading import ReadLine
from storage import codec
from storage.efile import numbers
from storage.exports.faults import NotHandedOver, NothingToHandOver
from storage.exports.order import Choice, in_chunks, within
from storage.exports.placed import Block, Placed, hidden, may_leave, spread
from storage.leases import scan_of
from storage.pages import FiledPage, page_of
from storage.tables.documents import Cell, Document, Row
from storage.tables.efile import FilePage
from storage.tables.offices import File
from storage.tables.scans import Scan

SEEN = frozenset({"corrected", "approved"})


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file as it leaves: `pages` of it do, `restricted` stay; `last` its newest scan came.

    Pages of a batch that is still being read have no number yet and stay too.
    """

    file_no: str
    computer_no: int
    head: str
    title: str
    office: str
    pages: int
    restricted: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a file, `number` the one that it was given in the file."""

    number: int
    key: str
    kind: str
    filed: FiledPage
    placed: Placed


async def bundles(choice: Choice) -> tuple[Bundle, ...]:
    """The files that the choice lets out, by number; NotHandedOver, NothingToHandOver.

    Pages without a number in their file are given one, so that they leave under it.
    """
    found = File.all().order_by("file_no").select_related("office", "head")
    if choice.files is not None:
        found = found.filter(file_no__in=list(choice.files))
    all_ = [await _bundle(file, choice) for file in await found]
    some = tuple(one for one in all_ if one is not None)
    missing = sorted((choice.files or frozenset()) - {one.file_no for one in some})
    if missing:
        raise NotHandedOver(file_no=missing[0])
    if not some:
        raise NothingToHandOver
    return some


async def _bundle(file: File, choice: Choice) -> Bundle | None:
    await numbers.number(file.id)
    numbered = Document.filter(file_id=file.id, numbers__file_id=file.id)
    leaving = within(numbered, choice)
    pages = await leaving.count()
    if not pages:
        return None
    ids = await leaving.distinct().values_list("page__scan_id", flat=True)
    newest = await Scan.filter(sha256__in=ids).order_by("-received_at").first()
    assert newest is not None
    return Bundle(
        file.file_no,
        file.computer_no,
        file.head.code,
        file.head.title,
        file.office.name,
        pages,
        await numbered.count() - pages,
        newest.received_at,
    )


async def sheets(bundle: Bundle, choice: Choice) -> AsyncIterator[Sheet]:
    """The pages of the file by their numbers, a chunk of them in memory at a time."""
    of_file = within(Document.all(), replace(choice, files=frozenset({bundle.file_no})))
    leaving = set(await of_file.values_list("id", flat=True))
    given = FilePage.filter(file__file_no=bundle.file_no).order_by("number")
    pairs = await given.values_list("document_id", "number")
    number = {int(str(one)): int(str(n)) for one, n in pairs if one in leaving}
    async for documents in in_chunks(list(number)):
        cells = await _cells(documents)
        for document in documents:
            scan = document.page.scan
            filed = FiledPage(page_of(document.page), scan_of(scan), scan.path)
            placed = _placed(document, cells.get(document.id, []), choice)
            yield Sheet(number[document.id], document.record_key, document.kind, filed, placed)


async def _cells(documents: Sequence[Document]) -> dict[int, list[list[Cell]]]:
    """The rows of each document, top to bottom, their cells left to right."""
    rows = Row.filter(document_id__in=[one.id for one in documents]).order_by("number")
    found: dict[int, list[list[Cell]]] = {}
    for row in await rows.prefetch_related("cells"):
        cells = sorted(row.cells, key=lambda cell: cell.position)
        found.setdefault(row.document_id, []).append(cells)
    return found


def _placed(document: Document, rows: list[list[Cell]], choice: Choice) -> Placed:
    read = codec.lines.load(document.lines)
    if document.tag == "register":
        lines, blocks = read, tuple(tuple(map(_block, row)) for row in rows)
    else:
        lines, blocks = _letter(read, [c for row in rows for c in row if c.column == LINE]), ()
    boxed = [(line, line.box) for line in lines]
    boxed += [(line, block.box) for row in blocks for block in row for line in block.lines]
    return Placed(
        tuple(may_leave(line, choice) for line in lines),
        tuple(tuple(_leaving(block, choice) for block in row) for row in blocks),
        hidden(boxed, choice),
    )


def _block(cell: Cell) -> Block:
    box = Box(cell.x0, cell.y0, cell.x1, cell.y1)
    lines = spread(cell.text, box, cell.confidence)
    return Block(cell.column, lines, box, cell.state in SEEN)


def _leaving(block: Block, choice: Choice) -> Block:
    return replace(block, lines=tuple(may_leave(line, choice) for line in block.lines))


def _letter(read: tuple[ReadLine, ...], cells: list[Cell]) -> tuple[ReadLine, ...]:
    """The letter's lines as people left them: in their own boxes, words too if unchanged."""
    if not cells:
        return read
    own = read if len(read) == len(cells) else (None,) * len(cells)
    return tuple(
        line for cell, before in zip(cells, own, strict=True) for line in _corrected(cell, before)
    )


def _corrected(cell: Cell, before: ReadLine | None) -> tuple[ReadLine, ...]:
    if before is not None and before.text == cell.text:
        return (before,) if before.words else ()
    box = before.box if before else Box(cell.x0, cell.y0, cell.x1, cell.y1)
    return spread(cell.text, box, cell.confidence)
