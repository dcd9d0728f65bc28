"""Forms sent to the application in this process, and looks into the store behind it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import httpx
from fastapi import FastAPI


def ask(made: FastAPI, sql: str) -> tuple[Any, ...]:
    """The first row of a question; or a change of the store."""
    with closing(sqlite3.connect(made.state.place.home / "panji.sqlite3")) as store:
        found = store.execute(sql).fetchone()
        store.commit()
    return tuple(found or ())


async def send(
    browser: httpx.AsyncClient, screen: str, path: str, **form: str | int
) -> httpx.Response:
    """Send a form over the version that the screen shows, and go where the answer leads."""
    shown = (await browser.get(screen)).text
    version = shown.partition('name="version" value="')[2].partition('"')[0]
    answer = await browser.post(path, data={"version": version, **form})
    return await browser.get(answer.headers["location"]) if answer.is_redirect else answer
