"""Asks the index: reads only, for a limited time, without keeping writers waiting."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from weakref import WeakKeyDictionary

import asyncpg
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connections
from tortoise.transactions import in_transaction

from storage.search.sql import POSTGRES, SQLITE, Dialect

SECONDS: Final = 1.5
AT_ONCE: Final = 2
Rows = list[tuple[Any, ...]]

# A word of every line would fill memory with its places before the first is looked at; and a
# planner that takes it for rare reads the whole table instead.
_LIMITS: Final = (
    "SET TRANSACTION READ ONLY",
    "SET LOCAL gin_fuzzy_search_limit = 20000",
    "SET LOCAL enable_seqscan = off",
    "SET LOCAL jit = off",
)
_STEPS: Final = 1000
_permits: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class OutOfTime(Exception):  # noqa: N818 - not a mistake: the search says so itself
    """The time for this search is over."""


class Asker:
    """Puts the questions of one search, which share its time; at most two searches at once."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._until = time.monotonic() + seconds
        self._client: BaseDBAsyncClient = get_connections().all()[0]

    def hurried(self, seconds: float) -> Asker:
        """One that shares what is left of the time, but has at most so many seconds of it."""
        left = self._until - time.monotonic()
        return Asker(min(seconds, left))

    @property
    def dialect(self) -> Dialect:
        """How the database wants its statements."""
        return POSTGRES if self._client.capabilities.dialect == "postgres" else SQLITE

    async def __call__(self, statement: str, values: Sequence[Any]) -> Rows:
        """The rows; OutOfTime if they take longer than what is left."""
        told, given = self.dialect.filled(statement, values)
        async with _permit():
            left = self._until - time.monotonic()
            if left <= 0:
                raise OutOfTime
            if self.dialect is POSTGRES:
                return await _from_postgres(told, given, left)
            return await asyncio.to_thread(_from_sqlite, _path(self._client), told, given, left)


async def _from_postgres(statement: str, values: list[Any], seconds: float) -> Rows:
    try:
        async with in_transaction() as client:
            limit = f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}"
            await client.execute_script("; ".join((*_LIMITS, limit)))
            _, rows = await client.execute_query(statement, values)
            return [tuple(row.values()) for row in rows]
    except asyncpg.QueryCanceledError as late:
        raise OutOfTime from late


def _from_sqlite(path: str, statement: str, values: list[Any], seconds: float) -> Rows:
    """With a connection of its own, so that saving goes on meanwhile."""
    until = time.monotonic() + seconds
    with closing(sqlite3.connect(f"{Path(path).as_uri()}?mode=ro", uri=True)) as store:
        store.execute("PRAGMA busy_timeout = 1000")
        store.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS)
        try:
            return store.execute(statement, values).fetchall()
        except sqlite3.OperationalError as stopped:
            if stopped.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise OutOfTime from stopped
            raise


def _path(client: BaseDBAsyncClient) -> str:
    return str(getattr(client, "filename", ""))


def _permit() -> asyncio.Semaphore:
    return _permits.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
