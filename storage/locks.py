"""Makes one kind of work wait for its like until the transaction ends, on either database."""

from __future__ import annotations

from typing import Final

from tortoise.backends.base.client import BaseDBAsyncClient

MIGRATION: Final = 7201
AUDIT: Final = 7202
INTAKE: Final = 7203
DISTRICT: Final = 7204
SEARCH: Final = 7210


async def lock(client: BaseDBAsyncClient, number: int) -> None:
    """Wait until no other transaction holds lock `number`; SQLite has only one writer anyway."""
    if client.capabilities.dialect == "postgres":
        await client.execute_query("SELECT pg_advisory_xact_lock($1)", [number])
