"""Reports on the screen open what they count, end at the user's offices and leave logged."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from storage.reports.made import REPORTS
from tests.review.acts import ask
from tests.review.inside import client, running
from tests.review.site import copied

ROW = re.compile(r"<tr><td")
NUMBER = re.compile(r'<a href="(/supervise/(?:reports/[a-z]+/records|pages|book)[^"]*)">(\d+)</a>')


@pytest.fixture
async def made(built: Path, tmp_path: Path) -> AsyncIterator[FastAPI]:
    """The application on a store of this test's own, with a file that waits for long."""
    async with running(copied(built, tmp_path / "home")) as app:
        ask(app, "UPDATE files SET state = 'created', closed_on = NULL WHERE kind = 'crime'")
        ask(app, "UPDATE files SET opened_at = '2020-01-01 00:00:00+00:00' WHERE kind = 'crime'")
        ask(app, "UPDATE documents SET level = 'restricted' WHERE kind = 'crime'")
        yield app


async def test_every_number_on_the_screen_opens_a_list(made: FastAPI) -> None:
    """Of as many lines as it says, where it is a list of pages or files."""
    opened = 0
    async with await client(made, "lead") as browser:
        for name in REPORTS:
            shown = (await browser.get(f"/supervise/reports/{name}?office=KNJ-TIR")).text
            for address, n in NUMBER.findall(shown)[:6]:
                found = await browser.get(address.replace("&amp;", "&"))
                assert found.status_code == 200
                if "/book" not in address:
                    assert len(ROW.findall(found.text)) == int(n), address
                    opened += 1
    assert opened > 8


async def test_another_office_has_no_line_and_cannot_ask_for_one(made: FastAPI) -> None:
    ask(made, "UPDATE users SET role = 'supervisor' WHERE name = 'away'")
    async with await client(made, "away") as browser:
        for name in REPORTS:
            shown = (await browser.get(f"/supervise/reports/{name}")).text
            assert "थाना तिर्वा" not in shown, name
            asked = f"/supervise/reports/{name}?office=KNJ-TIR"
            assert (await browser.get(asked)).status_code == 404
        behind = "/supervise/reports/pendency/records?office=KNJ-TIR"
        assert not ROW.findall((await browser.get(behind)).text)


@pytest.mark.parametrize(("form", "start"), [("csv", b"Office,Post"), ("pdf", b"%PDF")])
async def test_a_report_leaves_as_a_file_and_the_log_says_so(
    made: FastAPI, form: str, start: bytes
) -> None:
    async with await client(made, "lead") as browser:
        answer = await browser.post("/supervise/reports/pendency/export", data={"form": form})
    assert answer.content.startswith(start)
    entry = "SELECT actor, action FROM audit WHERE object = 'report/pendency'"
    assert ask(made, entry) == ("lead", "exporting")
