"""The table of contents of a file and its covering note, as data for whoever renders them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from storage.efile.numbers import ORDER, volume_of
from storage.efile.seen import FileSeen, seen
from storage.tables.documents import Cell, Document, Row
from storage.tables.efile import FilePage

AT_ONCE: Final = 2000
Serials = tuple[int, int]
Days = tuple[date, date]
T = TypeVar("T", int, date)


@dataclass(frozen=True, slots=True)
class Item:
    """A page of a file: `number` and `volume` None until it has a number.

    `source`, `sha256` and `page` say which page of which scan it is. `moved_to` is the number of
    the file to which a page went that had its number here; "" if it is in none now.
    """

    number: int | None
    volume: int | None
    document: int
    tag: str
    kind: str
    source: str
    sha256: str
    page: int
    level: str
    state: str
    flag: str | None
    serials: Serials | None = None
    days: Days | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume of a file, with its first and last page number."""

    number: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A file with its pages in order; those without a number yet come last."""

    file: FileSeen
    items: tuple[Item, ...]

    @property
    def here(self) -> tuple[Item, ...]:
        """The pages that are in the file now."""
        return tuple(one for one in self.items if one.moved_to is None)

    @property
    def volumes(self) -> tuple[Volume, ...]:
        """The volumes that the numbered pages make."""
        of: dict[int, list[int]] = {}
        for one in self.items:
            if one.number is not None:
                of.setdefault(volume_of(one.number), []).append(one.number)
        return tuple(Volume(n, min(pages), max(pages)) for n, pages in sorted(of.items()))


@dataclass(frozen=True, slots=True)
class Note:
    """What the covering note of a file says. `digest` is the SHA-256 of the list of its pages.

    The list has a line a page: its number ("-" without one), the scan's SHA-256, the page in it.
    """

    file: FileSeen
    pages: int
    unnumbered: int
    waiting: int
    volumes: tuple[Volume, ...]
    serials: Serials | None
    days: Days | None
    digest: str


async def contents(file: int) -> Contents | None:
    """The table of contents of the file of that id, None if there is none."""
    one = await seen(file)
    if one is None:
        return None
    numbers = {
        int(str(document)): int(str(number))
        for document, number in await FilePage.filter(file_id=file).values_list(
            "document_id", "number"
        )
    }
    pages = await _pages(file, numbers)
    ranges = await _ranges([page.id for page in pages])
    items = [_item(page, numbers.get(page.id), file, ranges) for page in pages]
    last = len(numbers) + 1
    return Contents(one, tuple(sorted(items, key=lambda item: item.number or last)))


def note(told: Contents) -> Note:
    """The covering note of those contents."""
    here = told.here
    serials = [end for item in here if item.serials for end in item.serials]
    days = [end for item in here if item.days for end in item.days]
    return Note(
        file=told.file,
        pages=len(here),
        unnumbered=sum(item.number is None for item in here),
        waiting=sum(item.state == "review" for item in here),
        volumes=told.volumes,
        serials=(min(serials), max(serials)) if serials else None,
        days=(min(days), max(days)) if days else None,
        digest=hashlib.sha256("".join(_lines(here)).encode()).hexdigest(),
    )


def _lines(items: Sequence[Item]) -> Iterator[str]:
    for one in items:
        yield f"{one.number or '-'} {one.sha256} {one.page}\n"


async def _pages(file: int, numbers: dict[int, int]) -> list[Document]:
    """Pages that are in the file, in their order, and those that left their number behind."""
    found = await Document.filter(file_id=file).order_by(*ORDER).select_related("page__scan")
    gone = sorted(numbers.keys() - {one.id for one in found})
    left = Document.filter(id__in=gone or [0]).select_related("page__scan", "file")
    return [*found, *await left]


def _item(
    page: Document,
    number: int | None,
    file: int,
    ranges: tuple[dict[int, Serials], dict[int, Days]],
) -> Item:
    gone = page.file_id != file
    return Item(
        number=number,
        volume=volume_of(number) if number else None,
        document=page.id,
        tag=page.tag,
        kind=page.kind,
        source=page.page.scan.source,
        sha256=page.page.scan_id,
        page=page.page.number,
        level=page.level,
        state=page.state,
        flag=page.flag,
        serials=ranges[0].get(page.id),
        days=ranges[1].get(page.id),
        moved_to=(page.file.file_no if page.file else "") if gone else None,
    )


async def _ranges(documents: Sequence[int]) -> tuple[dict[int, Serials], dict[int, Days]]:
    """Lowest and highest serial and date of each page. They tell of no one, also restricted."""
    rows = await Row.filter(document_id__in=list(documents) or [0]).values_list("id", "document_id")
    of = {int(str(row)): int(str(document)) for row, document in rows}
    serials: dict[int, Serials] = {}
    days: dict[int, Days] = {}
    keys = list(of)
    for start in range(0, len(keys), AT_ONCE):
        cells = Cell.filter(row_id__in=keys[start : start + AT_ONCE], value__isnull=False)
        for row, value in await cells.values_list("row_id", "value"):
            document = of[int(str(row))]
            if value["kind"] == "serial":
                serials[document] = _wider(serials.get(document), int(value["number"]))
            elif value["kind"] == "date":
                days[document] = _wider(days.get(document), date.fromisoformat(value["day"]))
    return serials, days


def _wider(stood: tuple[T, T] | None, one: T) -> tuple[T, T]:
    return (min(stood[0], one), max(stood[1], one)) if stood else (one, one)
