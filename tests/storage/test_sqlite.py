"""What Tortoise's SQLite transactions do wrong, reproduced, and that ours do not."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tortoise.backends.sqlite.client import SqliteClient
from tortoise.connection import get_connections
from tortoise.transactions import in_transaction

from storage.tables.offices import Counter
from tests.storage.engines import PLAIN, SAFE, names, tables

BOTH = pytest.mark.parametrize("engine", [PLAIN, SAFE])


@BOTH
async def test_a_cancelled_begin_gives_the_lock_back(engine: str, tmp_path: Path) -> None:
    """Plain: everyone who comes later waits for ever. Ours: the next transaction goes on."""
    async with tables(engine, tmp_path / "db"):
        task = asyncio.create_task(_add("cancelled"))
        await asyncio.sleep(0)  # now it has the lock and waits for BEGIN
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        try:
            await asyncio.wait_for(_add("next"), 2)
            wedged = False
        except TimeoutError:
            wedged = True
        assert wedged == (engine == PLAIN)
    assert names(tmp_path / "db") == (set() if wedged else {"next"})


@BOTH
async def test_a_row_acknowledged_after_a_cancelled_bulk_is_committed(
    engine: str, tmp_path: Path
) -> None:
    """Plain: it hangs in the transaction that the bulk left open, lost at the next power cut."""
    async with tables(engine, tmp_path / "db"):
        await _cancel_in_bulk()
        await asyncio.wait_for(Counter.create(name="acknowledged", given=1), 5)
        seen = names(tmp_path / "db")
    assert ("acknowledged" in seen) == (engine == SAFE)


@BOTH
async def test_a_cancelled_bulk_leaves_no_ghosts(engine: str, tmp_path: Path) -> None:
    """Plain: the next transaction commits the rows of the one who gave up."""
    async with tables(engine, tmp_path / "db"):
        await _cancel_in_bulk()
        await asyncio.wait_for(_add("next"), 5)
        ghosts = await Counter.filter(name__startswith="bulk").count()
    assert (ghosts > 0) == (engine == PLAIN)


@BOTH
async def test_a_failed_commit_is_not_committed_later(engine: str, tmp_path: Path) -> None:
    """Plain: the user is told that it failed, and with the next request the row appears."""
    path = tmp_path / "db"
    async with tables(engine, path, journal_mode="DELETE", busy_timeout=50):
        await _add("first")
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM counters").fetchall()
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                await _add("failed")
            reader.execute("COMMIT")
        await _add("next")
    assert ("failed" in names(path)) == (engine == PLAIN)


@BOTH
def test_processes_that_read_then_write_do_not_fail_with_locked(
    engine: str, tmp_path: Path
) -> None:
    """4 processes count to 240 together. Plain: most are refused at once, whatever busy_timeout."""
    path = tmp_path / "db"
    asyncio.run(_counter(engine, path))
    command = [sys.executable, "-m", "tests.storage.counting", engine, str(path), "60"]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    refused = sum(int(worker.communicate(timeout=120)[0]) for worker in workers)
    with closing(sqlite3.connect(path)) as other:
        ((given,),) = other.execute("SELECT given FROM counters WHERE name = 'shared'")
    assert given + refused == 240
    assert (refused == 0) == (engine == SAFE)


async def test_random_deadlines_never_wedge_nor_lose_an_acknowledged_row(tmp_path: Path) -> None:
    """20 clients give up at random moments; afterwards all goes on, and what was said is there."""
    dice = random.Random(7)
    acknowledged = set[str]()

    async def client(number: int) -> None:
        for turn in range(60):
            name = f"{number}-{turn}"
            with suppress(TimeoutError):
                await asyncio.wait_for(_add(name), dice.uniform(0, 0.03))
                acknowledged.add(name)

    async with tables(SAFE, tmp_path / "db"):
        await asyncio.gather(*(client(number) for number in range(20)))
        await asyncio.wait_for(_add("last"), 5)
        assert acknowledged | {"last"} <= names(tmp_path / "db")
    assert 0 < len(acknowledged) < 1200


async def test_an_error_inside_rolls_back_and_a_nested_one_only_itself(tmp_path: Path) -> None:
    """Savepoints work as they do in Tortoise."""
    async with tables(SAFE, tmp_path / "db"):
        with pytest.raises(ZeroDivisionError):
            await _fail("gone")
        async with in_transaction():
            await Counter.create(name="outer", given=1)
            with suppress(ZeroDivisionError):
                await _fail("inner")
    assert names(tmp_path / "db") == {"outer"}


async def _add(name: str) -> None:
    async with in_transaction():
        await Counter.create(name=name, given=1)


async def _fail(name: str) -> None:
    async with in_transaction():
        await Counter.create(name=name, given=1)
        raise ZeroDivisionError


async def _counter(engine: str, path: Path) -> None:
    async with tables(engine, path):
        await Counter.create(name="shared", given=0)


async def _cancel_in_bulk() -> None:
    client = get_connections().get("sqlite")
    assert isinstance(client, SqliteClient)
    rows = [Counter(name=f"bulk-{number}", given=1) for number in range(20_000)]
    await client.execute_query("SELECT 1")  # connects
    assert client._connection
    task = asyncio.ensure_future(Counter.bulk_create(rows))
    while not client._connection.total_changes:  # noqa: ASYNC110 - SQLite rings no bell
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
