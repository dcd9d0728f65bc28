"""Old backups of one maker are removed when a newer one is whole; nothing else ever is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from storage.backup import snapshot, spare
from storage.backup.make import backup
from storage.people import COMMAND_LINE, Author
from storage.tables.audit import AuditEntry
from storage.verify import verify
from tests.storage.backup.test_backup import store, summed
from tests.storage.test_verify import codes

CLOCK = Author(0, "clock", "admin", "")


async def test_the_last_of_its_maker_stay_and_all_of_others(url: str, tmp_path: Path) -> None:
    """What is removed is in the log; what stays is whole, scans of removed ones too."""
    to = tmp_path / "to"
    async with store(url, tmp_path) as of:
        makers = (CLOCK, COMMAND_LINE, CLOCK, CLOCK, COMMAND_LINE, CLOCK)
        made = [(await backup(of, to, by)).folder for by in makers]
        newest = snapshot.opened(made[-1])
        assert await spare.remove(newest, 3, CLOCK) == (made[0].name,)
        assert await spare.remove(newest, 3, CLOCK) == ()
        assert await spare.remove(newest, 0, CLOCK) == (made[2].name, made[3].name)
        assert snapshot.finished(to) == [made[1], made[4], made[5]]
        assert not list(to.rglob("*.part"))
        assert await AuditEntry.filter(action="deletion", actor="clock").count() == 3
        assert codes(await verify(of.archive)) == []
    for one in snapshot.finished(to):
        summed(to, one / snapshot.FILES)


async def test_what_is_doubtful_is_left_alone(sqlite_url: str, tmp_path: Path) -> None:
    """Newer ones, unfinished ones, those that cannot be read, of another store, of no maker."""
    to = tmp_path / "to"
    async with store(sqlite_url, tmp_path) as of:
        made = [snapshot.opened((await backup(of, to, CLOCK)).folder) for _ in range(6)]
        told(made[0], "{")
        told(made[1], manifest(made[1]) | {"store": "another"})
        told(made[2], {key: v for key, v in manifest(made[2]).items() if key != "by"})
        made[3].folder.rename(made[3].folder.with_suffix(".part"))
        there = sorted((to / "snapshots").iterdir())
        assert await spare.remove(made[4], 1, CLOCK) == ()
        other = replace(made[5], manifest=replace(made[5].manifest, by="command line"))
        assert await spare.remove(other, 1, CLOCK) == ()
        assert sorted((to / "snapshots").iterdir()) == there
        assert await spare.remove(made[5], 1, CLOCK) == (made[4].folder.name,)


def manifest(of: snapshot.Snapshot) -> dict[str, object]:
    found: dict[str, object] = json.loads((of.folder / snapshot.MANIFEST).read_text())
    return found


def told(of: snapshot.Snapshot, what: object) -> None:
    text = what if isinstance(what, str) else json.dumps(what)
    (of.folder / snapshot.MANIFEST).write_text(text)
