"""Asks the index: reads only, for a limited time, without keeping writers waiting."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, Final, Protocol
from weakref import WeakKeyDictionary

import asyncpg
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connections
from tortoise.transactions import in_transaction

from storage.search.sql import POSTGRES, SQLITE, Dialect
from storage.settle import settle

SECONDS: Final = 1.5
AT_ONCE: Final = 2
Rows = list[tuple[Any, ...]]

# A word of every line would fill memory with its places before the first is looked at; and a
# planner that takes it for rare, or plans once for all words, reads far too much instead. A few
# rows are wanted of each table: those that the index leads to, one after the other.
_PLACES: Final = "SET LOCAL gin_fuzzy_search_limit = {}"
_ALL, _SOME = 1_000_000, 20_000
_LIMITS: Final = (
    "SET TRANSACTION READ ONLY",
    "SET LOCAL enable_seqscan = off",
    "SET LOCAL enable_hashjoin = off",
    "SET LOCAL enable_mergejoin = off",
    "SET LOCAL plan_cache_mode = force_custom_plan",
    "SET LOCAL jit = off",
    "SET LOCAL work_mem = '32MB'",
    "SET LOCAL max_parallel_workers_per_gather = 0",
)
_LESS: Final = 0.9
"""The server is told a new limit where it is less than that of the last."""
_STEPS: Final = 1000
_permits: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class OutOfTime(Exception):  # noqa: N818 - not a mistake: the search says so itself
    """The time for this search is over."""


class Session(Protocol):
    """A connection that answers, for so many seconds, one statement after the other."""

    dialect: Dialect

    async def rows(self, statement: str, values: list[Any], seconds: float, *, some: bool) -> Rows:
        """The rows; OutOfTime if they take longer: it answers nothing more then."""


class Asker:
    """Puts the questions of one search, which share its time and its connection."""

    def __init__(self, session: Session, until: float) -> None:
        self._session, self._until = session, until

    def hurried(self, seconds: float) -> Asker:
        """One that shares what is left of the time, but has at most so many seconds of it."""
        return Asker(self._session, min(self._until, time.monotonic() + seconds))

    @property
    def dialect(self) -> Dialect:
        """How the database wants its statements."""
        return self._session.dialect

    async def __call__(self, statement: str, values: Sequence[Any], *, some: bool = False) -> Rows:
        """The rows; OutOfTime if they take longer than what is left: nothing is asked after.

        With `some`, of what an index finds far too much of any part will do.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise OutOfTime
        return await self._session.rows(*self.dialect.filled(statement, values), left, some=some)


@asynccontextmanager
async def asking(seconds: float = SECONDS) -> AsyncIterator[Asker]:
    """An asker that has so much time; at most two searches ask at once."""
    until = time.monotonic() + seconds
    client: BaseDBAsyncClient = get_connections().all()[0]
    async with _permit():
        if client.capabilities.dialect == "postgres":
            async with in_transaction() as inside:
                yield Asker(_Postgres(inside), until)
        else:
            with closing(_Sqlite(str(getattr(client, "filename", "")))) as store:
                yield Asker(store, until)


class _Postgres:
    """A transaction that reads."""

    dialect = POSTGRES

    def __init__(self, client: BaseDBAsyncClient) -> None:
        self._client, self._limit, self._places = client, 0.0, 0

    async def rows(self, statement: str, values: list[Any], seconds: float, *, some: bool) -> Rows:
        try:
            await self._limited(seconds, _SOME if some else _ALL)
            _, rows = await self._client.execute_query(statement, values)
        except asyncpg.QueryCanceledError as late:
            raise OutOfTime from late
        return [tuple(row.values()) for row in rows]

    async def _limited(self, seconds: float, places: int) -> None:
        """Told once for several questions, as the next has nearly as much time as the last."""
        told = [] if self._limit else list(_LIMITS)
        if not self._limit * _LESS <= seconds <= self._limit:
            told.append(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
            self._limit = seconds
        if places != self._places:
            told.append(_PLACES.format(places))
            self._places = places
        if told:
            await self._client.execute_script("; ".join(told))


class _Sqlite:
    """A connection of its own, so that saving goes on meanwhile."""

    dialect = SQLITE

    def __init__(self, path: str) -> None:
        uri = f"{Path(path).as_uri()}?mode=ro"
        self._store = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._store.execute("PRAGMA busy_timeout = 1000")

    async def rows(
        self,
        statement: str,
        values: list[Any],
        seconds: float,
        *,
        some: bool,  # noqa: ARG002 - it stops by itself
    ) -> Rows:
        until = time.monotonic() + seconds
        # To its end, as the connection is closed after.
        return await settle(asyncio.to_thread(self._rows, statement, values, until))

    def _rows(self, statement: str, values: list[Any], until: float) -> Rows:
        self._store.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS)
        try:
            return self._store.execute(statement, values).fetchall()
        except sqlite3.OperationalError as stopped:
            if stopped.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise OutOfTime from stopped
            raise

    def close(self) -> None:
        self._store.close()


def _permit() -> asyncio.Semaphore:
    return _permits.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
