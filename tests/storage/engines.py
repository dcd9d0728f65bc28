"""The same tables on Tortoise's own SQLite engine and on ours, to show what ours prevents."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Final

from tortoise.context import TortoiseContext

from storage.database import configuration

PLAIN: Final = "tortoise.backends.sqlite"
SAFE: Final = "storage.sqlite"


@asynccontextmanager
async def tables(engine: str, path: Path, **pragmas: str | int) -> AsyncIterator[None]:
    """A database at `path` on that engine, with the store's tables."""
    config = configuration(f"sqlite://{path}")
    connection = config["connections"]["sqlite"]
    connection["engine"] = engine
    connection["credentials"] |= pragmas
    context = TortoiseContext()
    with context:
        try:
            await context.init(config=config)
            await context.generate_schemas()
            yield
        finally:
            await context.close_connections()


def names(path: Path) -> set[str]:
    """The counters that are committed, seen by someone else."""
    with closing(sqlite3.connect(path)) as other:
        return {name for (name,) in other.execute("SELECT name FROM counters")}
