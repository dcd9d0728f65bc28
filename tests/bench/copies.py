"""Multiplies the pages of a filled store inside the database: faster than making them.

    .venv/bin/python -m tests.bench.copies URL TIMES

A copy says what its original says, on a scan of its own, so a rare name is TIMES + 1 persons':
enough for measuring how fast they are found. For how well, make all pages (tests/bench/load.py).
"""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
import sys
import time
from contextlib import closing

import asyncpg

from storage.search.sql import SQLITE
from tests.bench.load import unindexed

TABLES = {
    "scans": "sha256=sha(sha256) source bytes format frames pages path batch_id received_at",
    "ledger": "id=id+page identity=sha(identity) page scan_id=sha(scan_id) batch_id state details"
    " token",
    "pages": "id=id+page scan_id=sha(scan_id) number width height dpi turned leaves",
    "documents": "id=id+page record_key=sha(record_key) page_id=page_id+page file_id tag kind head"
    " office guesses year volume level level_reasons confidence text lines fields_read marks state"
    " version filed_at desk waiting risk",
    "register_rows": "id=id+row document_id=document_id+page number",
    "search_lines": "document_id=document_id+page row words terms",
    "search_names": "document_id=document_id+page cell_id=cell_id+cell row field key short spelt"
    " relative_key place_key said name relative place seen_by",
    "cells": "id=id+cell row_id=row_id+row position column heading raw text value confidence"
    " x0 y0 x1 y1 source state reasons alternatives version",
}
IDS = {"page": "pages", "row": "register_rows", "cell": "cells"}
Last = dict[str, int]


async def copies(url: str, times: int) -> None:
    """So many copies of all pages."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as store, store:
            _in_sqlite(store, times)
    else:
        await _in_postgres(url, times)


def _in_sqlite(store: sqlite3.Connection, times: int) -> None:
    store.create_function("md5", 1, lambda text: hashlib.md5(text.encode()).hexdigest())
    store.execute("PRAGMA synchronous = OFF")
    last = {one: store.execute(f"SELECT max(id) FROM {t}").fetchone()[0] for one, t in IDS.items()}
    for table in TABLES:
        for number in range(1, times + 1):
            store.execute(f"{_copied(table, number, last)} WHERE {_originals(table, last)}")
    for statement in SQLITE.add_terms:
        told = statement.partition(" WHERE")[0]
        store.execute(f"{told} WHERE document_id > {last['page']}")
    store.execute("ANALYZE")


async def _in_postgres(url: str, times: int) -> None:
    """Cells and the rest side by side."""
    store = await asyncpg.connect(url)
    last = {one: await store.fetchval(f"SELECT max(id) FROM {t}") for one, t in IDS.items()}
    rest = [table for table in TABLES if table != "cells"]
    await asyncio.gather(*(_multiplied(url, one, times, last) for one in (["cells"], rest)))
    for table in ("ledger", "pages", "documents", "register_rows", "cells"):
        await store.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
        )
    await store.execute("VACUUM ANALYZE")
    await store.close()


async def _multiplied(url: str, tables: list[str], times: int, last: Last) -> None:
    """Plain indexes are made at the end."""
    store = await asyncpg.connect(url)
    indexes = await unindexed(store, tables)
    for table in tables:
        size = await store.fetchval("SELECT pg_relation_size($1::text::regclass)", table)
        # The copies lie behind, and are not looked through for the next ones.
        first = f"ctid < '({size // 8192},0)'::tid AND {_originals(table, last)}"
        for number in range(1, times + 1):
            await store.execute(f"{_copied(table, number, last)} WHERE {first}")
    for statement in indexes:
        await store.execute(statement)
    await store.close()


def _copied(table: str, number: int, last: Last) -> str:
    names, values = [], []
    for told in TABLES[table].split():
        name, _, value = told.partition("=")
        names.append(f'"{name}"')
        values.append(_value(name, value, number, last))
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table}"


def _originals(table: str, last: Last) -> str:
    if table == "scans":
        return "sha256 IN (SELECT scan_id FROM pages WHERE id <= {page})".format(**last)
    if table.startswith("search"):
        return f"document_id <= {last['page']}"
    return f"id <= {last.get({'cells': 'cell', 'register_rows': 'row'}.get(table, 'page'))}"


def _value(name: str, value: str, number: int, last: Last) -> str:
    if value.startswith("sha("):
        return f"md5('{number}' || \"{name}\") || md5(\"{name}\" || '{number}')"
    column, _, by = value.partition("+")
    return f'"{column}" + {last[by] * number}' if by else f'"{name}"'


if __name__ == "__main__":
    BEGUN = time.perf_counter()
    asyncio.run(copies(sys.argv[1], int(sys.argv[2])))
    print(f"{time.perf_counter() - BEGUN:.0f} s")
