"""A page read again, as a person says it is, takes the place of what was read before.

Nothing that people entered is lost: their cells keep their rows in the store, with all that
refers to them, and move to the new cells that cover most of their boxes; if one has none,
nothing is changed. What the machine had read before is kept in the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from classifiers.letter_rows import FACTS, KIND
from classifiers.reasons import reason
from classifiers.record import UNKNOWN, Cell, Guess, Hints, Record
from ocr.geometry import Box
from storage import codec, contents, files
from storage.books.closing import heed
from storage.database import transaction
from storage.faults import WordsLost
from storage.leases import scan_of
from storage.pages import FiledPage, page_of
from storage.people import Author
from storage.reports.books import book_of
from storage.reviews.carry import At, carried
from storage.reviews.edits import Meaning
from storage.reviews.levels import LEVELS
from storage.reviews.settle import settle
from storage.reviews.told import Told, free, give_office, note, summary
from storage.search import index
from storage.tables import documents as rows
from storage.tables.reviews import Edit, Keying, Proposal, Sample

_NAMED = 3
"""So many lost cells are named, of more the number."""


@dataclass(frozen=True, slots=True)
class Again:
    """A page to be read again; `told.turn` None lays it flat as before."""

    filed: FiledPage
    hints: Hints
    told: Told


async def again(document: int, told: Told) -> Again:
    """What is to be read, and what is known of it: said now, said before, said of its batch."""
    found = await rows.Document.get(id=document).select_related("page__scan__batch")
    scan = found.page.scan
    batch = codec.hints.load(scan.batch.hints)
    by_person = "person" in _guess(found, "kind").reasons or await _chosen(document)
    kind = told.kind or (found.kind if by_person else batch.register)
    office = told.office or (None if found.office == UNKNOWN else found.office)
    year, volume = told.year or found.year, told.volume or found.volume
    drawn = None if found.page.ruled is None else codec.rulings.load(found.page.ruled)
    ruled = told.ruled if told.turn is not None or told.ruled is not None else drawn
    sure = by_person or told.kind is not None
    hints = Hints(office, kind, year, volume, sure=sure)
    filed = FiledPage(page_of(found.page), scan_of(scan), scan.path)
    return Again(filed, hints, replace(told, ruled=ruled))


async def put(
    by: Author, document: int, version: int, asked: Again, record: Record, meaning: Meaning
) -> None:
    """Put what was read anew in place; PageChanged, PageHeld, WordsLost, NotLoaded."""
    async with transaction() as client:
        page = await free(by, document, version)
        before, left = summary(page), book_of(page)
        cells = await rows.Cell.filter(row__document_id=document).select_related("row")
        stood = [[cell.row.number, cell.position, cell.as_read, cell.text] for cell in cells]
        record = replace(record, office=_office(page, asked.told, record))
        await _table(page, cells, contents.table_of(record), meaning, record.kind.choice)
        await _page(page, asked, record)
        await _document(page, asked.told, record)
        guard = (page.level, page.level_reasons)
        await settle(page)
        await heed(left)
        await _guard(page, *guard)
        await note(client, by, page, (before, summary(page)), stood)


async def _table(
    page: rows.Document,
    cells: Sequence[rows.Cell],
    table: tuple[tuple[Cell, ...], ...],
    meaning: Meaning,
    kind: str,
) -> None:
    kept = await _kept(cells)
    facts = [one.id for one in cells if one.column in FACTS]
    await Edit.filter(cell_id__in=facts).update(cell_id=None)
    places = _places(kept, table)
    mine = {cell.id for cell in kept}
    await rows.Cell.filter(id__in=[cell.id for cell in cells if cell.id not in mine]).delete()
    for number, cell in enumerate(kept, start=1):  # out of the way of each other
        cell.position = -number
        await cell.save(update_fields=["position"])
    there = await _rows(page, len(table))
    moved = {places[cell.id]: cell for cell in kept}
    for at, line in enumerate(table):
        fresh = [(n, new) for n, new in enumerate(line) if (at, n) not in moved]
        await rows.Cell.bulk_create(
            rows.Cell(row=there[at], position=n, **contents.place(new), **contents.reading(new))
            for n, new in fresh
        )
    for (at, n), cell in moved.items():
        await _move(cell, there[at], n, table[at][n], meaning, kind)
    await rows.Row.filter(document=page, number__gt=len(table)).delete()


async def _kept(cells: Sequence[rows.Cell]) -> list[rows.Cell]:
    """The cells that people touched; what machines only proposed of the others goes with them."""
    ids = [cell.id for cell in cells]
    await Proposal.filter(cell_id__in=ids, state="open").delete()
    await Sample.filter(cell_id__in=ids, verdict=None).delete()
    touched = {
        int(str(cell))
        for table in (Edit, Keying, Sample, Proposal)
        for cell in await table.filter(cell_id__in=ids).values_list("cell_id", flat=True)
    }
    return [
        cell
        for cell in cells
        if cell.column not in FACTS and (cell.id in touched or _entered(cell))
    ]


def _entered(cell: rows.Cell) -> bool:
    return cell.flag is not None or cell.state in {"corrected", "approved"}


def _places(kept: Sequence[rows.Cell], table: tuple[tuple[Cell, ...], ...]) -> dict[int, At]:
    """By box; a letter's lines and fields lie over each other, so by column as well."""
    letter = any(one.column in FACTS for row in table for one in row)
    found: dict[int, At] = {}
    for column in {cell.column for cell in kept} if letter else {None}:
        own = [cell for cell in kept if column in {None, cell.column}]
        old = {cell.id: Box(cell.x0, cell.y0, cell.x1, cell.y1) for cell in own}
        new = {
            (r, c): one.reading.box
            for r, row in enumerate(table)
            for c, one in enumerate(row)
            if column in {None, one.column}
        }
        found |= carried(old, new)
    lost = [cell for cell in kept if cell.id not in found]
    if lost:
        raise WordsLost(cells=_named(lost))
    return found


