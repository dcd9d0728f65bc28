"""Each number of a report is that of the records it opens, and what was, came and went adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from classifiers.district import Disposal, District, Limit
from classifiers.kinds import Column
from classifiers.record import Sensitivity, State
from classifiers.values import Day
from storage import district, filing
from storage.books.closing import count
from storage.clock import now
from storage.database import opened
from storage.efile import moves, states
from storage.exports import reported
from storage.reports.books import Book
from storage.reports.listing import Chosen, listing
from storage.reports.made import REPORTS, behind
from storage.reports.shape import Asked, Link, Number, Report, Word, text
from storage.tables.documents import Document
from storage.tables.efile import Movement
from storage.tables.offices import File
from tests.storage import builders
from tests.storage.efile import desk
from tests.storage.reports.desk import KINDS

LIMIT = Limit("c", "शिकायत", "Complaints", "crime", "date", "remarks", ("लम्बित",), 30)
DISPOSAL = Disposal("crime", "date", "remarks", ("लम्बित",))
COLUMNS = (*KINDS["crime"].columns, Column("date", "date", ""), Column("remarks", "text", ""))
HERE = frozenset({"KNJ-TIR"})


def known() -> District:
    """The made-up district with posts, a register whose columns are known, a limit of time."""
    kind = replace(KINDS["crime"], title="अपराध रजिस्टर", columns=COLUMNS)
    posts = {one.code: one for one in desk.POSTS}
    bare = replace(builders.district(), terms={"sensitive": ()}, posts=posts)
    return replace(
        bare, registers={"crime": kind}, limits={"c": LIMIT}, disposals={"crime": DISPOSAL}
    )


async def made(name: str, moment: datetime, desks: frozenset[str] | None = HERE) -> Report:
    return await REPORTS[name](Asked(known(), desks, moment))


async def opened_by(report: Report, number: Number, moment: datetime) -> int:
    """How many records the number leads to."""
    if report.opens == "pages":
        of = dict(number.of)
        which = Chosen(frozenset({of.pop("desk")}), **of)  # type: ignore[arg-type]
        return (await listing(which, 0, moment))[0]
    found = await behind(report.name, Asked(known(), HERE, moment), number.of)
    assert found
    return len(found.rows)


async def stocked() -> None:
    """Two files that move, close and wait, and pages of several levels."""
    await district.load(known())
    lead, boss = await desk.person("lead"), await desk.person("boss")
    year, at = now().year, now()
    first, second = await desk.book(["a", "b"], year), await desk.book(["c"], None)
    await desk.book(["d"], 2006, "restricted")
    await moves.send(lead, first.id, "SHO-PSTIRWA-KNJ")
    await moves.send(lead, first.id, "HM-PSTIRWA-KNJ")
    await states.ask(lead, second.id, "close", "पूर्ण")
    await states.decide(boss, second.id, allowed=True)
    await File.filter(id=first.id).update(opened_at=at - timedelta(100))
    sent = await Movement.filter(file_id=first.id).order_by("id")
    await Movement.filter(id=sent[0].id).update(at=at - timedelta(40))
    await Movement.filter(id=sent[1].id).update(at=at - timedelta(2))


async def test_every_number_is_that_of_the_records_behind_it(url: str) -> None:
    """In every report that counts; one of another office has none of them."""
    async with opened(url):
        await stocked()
        moment = now() + timedelta(hours=1)
        told = 0
        for name in REPORTS:
            report = await made(name, moment)
            for row in report.rows if report.opens != "book" else ():
                for cell in row:
                    if isinstance(cell, Number):
                        assert await opened_by(report, cell, moment) == cell.n, (name, cell)
                        told += 1
            assert not (await made(name, moment, frozenset({"KNJ-CHM"}))).rows, name
        assert told > 20


async def test_pendency_counts_from_the_day_a_file_came_to_its_post(url: str) -> None:
    """The month's statement counts from its opening; closed files and history are in neither."""
    async with opened(url):
        await stocked()
        report = await made("pendency", now())
        (row,) = report.rows
        assert [text(cell, "en") for cell in row] == [
            *("Tirwa", "HM-PSTIRWA-KNJ", "1", "0", "0", "0", "1")
        ]
        (number, file, *_, state, cases), *registers = (await made("monthly", now())).rows
        assert (number, text(file, "en"), state, cases) == (
            1,
            f"K-11011/1/{now().year}-KNJ-TIR",
            Word("state_created"),
            1,
        )
        assert {one[1] for one in registers} == {None}


