"""How fast is a full audit log followed?

    .venv/bin/python -m tests.bench.audit sqlite 1000000
    .venv/bin/python -m tests.bench.audit postgres 1000000

Fills a fresh store with entries that each committed to one value, and follows it as `panji
verify` does, values and all; then alone, as the expert's verifier does.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import asyncpg

from storage import chain, standalone_verify
from storage.audit import HASHED, START, canonical, commitment, link
from storage.database import opened
from storage.exports import audit
from tests.bench.search import _store as store

TABLES = {"audit": (*HASHED, "hash"), "audit_values": ("seq", "side", "salt", "value")}
BLOCK = 20_000
Rows = dict[str, list[tuple[Any, ...]]]


def blocks(count: int) -> Iterator[Rows]:
    """The rows of both tables, a block at a time."""
    made = pairs(count)
    while block := list(itertools.islice(made, BLOCK)):
        yield {"audit": [one for one, _ in block], "audit_values": [two for _, two in block]}


def pairs(count: int) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    previous, same = START, dict.fromkeys(HASHED) | {"session": "", "ip": "10.0.0.1"}
    for seq in range(1, count + 1):
        salt, value = f"{seq:064x}", canonical({"text": f"राम कुमार {seq}", "version": 2})
        entry = same | {
            "seq": seq,
            "utc": "2026-01-05T06:30:00+00:00",
            "ist": "2026-01-05T12:00:00+05:30",
            "actor": "शिव प्रसाद",
            "role": "reviewer",
            "action": "review",
            "object": f"cell/{seq}",
            "version_before": 1,
            "version_after": 2,
            "after": commitment(salt, value),
        }
        previous = link(previous, entry)
        yield (*entry.values(), previous), (seq, "after", salt, value)


async def fill(url: str, count: int) -> None:
    """Without the store's own way of appending, which waits for the disk each time."""
    async with opened(url):
        pass
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as file, file:
            for rows in blocks(count):
                for table, names in TABLES.items():
                    holes = ", ".join("?" * len(names))
                    file.executemany(
                        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({holes})", rows[table]
                    )
        return
    server = await asyncpg.connect(url)
    for rows in blocks(count):
        for table, names in TABLES.items():
            await server.copy_records_to_table(table, columns=names, records=rows[table])
    await server.close()


async def main(url: str, count: int) -> None:
    """Fill, follow, print."""
    begun = time.perf_counter()
    await fill(url, count)
    print(f"{count} entries filled in {time.perf_counter() - begun:.1f} s")
    async with opened(url):
        begun, used = time.perf_counter(), time.process_time()
        found = await chain.follow(await chain.checkpoint())
        told("panji verify's chain", count, time.perf_counter() - begun)
        print(f"processor time of it: {time.process_time() - used:.1f} s")
        assert found == (count, ())
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            async for line in audit.lines():
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            begun = time.perf_counter()
            program = [sys.executable, "-I", "-S", standalone_verify.__file__, file.name]
            await asyncio.to_thread(subprocess.run, program, check=True)
            told("the expert's verifier", count, time.perf_counter() - begun)


def told(what: str, count: int, seconds: float) -> None:
    """What it took."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: {seconds:.1f} s, {count / seconds:,.0f} entries/s; memory {memory:.0f} MB")


if __name__ == "__main__":
    with store(sys.argv[1]) as ADDRESS:
        asyncio.run(main(ADDRESS, int(sys.argv[2])))
