"""The description of the data routes holds, whatever is sent to them."""

from __future__ import annotations

import asyncio
import random
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.generation.case import Case as AnyCase
from schemathesis.specs.openapi.checks import negative_data_rejection

from classifiers.load import load
from panji.settings import SHIPPED
from review import app
from review.auth import cookie
from review.place import Place
from storage import database, people, sessions
from storage.archive import Archive
from tests.review.inside import client, running
from tests.review.site import copied

Case = AnyCase[Any]
TOKEN = secrets.token_urlsafe()
FORGED = {"x-csrf": "right"}
QUICK = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
LONG = settings(QUICK, max_examples=150)
CHANCE = random.Random(1)


@pytest.fixture(scope="module")
def home(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that this module may change."""
    return copied(built, tmp_path_factory.mktemp("openapi") / "home")


@pytest.fixture(scope="module")
def made(home: Path) -> FastAPI:
    """The application on it, not yet running, and a session in its store."""
    asyncio.run(_session(home))
    place = Place(
        load(SHIPPED), Archive(home / "archive"), home, f"sqlite://{home}/panji.sqlite3", "en"
    )
    place.requests.most = 10_000_000
    return app.make(place)


async def _session(home: Path) -> None:
    async with database.opened(f"sqlite://{home}/panji.sqlite3"):
        person = await people.find("lead")
        assert person is not None
        await sessions.begin(person, cookie.hashed(TOKEN), "right", "127.0.0.1")


@pytest.fixture(scope="module")
def described(home: Path, made: FastAPI) -> Any:
    """What the routes say of themselves."""
    told = schemathesis.openapi.from_dict(asyncio.run(_described(home)))
    told.app = made
    return told


async def _described(home: Path) -> dict[str, Any]:
    async with running(home) as made, await client(made, "lead") as browser:
        told: dict[str, Any] = (await browser.get("/api/openapi.json")).json()
    # The session is ours to send: what happens without one is asked below.
    for methods in told["paths"].values():
        for route in methods.values():
            del route["security"]
    return told


@pytest.fixture(scope="module")
def there(home: Path) -> list[tuple[int, int, int]]:
    """Document, cell and the cell's version of all register pages."""
    with closing(sqlite3.connect(home / "panji.sqlite3")) as store:
        return store.execute(
            "SELECT document_id, cells.id, version FROM cells JOIN register_rows"
            " ON row_id = register_rows.id"
        ).fetchall()


def test_whatever_is_sent_the_answer_is_as_described(
    described: Any, there: list[tuple[int, int, int]]
) -> None:
    _all(described, lambda case: _sent(case, there), QUICK)


@pytest.mark.long
def test_much_is_sent_and_the_answers_are_as_described(
    described: Any, there: list[tuple[int, int, int]]
) -> None:
    _all(described, lambda case: _sent(case, there), LONG)


def test_without_a_session_no_data_route_says_anything(described: Any) -> None:
    def refused(case: Case) -> None:
        answer = case.call(cookies={cookie.NAME: "made-up"}, headers=FORGED)
        assert answer.status_code in {401, 405, 422}

    _all(described, refused, settings(QUICK, max_examples=5))


def _all(described: Any, check: Callable[[Case], None], how: settings) -> None:
    """Send every data route what it takes and what it does not."""
    for found in described.get_all_operations():
        for mode in GenerationMode:
            cases = found.ok().as_strategy(generation_mode=mode)
            how(given(cases)(check))()  # type: ignore[no-untyped-call]


def _sent(case: Case, there: list[tuple[int, int, int]]) -> None:
    if CHANCE.random() < 0.7:
        _aim(case, CHANCE.choice(there))
    # An odd name in a query is passed over, as everywhere; and aiming mends what was made wrong.
    case.call_and_validate(
        headers=FORGED,
        cookies={cookie.NAME: TOKEN},
        excluded_checks=[negative_data_rejection],
    )


def _aim(case: Case, at: tuple[int, int, int]) -> None:
    """Let the request speak of what is there: a page, a row, a cell at its version."""
    document, cell, version = at
    real = {"document": document, "cell": cell, "number": 1, "index": 0}
    for name in case.path_parameters or {}:
        case.path_parameters[name] = real.get(name, case.path_parameters[name])
    body = case.body
    wishes = body.get("wishes") if isinstance(body, dict) else None
    for wish in wishes if isinstance(wishes, list) else ():
        if isinstance(wish, dict):
            wish |= {"cell": cell, "version": version}
