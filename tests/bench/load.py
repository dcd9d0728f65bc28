"""Fills a store with made-up pages, fast, so that searching and reviewing can be measured full.

    .venv/bin/python -m tests.bench.load sqlite:////tmp/full.sqlite3 10000 [SEED]

Nine pages of ten are of the crime register with ten rows each, one is a letter. Offices, years,
states and levels are spread; the ledger agrees with the documents. There are no scans in an
archive and no audit entries behind them.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import asyncpg

from classifiers import load as districts
from ocr.geometry import lattice, mesh
from ocr.pages import Leaf
from storage import codec
from storage import district as district_rows
from storage.database import opened
from storage.filing import record_key
from storage.search import index
from storage.search.sql import SQLITE
from tests.bench.pages import Letter, Register, made
from tests.builders import DISTRICTS

BOOK = 100
"""Pages of a scan."""
CHUNK = 500
ROWS = 10
NOW = datetime(2026, 1, 5, tzinfo=UTC)

Tables = dict[str, list[tuple[Any, ...]]]

COLUMNS = {
    "scans": "sha256 source bytes format frames pages path batch_id received_at",
    "ledger": "id identity page scan_id batch_id state details token",
    "files": "id key computer_no file_no office_id head_id kind year volume serial state opened_at",
    "pages": "id scan_id number width height dpi turned leaves",
    "documents": "id record_key page_id file_id tag kind head office guesses year volume level"
    " level_reasons confidence text lines fields_read marks state version filed_at desk waiting"
    " risk",
    "register_rows": "id document_id number",
    "cells": "id row_id position column heading raw text value confidence x0 y0 x1 y1 source state"
    " reasons alternatives version",
    "search_lines": "document_id row words terms",
    "search_names": "document_id cell_id row field key short spelt relative_key place_key said name"
    " relative place seen_by",
}
SIZE = (2480, 3508)
PLAIN = """
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY($1)
    AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""


async def load(url: str, pages: int, seed: int = 1) -> float:
    """Fill the empty store at `url` with that many pages; the seconds it took."""
    begun = time.perf_counter()
    async with opened(url):
        district = districts.load(DISTRICTS / "kannauj")
        await district_rows.load(district)
    offices = [code for code, one in district.offices.items() if one.type == "thana"]
    chunks = _chunks(pages, offices, random.Random(seed))
    await (_into_sqlite if url.startswith("sqlite") else _into_postgres)(url, chunks)
    return time.perf_counter() - begun


def _chunks(pages: int, offices: Sequence[str], chance: random.Random) -> Iterator[Tables]:
    """The rows of all tables, 500 pages at a time."""
    store = _Store(offices, chance)
    for start in range(0, pages, CHUNK):
        for number in range(start, min(start + CHUNK, pages)):
            store.page(number)
        yield store.taken()


class _Store:
    """Numbers everything and collects the rows."""

    def __init__(self, offices: Sequence[str], chance: random.Random) -> None:
        self._offices, self._chance = offices, chance
        self._tables: Tables = {name: [] for name in COLUMNS}
        self._files: dict[str, int] = {}
        self._row = self._cell = 0
        knots = lattice(*SIZE, 512)
        self._leaves = json.dumps(codec.leaves.dump((Leaf("whole", mesh(*SIZE, 512, knots)),)))

    def taken(self) -> Tables:
        """The rows collected since the last time."""
        told, self._tables = self._tables, {name: [] for name in COLUMNS}
        return told

    def page(self, at: int) -> None:
        """The page of that number, from 0, with all that belongs to it."""
        book, number = divmod(at, BOOK)
        sha = hashlib.sha256(f"book {book}".encode()).hexdigest()
        if number == 0:
            frames = json.dumps([{"number": 1, "width": SIZE[0], "height": SIZE[1], "dpi": 300}])
            name = f"book-{book}.tif"
            self._add("scans", sha, name, 1, "tiff", frames, BOOK, f"scans/{sha}", 1, NOW)
        one = made(self._chance, self._offices)
        state = "review" if one.waiting else "filed"
        self._add("ledger", at + 1, sha, number + 1, sha, 1, state, "{}", 1)
        self._add("pages", at + 1, sha, number + 1, *SIZE, 300, 0, self._leaves)
        self._document(at + 1, record_key(sha, number + 1), one)

    def _document(self, id: int, key: str, one: Register | Letter) -> None:  # noqa: A002
        file, file_no = self._file(one)
        lines, text = json.dumps(one.lines, ensure_ascii=False), one.text
        values = (one.tag, one.kind, one.head, one.office, "{}", one.year, one.volume, one.level)
        rest = ("[]", 0.9, text, lines, "[]", "[]", one.state, 1, NOW, one.office)
        risk = one.waiting * 0.5
        self._add("documents", id, key, id, file, *values, *rest, one.waiting, risk)
        place = {"id": id, "level": one.level, "kind": one.kind, "year": one.year, "tag": one.tag}
        place |= {"text": text, "fields_read": "[]", "file_no": file_no, "seen_by": one.office}
        found, people = index.made(place, self._rows(id, one))
        for line in found:
            self._add("search_lines", line.document, line.row, line.words, sorted(line.terms))
        for person in people:
            self._add("search_names", *person.columns)

    def _rows(self, id: int, one: Register | Letter) -> list[dict[str, Any]]:  # noqa: A002
        told = []
        for number, cells in enumerate(one.rows, start=1):
            self._row += 1
            self._add("register_rows", self._row, id, number)
            for at, cell in enumerate(cells):
                self._cell += 1
                box = (200.0 * at, 200.0 * number, 200.0 * at + 190, 200.0 * number + 180)
                value = json.dumps(cell.value, ensure_ascii=False)
                said = (cell.column, cell.column, cell.text, cell.text, value, 0.9, *box)
                self._add("cells", self._cell, self._row, at, *said, "made", "auto", "[]", "[]", 1)
                found = {"number": number, "id": self._cell, "column": cell.column}
                told.append(found | {"text": cell.text, "value": cell.value})
        return told

    def _file(self, one: Register | Letter) -> tuple[int, str]:
        key = f"{one.office}|{one.head}|{one.year}"
        new = key not in self._files
        file = self._files.setdefault(key, len(self._files) + 1)
        number = f"{one.head}/{file}/{one.year}-{one.office}"
        if new:
            kind = one.kind if one.tag == "register" else None
            place = (one.office, one.head, kind, one.year, one.volume, file, "open", NOW)
            self._add("files", file, key, file, number, *place)
        return file, number

    def _add(self, table: str, *values: Any) -> None:
        self._tables[table].append(values)


