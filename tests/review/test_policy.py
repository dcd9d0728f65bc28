"""Four roles, every route, the own office and another: exactly this table."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from review.policy import permissions
from tests.review.inside import client, running, stranger
from tests.review.site import copied

ALL = {"operator", "reviewer", "supervisor", "admin"}
PUBLIC = {
    "GET /static/{path:path}",
    "GET /fonts/{name}",
    "GET /login",
    "POST /login",
    "POST /language",
}
# Written down a second time on purpose: a change of rights has to be made here too.
TABLE: dict[str, set[str]] = {
    "POST /logout": ALL,
    "GET /me": ALL,
    "POST /me/password": ALL,
    "POST /me/codes": ALL,
    "POST /api/me/preferences": ALL,
    "GET /api/openapi.json": ALL,
    "GET /": ALL,
    "GET /queue": {"reviewer", "supervisor"},
    "GET /next": {"reviewer", "supervisor"},
    "GET /search": {"reviewer", "supervisor"},
    "GET /pages/{document}": {"reviewer", "supervisor"},
    "GET /records/{document}": {"operator", "reviewer", "supervisor"},
    "POST /records/{document}/unmask": {"reviewer", "supervisor"},
    "GET /api/pages/{document}": {"operator", "reviewer", "supervisor"},
    "POST /api/pages/{document}/hold": {"reviewer", "supervisor"},
    "DELETE /api/pages/{document}/hold": {"reviewer", "supervisor"},
    "POST /api/pages/{document}/edits": {"reviewer", "supervisor"},
    "POST /api/pages/{document}/undo": {"reviewer", "supervisor"},
    "GET /api/pages/{document}/leaves/{index}.jpg": {"operator", "reviewer", "supervisor"},
    "GET /api/pages/{document}/rows/{number}.jpg": {"operator", "reviewer", "supervisor"},
    "GET /api/cells/{cell}.jpg": {"operator", "reviewer", "supervisor"},
    "GET /quality": {"reviewer", "supervisor"},
    "POST /quality/gate": {"supervisor"},
    "POST /quality/recall": {"supervisor"},
    "GET /quality/second": {"reviewer", "supervisor"},
    "POST /quality/second": {"reviewer", "supervisor"},
    "GET /quality/disputes": {"supervisor"},
    "POST /quality/disputes": {"supervisor"},
    "GET /quality/samples": {"reviewer", "supervisor"},
    "POST /quality/samples": {"reviewer", "supervisor"},
    "POST /quality/samples/draw": {"supervisor"},
    "GET /quality/carpet": {"reviewer", "supervisor"},
    "POST /quality/carpet": {"reviewer", "supervisor"},
    "POST /quality/carpet/undo": {"reviewer", "supervisor"},
    "GET /quality/proposals": {"reviewer", "supervisor"},
    "POST /quality/proposals": {"reviewer", "supervisor"},
    "GET /supervise": {"supervisor"},
    "GET /supervise/arrears": {"supervisor"},
    "GET /supervise/pages": {"supervisor"},
    "GET /supervise/asked": {"supervisor"},
    "GET /supervise/books": {"supervisor"},
    "GET /supervise/book": {"supervisor"},
    "POST /supervise/book/approve": {"supervisor"},
    "POST /supervise/book/close": {"supervisor"},
    "POST /supervise/book/count": {"supervisor"},
    "POST /supervise/book/undo": {"supervisor"},
    "GET /supervise/reports": {"supervisor"},
    "GET /supervise/reports/{name}": {"supervisor"},
    "GET /supervise/reports/{name}/records": {"supervisor"},
    "POST /supervise/reports/{name}/export": {"supervisor"},
    "GET /files": {"reviewer", "supervisor"},
    "GET /files/due": {"supervisor"},
    "GET /files/{file}": {"reviewer", "supervisor"},
    "POST /files/{file}/work": {"reviewer", "supervisor"},
    "POST /files/{file}/rule": {"supervisor"},
    "GET /exports": {"reviewer", "supervisor"},
    "POST /exports/masked": {"reviewer", "supervisor"},
    "POST /exports/whole": {"supervisor"},
    "GET /practice": {"operator", "reviewer", "supervisor"},
    "GET /practice/{page}": {"operator", "reviewer", "supervisor"},
    "GET /practice/{page}/score": {"operator", "reviewer", "supervisor"},
    "POST /practice/{page}/score": {"operator", "reviewer", "supervisor"},
    "GET /api/practice/{page}": {"operator", "reviewer", "supervisor"},
    "POST /api/practice/{page}/hold": {"operator", "reviewer", "supervisor"},
    "DELETE /api/practice/{page}/hold": {"operator", "reviewer", "supervisor"},
    "POST /api/practice/{page}/edits": {"operator", "reviewer", "supervisor"},
    "POST /api/practice/{page}/undo": {"operator", "reviewer", "supervisor"},
    "GET /api/practice/{page}/leaves/{index}.jpg": {"operator", "reviewer", "supervisor"},
    "GET /api/practice/{page}/rows/{number}.jpg": {"operator", "reviewer", "supervisor"},
    "GET /api/practice/{page}/cells/{cell}.jpg": {"operator", "reviewer", "supervisor"},
    "GET /pages/{document}/lines": {"operator", "reviewer", "supervisor"},
    "GET /api/pages/{document}/lines": {"operator", "reviewer", "supervisor"},
    "GET /api/pages/{document}/small.jpg": {"operator", "reviewer", "supervisor"},
    "POST /api/pages/{document}/told": {"operator", "reviewer", "supervisor"},
    "POST /api/pages/{document}/flag": {"operator", "reviewer", "supervisor"},
    "POST /api/batches/{number}/move": {"operator", "reviewer", "supervisor"},
    "GET /scans": {"operator", "supervisor"},
    "POST /scans/counts": {"operator", "supervisor"},
    "GET /scans/rescans": {"operator", "supervisor"},
    "POST /scans/rescans": {"operator", "supervisor"},
    "GET /scans/{number}": {"operator", "supervisor"},
    "POST /api/uploads": {"operator", "supervisor"},
    "POST /api/uploads/{number}/files": {"operator", "supervisor"},
    "POST /api/uploads/{number}/start": {"operator", "supervisor"},
    "GET /users": {"admin"},
    "POST /users": {"admin"},
    "GET /users/{name}": {"admin"},
    "POST /users/{name}/change": {"admin"},
    "POST /users/{name}/reset": {"admin"},
    "POST /users/{name}/shut": {"admin"},
}
WHO = {"operator": "scan", "reviewer": "read", "supervisor": "lead", "admin": "root"}
UNSAFE = sorted(route for route in TABLE if not route.startswith("GET"))
OF_RECORDS = sorted(route for route in TABLE if "{document}" in route or "{cell}" in route)


@pytest.fixture(scope="module")
def home(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that this module may change."""
    return copied(built, tmp_path_factory.mktemp("policy") / "home")


