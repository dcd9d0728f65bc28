"""A book is counted, closed with a reason and opened again from its screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from tests.review.acts import ask, send
from tests.review.inside import client, running
from tests.review.site import copied

BOOK = "SELECT office, kind, year, volume, id FROM documents WHERE kind = 'crime'"


@pytest.fixture
async def made(built: Path, tmp_path: Path) -> AsyncIterator[FastAPI]:
    """The application on a store of this test's own."""
    async with running(copied(built, tmp_path / "home")) as app:
        yield app


async def test_a_book_with_findings_closes_with_a_reason_that_its_screen_shows(
    made: FastAPI,
) -> None:
    """Without one it stays open; a reviewer has no such form."""
    office, kind, year, volume, document = ask(made, BOOK)
    book = {"office": office, "kind": kind, "year": year, "volume": volume or ""}
    screen = f"/supervise/book?office={office}&kind={kind}&year={year}&volume={volume or ''}"
    close = "/supervise/book/close"
    async with await client(made, "lead") as browser:
        shown = (await browser.get(screen)).text
        assert f'<a href="/records/{document}">page waits for review</a>' in shown
        assert (await send(browser, screen, close, **book, act="close")).status_code == 409
        why = "विवेचक के पास जाँच शेष"
        shown = (await send(browser, screen, close, **book, act="close", reason=why)).text
        assert f"because: {why}" in shown
        assert "closed" in (await browser.get("/supervise/books")).text
        shown = (await send(browser, screen, close, **book, act="reopen", reason=why)).text
        assert "Close the book" in shown
    async with await client(made, "read") as browser:
        assert (await browser.post(close, data=book)).status_code == 403


async def test_an_operator_says_how_many_pages_a_book_has_before_it_is_scanned(
    made: FastAPI,
) -> None:
    """Year and volume may be left out; a book of another office is none."""
    book: dict[str, str | int] = {
        "office": "KNJ-TIR",
        "kind": "dak",
        "year": "",
        "volume": "",
        "pages": 180,
    }
    async with await client(made, "scan") as browser:
        told = await send(browser, "/scans", "/scans/counts", **book)
        assert "180 pages kept." in told.text
        foreign = {**book, "office": "KNJ-CHM"}
        assert (await browser.post("/scans/counts", data=foreign)).status_code == 404
    assert ask(made, "SELECT key, counted FROM books") == ("KNJ-TIR|dak|-|-", 180)
