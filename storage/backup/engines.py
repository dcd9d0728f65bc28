"""A database as one file, as it stood at one moment while others write to it; and back again.

SQLite's own backup interface and PostgreSQL's own programs do it, so that nothing of a database
is left out because we did not think of it.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import asyncpg
from tortoise.backends.base.config_generator import expand_db_url

from storage.archive import Kept
from storage.backup.faults import ToolFailed, ToolMissing
from storage.backup.snapshot import Engine
from storage.database import transaction
from storage.errors import named
from storage.exports.faults import FolderNotEmpty
from storage.faults import DatabaseUnreachable

SCANS: Final = "SELECT sha256, path, bytes FROM scans ORDER BY sha256"
NAMES: Final[dict[Engine, str]] = {"sqlite": "database.sqlite3", "postgres": "database.dump"}
# Who owns the tables, and who may read them, is the other server's business.
PLAIN: Final = ("--no-owner", "--no-privileges", "--no-comments")
VARIABLES: Final = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}


def engine_of(url: str) -> Engine:
    """Which of the two databases the address is of."""
    return "sqlite" if url.startswith("sqlite:") else "postgres"


def without_password(url: str) -> str:
    """The address of a database as it may be written down."""
    return re.sub(r"(?<=password=)[^&]*", "", re.sub(r"(://[^:/@]*):[^/]*@", r"\1@", url))


async def copy(url: str, folder: Path) -> list[Kept]:
    """Copy the open database at `url` into the folder; the scans that the copy knows."""
    out = folder / NAMES[engine_of(url)]
    if engine_of(url) == "sqlite":
        with named():
            return await asyncio.to_thread(_copied, _file(url), out)
    return await _dumped(url, out)


async def bring(url: str, folder: Path) -> None:
    """Make the database at `url`, which is empty, what the folder holds."""
    copied = folder / NAMES[engine_of(url)]
    if engine_of(url) == "postgres":
        await _run("pg_restore", url, "--exit-on-error", "--single-transaction", *PLAIN, copied)
        return
    place = _file(url)
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_name(f"{place.name}.part")
    shutil.copyfile(copied, aside)
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    aside.rename(place)


async def check_empty(url: str) -> None:
    """FolderNotEmpty unless nothing is in the database at `url`."""
    if engine_of(url) == "sqlite":
        full = _file(url).exists()
    else:
        full = await _has_tables(url)
    if full:
        raise FolderNotEmpty(path=str(_file(url)) if engine_of(url) == "sqlite" else _name(url))


def _copied(live: Path, out: Path) -> list[Kept]:
    """In one step: with a write-ahead log that keeps no writer waiting."""
    source = sqlite3.connect(f"{live.as_uri()}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(out)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        return [Kept(*row) for row in copy.execute(SCANS)]


async def _dumped(url: str, out: Path) -> list[Kept]:
    """The dump and the list of scans see the same moment; who writes meanwhile does not wait."""
    async with transaction() as client:
        await client.execute_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        await client.execute_query("SET LOCAL idle_in_transaction_session_timeout = 0")
        (shared,) = await client.execute_query_dict("SELECT pg_export_snapshot() AS name")
        rows = await client.execute_query_dict(SCANS)
        moment = f"--snapshot={shared['name']}"
        await _run("pg_dump", url, "--format=custom", *PLAIN, moment, f"--file={out}")
    return [Kept(**row) for row in rows]


async def _run(tool: str, url: str, *words: str | Path) -> None:
    """Run one of PostgreSQL's programs; the password is in no list of processes."""
    program = shutil.which(tool)
    if program is None:
        raise ToolMissing(tool=tool)
    database = f"--dbname={_told(url)['database']}"
    process = await asyncio.create_subprocess_exec(
        program, database, *words, env=_environment(url), stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()
    if process.returncode:
        lines = said.decode(errors="replace").strip().splitlines()
        raise ToolFailed(tool=tool, reason=lines[0] if lines else str(process.returncode))


def _environment(url: str) -> dict[str, str]:
    told = _told(url)
    given = {name: str(told[key]) for key, name in VARIABLES.items() if told.get(key)}
    secured = {"PGSSLMODE": "require"} if told.get("ssl") else {}
    return {**os.environ, **given, **secured, "LC_MESSAGES": "C"}


async def _has_tables(url: str) -> bool:
    told = {name: v for name, v in _told(url).items() if v is not None}
    try:
        with named():
            connection = await asyncpg.connect(**told)
    except OSError as error:
        raise DatabaseUnreachable from error
    try:
        tables = "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema())"
        return bool(await connection.fetchval(tables))
    finally:
        await connection.close()


def _told(url: str) -> dict[str, Any]:
    found: dict[str, Any] = expand_db_url(url)["credentials"]
    return found


def _name(url: str) -> str:
    return str(_told(url)["database"])


def _file(url: str) -> Path:
    return Path(url.partition("://")[2])