def _inserted(table: str, mark: Callable[[int], str]) -> str:
    columns = COLUMNS[table].split()
    names = ", ".join(f'"{name}"' for name in columns)
    holes = ", ".join(mark(at) for at in range(1, len(columns) + 1))
    return f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({holes})"


def _flat(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return " ".join(value) if isinstance(value, list) else value


async def _into_sqlite(url: str, chunks: Iterable[Tables]) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as store:
        store.execute("PRAGMA synchronous = OFF")
        store.execute(*_batch("?"))
        for tables in chunks:
            for table, rows in tables.items():
                flat = [[_flat(value) for value in row] for row in rows]
                store.executemany(_inserted(table, lambda _: "?"), flat)
            store.commit()
        for statement in SQLITE.add_terms:
            store.execute(statement.partition(" WHERE")[0])
        store.execute("ANALYZE")
        store.commit()


def _batch(*marks: str) -> tuple[str, tuple[Any, ...]]:
    holes = ", ".join(marks * 4 if len(marks) == 1 else marks)
    moment: Any = _flat(NOW) if marks[0] == "?" else NOW
    told = f"INSERT INTO batches (id, actor, hints, opened_at) VALUES ({holes})"
    return told, (1, "load", "{}", moment)


async def _into_postgres(url: str, chunks: Iterable[Tables]) -> None:
    """By COPY; keys are not looked up and plain indexes are made at the end."""
    store = await asyncpg.connect(url)
    indexes = await unindexed(store, list(COLUMNS))
    await store.execute(
        "CREATE TEMP TABLE said (document_id BIGINT, row INT, words TEXT, terms TEXT[])"
    )
    told, values = _batch("$1", "$2", "$3", "$4")
    await store.execute(told, *values)
    for tables in chunks:
        for table, rows in tables.items():
            name = "said" if table == "search_lines" else table
            await store.copy_records_to_table(name, records=rows, columns=COLUMNS[table].split())
        await store.execute(
            "INSERT INTO search_lines (document_id, row, words, terms)"
            " SELECT document_id, row, words, array_to_tsvector(terms) FROM said; TRUNCATE said"
        )
    for statement in indexes:
        await store.execute(statement)
    for table in ("batches", "ledger", "files", "pages", "documents", "register_rows", "cells"):
        await store.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
        )
    await store.execute("ANALYZE")
    await store.close()


async def unindexed(store: asyncpg.Connection, tables: list[str]) -> list[str]:
    """Make the connection write fast, and the tables keep no index but those of their constraints.

    The statements that make the others again, at the end.
    """
    await store.execute("SET session_replication_role = replica; SET synchronous_commit = off")
    await store.execute("SET maintenance_work_mem = '1GB'")
    indexes = await store.fetch(PLAIN, tables)
    for one in indexes:
        await store.execute(f'DROP INDEX "{one["indexname"]}"')
    return [one["indexdef"] for one in indexes]


if __name__ == "__main__":
    SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    print(f"{asyncio.run(load(sys.argv[1], int(sys.argv[2]), SEED)):.0f} s")
