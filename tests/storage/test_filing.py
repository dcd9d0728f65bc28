"""A page is filed once, whole, and only by the worker that holds it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

import pytest

from classifiers.record import UNKNOWN, Guess
from ocr.faults import RecognitionTimedOut
from ocr.reading import Mark
from ocr.scan import Unreadable, unreadable
from storage import audit, contents, filing, ledger
from storage.conservation import conservation
from storage.database import opened, transaction
from storage.faults import NotLoaded, StaleLease
from storage.leases import Lease, lease, release
from storage.tables.audit import AuditEntry
from storage.tables.documents import Cell, Document
from storage.tables.offices import File
from tests.storage import builders
from tests.storage.builders import ME

GRAMMAR = re.compile(
    r"^(?P<basic>[A-Z])-(?P<primary>\d{2})0(?P<secondary>\d{2})(?:\((?P<tertiary>\d{1,2})\))?"
    r"/(?P<serial>\d+)/(?P<year>(?:19|20)\d{2})[-/](?P<section>[A-Za-z0-9().&-]+)$"
)


async def test_a_register_page_lands_in_the_volume_of_its_office_and_year(url: str) -> None:
    """The crime register of थाना तिर्वा of 2006 opens file K-11011/1/2006-KNJ-TIR."""
    async with opened(url):
        await builders.loaded()
        one = await builders.leased("a")
        filed = await filing.file(one, builders.register(one))
        assert filed.file_no == "K-11011/1/2006-KNJ-TIR"
        assert GRAMMAR.match(filed.file_no)
        assert filed.computer_no == 1
        assert filed.state == "review"
        assert filed.record_key == filing.record_key(one.scan.sha256, 1)


async def test_pages_of_one_volume_share_a_file_and_other_volumes_get_the_next_number(
    url: str,
) -> None:
    """Volume 1, volume 1 and volume 2 make files 1, 1 and 2 of the year."""
    async with opened(url):
        await builders.loaded()
        numbers = []
        for name, volume in (("a", 1), ("b", 1), ("c", 2)):
            one = await builders.leased(name)
            record = replace(builders.clean(one), volume=volume)
            numbers.append((await filing.file(one, record)).file_no)
        assert numbers == ["K-11011/1/2006-KNJ-TIR"] * 2 + ["K-11011/2/2006-KNJ-TIR"]


async def test_stamps_and_other_readings_are_kept_with_what_is_filed(url: str) -> None:
    """The marks of the page and the next best readings of a cell, in order."""
    async with opened(url):
        await builders.loaded()
        one = await builders.leased("a")
        record = replace(builders.clean(one), marks=(Mark("stamp", builders.BOX),))
        cell = replace(record.rows[0][0], alternatives=("१२", "१७"))
        await filing.file(one, replace(record, rows=((cell,),)))
        document = await Document.get()
        assert contents.marks(document) == record.marks
        assert contents.alternatives(await Cell.get()) == ("१२", "१७")


async def test_filing_twice_is_filing_once(url: str) -> None:
    """The second filing of a page changes nothing, not even what a person corrected since."""
    async with opened(url):
        await builders.loaded()
        one = await builders.leased("a")
        first = await filing.file(one, builders.register(one))
        async with transaction():
            await Cell.filter(column="case").update(text="१३/०६", state="corrected")
        second = await filing.file(one, builders.register(one))
        assert second == first
        assert await Document.all().count() == 1
        assert await Cell.filter(text="१३/०६", state="corrected").count() == 2
        assert await AuditEntry.filter(action="accession").count() == 1


async def test_a_stale_lease_files_nothing(url: str) -> None:
    """Who lost the page to another worker is refused, and leaves no trace of his result."""
    async with opened(url):
        await builders.loaded()
        await builders.accepted(await ledger.open_batch(), "a")
        (late,) = await lease(ME, 1, seconds=0)
        (now,) = await lease("elsewhere:2:boot-2", 1)
        with pytest.raises(StaleLease):
            await filing.file(late, builders.register(late))
        with pytest.raises(StaleLease):
            await filing.quarantine(late, _timed_out(late))
        assert await Document.all().count() == 0
        assert await File.all().count() == 0
        assert (await filing.file(now, builders.register(now))).file_no


async def test_a_page_given_back_is_not_filed_by_the_former_holder_once_leased_again(
    url: str,
) -> None:
    """A token counts for one lease only."""
    async with opened(url):
        await builders.loaded()
        one = await builders.leased("a")
        await release([one])
        (again,) = await lease(ME, 1)
        with pytest.raises(StaleLease):
            await filing.file(one, builders.clean(one))
        assert (await filing.file(again, builders.clean(again))).state == "auto"


@pytest.mark.parametrize("field", ["office", "head"])
async def test_a_page_of_unknown_office_or_head_waits_without_a_file(url: str, field: str) -> None:
    """It is a document in review all the same, so nothing is lost."""
    async with opened(url):
        await builders.loaded()
        one = await builders.leased("a")
        record, unknown = builders.clean(one), Guess(UNKNOWN, 0.1)
        if field == "head":
            filed = await filing.file(one, replace(record, head=unknown))
        else:
            filed = await filing.file(one, replace(record, office=unknown))
        assert (filed.file_no, filed.computer_no, filed.state) == (None, None, "review")
        assert (await conservation())[0].review == 1


async def test_an_office_the_store_does_not_know_is_a_setup_fault(url: str) -> None:
    """Nothing is filed under an office that the district's data does not name."""
    async with opened(url):
        one = await builders.leased("a")
        with pytest.raises(NotLoaded) as fault:
            await filing.file(one, builders.clean(one))
        assert fault.value.details == {"what": "office", "code": "KNJ-TIR"}
        assert await Document.all().count() == 0


