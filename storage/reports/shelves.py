"""All the books of a shelf looked through at once: a question or two for each kind of register."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from tortoise.queryset import QuerySet

from classifiers.kinds import RegisterKind
from classifiers.record import UNKNOWN
from storage.reports import days
from storage.reports.books import ORDER, Book, after, column_of, rank
from storage.reports.continuity import Continuity, Entry, check
from storage.reports.dates import Misdated, check_days
from storage.reports.rates import Desks
from storage.reports.rows import Pair, Said, Wanted, Which, pairs
from storage.tables.documents import Document, Page

KEYS: Final = ("office", "kind", "year", "volume")


@dataclass(frozen=True, slots=True)
class Looked:
    """A book: its pages of paper, the cells that wait, what is wrong with serials and dates."""

    book: Book
    pages: int
    waiting: int
    continuity: Continuity
    misdated: tuple[Misdated, ...]


@dataclass(slots=True)
class _Heap:
    """What a book has: its documents in order, the cells that wait, the rows with a serial cell."""

    place: dict[int, int] = field(default_factory=dict)
    waiting: int = 0
    entries: list[Entry] = field(default_factory=list)


async def paper(desks: Desks) -> dict[Book, int]:
    """How many pages of paper the scans of each book show: a scan of facing pages shows two."""
    names = [f"document__{key}" for key in KEYS]
    found = Page.filter(document__tag="register").exclude(document__office=UNKNOWN)
    found = found.exclude(document__kind=UNKNOWN)
    if desks is not None:
        found = found.filter(document__office__in=list(desks) or ["-"])
    groups = found.annotate(n=days.lengths('"leaves"')).group_by(*names)
    told: Any = await groups.values_list(*names, "n")
    return {Book(*one[:-1]): int(one[-1]) for one in told}


async def looked(desks: Desks, kinds: Mapping[str, RegisterKind]) -> tuple[Looked, ...]:
    """The books of those desks by office, kind, year and volume, each as `audited` finds it."""
    pages, heaps = await paper(desks), await _heaps(desks)
    of = {document: book for book, heap in heaps.items() for document in heap.place}
    for kind in sorted({book.kind for book in heaps} & kinds.keys()):
        for one in await _rows(kinds[kind], desks):
            book = of.get(one.document)  # none if it was filed just now
            if book is not None and one.first is not None:
                place = heaps[book].place[one.document]
                heaps[book].entries.append(_entry(one, place, one.first))
    # Hundreds of thousands of rows: the screen of others goes on meanwhile.
    return await asyncio.to_thread(_looked, heaps, pages)


async def _heaps(desks: Desks) -> dict[Book, _Heap]:
    found: QuerySet[Document] = Document.filter(tag="register").exclude(office=UNKNOWN)
    found = found.exclude(kind=UNKNOWN)
    if desks is not None:
        found = found.filter(office__in=list(desks) or ["-"])
    heaps: dict[Book, _Heap] = defaultdict(_Heap)
    told: Any = await found.order_by(*ORDER).values_list(*KEYS, "id", "waiting")
    for *key, document, waiting in told:
        heap = heaps[Book(*key)]
        heap.place[document] = len(heap.place)
        heap.waiting += waiting
    return dict(heaps)


async def _rows(kind: RegisterKind, desks: Desks) -> Sequence[Pair]:
    """None of a kind without serials: there is nothing to follow in it."""
    serial, day = column_of(kind, "serial"), column_of(kind, "date")
    if serial is None:
        return ()
    where = {} if desks is None else {"office": desks or {"-"}}
    wanted = Wanted(serial, "serial"), Wanted(day or "", "date")
    return await pairs(kind.id, *wanted, Which(where))


def _entry(one: Pair, page: int, serial: Said) -> Entry:
    number = None if serial.value is None else int(serial.value)
    day = date.fromisoformat(one.second.value) if one.second and one.second.value else None
    dated = one.second is None or one.second.sure
    return Entry(one.document, page, one.number, number, serial.sure, day, dated)


def _looked(heaps: Mapping[Book, _Heap], pages: Mapping[Book, int]) -> tuple[Looked, ...]:
    for heap in heaps.values():
        heap.entries.sort(key=lambda one: (one.page, one.row))
    return tuple(
        Looked(
            book,
            pages.get(book, 0),
            heaps[book].waiting,
            check(heaps[book].entries, _first(heaps, book), restarts=book.year is None),
            check_days(heaps[book].entries, book.year),
        )
        for book in sorted(heaps, key=rank)
    )


def _first(heaps: Mapping[Book, _Heap], book: Book) -> int | None:
    """With what serial it begins, as far as that can be known."""
    if book.volume in {None, 1}:
        return 1
    before = heaps.get(replace(book, volume=(book.volume or 1) - 1))
    return after(before.entries) if before else None
