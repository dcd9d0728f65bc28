"""Books in a table: whether each is complete, and how much of what is on paper is scanned."""

from __future__ import annotations

from dataclasses import asdict

from storage.books.closing import Standing, standings
from storage.reports.books import Audited, Book, audited, rank, shelf
from storage.reports.shape import Asked, Cell, Number, Report, Word

PLACE = ("office", "kind", "year", "volume")
FOUND = ("missing", "repeated", "stray", "misdated", "twice", "unsure")


async def books(asked: Asked) -> Report:
    """The completeness of every register: what its serials and dates lack, and how it stands."""
    stand = await standings()
    rows = [
        _row(asked, await audited(one.book, asked.district.registers), one.waiting, stand)
        for one in await shelf(asked.desks)
    ]
    columns = (*PLACE, "pages", "rows", *FOUND, "doubtful", "stands")
    return Report("books", columns, tuple(rows), "book")


async def scans(asked: Asked) -> Report:
    """Pages scanned against the pages that somebody counted on paper, book by book."""
    stand = await standings()
    known = {one.book for one in await shelf(asked.desks)}
    on_paper = {
        book
        for book, one in stand.items()
        if one.counted is not None and (asked.desks is None or book.office in asked.desks)
    }
    rows = [
        await _against(asked, book, stand.get(book, Standing()), there=book in known)
        for book in sorted(known | on_paper, key=rank)
    ]
    return Report("scans", (*PLACE, "counted", "scanned", "to_scan", "share"), tuple(rows), "book")


async def _against(asked: Asked, book: Book, one: Standing, *, there: bool) -> tuple[Cell, ...]:
    scanned = (await audited(book, asked.district.registers)).pages if there else 0
    left = share = None
    if one.counted is not None:
        left = max(one.counted - scanned, 0)
        share = f"{100 * min(scanned / one.counted, 1):.0f} %"
    return (*_place(asked, book), one.counted, _number(scanned, book), left, share)


def _row(
    asked: Asked, found: Audited, waiting: int, stand: dict[Book, Standing]
) -> tuple[Cell, ...]:
    told, book = found.continuity, found.book
    numbers = (
        found.pages,
        told.rows,
        told.missing,
        sum(one.sure for one in told.repeats),
        sum(one.sure for one in told.strays),
        sum(one.sure for one in found.misdated),
        len(told.twice),
        told.unsure,
        waiting,
    )
    closed = stand.get(book, Standing()).closed_at is not None
    word = Word("book_closed" if closed else "book_open")
    return (*_place(asked, book), *(_number(n, book) for n in numbers), word)


def _number(n: int, book: Book) -> Number:
    return Number(n, {name: str(v) for name, v in asdict(book).items() if v is not None})


def _place(asked: Asked, book: Book) -> tuple[Cell, ...]:
    title = asked.district.titles.get(book.kind, book.kind)
    return asked.office(book.office), title, book.year, book.volume
