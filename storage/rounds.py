"""Hashes the archive in rounds: a share of it at a time, what was looked at longest ago first."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from storage import audit
from storage.archive import Archive, Kept
from storage.clock import now
from storage.database import transaction
from storage.fixity import Fixity, Found, look, names, own, sorted_out
from storage.tables.fixity import Check
from storage.tables.scans import Scan

NEVER: Final = datetime.min.replace(tzinfo=UTC)
FRESH: Final = 3600.0
"""Seconds in which a file that no record knows may belong to a run that is going on."""


@dataclass(frozen=True, slots=True)
class Round:
    """Of so many scans so many were hashed; names are compared for all of them."""

    scans: int
    checked: int
    fixity: Fixity


async def check(archive: Archive, share: float = 1.0, actor: str = "panji") -> Round:
    """Hash that share of the archive, note each in our table, and the result in the audit log.

    `panji verify` is the whole check; this one says within 1 / `share` rounds what it would say
    of the archive.
    """
    known = [own(archive, one) for one in await _known()]
    there = await asyncio.to_thread(names, archive)
    due = await _due(known, math.ceil(len(known) * share))
    gone = [one for one in known if one.path not in there and one not in due]
    looked = await asyncio.to_thread(lambda: {one: look(archive, one) for one in [*due, *gone]})
    # Asked again, because a run may have entered further scans while these were hashed.
    strangers = there - {own(archive, one).path for one in [*known, *await _known()]}
    by_path = {one.path: found for one, found in looked.items()}
    fixity = sorted_out(by_path, _settled(archive, strangers))
    done = Round(len(known), len(looked), fixity)
    await _note(looked, done, actor)
    return done


async def last() -> dict[str, datetime]:
    """When each scan was looked at last."""
    found = await Check.all().values_list("sha256", "checked_at")
    return {str(sha256): moment for sha256, moment in found if isinstance(moment, datetime)}


async def _known() -> list[Kept]:
    scans = await Scan.all().values_list("sha256", "path", "bytes")
    return [Kept(str(sha256), str(path), int(size)) for sha256, path, size in scans]


async def _due(known: Collection[Kept], count: int) -> list[Kept]:
    seen = await last()
    return sorted(known, key=lambda one: (seen.get(one.sha256, NEVER), one.sha256))[:count]


def _settled(archive: Archive, strangers: Collection[str]) -> list[str]:
    """Without those that a run may have put there just now and not entered yet."""
    until = time.time() - FRESH
    places = {path: archive.place(path) for path in strangers}
    return [path for path, at in places.items() if at.is_symlink() or _changed(at) < until]


def _changed(place: Path) -> float:
    try:
        return place.stat().st_mtime
    except OSError:  # it went meanwhile
        return math.inf


async def _note(looked: Mapping[Kept, Found], done: Round, actor: str) -> None:
    rows = [
        Check(sha256=one.sha256, checked_at=now(), found=found) for one, found in looked.items()
    ]
    told = {"scans": done.scans, "checked": done.checked} | asdict(done.fixity)
    async with transaction() as client:
        await Check.bulk_create(
            rows, batch_size=500, on_conflict=["sha256"], update_fields=["checked_at", "found"]
        )
        await audit.append(client, audit.Act("fixity check", "archive", actor, after=told))
