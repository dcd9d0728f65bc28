"""Makes a store from a backup: in an empty place, and only from one that is whole."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Final

from storage import audit, checkpoints, keys
from storage.archive import Archive, full_disk
from storage.backup import engines, snapshot
from storage.backup.faults import BackupOfOther
from storage.backup.make import HOME, Installation
from storage.backup.snapshot import Snapshot
from storage.chain import Checkpoint
from storage.database import transaction
from storage.exports.faults import FolderNotEmpty
from storage.people import Author, act
from storage.tables.people import Session

OURS: Final = "checkpoint.pub"
KEPT: Final = "restored"
"""The folder below the home for what is to be looked at, not used: settings, district."""


async def restore(source: Snapshot, into: Installation, *, incomplete: bool = False) -> None:
    """Bring everything back but the log's line of it.

    FolderNotEmpty, BackupOfOther, BackupBroken and BackupLacks before anything is written.
    """
    await _check(source, into)
    paths = await asyncio.to_thread(snapshot.check, source, incomplete=incomplete)
    with full_disk():
        await asyncio.to_thread(_files, source, into, paths)
        # Last, so that what was interrupted is no store.
        await engines.bring(into.url, source.folder)


async def entered(source: Snapshot, by: Author) -> None:
    """Tell the log of the restored store, which is open; nobody is logged in to it any more."""
    told = {"snapshot": source.folder.name, "made": source.manifest.made}
    async with transaction() as client:
        await Session.all().delete()
        await audit.append(client, act(by, "recovery", "store", after=told))


def held(source: Snapshot) -> Checkpoint:
    """How the log stood when the backup was begun, as it was signed then."""
    return checkpoints.read(source.folder / "checkpoint.json", source.folder / "keys" / OURS)


async def _check(source: Snapshot, into: Installation) -> None:
    wanted = engines.engine_of(into.url)
    if wanted != source.manifest.engine:
        raise BackupOfOther(made=source.manifest.engine, wanted=wanted)
    for place in (into.home, into.archive.root):
        if place.exists() and any(one.name != "logs" for one in place.iterdir()):
            raise FolderNotEmpty(path=str(place))
    await engines.check_empty(into.url)


def _files(source: Snapshot, into: Installation, paths: tuple[Path, ...]) -> None:
    """Every file to its place, and none that the backup does not list."""
    archive = Archive(into.archive.root, into.archive.reserve)
    into.home.mkdir(parents=True, exist_ok=True)
    (into.home / "keys").mkdir(mode=0o700)
    for path in paths:
        file = source.root / path
        if path.parts[0] == "archive":
            archive.keep(file)
        elif file.name not in engines.NAMES.values():
            there = _place(file, file.relative_to(source.folder), into.home)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, there)


def _place(file: Path, own: Path, home: Path) -> Path:
    """Where a file goes; what is to be looked at and not used lies below `restored`."""
    if own.parts[0] in HOME:
        return home / own
    if own.parts[0] != "keys":
        return home / KEPT / own
    # A key is made here when it is needed: the one of that time must not be taken for it.
    told = keys.public_key(file).public_bytes_raw().hex()[:8] if own.name == OURS else ""
    return home / "keys" / (f"checkpoint-{told}.pub" if told else own.name)
