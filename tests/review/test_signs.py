"""Signs that no text has, and states that no page has, are refused on either database."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from classifiers.load import load
from panji.settings import SHIPPED
from review import app
from review.auth.passwords import HASHER
from review.place import Place
from storage import people
from storage.archive import Archive
from storage.people import COMMAND_LINE
from tests.postgres import MISSING, binaries, server
from tests.review.inside import client

EDIT = {"cell": 1, "version": 1, "act": "correct", "seconds": 1.0}
USER = {"name": "new", "full_name": "\0", "role": "reviewer", "office": "KNJ-TIR"}
SENT: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("GET", "/search?q=%00&kind=%00", {}),
    ("GET", "/search?q=a&state=nothing", {}),
    ("GET", "/queue?kind=%00&desk=%00", {}),
    ("GET", "/next?kind=%00&desk=%00", {}),
    ("GET", "/users/%00", {}),
    ("GET", "/records/1?column=%00", {}),
    ("POST", "/login", {"data": {"name": "\0", "password": "\0", "code": "\0"}}),
    ("POST", "/users", {"data": USER}),
    ("POST", "/api/me/preferences", {"json": {"layout": "\0"}}),
    ("POST", "/api/me/preferences", {"json": {"keys": {"\0": "\0"}}}),
    ("POST", "/api/me/preferences", {"content": json.dumps({"keys": {"\ud800": "\udfff"}})}),
    ("POST", "/api/pages/1/edits", {"content": json.dumps({"text": "\0"})}),
    ("POST", "/api/pages/1/edits", {"content": json.dumps({"text": "\ud800"})}),
)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store, on each backend in turn."""
    programs = binaries()
    if request.param == "sqlite":
        yield f"sqlite://{tmp_path}/store.sqlite3"
    elif programs is None:
        pytest.skip(MISSING)
    else:
        with server(programs) as running:
            yield running.create("signs")


@pytest.fixture
async def made(url: str, tmp_path: Path) -> AsyncIterator[FastAPI]:
    """The application on it, with a supervisor and an administrator."""
    made = app.make(Place(load(SHIPPED), Archive(tmp_path / "archive"), tmp_path, url, "en"))
    async with made.router.lifespan_context(made):
        for name, role in (("lead", "supervisor"), ("root", "admin")):
            row = {"name": name, "full_name": name, "role": role, "office": "KNJ"}
            kept = {"password": HASHER.hash(name), "must_change": False}
            await people.add(row | kept, COMMAND_LINE)
        yield made


async def test_no_odd_sign_is_a_mistake_of_ours(made: FastAPI) -> None:
    for name in ("lead", "root"):
        async with await client(made, name) as browser:
            for method, path, sent in SENT:
                answer = await _answer(browser, method, path, sent)
                assert answer.status_code < 500, (method, path, answer.text[:300])


async def _answer(
    browser: httpx.AsyncClient, method: str, path: str, sent: dict[str, Any]
) -> httpx.Response:
    if path.endswith("edits"):
        wish = EDIT | json.loads(sent["content"]) | {"key": secrets.token_hex()[:32]}
        sent = {"content": json.dumps({"bundle": "b" * 8, "wishes": [wish]})}
    headers = {"content-type": "application/json"} if "content" in sent else {}
    return await browser.request(method, path, headers=headers, **sent)
