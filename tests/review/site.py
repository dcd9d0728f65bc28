"""A store with pages that were really read, users of every role, and a server on it."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from classifiers.load import load
from classifiers.record import Hints, Record
from flows.options import ENGINE
from flows.page import PageReader
from flows.sheet import Sheet
from ocr.decoder import Decoder
from ocr.scan import Scan, Unreadable
from panji.settings import SHIPPED
from review.auth import passwords
from samples.make import demo_set
from storage import database, district, filing, ledger, people
from storage.archive import Archive
from storage.leases import lease
from storage.people import COMMAND_LINE

PASSWORD = "सच बोलना सबसे सरल काम है"
USERS = {
    "scan": ("operator", "KNJ-TIR"),
    "read": ("reviewer", "KNJ-TIR"),
    "second": ("reviewer", "KNJ-TIR"),
    "lead": ("supervisor", "KNJ"),
    "away": ("reviewer", "KNJ-CHM"),
    "root": ("admin", "KNJ"),
}


@dataclass(frozen=True, slots=True)
class Site:
    """A running server: where it is, and the home folder behind it."""

    address: str
    home: Path

    @property
    def database(self) -> str:
        """The address of its store."""
        return f"sqlite://{self.home}/panji.sqlite3"


def build(home: Path, office: str = "KNJ-TIR") -> None:
    """Make the store below `home`: the demo's pages read and filed, and the users."""
    home.mkdir(parents=True)
    demo_set(home / "demo", load(SHIPPED))
    asyncio.run(_build(home, office))


@contextmanager
def served(home: Path, **settings: str) -> Iterator[Site]:
    """`panji serve` on a free port; it is stopped at the end of the block."""
    told = {"PANJI_HOME": str(home), "PANJI_LANG": "en", "PANJI_PRACTICE_PAGES": "0", **settings}
    command = [sys.executable, "-m", "panji", "serve", "--port", "0"]
    with subprocess.Popen(
        command, env=os.environ | told, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            address = next(word for word in said.split() if word.startswith("http"))
            yield Site(address.rstrip("/"), home)
        finally:
            process.terminate()


def copied(built: Path, home: Path) -> Path:
    """A copy of a built store that a test may change."""
    shutil.copytree(built, home)
    return home


async def _build(home: Path, office: str) -> None:
    archive = Archive(home / "archive", reserve=0)
    async with database.opened(f"sqlite://{home}/panji.sqlite3"):
        await district.load(load(SHIPPED))
        for name, (role, where) in USERS.items():
            kept = passwords.HASHER.hash(PASSWORD)
            row = {"name": name, "full_name": f"{name} सिंह", "role": role, "office": where}
            await people.add(row | {"password": kept, "must_change": False}, COMMAND_LINE)
        await _file(home, archive, Hints(office=office))


async def _file(home: Path, archive: Archive, hints: Hints) -> None:
    batch = await ledger.open_batch(hints)
    with Decoder() as decoder:
        for path in sorted(p for p in (home / "demo").iterdir() if p.suffix != ".json"):
            opened = decoder.probe(path)
            assert isinstance(opened, Scan)
            await ledger.accept(batch, path.name, archive.keep(path), opened)
    leased = await lease("here:1:boot-1", 100)
    sheets = [Sheet(archive.place(one.path), one.scan, one.number, one.hints) for one in leased]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        for one, record in zip(leased, pool.map(_read, sheets), strict=True):
            assert not isinstance(record, Unreadable)
            await filing.file(one, record)


def _read(sheet: Sheet) -> Record | Unreadable:
    return _reader().read(sheet)


@cache
def _reader() -> PageReader:
    return PageReader(ENGINE, SHIPPED)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
