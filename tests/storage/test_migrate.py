"""The checked-in migrations make the tables that the code describes, also from older ones."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from tortoise.connection import get_connections

from ocr.reading import Mark
from storage import contents, filing
from storage.database import opened
from storage.exports import records
from storage.tables.documents import Cell, Document
from tests.storage import builders

CONFIGURATION = """
from storage.database import configuration
TORTOISE = configuration("sqlite://{folder}/store.sqlite3")
"""


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
        assert not {"marks", "alternatives"} & await _columns()
    async with opened(url):
        assert contents.marks(await Document.get()) == ()
        assert {contents.alternatives(cell) for cell in await Cell.all()} == {()}
        assert [line async for line in records.lines()] == before
        await _filed("new")
        new = await Document.get(page__scan__source="new")
        assert contents.marks(new) == (Mark("stamp", builders.BOX),)
        cells = await Cell.filter(row__document=new)
        assert {contents.alternatives(cell) for cell in cells} == {("१७", "१२")}


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
    await client.execute_query("ALTER TABLE documents DROP COLUMN marks")
    await client.execute_query("ALTER TABLE cells DROP COLUMN alternatives")
    await client.execute_query("DELETE FROM tortoise_migrations WHERE name LIKE '0003%'")


async def _columns() -> set[str]:
    (client,) = get_connections().all()
    found = [
        await client.execute_query_dict(f"SELECT * FROM {table} LIMIT 1")
        for table in ("documents", "cells")
    ]
    return {column for (row,) in found for column in row}
