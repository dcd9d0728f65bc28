"""A file is closed and reopened by two, and nothing happens to it that the log does not have."""

from __future__ import annotations

from collections.abc import Awaitable

import pytest

from ocr.faults import Fault
from storage.audit import START
from storage.clock import indian, now
from storage.database import opened, transaction
from storage.efile import numbers, states
from storage.efile.seen import found, seen
from storage.faults import (
    AnotherMustDecide,
    FileChanged,
    FileStands,
    FileUnknown,
    NotAsked,
    NotYourAct,
    PagesUndecided,
)
from storage.people import Author
from storage.tables.audit import AuditEntry
from storage.tables.documents import Document
from storage.tables.efile import FilePage
from storage.tables.offices import File
from tests.storage.efile import desk


async def state(file: int) -> str:
    return (await File.get(id=file)).state


async def refused(fault: type[Fault], act: Awaitable[None]) -> None:
    with pytest.raises(fault):
        await act


async def closed(file: int, asker: Author, boss: Author) -> None:
    await states.ask(asker, file, "close", "कार्यवाही पूर्ण")
    await states.decide(boss, file, allowed=True)


async def test_a_register_of_a_year_that_is_over_is_history_and_one_of_this_year_is_not(
    url: str,
) -> None:
    """Closed at the end of its year as migrated, or created and current."""
    async with opened(url):
        await desk.loaded()
        old, this = await desk.book(["a"]), await desk.book(["b"], indian(now()).year)
        unknown = await desk.book(["c"], None)
        assert [(one.state, one.priority) for one in (old, this, unknown)] == [
            ("closed-migrated", "closed"),
            ("created", "current"),
            ("created", "current"),
        ]
        assert str(old.closed_on) == "2006-12-31"
        assert this.closed_on is None


async def test_closing_needs_a_second_person_and_pages_that_are_decided(url: str) -> None:
    """Not the asker, not a reviewer, not while a page waits; then the pages have numbers."""
    async with opened(url):
        await desk.loaded()
        file = (await desk.book(["a", "b"], None)).id
        lead, other = await desk.person("lead"), await desk.person("other")
        reader = await desk.person("reader", "reviewer")
        await refused(NotAsked, states.decide(other, file, allowed=True))
        await states.ask(lead, file, "close", "कार्यवाही पूर्ण")
        await refused(FileStands, states.ask(reader, file, "close", "फिर"))
        await refused(AnotherMustDecide, states.decide(lead, file, allowed=True))
        await refused(NotYourAct, states.decide(reader, file, allowed=True))
        async with transaction():
            await Document.filter(page__scan__source="a").update(state="review")
        await refused(PagesUndecided, states.decide(other, file, allowed=True))
        assert await state(file) == "created"
        assert await FilePage.all().count() == 0
        async with transaction():
            await Document.all().update(state="auto")
        await states.decide(other, file, allowed=True)
        row = await File.get(id=file)
        assert (row.state, row.closed_on) == ("closed", indian(now()).date())
        assert await FilePage.filter(file_id=file).count() == 2


async def test_a_refusal_leaves_the_file_as_it_was_and_one_may_ask_again(url: str) -> None:
    """The request is kept with who refused it."""
    async with opened(url):
        await desk.loaded()
        file = (await desk.book(["a"], None)).id
        reader, lead = await desk.person("reader", "reviewer"), await desk.person("lead")
        await states.ask(reader, file, "close", "कार्यवाही पूर्ण")
        shown = await seen(file)
        assert shown
        assert shown.asked
        assert (shown.asked.wanted, shown.asked.asker) == ("close", "reader")
        await states.decide(lead, file, allowed=False)
        assert await state(file) == "created"
        await closed(file, reader, lead)
        assert await state(file) == "closed"


async def test_who_closed_a_file_may_ask_to_reopen_it_and_no_other_reviewer(url: str) -> None:
    """A supervisor may; history is reopened in the same way."""
    async with opened(url):
        await desk.loaded()
        file, history = (await desk.book(["a"], None)).id, (await desk.book(["b"])).id
        reader, other = [await desk.person(n, "reviewer") for n in ("reader", "other")]
        lead, boss = await desk.person("lead"), await desk.person("boss")
        await closed(file, reader, lead)
        await refused(NotYourAct, states.ask(other, file, "reopen", "नया तथ्य"))
        await states.ask(reader, file, "reopen", "नया तथ्य")
        await states.decide(lead, file, allowed=True)
        await refused(NotYourAct, states.ask(reader, history, "reopen", "नया तथ्य"))
        await states.ask(lead, history, "reopen", "नया तथ्य")
        await states.decide(boss, history, allowed=True)
        assert [await state(one) for one in (file, history)] == ["reopened"] * 2
        assert (await File.get(id=file)).closed_on is None


async def test_a_parked_file_is_taken_up_as_what_it_was(url: str) -> None:
    """Created stays created, reopened stays reopened; a closed one cannot be parked."""
    async with opened(url):
        await desk.loaded()
        file = (await desk.book(["a"], None)).id
        reader, lead = await desk.person("reader", "reviewer"), await desk.person("lead")
        for expected in ("created", "reopened"):
            await states.park(reader, file, "न्यायालय की प्रतीक्षा")
            assert await state(file) == "parked"
            await states.resume(reader, file)
            assert await state(file) == expected
            await closed(file, reader, lead)
            await refused(FileStands, states.park(reader, file, "न्यायालय की प्रतीक्षा"))
            await states.ask(reader, file, "reopen", "नया तथ्य")
            await states.decide(lead, file, allowed=True)


async def test_every_act_is_a_version_and_an_entry_and_a_stale_screen_changes_nothing(
    url: str,
) -> None:
    """The chain has who, and the file's versions one after the other."""
    async with opened(url):
        await desk.loaded()
        file = await desk.book(["a"], None)
        reader = await desk.person("reader", "reviewer")
        await states.classify(reader, file.id, "partial", 1)
        await states.rename(reader, file.id, "8/3/11-अप०", 2)
        await refused(FileChanged, states.park(reader, file.id, "प्रतीक्षा", 2))
        await refused(FileUnknown, states.park(reader, 999, "प्रतीक्षा"))
        acts = await AuditEntry.filter(object=f"file/{file.file_no}", actor="reader").order_by(
            "seq"
        )
        assert [one.version_after for one in acts] == [2, 3]
        assert acts[0].hash != START
        row = await File.get(id=file.id)
        assert (row.priority, row.old_file_no, row.state) == ("partial", "8/3/11-अप०", "created")
        assert await found("8/3/11-अप०") == await found(file.file_no) == file.id
        assert await numbers.number(file.id) == 1


async def test_operators_and_admins_do_nothing_to_files(url: str) -> None:
    """An admin manages the system and sees no record."""
    async with opened(url):
        await desk.loaded()
        file = (await desk.book(["a"], None)).id
        for role in ("operator", "admin"):
            who = await desk.person(role, role)
            await refused(NotYourAct, states.park(who, file, "प्रतीक्षा"))
            await refused(NotYourAct, states.ask(who, file, "close", "पूर्ण"))
