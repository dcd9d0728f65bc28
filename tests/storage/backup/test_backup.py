"""A store is backed up while people work in it, and a store is made of that, on both backends."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from storage import checkpoints, keys, ledger
from storage.archive import Archive
from storage.backup import snapshot
from storage.backup.faults import (
    BackupBroken,
    BackupLacks,
    BackupOfOther,
    FolderOfOther,
    NoBackup,
    ToolMissing,
)
from storage.backup.make import Installation, Made, backup
from storage.backup.restore import entered, held, restore
from storage.clock import now
from storage.database import opened
from storage.exports.faults import FolderNotEmpty
from storage.people import COMMAND_LINE
from storage.tables.documents import Cell, Document
from storage.tables.people import Session
from storage.tables.scans import Scan
from storage.verify import verify
from tests.storage import builders
from tests.storage.reviews.people import author
from tests.storage.test_verify import codes, stocked


@pytest.fixture
def other_url(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database on the same backend."""
    if url.startswith("sqlite"):
        yield f"sqlite://{tmp_path}/new/panji.sqlite3"
    else:
        yield request.getfixturevalue("bare_url")


def at(home: Path, url: str) -> Installation:
    return Installation(home, url, Archive(home / "archive", reserve=0), home / "none")


@asynccontextmanager
async def store(url: str, tmp_path: Path) -> AsyncIterator[Installation]:
    """An open store with three scans and what is filed of them."""
    async with opened(url):
        await stocked(tmp_path)
        yield at(tmp_path, url)


async def logged_in(name: str) -> None:
    user, moment = (await author(name)).user, now()
    told = {"token": name, "user_id": user, "csrf": "-", "ip": "127.0.0.1"}
    until = moment + timedelta(hours=8)
    await Session(**told, began=moment, seen=moment, until=until).save()


async def made(of: Installation, to: Path) -> Made:
    return await backup(of, to, COMMAND_LINE)


async def test_a_store_made_of_a_backup_holds_and_says_what_the_first_one_said(
    url: str, other_url: str, tmp_path: Path
) -> None:
    """Its log goes on from the signed checkpoint; uploads and weights are there, logins are not."""
    to, new = tmp_path / "to", tmp_path / "new"
    async with store(url, tmp_path) as first:
        await logged_in("reader")
        (tmp_path / "inbox" / "7").mkdir(parents=True)
        (tmp_path / "inbox" / "7" / "001.png").write_bytes(builders.png("late"))
        (tmp_path / "weights").mkdir()
        (tmp_path / "weights" / "list.json").write_text("[]")
        said = await Cell.all().order_by("id").values_list("text", flat=True)
        done = await made(first, to)
        assert (done.scans, done.fresh, done.lacking) == (3, 3, ())
    source = snapshot.opened(to)
    await restore(source, at(new, other_url))
    async with opened(other_url):
        await entered(source, COMMAND_LINE)
        report = await verify(Archive(new / "archive"), held(source))
        assert (report.scans, codes(report)) == (3, [])
        assert await Cell.all().order_by("id").values_list("text", flat=True) == said
        assert not await Session.exists()
    assert (new / "inbox" / "7" / "001.png").read_bytes() == builders.png("late")
    assert (new / "weights" / "list.json").read_text() == "[]"


async def test_a_backup_is_of_one_moment_though_others_file_meanwhile(
    url: str, other_url: str, tmp_path: Path
) -> None:
    """What is restored balances; the filing that went on is not in it, or wholly."""
    to, new = tmp_path / "to", tmp_path / "new"
    async with store(url, tmp_path) as first:
        batch = await ledger.open_batch()
        for name in map(str, range(60)):
            kept = builders.archived(first.archive, tmp_path, name)
            await ledger.accept(batch, name, kept, builders.scan(name))
        there = await Document.all().count()
        clerk = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.storage.clerk", url
        )
        while await Document.all().count() == there:
            assert clerk.returncode is None
        await made(first, to)
        assert await clerk.wait() == 0
        assert await Document.all().count() == there + 61
    await restore(snapshot.opened(to), at(new, other_url))
    async with opened(other_url):
        report = await verify(Archive(new / "archive"), held(snapshot.opened(to)))
        assert codes(report) == []
        assert there < report.documents


async def test_the_key_that_signs_is_in_no_backup(url: str, tmp_path: Path) -> None:
    """What was signed before can still be checked, beside the key that a new store makes."""
    to, new = tmp_path / "to", tmp_path / "new"
    async with store(url, tmp_path) as first:
        signed, _ = await checkpoints.write(tmp_path)
        await made(first, to)
    secret = keys.public_file(tmp_path).with_suffix(".key").read_bytes()
    assert not [one for one in to.rglob("*") if one.is_file() and secret in one.read_bytes()]
    if url.startswith("sqlite"):
        await restore(snapshot.opened(to), at(new, f"sqlite://{new}/panji.sqlite3"))
        (old,) = (new / "keys").iterdir()
        assert checkpoints.read(signed, old).seq > 0
        assert keys.private_key(new).public_key() != keys.public_key(old)


