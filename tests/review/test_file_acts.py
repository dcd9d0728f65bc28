"""What the forms of a file's screen send is done to the file, and shown on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from tests.review import acts
from tests.review.acts import ask
from tests.review.inside import client, running
from tests.review.site import copied

CRIME = "SELECT id, file_no FROM files WHERE kind = 'crime'"
ARMS = "SELECT id, file_no FROM files WHERE kind = 'arms'"


@pytest.fixture
async def made(built: Path, tmp_path: Path) -> AsyncIterator[FastAPI]:
    """The application on a store of this test's own."""
    async with running(copied(built, tmp_path / "home")) as app:
        yield app


async def send(browser: httpx.AsyncClient, path: str, **form: str | int) -> httpx.Response:
    """Send a form of the file's screen."""
    return await acts.send(browser, path.rpartition("/")[0], path, **form)


async def test_old_number_class_links_and_parts_are_kept_from_the_screen(made: FastAPI) -> None:
    """A part opens at once; a number that is no file's is a fault that says so."""
    ask(made, "UPDATE files SET state = 'created', closed_on = NULL WHERE kind = 'crime'")
    (file, file_no), (_, other) = ask(made, CRIME), ask(made, ARMS)
    work = f"/files/{file}/work"
    async with await client(made, "read") as browser:
        assert "2004/बस्ता ७" in (await send(browser, work, act="rename", other="2004/बस्ता ७")).text
        shown = (await send(browser, work, act="classify", priority="partial")).text
        assert "<dd>running, older part on paper</dd>" in shown
        assert f">{other}</a>" in (await send(browser, work, act="link", other=other)).text
        assert (await send(browser, work, act="link", other="K-1")).status_code == 409
        part = await send(browser, work, act="part")
        assert f"<h1>{file_no}(P1)</h1>" in part.text
        assert f">{file_no}</a>" in part.text


async def test_what_is_due_is_decided_and_a_file_classified_by_a_supervisor_alone(
    made: FastAPI,
) -> None:
    ask(made, "UPDATE files SET closed_on = '2001-12-31' WHERE kind = 'arms'")
    ask(made, "UPDATE heads SET retention = 'C-5'")
    file, _ = ask(made, ARMS)
    rule = f"/files/{file}/rule"
    async with await client(made, "lead") as browser:
        assert 'value="weeded"' not in (await browser.get(f"/files/{file}")).text
        shown = await send(browser, rule, act="decide", decision="approved_weed")
        assert "weeding approved" in shown.text
        assert "another supervisor records" in shown.text
        assert 'value="weeded"' not in shown.text
        refused = await send(browser, rule, act="decide", decision="weeded")
        assert (refused.status_code, "E737" in refused.text) == (409, True)
        ask(made, "UPDATE files SET decided_by = 0")
        assert "paper weeded" in (await send(browser, rule, act="decide", decision="weeded")).text
        assert (
            await send(browser, rule, act="decide", decision="keep", years=5)
        ).status_code == 409
        shown = await send(browser, rule, act="guard", level="restricted")
        assert "<dd>restricted</dd>" in shown.text
    async with await client(made, "read") as browser:
        assert (await send(browser, rule, act="guard", level="normal")).status_code == 403
        assert f'action="{rule}"' not in (await browser.get(f"/files/{file}")).text