async def test_the_weeks_arrears_add_up_at_every_post(url: str) -> None:
    """Brought forward + received - disposed of = pending."""
    async with opened(url):
        await stocked()
        report = await made("weekly", now())
        told = {row[1]: [cell.n for cell in row if isinstance(cell, Number)] for row in report.rows}
        assert told == {
            Word("room"): [0, 1, 1, 0, 0],
            "SHO-PSTIRWA-KNJ": [1, 0, 1, 0, 0],
            "HM-PSTIRWA-KNJ": [0, 1, 0, 1, 1],
        }
        for brought, received, disposed, left, _ in told.values():
            assert brought + received - disposed == left


@pytest.mark.parametrize(
    ("back", "said", "stands"),
    [
        (10, "", "in_time"),
        (30, "जांच लम्बित", "in_time"),
        (31, "", "overdue"),
        (61, "–", "long_overdue"),
        (400, "निस्तारित", "disposed"),
        (None, "", "undated"),
    ],
)
async def test_a_complaint_stands_by_its_date_and_by_what_is_written_of_it(
    sqlite_url: str, back: int | None, said: str, stands: str
) -> None:
    """A restricted page counts for nothing."""
    async with opened(sqlite_url):
        await district.load(known())
        moment = now()
        day = Asked(known(), None, moment).today - timedelta(back or 0)
        for name, level in (("a", "normal"), ("b", "restricted")):
            one = await builders.leased(name)
            page = replace(builders.clean(one), sensitivity=Sensitivity(level))  # type: ignore[arg-type]
            date_ = builders.cell("date", f"{day}", None if back is None else Day(day))
            cells = (builders.cell("serial", "1"), date_, builders.cell("remarks", said))
            await filing.file(one, replace(page, rows=(cells,)))
        (row,) = (await made("complaints", moment, None)).rows
        counts = {cell.of["stands"]: cell.n for cell in row if isinstance(cell, Number)}
        assert {name for name, n in counts.items() if n} == {stands}
        assert sum(counts.values()) == 1


@pytest.mark.parametrize(
    ("back", "said", "age", "state"),
    [
        (7, "", "week", "auto"),
        (8, "जांच लम्बित", "month", "review"),
        (31, "–", "quarter", "auto"),
        (4000, "", "older", "review"),
        (None, "लम्बित", "undated", "auto"),
        (40, "निस्तारित", None, "auto"),
    ],
)
async def test_a_row_is_pending_by_what_the_register_says_of_it(
    url: str, back: int | None, said: str, age: str | None, state: State
) -> None:
    """A reading that waits for a person is told apart; a restricted page counts for nothing."""
    async with opened(url):
        await district.load(known())
        moment = now()
        day = Asked(known(), None, moment).today - timedelta(back or 0)
        for name, level in (("a", "confidential"), ("b", "restricted")):
            one = await builders.leased(name)
            page = replace(builders.clean(one), sensitivity=Sensitivity(level))  # type: ignore[arg-type]
            date_ = builders.cell("date", f"{day}", None if back is None else Day(day))
            done = builders.cell("remarks", said, state=state)
            await filing.file(one, replace(page, rows=((date_, done), ())))
        report = await made("registers", moment)
        counts = [{"age": age, "n": 1, "unsure": int(state == "review")}] if age else []
        assert [told(row) for row in report.rows] == counts


