"""Exports leave masked, or whole for a logged reason, and never from another office."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook

from storage.exports import tables
from tests.review.inside import client, running
from tests.review.site import copied

WHY = "asked for by the court, 12/2026"
ROWS = """
    SELECT COUNT(*) FROM register_rows r JOIN documents d ON d.id = document_id
    WHERE tag = 'register'
"""


@pytest.fixture(scope="module")
def home(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that this module may change: one restricted register, one Aadhaar number."""
    home = copied(built, tmp_path_factory.mktemp("exports") / "home")
    number = "आधार 1234 5678 9012"
    with closing(sqlite3.connect(home / "panji.sqlite3")) as store:
        store.execute("UPDATE documents SET level = 'normal'")
        store.execute("UPDATE documents SET level = 'restricted' WHERE kind = 'crime'")
        of_ncr = "row_id IN (SELECT r.id FROM register_rows r JOIN documents d ON"
        of_ncr += " d.id = document_id WHERE kind = 'ncr')"
        store.execute(f"UPDATE cells SET text = ? WHERE position = 3 AND {of_ncr}", (number,))
        store.commit()
    return home


@pytest.fixture
async def made(home: Path) -> AsyncIterator[FastAPI]:
    """The application on it."""
    async with running(home) as app:
        yield app


def ask(home: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "panji.sqlite3")) as store:
        return store.execute(sql).fetchall()


async def exported(app: FastAPI, name: str, how: str, **asked: str) -> tuple[int, bytes]:
    """Status and body of that user's export."""
    async with await client(app, name) as browser:
        answer = await browser.post(f"/exports/{how}", data=asked)
    return answer.status_code, answer.content


async def test_a_reviewer_gets_rows_without_identifiers_and_restricted_pages(
    made: FastAPI, home: Path
) -> None:
    status, body = await exported(made, "read", "masked", what="records.jsonl")
    lines = [json.loads(line) for line in body.decode().splitlines()]
    ((count,),) = ask(home, f"{ROWS} AND level != 'restricted'")
    assert (status, len(lines)) == (200, count)
    assert "crime" not in {line["kind"] for line in lines}
    assert "आधार •••• •••• 9012" in body.decode()
    assert "1234 5678" not in body.decode()


async def test_a_supervisor_gets_all_for_a_reason_that_is_in_the_log(
    made: FastAPI, home: Path
) -> None:
    status, body = await exported(made, "lead", "whole", what="records.csv", reason=WHY)
    lines = list(csv.DictReader(io.StringIO(body.decode(), newline="")))
    assert (status, len(lines)) == (200, ask(home, ROWS)[0][0])
    assert "1234 5678 9012" in body.decode()
    logged = "SELECT actor, value FROM audit JOIN audit_values USING (seq) WHERE action ="
    actor, value = ask(home, f"{logged} 'exporting' ORDER BY seq DESC")[0]
    assert (actor, json.loads(str(value))["reason"]) == ("lead", WHY)


async def test_without_a_reason_nothing_leaves_whole(made: FastAPI) -> None:
    assert (await exported(made, "lead", "whole", what="records.csv", reason=""))[0] == 422


async def test_a_choice_of_kind_and_year_is_kept_to(made: FastAPI, home: Path) -> None:
    ((year,),) = ask(home, "SELECT year FROM documents WHERE kind = 'malkhana'")
    asked = {"what": "records.xlsx", "office": "KNJ-TIR", "kind": "malkhana", "year": str(year)}
    status, body = await exported(made, "lead", "masked", **asked)
    assert status == 200
    assert load_workbook(io.BytesIO(body)).sheetnames == ["malkhana"]
    assert not list((home / "cache").glob("tmp*"))


async def test_letters_leave_as_lines(made: FastAPI, home: Path) -> None:
    status, body = await exported(made, "read", "masked", what="documents.jsonl")
    ((count,),) = ask(home, "SELECT COUNT(*) FROM documents WHERE tag = 'document'")
    assert (status, len(body.splitlines())) == (200, count)


async def test_nothing_of_another_office_leaves(made: FastAPI) -> None:
    assert await exported(made, "away", "masked", what="records.jsonl") == (200, b"")
    status, _ = await exported(made, "away", "masked", what="records.jsonl", office="KNJ-TIR")
    assert status == 404


async def test_a_workbook_that_would_not_fit_is_refused_with_the_next_step(
    made: FastAPI, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST", 3)
    status, body = await exported(made, "lead", "masked", what="records.xlsx")
    assert status == 422
    assert "a sheet holds 3" in body.decode()
    assert not list((home / "cache").glob("tmp*"))
