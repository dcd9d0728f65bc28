"""Files that wait: by office, post and age, the week's arrears, what is a month old (CSMeOP)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from storage.efile import posts
from storage.reports import days
from storage.reports.shape import (
    Asked,
    Cell,
    Fact,
    Link,
    Named,
    Number,
    Query,
    Report,
    Word,
    counted,
    those,
)
from storage.reports.stays import Stay, stays

AGES: Final = {"week": 7, "month": 30, "quarter": 90}
"""Days since a file came to its post, at most; beyond them `older`."""
MONTH: Final = timedelta(30)
HEAPS: Final = ("brought", "received", "disposed", "left", "old")
BEHIND: Final = ("file", "old_file_no", "about", "office", "post", "begun", "since")


async def pendency(asked: Asked) -> Report:
    """Open files by office and post, and by the days since they came there."""
    table = counted(await _aged(asked), ("office", "post"), "age", (*AGES, "older"))
    rows = await _named(asked, table)
    return Report("pendency", ("office", "post", *AGES, "older", "all"), rows)


async def weekly(asked: Asked) -> Report:
    """What each post had at the beginning of the last seven days, got, disposed of and has."""
    table = counted(await _moved(asked), ("office", "post"), "heap", HEAPS)
    rows = await _named(asked, table, total=False)
    return Report("weekly", ("office", "post", *HEAPS), rows)


async def old(asked: Asked) -> tuple[tuple[Cell, ...], ...]:
    """The files that are open for more than a month and their states, the oldest first."""
    found = [
        one for one in await stays(asked.desks) if _open(one, asked.moment) and _old(one, asked)
    ]
    found.sort(key=lambda one: (one.begun, one.file.file_no))
    marked = await _marked(asked)
    return tuple((*_told(one, asked, marked), Word(f"state_{one.file.state}")) for one in found)


async def behind_pendency(asked: Asked, query: Query) -> tuple[tuple[Cell, ...], ...]:
    """The files that a number of the pendency counts."""
    return those(await _aged(asked), query)


async def behind_weekly(asked: Asked, query: Query) -> tuple[tuple[Cell, ...], ...]:
    """The stays that a number of the week counts."""
    return those(await _moved(asked), query)


async def _aged(asked: Asked) -> list[Fact]:
    marked = await _marked(asked)
    return [
        Fact(_told(one, asked, marked), {**_at(one), "age": _age(asked.moment - one.since)})
        for one in await stays(asked.desks)
        if _open(one, asked.moment)
    ]


async def _moved(asked: Asked) -> list[Fact]:
    marked = await _marked(asked)
    start = days.begins(asked.today - timedelta(7))
    return [
        Fact(_told(one, asked, marked), {**_at(one), "heap": heap})
        for one in await stays(asked.desks)
        for heap in _heaps(one, start, asked)
    ]


def _heaps(one: Stay, start: datetime, asked: Asked) -> Iterator[str]:
    """What was there or came, less what went, is what is left."""
    if one.since < start and (one.until is None or one.until >= start):
        yield "brought"
    if start <= one.since <= asked.moment:
        yield "received"
    if one.until is not None and start <= one.until <= asked.moment:
        yield "disposed"
    if _open(one, asked.moment):
        yield "left"
        if _old(one, asked):
            yield "old"


def _open(one: Stay, moment: datetime) -> bool:
    return one.since <= moment and (one.until is None or one.until > moment)


def _old(one: Stay, asked: Asked) -> bool:
    return asked.moment - one.begun > MONTH


def _age(passed: timedelta) -> str:
    return next((name for name, most in AGES.items() if passed <= timedelta(most)), "older")


def _at(one: Stay) -> dict[str, str]:
    return {"office": one.file.office_id, "post": one.post}


def _told(one: Stay, asked: Asked, marked: Mapping[str, Cell]) -> tuple[Cell, ...]:
    file = one.file
    year = f" {file.year}" if file.year else ""
    title = asked.district.titles.get(file.kind or "")
    names = (title, title) if title else (file.head.title, file.head.english)
    about = Named(*(f"{name}{year}" for name in names))
    office, post = asked.office(file.office_id), marked.get(one.post, one.post)
    number = Link(file.file_no, "file", file.id)
    return (number, file.old_file_no, about, office, post, one.begun, one.since)


async def _marked(asked: Asked) -> dict[str, Cell]:
    """Posts as files are marked to them."""
    held = await posts.everyone(asked.today)
    return {"": Word("room"), **{one.code: one.marking for one in held}}


async def _named(
    asked: Asked, table: Mapping[tuple[str, ...], Sequence[Number]], *, total: bool = True
) -> tuple[tuple[Cell, ...], ...]:
    """The rows with the names of office and post, and their sums."""
    marked = await _marked(asked)
    rows: list[tuple[Cell, ...]] = []
    for (office, post), numbers in table.items():
        sums = [_sum(numbers, {"office": office, "post": post})] if total else []
        rows.append((asked.office(office), marked.get(post, post), *numbers, *sums))
    return tuple(rows)


def _sum(numbers: Sequence[Number], of: Query) -> Number:
    return replace(numbers[0], n=sum(one.n for one in numbers), of=of)
