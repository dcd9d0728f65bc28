"""Makes a backup of a store while people work in it: what is new of the scans, all of the rest.

Uploads are copied before the database, scans after it: a scan is in the archive before the
database knows it and stays there, an upload leaves its folder only when all of it is filed. The
key that signs checkpoints is left out: who has a backup must not be able to sign in its name.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from storage import audit, chain, checkpoints
from storage.archive import Archive, Kept, full_disk
from storage.backup import engines, snapshot
from storage.backup.faults import FolderOfOther
from storage.clock import now
from storage.database import transaction
from storage.fixity import look
from storage.people import Author, act

STORE: Final = "store.json"
HOME: Final = ("inbox", "weights")
"""Folders of the home that are backed up whole."""


@dataclass(frozen=True, slots=True)
class Installation:
    """A store with all that belongs to it; `settings` are kept to be read, and hold no secret."""

    home: Path
    url: str
    archive: Archive
    district: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    version: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup: its folder, the scans that it knows, those copied now, those that are amiss."""

    folder: Path
    scans: int
    fresh: int
    lacking: tuple[str, ...]


async def backup(of: Installation, to: Path, by: Author) -> Made:
    """Back the open store up into the folder, beside its earlier backups.

    FolderOfOther if something else lies there. A scan that is missing or changed in the archive
    is named in the backup, unless an earlier one has it.
    """
    _check(to, await chain.store())
    async with transaction() as client:
        seq = await audit.append(client, act(by, "replication", "store", after={"to": str(to)}))
    with full_disk():
        folder = _begun(to, await chain.store(), f"{now():%Y%m%dT%H%M%SZ}-{seq}")
        await asyncio.to_thread(_beside, of, folder)
        await checkpoints.write(of.home, folder / "checkpoint.json")
        await asyncio.to_thread(_keys, of, folder)
        scans = await engines.copy(of.url, folder)
        fresh, lacking = await asyncio.to_thread(_pooled, of.archive, to, scans)
        there = [one for one in scans if one.path not in set(lacking)]
        told = await _said(of, by, len(scans), lacking)
        await asyncio.to_thread(snapshot.write, folder, to, told, there)
        await asyncio.to_thread(snapshot.settled, folder)
    return Made(folder.with_suffix(""), len(scans), fresh, lacking)


def _check(to: Path, store: str) -> None:
    """FolderOfOther unless the folder is empty, not there, or has backups of that store."""
    try:
        told = json.loads((to / STORE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        if not to.exists() or not any(to.iterdir()):
            return
        told = None
    except ValueError:
        told = None
    if told != {"form": snapshot.FORM, "store": store}:
        raise FolderOfOther(path=str(to))


def _begun(to: Path, store: str, name: str) -> Path:
    """The folder of an unfinished snapshot; nobody else may look into it."""
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (to / STORE).exists():
        told = {"form": snapshot.FORM, "store": store}
        (to / STORE).write_text(json.dumps(told) + "\n", encoding="utf-8")
    folder = to / "snapshots" / f"{name}{snapshot.UNFINISHED}"
    folder.mkdir(mode=0o700, parents=True)
    return folder


def _beside(of: Installation, folder: Path) -> None:
    """What is neither database nor archive: uploads, taught weights, the district, the settings.

    The list of the weights, list.json, before those that it names, which are there before it.
    """
    sources = {name: of.home / name for name in HOME} | {"district": of.district}
    for name, source in sources.items():
        for file in sorted(source.rglob("[!.]*"), reverse=True):
            there = folder / name / file.relative_to(source)
            with suppress(FileNotFoundError):  # an upload that was filed meanwhile
                if file.is_file():
                    there.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(file, there)
    text = json.dumps(of.settings, ensure_ascii=False, indent=1, default=str)
    (folder / "settings.json").write_text(f"{text}\n", encoding="utf-8")


def _keys(of: Installation, folder: Path) -> None:
    """Public ones alone, of this installation and of those it was restored from."""
    (folder / "keys").mkdir()
    for key in (of.home / "keys").glob("*.pub"):
        shutil.copyfile(key, folder / "keys" / key.name)


def _pooled(archive: Archive, to: Path, scans: Sequence[Kept]) -> tuple[int, tuple[str, ...]]:
    """Copy the scans that are not there yet: how many, and the paths of those that cannot be."""
    pool, lacking, fresh = Archive(to / "archive", archive.reserve), [], 0
    for one in scans:
        there = pool.place(one.path)
        if there.is_file() and there.stat().st_size == one.bytes:
            continue
        if look(archive, one) != "intact" or pool.keep(archive.place(one.path)) != one:
            lacking.append(one.path)
        else:
            fresh += 1
    return fresh, tuple(lacking)


async def _said(
    of: Installation, by: Author, scans: int, lacking: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "store": await chain.store(),
        "made": now().isoformat(),
        "version": of.version,
        "engine": engines.engine_of(of.url),
        "scans": scans,
        "lacking": lacking,
        "by": by.name,
    }
