"""The books of the store, and each with its pages in order and what is wrong with its serials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from tortoise.expressions import Q
from tortoise.functions import Count, Sum
from tortoise.queryset import QuerySet

from classifiers.kinds import RegisterKind
from classifiers.record import UNKNOWN
from storage.reports.continuity import Continuity, Entry, check
from storage.reports.rates import Desks
from storage.tables.documents import Cell, Document, Row

ORDER = ("page__scan__source", "page__scan_id", "page__number")
"""As in every export: by name as received, and page."""
AT_ONCE: Final = 5000
Place = tuple[int, int]
"""Document and number of a row."""


@dataclass(frozen=True, slots=True)
class Book:
    """A volume of a register of an office and year, as far as its pages say these."""

    office: str
    kind: str
    year: int | None
    volume: int | None


@dataclass(frozen=True, slots=True)
class Shelved:
    """A book with the number of its pages and of their cells that wait for a person."""

    book: Book
    pages: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a book: where it stands, its rows, its lowest and highest serial.

    `unseen` cells were taken as the machine read them: nobody has looked at them.
    """

    document: int
    source: str
    number: int
    state: str
    level: str
    flag: str | None
    waiting: int
    rows: int = 0
    unseen: int = 0
    low: int | None = None
    high: int | None = None

    @property
    def ready(self) -> bool:
        """Whether a supervisor may approve it as a whole: nothing waits, somewhat is unseen."""
        return self.state != "review" and self.level != "restricted" and self.unseen > 0


@dataclass(frozen=True, slots=True)
class Audited:
    """A book looked through."""

    book: Book
    leaves: tuple[Leaf, ...]
    continuity: Continuity


async def shelf(desks: Desks, kind: str | None = None) -> tuple[Shelved, ...]:
    """The books of those desks by office, kind, year and volume; pages of unknown ones are none."""
    found = Document.filter(tag="register").exclude(office=UNKNOWN).exclude(kind=UNKNOWN)
    if desks is not None:
        found = found.filter(office__in=list(desks))
    if kind is not None:
        found = found.filter(kind=kind)
    keys = ("office", "kind", "year", "volume")
    groups = found.annotate(pages=Count("id"), cells=Sum("waiting")).group_by(*keys)
    told = await groups.values(*keys, "pages", "cells")
    books = [
        Shelved(Book(*(one[key] for key in keys)), one["pages"], int(one["cells"] or 0))
        for one in told
    ]
    return tuple(sorted(books, key=lambda one: _rank(one.book)))


async def audited(book: Book, kinds: Mapping[str, RegisterKind]) -> Audited:
    """The book with its pages and what its serial column tells.

    A book of a known year whose volume is 1 or unknown begins with serial 1; where a later volume
    begins is not asked. Serials of restricted pages are looked at too: they tell of no one.
    """
    leaves = await _leaves(book)
    rows = await _rows([leaf.document for leaf in leaves])
    unseen = await _unseen(rows)
    place = {leaf.document: number for number, leaf in enumerate(leaves)}
    found = await _entries(rows, kinds.get(book.kind))
    entries = [replace(one, page=place[one.document]) for one in found]
    entries.sort(key=lambda one: (one.page, one.row))
    of_page: dict[int, list[Entry]] = {leaf.document: [] for leaf in leaves}
    for one in entries:
        of_page[one.document].append(one)
    first = 1 if book.volume in {None, 1} else None
    return Audited(
        book=book,
        leaves=tuple(_with(leaf, of_page[leaf.document], unseen[leaf.document]) for leaf in leaves),
        continuity=check(entries, first, restarts=book.year is None),
    )


async def _leaves(book: Book) -> list[Leaf]:
    names = ("id", "page__scan__source", "page__number", "state", "level", "flag", "waiting")
    pages = Document.filter(tag="register", **asdict(book)).order_by(*ORDER)
    found = await pages.values_list(*names)
    leaves = []
    for document, source, number, state, level, flag, waiting in found:
        told: list[Any] = [document, source, number, state, level, flag, waiting]
        leaves.append(Leaf(*told))
    return leaves


async def _unseen(rows: Mapping[int, Place]) -> Counter[int]:
    """By document. Counted among all cells: by their state alone half the store would be read."""
    counts: Counter[int] = Counter()
    for cells in _cells(rows):
        groups = cells.annotate(n=Count("id", _filter=Q(state="auto"))).group_by("row_id")
        for row, n in await groups.values_list("row_id", "n"):
            counts[rows[int(str(row))][0]] += int(str(n))
    return counts


async def _entries(rows: Mapping[int, Place], kind: RegisterKind | None) -> list[Entry]:
    """A row each; a row's first serial column counts."""
    column = next((one.id for one in kind.columns if one.type == "serial"), None) if kind else None
    found: dict[int, Entry] = {}
    for cells in _cells(rows):
        serials = cells.filter(column=column or "").order_by("row_id", "position")
        for key, value, state in await serials.values_list("row_id", "value", "state"):
            row = int(str(key))
            entry = Entry(rows[row][0], 0, rows[row][1], _serial(value), state != "review")
            found.setdefault(row, entry)
    return list(found.values())


async def _rows(documents: Sequence[int]) -> dict[int, Place]:
    """Document and number of each row. Found first: SQLite joins rows to cells the wrong way."""
    found = await Row.filter(document_id__in=list(documents) or [0]).values_list(
        "id", "document_id", "number"
    )
    return {int(str(row)): (int(str(of)), int(str(number))) for row, of, number in found}


def _cells(rows: Mapping[int, Place]) -> Iterator[QuerySet[Cell]]:
    """The cells of the rows, some rows at a time, because a statement has a limit of values."""
    keys = list(rows)
    for start in range(0, len(keys), AT_ONCE):
        yield Cell.filter(row_id__in=keys[start : start + AT_ONCE])


def _serial(value: Any) -> int | None:
    return int(value["number"]) if value and value.get("kind") == "serial" else None


def _with(leaf: Leaf, entries: Sequence[Entry], unseen: int) -> Leaf:
    numbers = [one.number for one in entries if one.number is not None]
    low, high = (min(numbers), max(numbers)) if numbers else (None, None)
    return replace(leaf, rows=len(entries), unseen=unseen, low=low, high=high)


def _rank(book: Book) -> tuple[str, str, int, int]:
    return (book.office, book.kind, book.year or 0, book.volume or 0)
