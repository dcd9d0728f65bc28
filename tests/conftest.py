"""What tests of several packages share: one Prefect server, one way to call the command line."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.api import api
from storage.database import opened
from tests.commands import Panji
from tests.tricks import installed


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment that leads to a Prefect server; its first start takes 20 s and more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PREFECT_API_URL", raising=False)
        with api(tmp_path_factory.mktemp("prefect")) as server:
            asyncio.run(server.ready())
            yield {name: v for name, v in os.environ.items() if name.startswith("PREFECT_")}


@pytest.fixture(scope="session")
def tricks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which the engine of tests.tricks is found and chosen."""
    return installed(tmp_path_factory.mktemp("tricks"))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite store; to copy it takes a hundredth of the time that its making takes."""
    made = tmp_path_factory.mktemp("migrated") / "store.sqlite3"
    asyncio.run(made_ready(f"sqlite://{made}"))
    return made


async def made_ready(url: str) -> None:
    """Make the tables at `url`."""
    async with opened(url):
        pass


@pytest.fixture
def bare(tmp_path: Path) -> Panji:
    """The command line with a home of its own, in English."""
    return Panji(tmp_path / "home", {"PANJI_LANG": "en"})


@pytest.fixture
def ready(bare: Panji, migrated: Path) -> Panji:
    """The same with an empty store, whose making takes longer than most commands."""
    bare.home.mkdir()
    shutil.copy(migrated, bare.home / "panji.sqlite3")
    return bare


@pytest.fixture
def panji(ready: Panji, prefect: dict[str, str], tricks: dict[str, str]) -> Panji:
    """The same, with the quick engine and the tests' Prefect server."""
    return ready.having(prefect | tricks)
