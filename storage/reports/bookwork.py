"""Books in a table: whether each is complete, and how much of what is on paper is scanned."""

from __future__ import annotations

from dataclasses import asdict

from storage.books.closing import Standing, standings
from storage.reports.books import Book, rank
from storage.reports.shape import Asked, Cell, Number, Report, Word
from storage.reports.shelves import Looked, looked, paper

PLACE = ("office", "kind", "year", "volume")
FOUND = ("missing", "repeated", "stray", "misdated", "twice", "unsure")


async def books(asked: Asked) -> Report:
    """The completeness of every register: what its serials and dates lack, and how it stands."""
    stand = await standings()
    found = await looked(asked.desks, asked.district.registers)
    rows = tuple(_row(asked, one, stand) for one in found)
    return Report("books", (*PLACE, "pages", "rows", *FOUND, "doubtful", "stands"), rows, "book")


async def scans(asked: Asked) -> Report:
    """Pages scanned against the pages that somebody counted on paper, book by book."""
    on_paper = {
        book: one.counted
        for book, one in (await standings()).items()
        if one.counted is not None and (asked.desks is None or book.office in asked.desks)
    }
    scanned = await paper(asked.desks)
    rows = tuple(
        _against(asked, book, on_paper.get(book), scanned.get(book, 0))
        for book in sorted(scanned.keys() | on_paper.keys(), key=rank)
    )
    return Report("scans", (*PLACE, "counted", "scanned", "to_scan", "share"), rows, "book")


def _against(asked: Asked, book: Book, counted: int | None, scanned: int) -> tuple[Cell, ...]:
    left = share = None
    if counted is not None:
        left = max(counted - scanned, 0)
        share = f"{100 * min(scanned / counted, 1):.0f} %"
    return (*_place(asked, book), counted, _number(scanned, book), left, share)


def _row(asked: Asked, found: Looked, stand: dict[Book, Standing]) -> tuple[Cell, ...]:
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
        found.waiting,
    )
    closed = stand.get(book, Standing()).closed_at is not None
    word = Word("book_closed" if closed else "book_open")
    return (*_place(asked, book), *(_number(n, book) for n in numbers), word)


def _number(n: int, book: Book) -> Number:
    return Number(n, {name: str(v) for name, v in asdict(book).items() if v is not None})


def _place(asked: Asked, book: Book) -> tuple[Cell, ...]:
    return asked.office(book.office), asked.kind(book.kind), book.year, book.volume
