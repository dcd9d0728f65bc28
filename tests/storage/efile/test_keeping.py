"""What is due is listed, what is held is kept, and nothing is ever deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from storage import district
from storage.clock import indian, now
from storage.database import opened
from storage.efile import keeping, states
from storage.efile.seen import seen
from storage.faults import AnotherMustRecord, FileStands, KeptForGood, NotYourAct, OnHold
from storage.tables.audit import AuditEntry
from storage.tables.documents import Document
from storage.tables.offices import File
from tests.storage import builders
from tests.storage.efile import desk

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "expected"), [("A", ("A", None)), ("B", ("B", None)), ("C-10", ("C", 10))]
)
def test_a_heads_retention_is_category_and_years(
    text: str, expected: tuple[str, int | None]
) -> None:
    assert keeping.retention(text) == expected


async def test_files_fall_due_in_the_january_after_their_years(url: str) -> None:
    """C-10 of 2006 on 1 January 2017; a file that is not closed never."""
    async with opened(url):
        await desk.loaded()
        old = await desk.book(["a"])
        await desk.book(["b"], 2017)
        await desk.book(["c"], None)
        (due,) = await keeping.review_due(None, DAY)
        assert (due.file, due.due, due.category, due.years, due.disposal) == (
            old.id,
            date(2017, 1, 1),
            "C",
            10,
            "review_due",
        )
        assert await keeping.review_due(None, date(2016, 12, 31)) == ()
        assert await keeping.review_due(frozenset({"KNJ"}), DAY) == ()
        assert len(await keeping.review_due(frozenset({"KNJ-TIR"}), date(2028, 1, 1))) == 2


async def test_what_is_kept_for_good_is_looked_at_in_its_25th_year_and_never_weeded(
    url: str,
) -> None:
    """Category A of 1990 was due in 2016."""
    async with opened(url):
        given = builders.district()
        heads = {code: replace(one, retention="A") for code, one in given.heads.items()}
        await district.load(replace(given, heads=heads))
        file, lead = (await desk.book(["a"], 1990)).id, await desk.person("lead")
        (due,) = await keeping.review_due(None, DAY)
        assert (due.due, due.years) == (date(2016, 1, 1), None)
        with pytest.raises(KeptForGood):
            await keeping.decide(lead, file, "approved_weed")
        await keeping.decide(lead, file, "transferred")
        assert await keeping.review_due(None, DAY) == ()


async def test_a_held_file_cannot_be_weeded_until_a_supervisor_lifts_the_hold(url: str) -> None:
    """Reasons are in the log; a reviewer can do neither."""
    async with opened(url):
        await desk.loaded()
        file = await desk.book(["a"])
        lead, reader = await desk.person("lead"), await desk.person("reader", "reviewer")
        with pytest.raises(NotYourAct):
            await keeping.hold(reader, file.id, "मा० न्यायालय का आदेश")
        await keeping.hold(lead, file.id, "मा० न्यायालय का आदेश")
        with pytest.raises(OnHold, match="न्यायालय"):
            await keeping.decide(lead, file.id, "approved_weed")
        (due,) = await keeping.review_due(None, DAY)
        assert due.hold == "मा० न्यायालय का आदेश"
        await keeping.lift(lead, file.id, "वाद निस्तारित")
        with pytest.raises(FileStands):
            await keeping.lift(lead, file.id, "वाद निस्तारित")
        await keeping.decide(lead, file.id, "approved_weed")
        acts = AuditEntry.filter(object=f"file/{file.file_no}", action="policy assignment")
        assert await acts.count() == 3


async def test_a_weeded_file_is_still_there_with_its_pages(url: str) -> None:
    """The paper is gone by the decision of two, in two steps; scans and rows stay."""
    async with opened(url):
        await desk.loaded()
        file = (await desk.book(["a"])).id
        lead, boss = await desk.person("lead"), await desk.person("boss")
        with pytest.raises(FileStands):
            await keeping.decide(lead, file, "weeded")
        await keeping.decide(lead, file, "approved_weed")
        await keeping.decide(boss, file, "weeded")
        with pytest.raises(FileStands):
            await keeping.decide(lead, file, "keep", 5)
        shown = await seen(file)
        assert shown
        assert shown.keeping.disposal == "weeded"
        assert await Document.filter(file_id=file).count() == 1
        assert await keeping.review_due(None, DAY) == ()


async def test_who_allows_a_weeding_does_not_record_it(url: str) -> None:
    """He stands there by name, so that another knows whom to ask."""
    async with opened(url):
        await desk.loaded()
        file = (await desk.book(["a"])).id
        lead, boss = await desk.person("lead"), await desk.person("boss")
        await keeping.decide(lead, file, "approved_weed")
        with pytest.raises(AnotherMustRecord):
            await keeping.decide(lead, file, "weeded")
        shown = await seen(file)
        assert shown
        assert (shown.keeping.disposal, shown.decider) == ("approved_weed", "lead सिंह")
        await keeping.decide(boss, file, "weeded")
        with pytest.raises(FileStands):
            await keeping.decide(lead, file, "weeded")


async def test_a_file_kept_on_is_due_again_after_at_most_ten_years(url: str) -> None:
    """Until then it is on no list, and cannot be weeded."""
    async with opened(url):
        await desk.loaded()
        file, lead = (await desk.book(["a"])).id, await desk.person("lead")
        for years in (0, 11):
            with pytest.raises(FileStands):
                await keeping.decide(lead, file, "keep", years)
        await keeping.decide(lead, file, "keep", 10)
        year = indian(now()).year
        assert (await File.get(id=file)).review_on == date(year + 10, 1, 1)
        assert await keeping.review_due(None) == ()
        with pytest.raises(FileStands):
            await keeping.decide(lead, file, "approved_weed")


async def test_an_open_file_has_no_day_and_a_reopened_one_loses_it(url: str) -> None:
    """Its keeping is counted from its closing."""
    async with opened(url):
        await desk.loaded()
        file, lead, boss = (
            (await desk.book(["a"])).id,
            await desk.person("lead"),
            await desk.person("boss"),
        )
        await states.ask(lead, file, "reopen", "नया तथ्य")
        await states.decide(boss, file, allowed=True)
        shown = await seen(file)
        assert shown
        assert (shown.keeping.due, shown.keeping.disposal) == (None, "keep")
        with pytest.raises(FileStands):
            await keeping.decide(lead, file, "approved_weed")
