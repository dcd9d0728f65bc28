"""Reading filed pages again with another engine proposes what differs and changes nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from classifiers.load import load
from classifiers.record import Hints
from flows.options import ENGINE
from flows.page import PageReader
from flows.sheet import Sheet
from ocr.decoder import Decoder
from ocr.scan import Scan, Unreadable
from samples.make import make
from storage import database, district, filing, ledger
from storage.archive import Archive
from storage.leases import lease
from tests.builders import DISTRICTS
from tests.commands import Panji

FOLDER = DISTRICTS / "kannauj"


@pytest.fixture
def filed(ready: Panji, tmp_path: Path) -> Panji:
    """A store with one register page, read by the engine that is the default."""
    (path,) = make(tmp_path / "in", load(FOLDER), 7, registers=1, letters=0, level="light")
    asyncio.run(_file(ready.home, path))
    return ready


async def _file(home: Path, path: Path) -> None:
    archive = Archive(home / "archive", reserve=0)
    async with database.opened(f"sqlite://{home}/panji.sqlite3"):
        await district.load(load(FOLDER))
        with Decoder() as decoder:
            scan = decoder.probe(path)
        assert isinstance(scan, Scan)
        batch = await ledger.open_batch(Hints(office="KNJ-TIR"))
        await ledger.accept(batch, path.name, archive.keep(path), scan)
        (one,) = await lease("here:1:boot-1", 1)
        sheet = Sheet(archive.place(one.path), one.scan, one.number, one.hints)
        reader = PageReader(ENGINE, FOLDER)
        with reader._decoder:
            record = reader.read(sheet)
        assert not isinstance(record, Unreadable)
        await filing.file(one, record)


def ask(panji: Panji, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(panji.home / "panji.sqlite3")) as store:
        return store.execute(sql).fetchall()


def test_the_same_engine_has_no_news_and_another_proposes(filed: Panji) -> None:
    cells = "SELECT id, text, state, version FROM cells ORDER BY id"
    before = ask(filed, cells)
    same = filed("reread", "--workers", "1")
    assert (same.returncode, same.stdout) == (
        0,
        "1 page(s) read again: 0 cells differ and are proposed; 0 page(s) could not be read\n",
    )
    other = filed.having({"PANJI_ENGINE": "tesseract"})("reread", "--workers", "1")
    assert other.returncode == 0, other.stderr
    proposed = ask(filed, "SELECT source, state FROM proposals")
    assert f"{len(proposed)} cells differ" in other.stdout
    assert proposed
    assert all(source.startswith("tesseract") and state == "open" for source, state in proposed)
    assert ask(filed, cells) == before
    assert filed("verify").returncode == 0


def test_only_the_kind_that_was_asked_for_is_read_again(filed: Panji) -> None:
    assert filed("reread", "--register", "no-such").stdout.startswith("0 page(s)")
