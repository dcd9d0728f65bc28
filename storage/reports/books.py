"""The books of the store, and each with its pages in order and what is wrong with its serials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

from tortoise.expressions import Q
from tortoise.functions import Count, Sum
from tortoise.queryset import QuerySet

from classifiers.kinds import RegisterKind
from classifiers.record import UNKNOWN
from storage.reports import days
from storage.reports.continuity import Continuity, Entry, check
from storage.reports.dates import Misdated, check_days
from storage.reports.rates import Desks
from storage.tables.documents import Cell, Document, Page, Row

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
    sides: int = 1
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
    """A book looked through; `serials` is False if its kind has no column of them."""

    book: Book
    leaves: tuple[Leaf, ...]
    continuity: Continuity
    misdated: tuple[Misdated, ...] = ()
    serials: bool = True

    @property
    def pages(self) -> int:
        """The pages of paper that its scans show: a scan of facing pages shows two."""
        return sum(leaf.sides for leaf in self.leaves)


def book_of(page: Document) -> Book:
    """The book of which a page says that it is one."""
    return Book(page.office, page.kind, page.year, page.volume)


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
    return tuple(sorted(books, key=lambda one: rank(one.book)))


async def audited(book: Book, kinds: Mapping[str, RegisterKind]) -> Audited:
    """The book with its pages and what its serial column tells.

    A book of a known year whose volume is 1 or unknown begins with serial 1, a later one after
    the last of the volume before, if that is here. Serials of restricted pages are looked at
    too: they tell of no one.
    """
    leaves = await _leaves(book)
    rows = await rows_of([leaf.document for leaf in leaves])
    unseen = await _unseen(rows)
    place = {leaf.document: number for number, leaf in enumerate(leaves)}
    kind = kinds.get(book.kind)
    found = await _entries(rows, kind)
    entries = [replace(one, page=place[one.document]) for one in found]
    entries.sort(key=lambda one: (one.page, one.row))
    of_page: dict[int, list[Entry]] = {leaf.document: [] for leaf in leaves}
    for one in entries:
        of_page[one.document].append(one)
    first = 1 if book.volume in {None, 1} else await _begins(book, kind)
    return Audited(
        book=book,
        leaves=tuple(_with(leaf, of_page[leaf.document], unseen[leaf.document]) for leaf in leaves),
        continuity=check(entries, first, restarts=book.year is None),
        misdated=check_days(entries, book.year),
        serials=column_of(kind, "serial") is not None,
    )


async def _begins(book: Book, kind: RegisterKind | None) -> int | None:
    """The serial after the last certain one of the volume before."""
    before = replace(book, volume=(book.volume or 1) - 1)
    leaves = await _leaves(before)
    found = await _entries(await rows_of([leaf.document for leaf in leaves]), kind)
    return after(found)


def after(entries: Sequence[Entry]) -> int | None:
    """The serial after the last certain one."""
    numbers = [one.number for one in entries if one.number is not None and one.sure]
    return max(numbers) + 1 if numbers else None


async def _leaves(book: Book) -> list[Leaf]:
    names = ("id", "page__scan__source", "page__number", "state", "level", "flag", "waiting")
    pages = Document.filter(tag="register", **asdict(book)).order_by(*ORDER)
    sides = await _sides(book)
    leaves = []
    for one in await pages.values_list(*names, "page_id"):
        told: list[Any] = [*one[:-1], sides[int(str(one[-1]))]]
        leaves.append(Leaf(*told))
    return leaves


async def _sides(book: Book) -> dict[int, int]:
    """How many pages of paper each scanned page shows. Not by its leaves, whose meshes are long."""
    of_book = {f"document__{name}": told for name, told in asdict(book).items()}
    found = Page.filter(document__tag="register", **of_book).annotate(n=days.length('"leaves"'))
    return {int(str(page)): int(str(n)) for page, n in await found.values_list("id", "n")}


async def _unseen(rows: Mapping[int, Place]) -> Counter[int]:
    """By document. Counted among all cells: by their state alone half the store would be read."""
    counts: Counter[int] = Counter()
    for cells in cells_of(rows):
        groups = cells.annotate(n=Count("id", _filter=Q(state="auto"))).group_by("row_id")
        for row, n in await groups.values_list("row_id", "n"):
            counts[rows[int(str(row))][0]] += int(str(n))
    return counts


async def _entries(rows: Mapping[int, Place], kind: RegisterKind | None) -> list[Entry]:
    """One for each row that has a cell in the first serial column of its kind."""
    serial, day = column_of(kind, "serial"), column_of(kind, "date")
    numbers: dict[int, Entry] = {}
    dates: dict[int, tuple[date | None, bool]] = {}
    for cells in cells_of(rows):
        told = cells.filter(column__in=[serial or "", day or ""]).order_by("row_id", "position")
        for key, column, value, state in await told.values_list(
            "row_id", "column", "value", "state"
        ):
            row, sure = int(str(key)), state != "review"
            if column == day:
                dates.setdefault(row, (_day(value), sure))
            else:
                numbers.setdefault(
                    row, Entry(*rows[row][:1], 0, rows[row][1], _serial(value), sure)
                )
    return [
        replace(one, day=dates[row][0], dated=dates[row][1]) if row in dates else one
        for row, one in numbers.items()
    ]


def column_of(kind: RegisterKind | None, type_: str) -> str | None:
    """The id of the first serial column, or of the column whose dates go on down the book."""
    columns = kind.columns if kind else ()
    return next((c.id for c in columns if c.type == type_ and (c.running or type_ != "date")), None)


async def rows_of(documents: Sequence[int]) -> dict[int, Place]:
    """Document and number of each row. Found first: SQLite joins rows to cells the wrong way."""
    found = await Row.filter(document_id__in=list(documents) or [0]).values_list(
        "id", "document_id", "number"
    )
    return {int(str(row)): (int(str(of)), int(str(number))) for row, of, number in found}


def cells_of(rows: Mapping[int, Place]) -> Iterator[QuerySet[Cell]]:
    """The cells of the rows, some rows at a time, because a statement has a limit of values."""
    keys = list(rows)
    for start in range(0, len(keys), AT_ONCE):
        yield Cell.filter(row_id__in=keys[start : start + AT_ONCE])


def _serial(value: Any) -> int | None:
    return int(value["number"]) if value and value.get("kind") == "serial" else None


def _day(value: Any) -> date | None:
    return date.fromisoformat(value["day"]) if value and value.get("kind") == "date" else None


def _with(leaf: Leaf, entries: Sequence[Entry], unseen: int) -> Leaf:
    numbers = [one.number for one in entries if one.number is not None]
    low, high = (min(numbers), max(numbers)) if numbers else (None, None)
    return replace(leaf, rows=len(entries), unseen=unseen, low=low, high=high)


def rank(book: Book) -> tuple[str, str, int, int]:
    """By office, kind, year and volume; unknown ones first."""
    return (book.office, book.kind, book.year or 0, book.volume or 0)
