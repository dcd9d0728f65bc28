"""Multiplies the pages of a filled PostgreSQL store inside the server: faster than making them.

A copy says what its original says, on a scan of its own. So searches find much alike: for
measuring how well people are found, make all pages (tests/bench/load.py).
"""

from __future__ import annotations

import asyncpg

PLAIN = """
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY($1)
    AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""
TABLES = {
    "scans": "sha256=sha(sha256) source bytes format frames pages path batch_id received_at",
    "ledger": "id=id+page identity=sha(identity) page scan_id=sha(scan_id) batch_id state details"
    " token",
    "pages": "id=id+page scan_id=sha(scan_id) number width height dpi turned leaves",
    "documents": "id=id+page record_key=sha(record_key) page_id=page_id+page file_id tag kind head"
    " office guesses year volume level level_reasons confidence text lines fields_read marks state"
    " version filed_at desk waiting risk",
    "register_rows": "id=id+row document_id=document_id+page number",
    "cells": "id=id+cell row_id=row_id+row position column heading raw text value confidence"
    " x0 y0 x1 y1 source state reasons alternatives version",
    "search_lines": "document_id=document_id+page row words terms",
    "search_names": "document_id=document_id+page row cell_id=cell_id+cell field key spelt"
    " relative_key place_key said name relative place",
}


async def copies(url: str, times: int) -> None:
    """So many copies of all pages; plain indexes are made at the end."""
    store = await asyncpg.connect(url)
    await store.execute("SET session_replication_role = replica; SET synchronous_commit = off")
    await store.execute("SET maintenance_work_mem = '1GB'")
    indexes = await store.fetch(PLAIN, list(TABLES))
    for one in indexes:
        await store.execute(f'DROP INDEX "{one["indexname"]}"')
    last = {t: await store.fetchval(f"SELECT max(id) FROM {t}") for t in ("pages", "register_rows")}
    last["cells"] = await store.fetchval("SELECT max(id) FROM cells")
    first = await store.fetchval("SELECT array_agg(sha256) FROM scans")
    for time in range(1, times + 1):
        offsets = {"page": last["pages"], "row": last["register_rows"], "cell": last["cells"]}
        shifted = {name: offset * time for name, offset in offsets.items()}
        for table in TABLES:
            told = _copied(table, shifted, time, _until(table, last))
            await store.execute(told, *([first] if table == "scans" else ()))
    for one in indexes:
        await store.execute(one["indexdef"])
    for table in ("ledger", "pages", "documents", "register_rows", "cells"):
        await store.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
        )
    await store.execute("ANALYZE")
    await store.close()


def _until(table: str, last: dict[str, int]) -> str:
    """The originals alone."""
    if table == "scans":
        return "sha256 = ANY($1)"
    if table.startswith("search"):
        return f"document_id <= {last['pages']}"
    return f"id <= {last.get(table, last['pages'])}"


def _copied(table: str, shifted: dict[str, int], time: int, until: str) -> str:
    names, values = [], []
    for told in TABLES[table].split():
        name, _, value = told.partition("=")
        names.append(f'"{name}"')
        values.append(_value(name, value, shifted, time))
    return (
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table}"
        f" WHERE {until}"
    )


def _value(name: str, value: str, shifted: dict[str, int], time: int) -> str:
    if value.startswith("sha("):
        return f"md5('{time}' || \"{name}\") || md5(\"{name}\" || '{time}')"
    column, _, by = value.partition("+")
    return f'"{column}" + {shifted[by]}' if by else f'"{name}"'