@pytest.fixture
async def made(home: Path) -> AsyncIterator[FastAPI]:
    """The application on it."""
    async with running(home) as app:
        yield app


def filled(route: str, home: Path) -> tuple[str, str]:
    """Method and path of a route, with a record of थाना तिर्वा in it."""
    with closing(sqlite3.connect(home / "panji.sqlite3")) as store:
        asked = "SELECT document_id, cells.id FROM register_rows JOIN cells ON row_id ="
        asked += " register_rows.id JOIN documents ON documents.id = document_id"
        asked += " WHERE level != 'restricted' LIMIT 1"
        document, cell = store.execute(asked).fetchone()
        (file,) = store.execute("SELECT MAX(id) FROM files WHERE office_id = 'KNJ-TIR'").fetchone()
    method, path = route.split(" ")
    path = path.replace("{document}", str(document)).replace("{cell}", str(cell))
    path = path.replace("{page}", "001-arms-easy").replace("{file}", str(file))
    return method, path.replace("{index}", "0").replace("{number}", "1").replace("{name}", "second")


def sent(route: str) -> dict[str, Any] | None:
    """What the route takes as JSON, if anything."""
    if route.endswith("undo"):
        return {"bundle": "b" * 8, "key": "k" * 8}
    if route.endswith("edits"):
        wish = {"key": "k" * 8, "cell": 1, "version": 1, "act": "accept", "text": "", "seconds": 1}
        return {"bundle": "b" * 8, "wishes": [wish]}
    if route.endswith(("told", "flag")):
        return {"version": 1, **({"flag": "rescan"} if route.endswith("flag") else {})}
    return None


async def test_every_route_is_in_the_table(made: FastAPI) -> None:
    assert set(permissions(made)) == set(TABLE) | PUBLIC


@pytest.mark.parametrize("route", sorted(TABLE))
async def test_only_the_roles_of_the_table_get_in(made: FastAPI, home: Path, route: str) -> None:
    method, path = filled(route, home)
    for role, name in WHO.items():
        async with await client(made, name) as browser:
            status = (await browser.request(method, path)).status_code
        assert (status == 403) == (role not in TABLE[route]), (role, status)
        assert status < 500


