"""The store opens on either backend, names what is wrong with it, and closes whatever happens."""

from __future__ import annotations

import asyncio
import random
import sys
import threading
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError

from storage.database import opened, transaction
from storage.faults import (
    DatabaseUnreachable,
    DiskFull,
    NewerDatabase,
    OutcomeUnknown,
    UnknownDatabase,
)
from storage.tables.offices import Counter, File


async def test_what_was_committed_is_there_when_the_store_is_opened_again(url: str) -> None:
    """A row survives closing."""
    async with opened(url):
        await _add("a")
    async with opened(url):
        assert await _names() == {"a"}


async def test_a_failed_block_writes_nothing(url: str) -> None:
    """An error inside takes all of the block back and is raised as it was."""
    async with opened(url):
        with pytest.raises(ZeroDivisionError):
            async with transaction():
                await Counter.create(name="a", given=1)
                raise ZeroDivisionError
        assert await _names() == set()


async def test_sqlite_is_durable_and_checks_references(sqlite_url: str) -> None:
    """WAL with synchronous=FULL, foreign keys on, a long wait for other writers."""
    async with opened(sqlite_url):
        client = get_connections().get("sqlite")
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [await client.execute_query_dict(f"PRAGMA {name}") for name in pragmas]
    assert [next(iter(one[0].values())) for one in found] == ["wal", 2, 1, 30_000]


async def test_a_file_needs_its_office_and_head(url: str) -> None:
    """The database itself refuses a file of an office that it does not know."""
    async with opened(url):
        with pytest.raises(IntegrityError):
            async with transaction():
                await File.create(
                    key="k",
                    computer_no=1,
                    file_no="f",
                    office_id="nowhere",
                    head_id="none",
                    serial=1,
                    opened_at="2026-01-01T00:00:00Z",
                )


async def test_random_deadlines_leave_a_store_that_works(url: str) -> None:
    """20 clients give up at random moments: afterwards all go on, and what was said is there."""
    dice = random.Random(3)
    acknowledged = set[str]()

    async def client(number: int) -> None:
        for turn in range(25):
            name = f"{number}-{turn}"
            with suppress(TimeoutError):
                await asyncio.wait_for(_add(name), dice.uniform(0, 0.03))
                acknowledged.add(name)

    async with opened(url):
        await asyncio.gather(*(client(number) for number in range(20)))
        await asyncio.wait_for(asyncio.gather(*(_add(f"last-{n}") for n in range(20))), 20)
        assert acknowledged | {f"last-{n}" for n in range(20)} <= await _names()


async def test_opening_can_be_cancelled_at_any_moment(tmp_path: Path) -> None:
    """No thread is left behind that would keep the process, and the store opens the next time."""
    url = f"sqlite://{tmp_path}/store.sqlite3"
    (tmp_path / "store.sqlite3").touch()  # a file without tables: none are lent
    before = threading.enumerate()
    for yields in range(0, 60, 3):
        task = asyncio.create_task(_open(url))
        for _ in range(yields):
            await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        left = [thread for thread in threading.enumerate() if thread not in before]
        for thread in left:
            thread.join(5)
        assert not any(thread.is_alive() for thread in left)
    await _open(url)


@pytest.mark.parametrize(
    "address", ["no_url", "empty_url", pytest.param("bare_url", marks=pytest.mark.postgres)]
)
async def test_processes_may_open_a_new_store_at_once(
    address: str, request: pytest.FixtureRequest
) -> None:
    """Only one of them makes the tables or is lent them, the others wait for it."""
    url: str = request.getfixturevalue(address)
    code = (
        "import asyncio, sys; from storage.database import opened\n"
        "async def main():\n  async with opened(sys.argv[1]): pass\n"
        "asyncio.run(main())"
    )
    workers = [await _python("-c", code, url) for _ in range(4)]
    assert [await worker.wait() for worker in workers] == [0] * 4


