"""Every way to rewrite the audit log is found, and the database refuses the plain ones."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connections
from tortoise.exceptions import BaseORMException

from storage import chain
from storage.audit import FIELDS, HASHED, START, Act, append, canonical, joined
from storage.database import opened, transaction
from storage.tables.audit import AuditEntry, AuditValue

REFUSED = (BaseORMException, sqlite3.Error, asyncpg.PostgresError)

OTHERS = ", ".join([*HASHED[1:], "hash"])


@asynccontextmanager
async def log(url: str, entries: int = 5) -> AsyncIterator[BaseDBAsyncClient]:
    """A store whose log has that many entries."""
    async with opened(url):
        for number in range(entries):
            async with transaction() as client:
                act = Act("accession", f"document/{number}", "शिव:1:x", after={"पाठ": number})
                assert await append(client, act) == number + 1
        (client,) = get_connections().all()
        yield client


async def codes(*held: chain.Checkpoint) -> list[tuple[str, str]]:
    """What is found wrong: code and entry."""
    _, findings = await chain.follow(*held)
    return [(one.code, dict(one.details)["seq"]) for one in findings]


async def unguarded(client: BaseDBAsyncClient, *statements: str) -> None:
    """What an administrator of the database can do."""
    if client.capabilities.dialect == "sqlite":
        await client.execute_script("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete")
    else:
        await client.execute_query("ALTER TABLE audit DISABLE TRIGGER ALL")
    for statement in statements:
        await client.execute_query(statement)


async def test_an_untouched_log_holds(url: str) -> None:
    """Five entries, five links; its checkpoint is in it."""
    async with log(url):
        held = await chain.checkpoint()
        assert held.seq == 5
        assert await chain.follow(held) == (5, ())


async def test_an_empty_log_holds(url: str) -> None:
    """Also with the checkpoint of an empty log."""
    async with opened(url):
        assert await chain.follow(await chain.checkpoint()) == (0, ())


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET actor = 'x' WHERE seq = 1", "DELETE FROM audit WHERE seq = 5"]
)
async def test_the_database_refuses_to_change_or_delete_entries(url: str, statement: str) -> None:
    """Triggers forbid it on both backends."""
    async with log(url) as client:
        with pytest.raises(REFUSED, match="append-only"):
            await client.execute_query(statement)
        assert await codes() == []


async def test_a_value_changed_beside_the_log_is_found_and_an_erased_one_is_not_amiss(
    url: str,
) -> None:
    """A court's order to destroy a value leaves the chain whole."""
    async with log(url):
        await AuditValue.filter(seq=2).delete()
        assert await codes() == []
        await AuditValue.filter(seq=4).update(value='{"पाठ":9}')
        assert await codes() == [("E706", "4")]


async def test_acts_at_the_same_time_make_one_chain(url: str) -> None:
    """40 transactions at once: no gap, no fork."""

    async def act(number: int) -> None:
        async with transaction() as client:
            await append(client, Act("accession", f"document/{number}", "x"))

    async with opened(url):
        await asyncio.gather(*(act(number) for number in range(40)))
        assert await chain.follow() == (40, ())
        assert {entry.object for entry in await AuditEntry.all()} == {
            f"document/{number}" for number in range(40)
        }


@given(st.text(), st.text(), st.integers(-(2**63), 2**63 - 1) | st.none())
def test_an_entry_is_written_by_orjson_as_by_the_standard_library(
    actor: str, thing: str, version: int | None
) -> None:
    """Or the expert's verifier would find fault with a sound log."""
    entry = dict.fromkeys(FIELDS) | {"actor": actor, "object": thing, "version_before": version}
    told = b"\x01" + bytes(32) + canonical(entry).encode()
    assert joined(START, entry) == hashlib.sha256(told).hexdigest()