async def test_a_page_that_cannot_be_read_is_quarantined_with_its_reason(url: str) -> None:
    """Code, category and audit entry are kept, once."""
    async with opened(url):
        one = await builders.leased("a")
        await filing.quarantine(one, _timed_out(one))
        await filing.quarantine(one, _timed_out(one))
        balance, _ = await conservation()
        assert (balance.quarantined, balance.in_flight) == (1, 0)
        assert await AuditEntry.filter(action="quarantine").count() == 1


async def test_a_failing_filing_leaves_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the audit entry, the last step, cannot be written, there is no file and no document."""

    async def fail(*_: object) -> int:
        raise RuntimeError("no audit")

    async with opened(url):
        await builders.loaded()
        one = await builders.leased("a")
        with monkeypatch.context() as patch, pytest.raises(RuntimeError):
            patch.setattr(audit, "append", fail)
            await filing.file(one, builders.register(one))
        assert await File.all().count() == await Document.all().count() == 0
        assert (await filing.file(one, builders.register(one))).computer_no == 1


async def test_fifty_files_opened_at_once_are_numbered_without_gap_or_double(url: str) -> None:
    """Fifty pages of fifty volumes, filed by fifty tasks, take the numbers 1 to 50."""
    async with opened(url):
        await builders.loaded()
        batch = await ledger.open_batch()
        for number in range(50):
            await builders.accepted(batch, f"page-{number}")
        leases = await lease(ME, 50)
        filed = await asyncio.gather(
            *(
                filing.file(one, replace(builders.clean(one), volume=volume))
                for volume, one in enumerate(leases, start=1)
            )
        )
        assert sorted(one.computer_no or 0 for one in filed) == list(range(1, 51))
        assert {one.file_no for one in filed} == {
            f"K-11011/{serial}/2006-KNJ-TIR" for serial in range(1, 51)
        }


def _timed_out(one: Lease) -> Unreadable:
    return unreadable(one.scan.sha256, one.number, RecognitionTimedOut(), "engine")