def _named(lost: Sequence[rows.Cell]) -> str:
    ordered = sorted(lost, key=lambda cell: (cell.row.number, cell.position))
    told = [f"{c.row.number} {c.heading or c.column} “{c.text}”" for c in ordered[:_NAMED]]
    return ", ".join(told) + (f" + {len(lost) - _NAMED}" if len(lost) > _NAMED else "")


async def _rows(page: rows.Document, count: int) -> list[rows.Row]:
    """The first `count` rows of the page, made where there were fewer."""
    found = {row.number: row for row in await rows.Row.filter(document=page)}
    return [
        found.get(number) or await rows.Row.create(document=page, number=number)
        for number in range(1, count + 1)
    ]


async def _move(
    cell: rows.Cell, row: rows.Row, position: int, new: Cell, meaning: Meaning, kind: str
) -> None:
    """The cell in its new place, with what a person entered; else with what was read there."""
    fields: dict[str, Any] = {"row": row, "position": position, "version": cell.version + 1}
    fields |= contents.place(new)
    if not _entered(cell):
        fields |= contents.reading(new)
    elif cell.flag is None and new.column != cell.column:
        fields["value"] = codec.value.dump(meaning(kind, new.column, cell.text))
    await cell.update_from_dict(fields).save()


async def _page(page: rows.Document, asked: Again, record: Record) -> None:
    ruled = asked.told.ruled
    await rows.Page.filter(id=page.page_id).update(
        turned=record.page.turned,
        leaves=codec.leaves.dump(record.page.leaves),
        ruled=None if ruled is None else codec.rulings.dump(ruled),
    )


async def _document(page: rows.Document, told: Told, record: Record) -> None:
    """All that the record says, but an office that was known, and never less guarded."""
    level, reasons = page.level, list(page.level_reasons)
    fields = contents.said(record)
    if LEVELS.index(level) > LEVELS.index(fields["level"]):
        fields |= {"level": level, "level_reasons": reasons}
    page.update_from_dict(fields)
    give_office(page, told.office)
    page.desk = page.desk if page.office == UNKNOWN else page.office
    record = replace(record, office=_guess(page, "office"))
    place = files.place(record)
    page.file = (await files.found_or_opened(place))[0] if place else None
    await page.save()


async def _guard(page: rows.Document, level: str, reasons: list[str]) -> None:
    """Settling assesses the new cells alone: lines that leave words out must not unmask them."""
    if LEVELS.index(level) > LEVELS.index(page.level):
        page.level, page.level_reasons = level, reasons
        await page.save(update_fields=["level", "level_reasons"])
        await index.document(page.id)


def _office(page: rows.Document, told: Told, record: Record) -> Guess:
    """As it is said now, else as it is known; as it was read where nobody knew it."""
    if told.office:
        return Guess(told.office, 1.0, (reason("person"),))
    if page.office == UNKNOWN:
        return record.office
    return replace(_guess(page, "office"), choice=page.office)


async def _chosen(document: int) -> bool:
    """Whether a person has said a letter's kind in its row of facts."""
    said = rows.Cell.filter(row__document_id=document, column=KIND)
    return await said.filter(state__in=["corrected", "approved"]).exists()


def _guess(page: rows.Document, name: str) -> Guess:
    return codec.guess.load(page.guesses[name])
