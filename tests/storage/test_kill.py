"""Killed at any point, the store is as before the step or as after it, and goes on."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from storage import ledger
from storage.archive import Archive
from storage.conservation import conservation
from storage.database import opened
from storage.tables.audit import AuditEntry
from storage.tables.documents import Document
from storage.tables.offices import File
from storage.verify import verify
from tests.storage import builders


async def clerk(*args: str) -> int:
    """Run a worker process; its exit status."""
    command = (sys.executable, "-m", "tests.storage.clerk", *args)
    return await (await asyncio.create_subprocess_exec(*command)).wait()


async def test_four_processes_number_fifty_two_files_without_gap_or_double(url: str) -> None:
    """Serials and computer numbers are 1 to 52, each once."""
    async with opened(url):
        await builders.loaded()
        await builders.accepted(await ledger.open_batch(), "book", frames=52)
    assert await asyncio.gather(*(clerk(url) for _ in range(4))) == [0] * 4
    async with opened(url):
        files = await File.all().values_list("serial", "computer_no")
        assert sorted(serial for serial, _ in files) == list(range(1, 53))
        assert sorted(computer_no for _, computer_no in files) == list(range(1, 53))
        assert (await conservation())[0].filed == 52


@pytest.mark.parametrize("point", ["leased", "filed"])
async def test_a_worker_killed_while_filing_loses_and_doubles_nothing(
    url: str, point: str, tmp_path: Path
) -> None:
    """Its page is filed by the next worker at once, with the numbers it would have taken."""
    archive = Archive(tmp_path / "archive", reserve=0)
    async with opened(url):
        await builders.loaded()
        kept = builders.archived(archive, tmp_path, "a")
        await ledger.accept(await ledger.open_batch(), "a", kept, builders.scan("a"))
    assert await clerk(url, point) == -signal.SIGKILL
    async with opened(url):
        assert (await conservation())[0].in_flight == 1
        assert await File.all().count() == await Document.all().count() == 0
        assert (await verify(archive)).holds
    assert await clerk(url) == 0
    async with opened(url):
        assert (await File.get()).computer_no == 1
        assert await AuditEntry.filter(action="accession").count() == 1
        assert (await verify(archive)).holds


async def test_killed_between_archive_and_ledger_the_scan_is_taken_in_the_next_time(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Until then verify names the file that no record knows."""
    archive = Archive(tmp_path / "archive", reserve=0)
    assert await clerk(str(tmp_path), "archived") == -signal.SIGKILL
    async with opened(sqlite_url):
        assert [one.code for one in (await verify(archive)).findings] == ["E703"]
        kept = builders.archived(archive, tmp_path, "a")
        await ledger.accept(await ledger.open_batch(), "a", kept, builders.scan("a"))
        assert (await verify(archive)).holds


async def test_killed_while_writing_a_scan_leaves_only_a_part_that_is_purged(
    sqlite_url: str, tmp_path: Path
) -> None:
    """A half-written file never has the name of a whole one."""
    archive = Archive(tmp_path / "archive", reserve=0)
    assert await clerk(str(tmp_path), "half-archived") == -signal.SIGKILL
    assert not list((archive.root / "scans").rglob("*.png"))
    assert archive.purge() == 1
    async with opened(sqlite_url):
        assert (await verify(archive)).holds