@pytest.mark.parametrize("route", sorted(TABLE))
async def test_without_a_session_nothing_opens(made: FastAPI, home: Path, route: str) -> None:
    method, path = filled(route, home)
    async with stranger(made) as browser:
        answer = await browser.request(method, path)
    to_login = answer.status_code == 303 and answer.headers["location"].startswith("/login")
    assert answer.status_code == 401 or (to_login and method == "GET")


@pytest.mark.parametrize("route", OF_RECORDS)
async def test_a_record_of_another_office_is_as_if_it_were_not_there(
    made: FastAPI, home: Path, route: str
) -> None:
    method, path = filled(route, home)
    body = {"reason": "because I want to"} if "unmask" in route else None
    async with await client(made, "away") as browser:
        answer = await browser.request(method, path, json=sent(route), data=body)
    assert answer.status_code == 404


@pytest.mark.parametrize("route", UNSAFE)
@pytest.mark.parametrize(
    "forged",
    [
        {"x-csrf": "wrong"},
        {"x-csrf": ""},
        {"origin": "https://elsewhere.example"},
        {"sec-fetch-site": "cross-site"},
    ],
)
async def test_what_another_site_sends_changes_nothing(
    made: FastAPI, home: Path, route: str, forged: dict[str, str]
) -> None:
    method, path = filled(route, home)
    async with await client(made, "root") as browser:
        answer = await browser.request(method, path, headers=forged)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/login", "/nothing", "/queue", "/static/base.css", "/api/x"])
async def test_every_answer_has_the_safe_headers(made: FastAPI, path: str) -> None:
    async with await client(made, "read") as browser:
        headers = (await browser.get(path)).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert headers["x-content-type-options"] == "nosniff"
    assert "cache-control" in headers


@pytest.mark.parametrize(
    "path",
    [
        "/pages/99999999999999999999999999",
        "/pages/-1",
        "/api/pages/0",
        "/api/cells/9999999999999.jpg",
        "/api/pages/1/rows/999999999999999.jpg",
        "/api/pages/1/leaves/7.jpg",
        "/records/1?row=99999999999999999999",
        "/records/%00",
        "/search?q=%00%00%00",
        "/search?q=%ff%fe",
        "/search?year=99999",
        "/queue?kind=" + "x" * 3000,
        "/queue?desk='%20OR%201=1",
        "/next?but=99999999999999999999",
        "/quality/second?but=99999999999999999999",
        "/quality/second?said=nothing",
        "/quality/carpet?text=%00&kind=%00&column=x",
        "/quality/carpet?kept=-1",
        "/supervise/pages?desk=%00&kind=%00",
        "/supervise/pages?start=99999999999999999999",
        "/supervise/book?office=KNJ-TIR&kind=%00&year=99999",
        "/supervise/books?office=%ff&start=-1",
        "/supervise/reports/pendency/records?age=%00&office=",
        "/supervise/reports/%00",
        "/static/../policy.py",
        "/static/%2e%2e/policy.py",
        "/fonts/..%2f..%2fetc%2fpasswd",
        "/practice/99999999999999999999",
        "/practice/..%2f..%2fpanji.sqlite3",
        "/practice/x/score?attempt=99999999999999999999",
        "/api/practice/001-arms-easy/cells/99999999999999999999.jpg",
        "/language",
        "/files?no=%00",
        "/files/99999999999999999999999999",
        "/files/0",
        "/files/due?office=%00",
        "/scans/99999999999999999999999999",
        "/scans/0",
        "/scans/1?start=99999999999999999999",
        "/scans/rescans?entry=99999999999999999999",
        "/pages/99999999999999999999999999/lines",
        "/api/pages/0/lines",
    ],
)
async def test_odd_addresses_get_an_answer_and_never_a_mistake(made: FastAPI, path: str) -> None:
    async with await client(made, "lead") as browser:
        answer = await browser.get(path)
    assert answer.status_code < 500
    assert "Traceback" not in answer.text


async def test_a_body_beyond_the_limit_is_refused_also_in_pieces(made: FastAPI) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 65536

    async with await client(made, "read") as browser:
        whole = await browser.post("/api/me/preferences", content=b"x" * (2 << 20))
        chunked = await browser.post("/api/me/preferences", content=pieces())
    assert (whole.status_code, chunked.status_code) == (413, 413)


async def test_the_data_routes_are_described(made: FastAPI) -> None:
    """All but those that are the screens' own."""
    own = re.compile(r"/practice/|/uploads|/batches/|/(told|flag|lines|openapi.json)$")
    async with await client(made, "lead") as browser:
        told = (await browser.get("/api/openapi.json")).json()
    assert set(told["paths"]) == {
        route.split(" ")[1] for route in TABLE if " /api/" in route and not own.search(route)
    }
