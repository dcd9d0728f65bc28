"""The night's backup as a Prefect flow: made beside the earlier ones, hashed, old ones removed."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from prefect import flow
from prefect.artifacts import acreate_markdown_artifact

from flows.faults import BackupDiskUnusable, BackupUnsound
from flows.options import Options
from flows.stop import cancelled_by_signals
from storage import database
from storage.archive import GIBIBYTE, Archive
from storage.backup import engines, make, snapshot, spare
from storage.backup.faults import BackupBroken, BackupLacks
from storage.backup.make import Installation, Made
from storage.backup.snapshot import Snapshot
from storage.people import Author

NIGHT: Final = Author(0, "flow/backup", "admin", "")
MONTH: Final = 35
"""Nights: who looks at the backups once a month finds one of before he looked last."""


@dataclass(frozen=True, slots=True)
class Done:
    """A backup that is whole, those there with it, the names of the older ones removed."""

    made: Made
    there: int
    removed: tuple[str, ...]


@flow(name="backup")
async def backup(options: Options, to: Path, keep: int = MONTH) -> Done:
    """Back the store up beside its earlier backups and hash all that belongs to it.

    Then the last `keep` of the flow's own stay; what people made is never removed. Raises
    BackupDiskUnusable where no backup is yet: a disk that is not connected is an empty folder.
    BackupUnsound, and nothing is removed, if anything is amiss.
    """
    with cancelled_by_signals():
        async with database.opened(options.database):
            with _usable(to):
                made = await _made(options, to)
                removed = await spare.remove(await _whole(made), keep, NIGHT)
        done = Done(made, len(snapshot.finished(to)), removed)
        await acreate_markdown_artifact(markdown(done, shutil.disk_usage(to).free), key="backup")
    return done


def markdown(done: Done, free: int) -> str:
    """What was made, for Prefect's screen."""
    made = done.made
    lines = [
        f"`{made.folder}` is whole: {made.scans} scans, {made.fresh} of them new.",
        f"{done.there} backups are there, {free / GIBIBYTE:.1f} GiB are free.",
        *(f"- removed: `{name}`" for name in done.removed),
    ]
    return "\n\n".join(lines)


@contextmanager
def _usable(to: Path) -> Iterator[None]:
    try:
        (to / make.STORE).stat()
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BackupDiskUnusable(path=str(to), reason=reason) from error


async def _made(options: Options, to: Path) -> Made:
    url = options.database
    told = options.model_dump(mode="json") | {"database": engines.without_password(url)}
    place = options.home, url, Archive(options.archive), options.district
    return await make.backup(Installation(*place, told, version("panji")), to, NIGHT)


async def _whole(made: Made) -> Snapshot:
    source = snapshot.opened(made.folder)
    try:
        await asyncio.to_thread(snapshot.check, source)
    except (BackupBroken, BackupLacks) as amiss:
        raise BackupUnsound(**amiss.details) from amiss
    return source
