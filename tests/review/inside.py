"""The application in this process, and browsers that are only headers: for many requests fast."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from fastapi import FastAPI

from classifiers.load import load
from panji.settings import SHIPPED
from review import app
from review.auth import cookie
from review.place import Place
from storage import people, sessions
from storage.archive import Archive

ADDRESS = "https://testserver"


@asynccontextmanager
async def running(home: Path) -> AsyncIterator[FastAPI]:
    """The application on the store below `home`."""
    place = Place(
        district=load(SHIPPED),
        archive=Archive(home / "archive"),
        home=home,
        database=f"sqlite://{home}/panji.sqlite3",
        language="en",
    )
    place.requests.most = 1_000_000
    made = app.make(place)
    async with made.router.lifespan_context(made):
        yield made


def stranger(made: FastAPI) -> httpx.AsyncClient:
    """Somebody without a session."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(made), base_url=ADDRESS)


async def client(made: FastAPI, name: str) -> httpx.AsyncClient:
    """A browser in which that user has just logged in; it sends the right token."""
    person = await people.find(name)
    assert person is not None
    token = secrets.token_urlsafe()
    await sessions.begin(person, cookie.hashed(token), "right", "127.0.0.1")
    made_client = stranger(made)
    made_client.headers["cookie"] = f"{cookie.NAME}={token}"
    made_client.headers["x-csrf"] = "right"
    return made_client
