"""Whatever is done to the audit log by one who has the database for himself is found."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tortoise.backends.base.client import BaseDBAsyncClient

from storage import chain, standalone_verify
from storage.audit import HASHED, START, link
from storage.exports import audit
from storage.tables.audit import AuditEntry
from tests.storage.test_chain import OTHERS, log, unguarded

Found = list[tuple[str, str]]

SWAP = (
    "UPDATE audit SET seq = 99 WHERE seq = 2",
    "UPDATE audit SET seq = 2 WHERE seq = 3",
    "UPDATE audit SET seq = 3 WHERE seq = 99",
)
INSERT = (
    "UPDATE audit SET seq = seq + 100 WHERE seq > 2",
    "UPDATE audit SET seq = seq - 99 WHERE seq > 100",
    f"INSERT INTO audit SELECT 3, {OTHERS} FROM audit WHERE seq = 2",
)
OTHER_S = ", ".join(
    f"{name} = (SELECT {name} FROM audit_values o WHERE o.seq = 4)" for name in ("salt", "value")
)
STRANGER = "(seq, side, salt, value) SELECT 99, side, salt, value FROM audit_values WHERE seq = 3"
ZEROS = "0" * 64

TRICKS: dict[str, tuple[Sequence[str], Found]] = {
    "field": (["UPDATE audit SET actor = 'x' WHERE seq = 3"], [("E704", "3")]),
    "time": (["UPDATE audit SET ist = '2020-01-01' WHERE seq = 1"], [("E704", "1")]),
    "commitment": (
        [f"UPDATE audit SET after = '{ZEROS}' WHERE seq = 3"],
        [("E704", "3"), ("E706", "3")],
    ),
    "hash": ([f"UPDATE audit SET hash = '{ZEROS}' WHERE seq = 5"], [("E704", "5"), ("E850", "5")]),
    "middle removed": (["DELETE FROM audit WHERE seq = 3"], [("E704", "3"), ("E706", "3")]),
    "tail removed": (
        ["DELETE FROM audit WHERE seq > 3", "DELETE FROM audit_values WHERE seq > 3"],
        [("E705", "5")],
    ),
    "all removed": (["DELETE FROM audit", "DELETE FROM audit_values"], [("E705", "5")]),
    "swapped": (SWAP, [("E704", "2"), ("E706", "2"), ("E706", "3")]),
    "inserted": (INSERT, [("E704", "3"), ("E850", "5"), *[("E706", n) for n in "345"]]),
    "renumbered": (
        ["UPDATE audit SET seq = seq + 100 WHERE seq > 2"],
        [("E704", "3"), ("E705", "5"), *[("E706", n) for n in "345"]],
    ),
    "value": (["UPDATE audit_values SET value = '9' WHERE seq = 3"], [("E706", "3")]),
    "salt": ([f"UPDATE audit_values SET salt = '{ZEROS}' WHERE seq = 3"], [("E706", "3")]),
    "no salt": (["UPDATE audit_values SET salt = 'x' WHERE seq = 3"], [("E706", "3")]),
    "value of another": (
        [f"UPDATE audit_values SET {OTHER_S} WHERE seq = 3"],
        [("E706", "3")],
    ),
    "value of none": ([f"INSERT INTO audit_values {STRANGER}"], [("E706", "99")]),
}


async def codes(*held: chain.Checkpoint) -> Found:
    _, findings = await chain.follow(*held)
    return [(one.code, dict(one.details)["seq"]) for one in findings]


async def forged(client: BaseDBAsyncClient, seq: int) -> None:
    """Change an entry and compute all hashes from there on anew, as one who has our code can."""
    previous = START
    for entry in await AuditEntry.all().order_by("seq"):
        if entry.seq == seq:
            entry.actor = "x"
        entry.hash = previous = link(previous, {name: getattr(entry, name) for name in HASHED})
        await client.execute_query(
            f"UPDATE audit SET actor = '{entry.actor}', hash = '{entry.hash}'"
            f" WHERE seq = {entry.seq}"
        )


@pytest.mark.parametrize("trick", TRICKS)
async def test_each_kind_of_tampering_is_found_where_it_was_done(url: str, trick: str) -> None:
    """With its own code; cut tails and new hashes by the checkpoint."""
    statements, found = TRICKS[trick]
    async with log(url) as client:
        held = await chain.checkpoint()
        await unguarded(client, *statements)
        assert await codes(held) == found


async def test_a_log_whose_hashes_were_all_computed_anew_is_found_by_the_checkpoint(
    url: str,
) -> None:
    """The chain itself holds then; the values too."""
    async with log(url) as client:
        held = await chain.checkpoint()
        await unguarded(client)
        await forged(client, 3)
        assert await codes() == []
        assert await codes(held) == [("E850", "5")]


async def test_of_several_checkpoints_each_is_looked_for(url: str) -> None:
    """A log cut at 3 still holds the older one."""
    async with log(url, 3):
        old = await chain.checkpoint()
        later = chain.Checkpoint(5, ZEROS)
        assert await codes(old, later) == [("E705", "5")]


@pytest.mark.parametrize("trick", ["nothing", "forged", *TRICKS])
async def test_the_expert_s_verifier_agrees_without_panji(
    sqlite_url: str, tmp_path: Path, trick: str
) -> None:
    """It says the same first bad entry; values are not in what it is given."""
    statements, found = TRICKS.get(trick, ([], []))
    async with log(sqlite_url) as client:
        held = await chain.checkpoint()
        await unguarded(client, *statements)
        if trick == "forged":
            await forged(client, 3)
        lines = [json.dumps(line, ensure_ascii=False) async for line in audit.lines()]
        found = await codes(held)
    exported = tmp_path / "log.jsonl"
    exported.write_text("\n".join(lines), encoding="utf-8")
    status, words = await asyncio.to_thread(alone, exported)
    entry = dict(found).get("E704")
    assert status == (1 if entry else 0)
    assert words.endswith(
        f"entry {entry}" if entry else f"{len(lines)} entries of the log, 0 scans"
    )


def alone(*words: Path | str) -> tuple[int, str]:
    """The verifier's status and last line, run as an expert would."""
    program = [sys.executable, "-I", "-S", standalone_verify.__file__]
    done = subprocess.run([*program, *words], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()[-1]
