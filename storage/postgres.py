"""Tortoise's PostgreSQL engine with transactions that never keep a connection from the pool."""

from __future__ import annotations

from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContextPooled
from tortoise.connection import get_connections

from storage.faults import DatabaseUnreachable, OutcomeUnknown
from storage.settle import settle

# A COMMIT that the server answered with one of these has not happened.
REFUSED = (asyncpg.IntegrityConstraintViolationError, asyncpg.TransactionRollbackError)


class Postgres(AsyncpgDBClient):
    """A pool of connections to one database."""

    async def create_connection(self, with_db: bool) -> None:  # noqa: FBT001 - Tortoise's
        """Connect; DatabaseUnreachable if no server answers there."""
        try:
            await super().create_connection(with_db)
        except OSError as error:
            raise DatabaseUnreachable from error

    async def create_pool(self, **more: Any) -> asyncpg.Pool[asyncpg.Record]:
        """The pool; its connections go back as they are."""
        return await asyncpg.create_pool(None, reset=_as_it_is, **more)

    def _in_transaction(self) -> SafeTransaction:
        return SafeTransaction(TransactionWrapper(self), self._pool_init_lock)


async def _as_it_is(_: object) -> None:
    """Nothing of a connection outlives its transaction (SET LOCAL, locks), so nothing is reset.

    Asking for it after each question took as long as most questions do. A transaction that was
    left open is rolled back by asyncpg all the same.
    """


class SafeTransaction(TransactionContextPooled):
    """Gives its connection back to the pool also when BEGIN is cancelled or fails."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self.ensure_connection()
        pool = self.client._parent._pool  # noqa: SLF001 - Tortoise has no other way in
        self.client._connection = await pool.acquire()  # noqa: SLF001
        try:
            await settle(self.client.begin())
        except BaseException:
            await pool.release(self.client._connection)  # noqa: SLF001
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client

    async def __aexit__(self, exc_type: object, exc_val: object, exc_tb: object) -> None:
        try:
            await (self._rollback() if exc_type else self._commit())
        finally:
            get_connections().reset(self.token)
            pool = self.client._parent._pool  # noqa: SLF001
            await pool.release(self.client._connection)  # noqa: SLF001

    async def _rollback(self) -> None:
        try:
            await settle(self.client.rollback())
        except Exception:  # noqa: BLE001 - what went wrong in the block is what to tell
            # The server rolls back by itself when the connection is gone.
            self.client._connection.terminate()  # noqa: SLF001

    async def _commit(self) -> None:
        try:
            await settle(self.client.commit())
        except REFUSED:
            raise
        except Exception as lost:
            # COMMIT was sent and no clear answer came: only a look at the rows can tell.
            raise OutcomeUnknown from lost


client_class = Postgres
