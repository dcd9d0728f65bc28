"""Backups that a clock made give room to newer ones; those that people made are left alone."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from storage import audit
from storage.backup import snapshot
from storage.backup.faults import NoBackup
from storage.backup.snapshot import Snapshot
from storage.database import transaction
from storage.disk import sync
from storage.people import Author, act


async def remove(newest: Snapshot, keep: int, by: Author) -> tuple[str, ...]:
    """Remove what `by` made before `newest` but for the last `keep` with it; their names.

    `newest` must have been found whole. Scans are never removed, nor what somebody else made,
    what is of another store or what cannot be read.
    """
    own = [one for one in map(_read, snapshot.finished(newest.root)) if one and _like(one, newest)]
    older = [one.folder for one in own if one.folder.name < newest.folder.name]
    spare = older[: max(0, len(older) + 1 - max(keep, 1))] if newest.manifest.by == by.name else []
    for folder in spare:
        told = {"snapshot": folder.name, "of": str(newest.root), "newer": newest.folder.name}
        async with transaction() as client:
            await audit.append(client, act(by, "deletion", "store", before=told))
        await asyncio.to_thread(_gone, folder)
    return tuple(folder.name for folder in spare)


def _read(folder: Path) -> Snapshot | None:
    try:
        return snapshot.opened(folder)
    except NoBackup:
        return None


def _like(one: Snapshot, newest: Snapshot) -> bool:
    told = newest.manifest
    return (one.manifest.store, one.manifest.by) == (told.store, told.by)


def _gone(folder: Path) -> None:
    """What is half removed is named as what was never finished: neither is a backup."""
    going = folder.with_name(f"{folder.name}{snapshot.UNFINISHED}")
    folder.rename(going)
    sync(going.parent)
    shutil.rmtree(going)
