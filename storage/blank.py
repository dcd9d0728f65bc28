"""Databases with nothing in them, made at installation: a new home is lent a copy of each.

To make their tables takes seconds of a processor, to copy them nothing.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from storage.disk import sync

FOLDER: Final = Path(sys.prefix, "blank")
_MIGRATIONS: Final = Path(__file__).with_name("migrations")
_PARTS: Final = ("", "-wal", "-journal")


def store() -> Path:
    """Where the store's is, named by the migrations that make it: one of others is never lent."""
    made_by = sha256()
    for path in sorted(_MIGRATIONS.glob("*.py")):
        made_by.update(path.read_bytes())
    return FOLDER / f"panji-{made_by.hexdigest()[:16]}.sqlite3"


def lend(blank: Path, database: Path) -> None:
    """Copy `blank`, if there is one to read, to where no database is, nor what is left of one.

    The folder must be there. Where this cannot be done, who opens the database makes its tables.
    """
    new = database.with_name(f"{database.name}.{os.getpid()}")
    with suppress(OSError):
        # SQLite would play the journal of a database that was lost into the one that is lent.
        if any(Path(f"{database}{part}").exists() for part in _PARTS):
            return
        try:
            new.write_bytes(blank.read_bytes())
            sync(new)
            os.link(new, database)  # not renamed: another run may have been quicker
        finally:
            new.unlink(missing_ok=True)


async def _make() -> None:
    from storage.database import opened  # noqa: PLC0415 - which lends

    made = FOLDER / "panji.new"
    async with opened(f"sqlite://{made}"):
        pass
    made.replace(store())


if __name__ == "__main__":
    asyncio.run(_make())
