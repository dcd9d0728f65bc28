"""A fresh store for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import made_ready
from tests.postgres import MISSING, Server, binaries, server

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server with a database `migrated` that the tests' databases are copied from."""
    programs = binaries()
    if programs is None:
        pytest.skip(MISSING)
    with server(programs) as running:
        asyncio.run(made_ready(running.create("migrated")))
        yield running


@pytest.fixture
def sqlite_url(migrated: Path, tmp_path: Path) -> str:
    """The address of an empty store of this test's own."""
    return f"sqlite://{shutil.copy(migrated, tmp_path / 'store.sqlite3')}"


@pytest.fixture
def no_url(tmp_path: Path) -> str:
    """The address of a store that does not exist yet."""
    return f"sqlite://{tmp_path}/none.sqlite3"


@pytest.fixture
def empty_url(tmp_path: Path) -> str:
    """The address of a file without tables."""
    (tmp_path / "empty.sqlite3").touch()
    return f"sqlite://{tmp_path}/empty.sqlite3"


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """The address of an empty store of this test's own."""
    name = f"t{next(_numbers)}"
    yield postgres.create(name, "migrated")
    postgres.drop(name)


@pytest.fixture
def bare_url(postgres: Server) -> Iterator[str]:
    """The address of a database without tables."""
    name = f"t{next(_numbers)}"
    yield postgres.create(name)
    postgres.drop(name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty store, on each backend in turn."""
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found
