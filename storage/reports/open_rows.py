"""What is pending by what registers say: rows received and, as they are written, not disposed of.

History has no files that move from post to post; its registers say what became of a matter, and
that is all that is known of it. Not when: so there is no week's arrears of it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from classifiers.district import Disposal
from storage.reports.pending import AGES
from storage.reports.shape import Asked, Cell, Fact, Number, Query, Report, Word, counted, those
from storage.reports.written import Written, written
from storage.search.mask import masked

COLUMNS: Final = (*AGES, "older", "undated")
OLD: Final = ("quarter", "older")
"""Ages of more than a month."""
READINGS: Final = ("sure", "unsure")
BY: Final = ("office", "kind", "reading")
BEHIND: Final = ("row", "office", "kind", "since", "done", "reading")


async def registers(asked: Asked) -> Report:
    """Pending rows by office, register and age; how many of them rest on a doubtful reading."""
    facts = await _facts(asked)
    doubtful = counted(facts, ("office", "kind"), "reading", READINGS)
    rows: list[tuple[Cell, ...]] = []
    for key, numbers in counted(facts, ("office", "kind"), "age", COLUMNS).items():
        office, kind = key
        every = Number(sum(one.n for one in numbers), {"office": office, "kind": kind})
        place = (asked.office(office), asked.kind(kind))
        rows.append((*place, *numbers, every, doubtful[key][1]))
    return Report("registers", ("office", "kind", *COLUMNS, "all", "unread"), tuple(rows))


async def behind_registers(asked: Asked, query: Query) -> tuple[tuple[Cell, ...], ...]:
    """The rows that a number counts, the oldest first."""
    return those(await _facts(asked), query)


async def old(asked: Asked) -> tuple[tuple[Cell, ...], ...]:
    """Rows pending for more than a month, as the month's statement has them.

    A line for each office, register and surety of reading, with the date of its oldest row.
    """
    facts = await _old(asked)
    oldest: dict[tuple[str, ...], Cell] = {}
    for one in facts:  # those of a register from the oldest on
        oldest.setdefault(tuple(one.of[name] for name in BY), one.told[BEHIND.index("since")])
    rows: list[tuple[Cell, ...]] = []
    for numbers in counted(facts, BY[:2], BY[2], READINGS).values():
        for number in (one for one in numbers if one.n):
            office, kind, reading = (number.of[name] for name in BY)
            place = (None, None, asked.kind(kind), asked.office(office), None)
            first = oldest[office, kind, reading]
            rows.append((*place, first, None, Word(f"pending_{reading}"), number))
    return tuple(rows)


async def behind_old(asked: Asked, query: Query) -> tuple[tuple[Cell, ...], ...]:
    """Those of more than a month that a number counts, the oldest first."""
    return those(await _old(asked), query)


async def _old(asked: Asked) -> list[Fact]:
    return [one for one in await _facts(asked) if one.of["age"] in OLD]


async def _facts(asked: Asked) -> list[Fact]:
    return [
        _fact(asked, told, row)
        for told in asked.district.disposals.values()
        for row in await written(asked, told, pending=True)
        if not row.disposed
    ]


def _fact(asked: Asked, told: Disposal, row: Written) -> Fact:
    reading = "sure" if row.sure else "unsure"
    place = (asked.office(row.desk), asked.kind(told.kind))
    shown = (row.link, *place, row.since, masked(row.done) or None, Word(f"reading_{reading}"))
    of = {"office": row.desk, "kind": told.kind, "age": _age(row.since, asked.today)}
    return Fact(shown, {**of, "reading": reading})


def _age(since: date | None, today: date) -> str:
    if since is None:
        return "undated"
    passed = (today - since).days
    return next((name for name, most in AGES.items() if passed <= most), "older")
