"""The checked-in migrations make the tables that the code describes, also from older ones."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connections
from tortoise.migrations.executor import MigrationExecutor

from ocr.reading import Mark
from storage import contents, filing
from storage.database import opened
from storage.exports import records
from storage.search.find import find
from storage.search.found import EVERYTHING
from storage.tables.documents import Cell, Document
from storage.tables.offices import File
from tests.storage import builders

CONFIGURATION = """
from storage.database import configuration
TORTOISE = configuration("sqlite://{folder}/store.sqlite3")
"""

LATER = {
    "documents": ("marks", "desk", "waiting", "risk", "flag", "held_by", "held_until"),
    "register_rows": ("held_by", "held_until"),
    "cells": ("alternatives", "flag"),
    "batches": ("office",),
    "ledger": ("position", "replaced_by"),
    "pages": ("ruled",),
    "files": (
        *("priority", "main", "part", "old_file_no", "post", "closed_on", "closed_by"),
        *("review_on", "disposal", "hold", "version", "level", "decided_by"),
    ),
}
EFILE = ("file_requests", "file_links", "file_pages", "movements", "incumbents", "posts")
SEARCH = ("search_lines", "search_names", "search_rules", "search_sounds")
PEOPLE = ("edits", "keyings", "samples", "gates", "proposals", "attempts", "sessions", "users")
GUESSES = ("login_failures",)
ROUND = ("fixity", "books")
BACK = (
    *(f"DROP TABLE {table}" for table in (*EFILE, *SEARCH, *PEOPLE, *GUESSES, *ROUND)),
    *(
        f"ALTER TABLE {table} DROP COLUMN {name}"
        for table, names in LATER.items()
        for name in names
    ),
)


def test_no_migration_is_missing(tmp_path: Path) -> None:
    """`tortoise makemigrations` finds nothing to do."""
    (tmp_path / "told.py").write_text(CONFIGURATION.format(folder=tmp_path))
    migrations = Path(__file__).parents[2] / "storage" / "migrations"
    before = sorted(path.name for path in migrations.glob("*.py"))
    command = [sys.executable, "-m", "tortoise", "-c", "told.TORTOISE", "makemigrations"]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path)}
    )
    assert "No changes detected" in done.stdout
    assert sorted(path.name for path in migrations.glob("*.py")) == before


async def test_a_store_from_before_marks_opens_with_its_rows_and_takes_new_ones(url: str) -> None:
    """What was filed then has no marks and no alternatives, and is exported as it was."""
    async with opened(url):
        await builders.loaded()
        await _filed("old")
        before = [line async for line in records.lines()]
        await _back()
        (client,) = get_connections().all()
        await client.execute_query("UPDATE files SET state = 'open'")
        assert not {"marks", "alternatives"} & await _columns()
    async with opened(url):
        assert contents.marks(await Document.get()) == ()
        assert {contents.alternatives(cell) for cell in await Cell.all()} == {()}
        assert [line async for line in records.lines()] == before
        file = await File.get()
        assert (file.state, file.priority, file.closed_on) == (
            "closed-migrated",
            "closed",
            date(2006, 12, 31),
        )
        assert [hit.source for hit in (await find("राम कुमार", EVERYTHING)).hits] == ["old", "old"]
        await _filed("new")
        new = await Document.get(page__scan__source="new")
        assert contents.marks(new) == (Mark("stamp", builders.BOX),)
        cells = await Cell.filter(row__document=new)
        assert {contents.alternatives(cell) for cell in cells} == {("१७", "१२")}


async def test_a_weeding_allowed_by_nobody_knows_whom_has_to_be_allowed_anew(url: str) -> None:
    """For the one who allowed it must not record it."""
    async with opened(url):
        await builders.loaded()
        await _filed("old")
        (client,) = get_connections().all()
        await client.execute_query("UPDATE files SET disposal = 'approved_weed'")
        await client.execute_query("ALTER TABLE files DROP COLUMN decided_by")
        await client.execute_query("DROP TABLE login_failures")
        await client.execute_query("DELETE FROM tortoise_migrations WHERE name > '0014'")
    async with opened(url):
        file = await File.get()
        assert (file.disposal, file.decided_by) == ("keep", None)


async def test_the_full_text_index_of_sqlite_is_not_merged_while_people_wait(
    tmp_path: Path,
) -> None:
    async with opened(f"sqlite://{tmp_path}/store.sqlite3"):
        (client,) = get_connections().all()
        for table in ("search_terms", "search_held"):
            told = f"SELECT v FROM {table}_config WHERE k = 'automerge'"
            assert await client.execute_query_dict(told) == [{"v": 0}]


@pytest.mark.postgres
async def test_a_migration_may_take_longer_than_a_request(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full store's tables take minutes; the limit of a request ended each try."""
    async with opened(postgres_url):
        await _back()
    limits = []
    migrate = MigrationExecutor.migrate

    async def told(self: MigrationExecutor) -> None:
        (limit,) = await self.connection.execute_query_dict("SHOW statement_timeout")
        limits.append(limit["statement_timeout"])
        await migrate(self)

    monkeypatch.setattr(MigrationExecutor, "migrate", told)
    async with opened(postgres_url):
        (client,) = get_connections().all()
        assert await client.execute_query_dict("SHOW statement_timeout") == [
            {"statement_timeout": "1min"}
        ]
    assert limits == ["0"]


async def _filed(name: str) -> None:
    one = await builders.leased(name)
    record = builders.register(one)
    rows = tuple(
        tuple(replace(cell, alternatives=("१७", "१२")) for cell in row) for row in record.rows
    )
    marked = replace(record, rows=rows, marks=(Mark("stamp", builders.BOX),))
    await filing.file(one, marked)


async def _back() -> None:
    """The tables and rows as they were before 0003. Not by Tortoise's own way back: on SQLite
    that drops and makes anew a table that others refer to, which is refused once it has rows.
    """
    (client,) = get_connections().all()
    for name in await _indexes(client):
        await client.execute_query(f'DROP INDEX "{name}"')
    for statement in BACK:
        await client.execute_query(statement)
    if client.capabilities.dialect == "sqlite":
        for table in ("search_terms", "search_held"):
            await client.execute_query(f"DROP TABLE {table}")
    names = "name > '0003'"
    await client.execute_query(f"DELETE FROM tortoise_migrations WHERE {names}")


async def _indexes(client: BaseDBAsyncClient) -> list[str]:
    """Those of the later columns: SQLite drops no column that an index has."""
    place = "pg_indexes" if client.capabilities.dialect == "postgres" else "sqlite_master"
    named = ("indexname", "indexdef") if place == "pg_indexes" else ("name", "sql")
    asked = f"SELECT {named[0]} AS name, {named[1]} AS made FROM {place}"
    found = await client.execute_query_dict(asked)
    later = ("desk", "flag", "risk", "idx_batches_office", "idx_ledger_batch")
    return [
        one["name"]
        for one in found
        if one["made"] and "INDEX" in one["made"] and any(name in one["made"] for name in later)
    ]


async def _columns() -> set[str]:
    (client,) = get_connections().all()
    found = [
        await client.execute_query_dict(f"SELECT * FROM {table} LIMIT 1")
        for table in ("documents", "cells")
    ]
    return {column for (row,) in found for column in row}