async def test_a_database_of_a_later_version_is_refused(url: str) -> None:
    """E204 names the migration that this version does not know."""
    async with opened(url):
        client = next(iter(get_connections().all()))
        await client.execute_query(
            "INSERT INTO tortoise_migrations (app, name, applied_at)"
            " VALUES ('storage', '0999_later', '2030-01-01 00:00:00Z')"
        )
    with pytest.raises(NewerDatabase, match="0999_later"):
        await _open(url)


@pytest.mark.parametrize("url", ["mysql://host/db", "sqlite://relative", "", "/a/path"])
async def test_an_address_of_another_kind_is_refused(url: str) -> None:
    """E205 for everything but sqlite:/// and postgres://."""
    with pytest.raises(UnknownDatabase):
        await _open(url)


async def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    """E202, for PostgreSQL that does not run and for a path that cannot be a file."""
    with pytest.raises(DatabaseUnreachable):
        await _open(f"postgres://postgres@/panji?host={tmp_path}")
    with pytest.raises(DatabaseUnreachable):
        await _open(f"sqlite://{tmp_path}")


@pytest.mark.postgres
async def test_a_connection_lost_before_commit_saves_nothing(postgres_url: str) -> None:
    """E202: the block is as if it had not been, and the next one works."""
    async with opened(postgres_url):
        with pytest.raises(DatabaseUnreachable):
            async with transaction() as client:
                await Counter.create(name="a", given=1)
                await _terminate(postgres_url, await _pid(client))
                await Counter.create(name="b", given=1)
        assert await _names() == set()
        await _add("c")


@pytest.mark.postgres
async def test_a_connection_lost_at_commit_says_that_the_outcome_is_unknown(
    postgres_url: str,
) -> None:
    """E203: COMMIT was sent, and nobody knows whether it arrived."""
    async with opened(postgres_url):
        with pytest.raises(OutcomeUnknown):
            async with transaction() as client:
                await Counter.create(name="a", given=1)
                await _terminate(postgres_url, await _pid(client))
        await _add("c")


async def test_a_full_disk_is_named_and_nothing_is_half_saved(sqlite_url: str) -> None:
    """E201: SQLite may grow no more, the transaction is gone, and a small one works after."""
    async with opened(sqlite_url):
        client = get_connections().get("sqlite")
        (size,) = await client.execute_query_dict("PRAGMA page_count")
        await client.execute_query(f"PRAGMA max_page_count = {size['page_count'] + 5}")
        with pytest.raises(DiskFull):
            async with transaction():
                await Counter.create(name="small", given=1)
                rows = [Counter(name=f"{n:0120}", given=1) for n in range(2000)]
                await Counter.bulk_create(rows)
        assert await _names() == set()
        await _add("next")


async def test_a_shared_store_is_seen_by_tasks_that_did_not_open_it(url: str) -> None:
    """As a web server needs, whose requests know nothing of the task that started it."""
    ready, done = asyncio.Event(), asyncio.Event()

    async def lifespan() -> None:
        async with opened(url, shared=True):
            ready.set()
            await done.wait()

    task = asyncio.create_task(lifespan())
    await ready.wait()
    await _add("request")
    assert await _names() == {"request"}
    done.set()
    await task


async def _open(url: str) -> None:
    async with opened(url):
        pass


async def _add(name: str) -> None:
    async with transaction():
        await Counter.create(name=name, given=1)


async def _names() -> set[str]:
    return {str(name) for name in await Counter.all().values_list("name", flat=True)}


async def _python(*args: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(sys.executable, *args)


async def _pid(client: BaseDBAsyncClient) -> int:
    (row,) = await client.execute_query_dict("SELECT pg_backend_pid() AS pid")
    return int(row["pid"])


async def _terminate(url: str, pid: int) -> None:
    host = url.partition("?host=")[2]
    name = url.partition("?")[0].rpartition("/")[2]
    other = await asyncpg.connect(host=host, user="postgres", database=name)
    await other.execute("SELECT pg_terminate_backend($1)", pid)
    await other.close()
