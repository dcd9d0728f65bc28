"""Opens the store's database, brings it up to date, and gives the one way to write to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.context import TortoiseContext
from tortoise.transactions import in_transaction

from storage.errors import named
from storage.faults import UnknownDatabase
from storage.migrate import migrate
from storage.search.index import bring_up
from storage.settle import settle

MODELS = (
    "offices",
    "posts",
    "scans",
    "documents",
    "efile",
    "audit",
    "people",
    "reviews",
    "fixity",
    "books",
)

# FULL, because with NORMAL a power cut takes back rows that were acknowledged; the wait for
# another process's write is long, because a writer never waits for anything slow.
PRAGMAS = {
    "busy_timeout": 30_000,
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
}
SERVER = {"statement_timeout": "60s", "idle_in_transaction_session_timeout": "120s"}


@asynccontextmanager
async def opened(url: str, *, shared: bool = False) -> AsyncIterator[None]:
    """The database at `url` for the time of the block, migrated to this version.

    `url` is `sqlite:///absolute/path` or `postgres://user:password@host:port/name`. One backend
    a process at a time; never across a fork. `shared` lets tasks other than the opening one see
    it, as a web server needs. Raises SetupFaults (E201 to E205), also for what goes wrong with
    the database inside the block.
    """
    config = configuration(url)
    context = TortoiseContext()
    with named(), context:
        try:
            await context.init(config=config, _enable_global_fallback=shared)
            # At once: a connection that fails later would keep Tortoise's lock for ever.
            await context.db().create_connection(with_db=True)
            await migrate(context.db(), config["apps"])
            await bring_up(context.db())
            yield
        finally:
            # aiosqlite's thread would keep the process from ending.
            await settle(context.close_connections())


@asynccontextmanager
async def transaction() -> AsyncIterator[BaseDBAsyncClient]:
    """All the writes of the block or none of them; nothing slow belongs inside, and no new task.

    On SQLite the block has the database for itself from its first line, on PostgreSQL what it
    read may change (READ COMMITTED): rely on unique keys, row locks and versions.
    """
    with named():
        async with in_transaction() as client:
            yield client


def configuration(url: str) -> dict[str, Any]:
    """Tortoise's configuration for `url`, also what `tortoise makemigrations` reads.

    Connections are named after their backend: Tortoise keeps SQL by the connection's name.
    """
    name, connection = _connection(url)
    app = {
        "models": [f"storage.tables.{model}" for model in MODELS],
        "migrations": "storage.migrations",
        "default_connection": name,
    }
    return {"connections": {name: connection}, "apps": {"storage": app}, "use_tz": True}


def _connection(url: str) -> tuple[str, dict[str, Any]]:
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/"):
        Path(rest).parent.mkdir(parents=True, exist_ok=True)
        return "sqlite", {"engine": "storage.sqlite", "credentials": {"file_path": rest, **PRAGMAS}}
    if scheme in {"postgres", "postgresql"}:
        credentials = expand_db_url(url)["credentials"]
        pool = {"minsize": 1, "maxsize": 10, "server_settings": SERVER}
        return "postgres", {"engine": "storage.postgres", "credentials": credentials | pool}
    raise UnknownDatabase(scheme=scheme)