async def test_a_second_backup_copies_new_scans_alone_and_sha256sum_reads_the_list(
    url: str, tmp_path: Path
) -> None:
    """Each stays whole: the first is restored as it was."""
    to = tmp_path / "to"
    async with store(url, tmp_path) as first:
        before = await made(first, to)
        kept = builders.archived(first.archive, tmp_path, "d")
        await ledger.accept(await ledger.open_batch(), "d", kept, builders.scan("d"))
        after = await made(first, to)
    assert (after.scans, after.fresh) == (4, 1)
    assert snapshot.opened(to).folder == after.folder
    assert snapshot.opened(before.folder).manifest.scans == 3
    for one in (before, after):
        summed(to, one.folder / snapshot.FILES)


def summed(folder: Path, listed: Path) -> None:
    """As anybody can check it without Panji."""
    check = ["sha256sum", "--check", "--strict", "--quiet", str(listed)]
    subprocess.run(check, cwd=folder, check=True)


async def test_a_scan_lost_in_the_store_is_named_unless_an_earlier_backup_has_it(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Such a backup is restored only by who says that it may be incomplete."""
    early, late = tmp_path / "early", tmp_path / "late"
    async with store(sqlite_url, tmp_path) as first:
        await made(first, early)
        scan = await Scan.get(source="b")
        first.archive.place(scan.path).unlink()
        assert (await made(first, early)).lacking == ()
        assert (await made(first, late)).lacking == (scan.path,)
    snapshot.check(snapshot.opened(early))
    source = snapshot.opened(late)
    with pytest.raises(BackupLacks):
        snapshot.check(source)
    into = at(tmp_path / "new", f"sqlite://{tmp_path}/new/panji.sqlite3")
    await restore(source, into, incomplete=True)
    async with opened(into.url):
        assert codes(await verify(into.archive)) == ["E701"]


@pytest.mark.parametrize("what", ["database.sqlite3", "checkpoint.json", "files.sha256", "scan"])
@pytest.mark.parametrize("how", ["changed", "missing", "linked"])
async def test_a_damaged_backup_is_refused_and_the_file_named(
    sqlite_url: str, tmp_path: Path, what: str, how: str
) -> None:
    """Before anything is written."""
    to, new = tmp_path / "to", tmp_path / "new"
    async with store(sqlite_url, tmp_path) as first:
        done = await made(first, to)
    file = next((to / "archive").rglob("*.png")) if what == "scan" else done.folder / what
    damage(file, how)
    with pytest.raises(BackupBroken) as refused:
        await restore(snapshot.opened(to), at(new, f"sqlite://{new}/panji.sqlite3"))
    assert file.name in refused.value.message("en")
    assert not new.exists()


def damage(file: Path, how: str) -> None:
    content = file.read_bytes()
    file.unlink()
    if how == "changed":
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    elif how == "linked":
        aside = file.with_name("aside")
        aside.write_bytes(content + b"\n" if file.name == snapshot.FILES else content)
        file.symlink_to(aside)


async def test_what_was_never_finished_is_no_backup(sqlite_url: str, tmp_path: Path) -> None:
    """Nor is an empty folder, or a manifest that is none."""
    to = tmp_path / "to"
    async with store(sqlite_url, tmp_path) as first:
        done = await made(first, to)
    for named in ("20260101T000000Z-1.part", "20260101T000000Z-1"):
        done.folder.rename(to / "snapshots" / named)
        done = Made(to / "snapshots" / named, 0, 0, ())
        if named.endswith(".part"):
            with pytest.raises(NoBackup):
                snapshot.opened(to)
    (done.folder / snapshot.MANIFEST).write_text("[]")
    with pytest.raises(NoBackup):
        snapshot.opened(to)
    with pytest.raises(NoBackup):
        snapshot.opened(tmp_path / "nowhere")


async def test_a_backup_goes_to_no_folder_of_others_and_comes_back_to_no_store(
    url: str, tmp_path: Path
) -> None:
    """Nor into the other kind of database."""
    to = tmp_path / "to"
    async with store(url, tmp_path) as first:
        with pytest.raises(FolderOfOther):
            await made(first, tmp_path / "archive")
        await made(first, to)
        (tmp_path / "strange").mkdir()
        (tmp_path / "strange" / "store.json").write_text("{")
        with pytest.raises(FolderOfOther):
            await made(first, tmp_path / "strange")
        with pytest.raises(FolderNotEmpty):
            await restore(snapshot.opened(to), first)
        with pytest.raises(FolderNotEmpty):
            await restore(snapshot.opened(to), at(tmp_path / "new", url))
    strange = {True: "postgres:///none", False: f"sqlite://{tmp_path}/none"}
    with pytest.raises(BackupOfOther):
        await restore(snapshot.opened(to), at(tmp_path / "new", strange[url.startswith("sqlite")]))
    async with opened(f"sqlite://{tmp_path}/second.sqlite3"):
        await builders.loaded()
        with pytest.raises(FolderOfOther):
            await made(at(tmp_path, f"sqlite://{tmp_path}/second.sqlite3"), to)


@pytest.mark.postgres
async def test_without_its_programs_a_postgresql_store_is_not_backed_up(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it is said which one is missing, and how it is installed."""
    async with store(postgres_url, tmp_path) as first:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(ToolMissing, match="postgresql-client"):
            await made(first, tmp_path / "to")
    with pytest.raises(NoBackup):
        snapshot.opened(tmp_path / "to")
