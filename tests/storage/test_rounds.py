"""The archive is hashed in rounds: oldest look first, each noted, the result in the log."""

from __future__ import annotations

import json
import os
from pathlib import Path

from storage import chain, ledger, rounds
from storage.archive import Archive
from storage.database import opened
from storage.fixity import Fixity
from storage.tables.audit import AuditEntry, AuditValue
from storage.tables.fixity import Check
from storage.tables.scans import Scan
from tests.storage import builders

CLEAN = Fixity((), (), ())


async def stocked(tmp_path: Path, count: int) -> Archive:
    archive = Archive(tmp_path / "archive", reserve=0)
    batch = await ledger.open_batch()
    for name in map(str, range(count)):
        await ledger.accept(
            batch, name, builders.archived(archive, tmp_path, name), builders.scan(name)
        )
    return archive


async def test_each_night_takes_what_was_looked_at_longest_ago(url: str, tmp_path: Path) -> None:
    """Five scans by two a night: all are seen in three, and then the first again."""
    async with opened(url):
        archive = await stocked(tmp_path, 5)
        nights = []
        for _ in range(4):
            before = await rounds.last()
            assert (await rounds.check(archive, 0.4)).checked == 2
            after = await rounds.last()
            nights.append({one for one in after if after[one] != before.get(one)})
        assert len(nights[0] | nights[1]) == 4
        assert len(nights[0] | nights[1] | nights[2]) == 5
        assert nights[3] <= nights[0] | nights[1]
        assert {one.found for one in await Check.all()} == {"intact"}


async def test_the_result_is_an_entry_of_the_audit_log(url: str, tmp_path: Path) -> None:
    """Under PREMIS's name for it, with the lists."""
    async with opened(url):
        archive = await stocked(tmp_path, 2)
        gone, flipped = await Scan.all().order_by("source")
        archive.place(gone.path).unlink()
        place = archive.place(flipped.path)
        place.unlink()
        place.write_bytes(b"x")
        done = await rounds.check(archive, actor="night")
        assert done.fixity == Fixity((gone.path,), (flipped.path,), ())
        entry = await AuditEntry.all().order_by("-seq").first()
        assert entry is not None
        assert (entry.action, entry.actor) == ("fixity check", "night")
        told = json.loads((await AuditValue.get(seq=entry.seq, side="after")).value)
        assert told["missing"] == [gone.path]
        assert told["changed"] == [flipped.path]
        assert (await chain.follow())[1] == ()


async def test_a_missing_file_is_found_in_the_first_night_although_it_is_not_its_turn(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Names are compared for all scans, hashes for a share."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path, 6)
        last = await Scan.all().order_by("-sha256").first()
        assert last is not None
        archive.place(last.path).unlink()
        assert (await rounds.check(archive, 0.1)).fixity == Fixity((last.path,), (), ())


async def test_a_file_that_a_run_has_just_put_there_is_no_stranger(
    sqlite_url: str, tmp_path: Path
) -> None:
    """An hour later it is."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path, 1)
        path = builders.archived(archive, tmp_path, "on its way").path
        assert (await rounds.check(archive)).fixity == CLEAN
        os.utime(archive.place(path), (0, 0))
        assert (await rounds.check(archive)).fixity == Fixity((), (), (path,))


async def test_an_empty_archive_is_checked_too(sqlite_url: str, tmp_path: Path) -> None:
    """And noted."""
    async with opened(sqlite_url):
        done = await rounds.check(Archive(tmp_path / "none"), 0.1)
        assert done == rounds.Round(0, 0, CLEAN)
        assert await AuditEntry.filter(action="fixity check").count() == 1
