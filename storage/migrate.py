"""Brings a database's tables to those of this version, one process at a time."""

from __future__ import annotations

from typing import Any, Final

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.migrations.executor import MigrationExecutor
from tortoise.transactions import in_transaction

from storage.faults import NewerDatabase
from storage.locks import MIGRATION, lock

# The tables of a full store take longer than a request may, and its indexes more memory.
_FULL: Final = "SET LOCAL statement_timeout = 0; SET LOCAL maintenance_work_mem = '512MB'"


async def migrate(client: BaseDBAsyncClient, apps: dict[str, Any]) -> None:
    """Run what is missing of storage/migrations, all of it or nothing.

    Raises NewerDatabase if the tables were made by a later version.
    """
    executor = MigrationExecutor(client, apps)
    plan = await executor.plan()
    for key in await executor.recorder.applied_migrations():
        if key not in executor.loader.graph.nodes:
            raise NewerDatabase(name=key.name)
    if plan:
        async with in_transaction() as inside:
            if inside.capabilities.dialect == "postgres":
                await inside.execute_script(_FULL)
            await lock(inside, MIGRATION)
            await _run(MigrationExecutor(inside, apps))


async def _run(executor: MigrationExecutor) -> None:
    # First the table that migrate() reads: PostgreSQL gives up a transaction after an error,
    # also one that Tortoise swallows.
    editor = executor._schema_editor(atomic=False)  # noqa: SLF001 - Tortoise has no other way in
    await executor.recorder.ensure_schema(editor)
    await executor.migrate()
