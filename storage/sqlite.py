"""Tortoise's SQLite engine with transactions that hold under cancellation and failed commits.

Tortoise's own begin with a plain BEGIN (a later write then fails at once with "database is
locked"), forget their lock when cancelled, and commit what an earlier request left open.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from tortoise.backends.base.client import NestedTransactionContext, TransactionalDBClient
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)
from tortoise.connection import get_connections

from storage import blank
from storage.settle import settle


class Sqlite(SqliteClient):
    """One connection a process; the only way to more than one statement is a transaction."""

    async def create_connection(self, with_db: bool) -> None:  # noqa: FBT001 - Tortoise's
        """Connect, all pragmas set or none: a half-set connection would lose acknowledged rows."""
        blank.lend(blank.store(), Path(self.filename))
        # Where a file cannot be opened, aiosqlite's thread would answer to a loop that has ended.
        sqlite3.connect(self.filename).close()
        await settle(super().create_connection(with_db))

    def _in_transaction(self) -> SafeTransaction:
        return SafeTransaction(Wrapper(self), self._lock)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Run `query` for each of `values`, all or nothing."""
        async with self._in_transaction() as inside:
            await inside.execute_many(query, values)


class Wrapper(SqliteTransactionWrapper):
    """The connection as seen inside a transaction."""

    def _in_transaction(self) -> NestedTransactionContext:
        return NestedTransactionContext(Wrapper(self))

    async def execute_script(self, query: str) -> None:
        """Run one statement; sqlite3's executescript would commit the transaction first."""
        await self.execute_query(query)

    async def begin(self) -> None:
        """Take the write lock now, waiting for it up to busy_timeout, and inherit nothing."""
        await self._connection.rollback()
        await self._connection.execute("BEGIN IMMEDIATE")

    async def commit(self) -> None:
        """Commit; what cannot be committed is rolled back, so that nobody commits it later."""
        try:
            # Not commit(): it says nothing if SQLite has rolled back by itself (disk full).
            await self._connection.execute("COMMIT")
        except BaseException:
            await self._connection.rollback()
            raise
        finally:
            self._finalized = True


class SafeTransaction(SqliteTransactionContext):
    """Holds the connection's lock from BEGIN to COMMIT and always gives it back."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await settle(self._begin())
        except BaseException:
            await self._give_up()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        inside: TransactionalDBClient = self.connection
        return inside

    async def _begin(self) -> None:
        await self.ensure_connection()
        await self.connection.begin()

    async def _give_up(self) -> None:
        try:
            if self.connection._connection:  # noqa: SLF001 - Tortoise has no other way in
                await settle(self.connection.rollback())
        finally:
            self._trxlock.release()

    async def __aexit__(self, exc_type: object, exc_val: object, exc_tb: object) -> None:
        end = self.connection.rollback if exc_type else self.connection.commit
        try:
            await settle(end())
        finally:
            get_connections().reset(self.token)
            self._trxlock.release()


client_class = Sqlite
