"""Databases that installing made are lent, never in place of one that is there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage import blank
from storage.database import opened


def test_a_new_home_is_lent_what_installing_made(tmp_path: Path) -> None:
    for one in (blank.store(), blank.FOLDER / "prefect.db"):
        lent = tmp_path / one.name
        blank.lend(one, lent)
        assert lent.read_bytes() == one.read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


async def test_the_store_that_is_lent_has_the_tables_that_the_migrations_make(
    tmp_path: Path,
) -> None:
    made = tmp_path / "made.sqlite3"
    made.touch()
    async with opened(f"sqlite://{made}"):
        assert _tables(blank.store()) == _tables(made)


def test_a_store_of_other_migrations_is_not_lent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "0001_other.py").write_text("")
    monkeypatch.setattr(blank, "_MIGRATIONS", tmp_path)
    blank.lend(blank.store(), tmp_path / "store")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("part", ["", "-wal", "-journal"])
def test_where_a_database_is_or_was_nothing_is_lent(tmp_path: Path, part: str) -> None:
    left = tmp_path / f"store{part}"
    left.write_bytes(b"what was done")
    blank.lend(blank.store(), tmp_path / "store")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"what was done"]


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    blank.lend(blank.store(), tmp_path / "none" / "store")
    blank.lend(tmp_path / "none", tmp_path / "store")
    assert list(tmp_path.iterdir()) == []


def _tables(store: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(store)) as opened_store:
        asked = "SELECT name, sql FROM sqlite_master ORDER BY type, name"
        return opened_store.execute(asked).fetchall()
