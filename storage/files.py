"""Finds the e-office file a page belongs to, or opens and numbers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from classifiers.record import UNKNOWN, Record, RegisterPage
from storage import numbering
from storage.clock import indian, now
from storage.faults import NotLoaded
from storage.numbering import YEARS
from storage.tables.offices import File, Head, Office


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page belongs: a register's volume, or the letters of a year under a head."""

    office: str
    head: str
    kind: str | None
    year: int | None
    volume: int | None

    @property
    def key(self) -> str:
        """What makes it one file."""
        under = self.volume if self.kind else self.head
        parts = (self.kind or "letters", self.office, self.year, under)
        return "|".join("-" if part is None else str(part) for part in parts)

    @property
    def series(self) -> str:
        """The series its number is counted in: a head's files of a year in a section."""
        return f"file|{self.head}|{self.numbered_year}|{self.office}"

    @property
    def numbered_year(self) -> int:
        """The year in the file number; that of opening, as for any new file, if its own is open."""
        return indian(now()).year if self.year is None else self.year


def place(record: Record) -> Place | None:
    """Where the record belongs, None while its office or head is not known."""
    office, head = record.office.choice, record.head.choice
    if UNKNOWN in {office, head} or not numbering.numberable(head):
        return None
    year = record.year if record.year in YEARS else None
    if isinstance(record, RegisterPage) and record.kind.choice != UNKNOWN:
        return Place(office, head, record.kind.choice, year, record.volume or 1)
    return Place(office, head, None, year, None)


async def found_or_opened(place: Place) -> tuple[File, bool]:
    """The file of that place and whether it is new; runs in the caller's transaction.

    Raises NotLoaded if the office or head is not one of the district's.
    """
    file = await File.get_or_none(key=place.key)
    if file:
        return file, False
    await _known(place)
    # Another worker may open the same file now: hold its series, then look again.
    await numbering.hold(place.series)
    file = await File.get_or_none(key=place.key)
    return (file, False) if file else (await _open(place), True)


async def _open(place: Place) -> File:
    serial = await numbering.count(place.series)
    return await File.create(
        key=place.key,
        computer_no=await numbering.count("computer"),
        file_no=numbering.file_no(place.head, serial, place.numbered_year, place.office),
        office_id=place.office,
        head_id=place.head,
        kind=place.kind,
        year=place.year,
        volume=place.volume,
        serial=serial,
        opened_at=now(),
        **standing(place.year),
    )


def standing(year: int | None) -> dict[str, Any]:
    """State and class of a file of that year at its opening: a year that is over is history.

    Registers begin anew on the first of January, so those of earlier years were closed then.
    """
    if year is None or year >= indian(now()).year:
        return {"state": "created", "priority": "current"}
    closed_on = date(year, 12, 31)
    return {"state": "closed-migrated", "priority": "closed", "closed_on": closed_on}


async def _known(place: Place) -> None:
    if not await Office.exists(code=place.office):
        raise NotLoaded(what="office", code=place.office)
    if not await Head.exists(code=place.head):
        raise NotLoaded(what="head", code=place.head)
