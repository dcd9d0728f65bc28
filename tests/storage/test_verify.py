"""Verify holds on a sound store and names everything that is not."""

from __future__ import annotations

from pathlib import Path

from storage import chain, filing, ledger
from storage.archive import Archive
from storage.database import opened
from storage.leases import lease
from storage.tables.documents import Cell, Document, Row
from storage.tables.scans import Entry, Scan
from storage.verify import Report, verify
from tests.storage import builders
from tests.storage.builders import ME


async def stocked(tmp_path: Path) -> Archive:
    """A store with a register page, a letter and a page that waits."""
    archive = Archive(tmp_path / "archive", reserve=0)
    await builders.loaded()
    batch = await ledger.open_batch()
    for name in ("a", "b", "c"):
        kept = builders.archived(archive, tmp_path, name)
        await ledger.accept(batch, name, kept, builders.scan(name))
    one, two = await lease(ME, 2)
    await filing.file(one, builders.register(one))
    await filing.file(two, builders.letter(two))
    return archive


def codes(report: Report) -> list[str]:
    """What was found."""
    return [one.code for one in report.findings]


async def test_a_sound_store_holds(url: str, tmp_path: Path) -> None:
    """The report counts what it looked at."""
    async with opened(url):
        archive = await stocked(tmp_path)
        report = await verify(archive, await chain.checkpoint())
        assert report == Report(scans=3, documents=2, entries=report.entries, findings=())
        assert report.entries >= 8


async def test_a_scan_gone_from_the_archive_is_named(url: str, tmp_path: Path) -> None:
    """E701 with its path, in both languages."""
    async with opened(url):
        archive = await stocked(tmp_path)
        scan = await Scan.get(source="b")
        archive.place(scan.path).unlink()
        (found,) = (await verify(archive)).findings
        assert found.code == "E701"
        assert scan.path in found.message("en")
        assert scan.path in found.message("hi")


async def test_a_lost_ledger_entry_breaks_the_law(url: str, tmp_path: Path) -> None:
    """E707: three accepted, two accounted for."""
    async with opened(url):
        archive = await stocked(tmp_path)
        await Entry.filter(state="received").delete()
        (found,) = (await verify(archive)).findings
        assert (found.code, dict(found.details)) == (
            "E707",
            {"batch": "1", "accepted": "3", "accounted": "2"},
        )


async def test_an_entry_that_says_filed_without_a_document_is_named(
    url: str, tmp_path: Path
) -> None:
    """E710, although the counts agree."""
    async with opened(url):
        archive = await stocked(tmp_path)
        await Entry.filter(state="received").update(state="filed")
        assert codes(await verify(archive)) == ["E710"]


async def test_a_document_whose_key_is_not_its_page_s_is_named(url: str, tmp_path: Path) -> None:
    """E709: it was not made from that scan and page."""
    async with opened(url):
        archive = await stocked(tmp_path)
        await Document.filter(tag="document").update(record_key="0" * 64)
        assert codes(await verify(archive)) == ["E709"]


async def test_a_document_deleted_behind_our_back_is_named(url: str, tmp_path: Path) -> None:
    """E710 at its page."""
    async with opened(url):
        archive = await stocked(tmp_path)
        await Cell.all().delete()
        await Row.all().delete()
        await Document.filter(tag="register").delete()
        assert codes(await verify(archive)) == ["E710"]