async def test_the_months_statement_counts_what_registers_leave_open(url: str) -> None:
    """Over a month and dated alone, below the files; sure and doubtful readings apart."""
    async with opened(url):
        await district.load(known())
        asked = Asked(known(), HERE, now())
        for back in (10, 30, 31, 45, 4000, None):
            await row_left_open(asked, back, "auto")
        await row_left_open(asked, 90, "review")
        await row_left_open(asked, 60, "auto", "निस्तारित")
        await row_left_open(asked, 60, "auto", level="restricted")
        report = await made("monthly", asked.moment)
        lines = [[text(cell, "en") for cell in row] for row in report.rows]
        days = [f"{asked.today - timedelta(back):%d.%m.%Y}" for back in (4000, 90)]
        place = ["–", "–", "अपराध रजिस्टर", "Tirwa", "–"]
        assert lines == [
            ["1", *place, days[0], "–", "pending by the register", "3"],
            ["2", *place, days[1], "–", "pending by the register, if it was read right", "1"],
        ]
        number = report.rows[0][-1]
        assert isinstance(number, Number)
        found = await behind("monthly", asked, number.of)
        assert found
        assert next(text(row[3], "en") for row in found.rows) == days[0]
        assert await opened_by(report, number, asked.moment) == 3


async def row_left_open(
    asked: Asked, back: int | None, state: State, said: str = "", level: str = "normal"
) -> None:
    """A page of the crime register with one row: of so many days ago, and what is said of it."""
    day = asked.today - timedelta(back or 0)
    one = await builders.leased(f"{back}{said}{level}")
    page = replace(builders.clean(one), sensitivity=Sensitivity(level))  # type: ignore[arg-type]
    date_ = builders.cell("date", f"{day}", None if back is None else Day(day))
    done = builders.cell("remarks", said or "लम्बित", state=state)
    await filing.file(one, replace(page, rows=((date_, done),)))


def told(row: Sequence[object]) -> dict[str, object]:
    """The age that one row of the report counts, how much, and how much of it is unsure."""
    *ages, every, unread = [cell for cell in row if isinstance(cell, Number)]
    (only,) = [cell for cell in ages if cell.n]
    assert only.n == every.n
    return {"age": only.of["age"], "n": every.n, "unsure": unread.n}


async def test_scans_are_told_against_the_count_also_of_books_not_scanned(url: str) -> None:
    async with opened(url):
        await stocked()
        lead = await desk.person("third")
        await count(lead, Book("KNJ-TIR", "crime", 2006, 1), 4)
        await count(lead, Book("KNJ-TIR", "crime", 1999, 1), 90)
        rows = {row[2]: row[4:] for row in (await made("scans", now())).rows}
        assert [text(cell, "en") for cell in rows[2006]] == ["4", "1", "3", "25 %"]
        assert [text(cell, "en") for cell in rows[1999]] == ["90", "0", "90", "0 %"]


async def test_what_is_guarded_otherwise_than_its_kind_is_an_exception(sqlite_url: str) -> None:
    async with opened(sqlite_url):
        await stocked()
        ((_, kind, own, level, pages, _),) = (await made("sensitive", now())).rows
        assert (kind, own, level) == (
            "अपराध रजिस्टर",
            Word("level_normal"),
            Word("level_restricted"),
        )
        assert isinstance(pages, Number)
        assert (pages.n, await Document.filter(level="restricted").count()) == (1, 1)


def test_a_report_becomes_csv_without_formulas_and_a_pdf_that_is_the_same_again() -> None:
    """Words in the reader's language; no name begins a calculation."""
    file = Link("=1+1", "file", 1)
    rows: Sequence[tuple[object, ...]] = ((file, date(2026, 3, 1), Number(3, {}), Word("room")),)
    report = Report("pendency", ("file", "since", "all", "post"), tuple(rows))  # type: ignore[arg-type]
    assert text(Asked(known(), None, now()).office("KNJ-TIR"), "hi") == "तिर्वा"
    told = reported.as_csv(report, "en").splitlines()
    assert told == ["File,Since,all,Post", "'=1+1,01.03.2026,3,record room"]
    asked = Asked(known(), None, datetime.fromisoformat("2026-03-01T12:00:00+00:00"))
    content = reported.as_pdf(report, asked)
    assert content.startswith(b"%PDF")
    assert content == reported.as_pdf(report, asked)
