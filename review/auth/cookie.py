"""The session's cookie: a random reference that means nothing without our table."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from fastapi import Request, Response

from review.place import place_of
from storage import sessions
from storage.people import Person
from storage.sessions import Login

NAME: Final = "__Host-sid"
_BYTES: Final = 32
_KNOWN: Final = 10_000


async def login_of(request: Request) -> Login | None:
    """The session the request belongs to, asked for once a request."""
    if not hasattr(request.state, "login"):
        token = request.cookies.get(NAME, "")
        request.state.login = await sessions.find(hashed(token)) if token else None
    found: Login | None = request.state.login
    if found:
        _know(place_of(request).known, found.token)
    return found


def _know(known: set[str], token: str) -> None:
    if len(known) >= _KNOWN:
        known.clear()  # whoever still works is known again by his next request
    known.add(token)


async def begin(request: Request, response: Response, person: Person) -> None:
    """A new session for the person; an older cookie of the browser counts no more."""
    token, csrf = secrets.token_urlsafe(_BYTES), secrets.token_urlsafe(_BYTES)
    ip = request.client.host if request.client else ""
    await sessions.begin(person, hashed(token), csrf, ip)
    response.set_cookie(NAME, token, secure=True, httponly=True, samesite="lax", path="/")


async def end(login: Login, response: Response) -> None:
    """The session is over, here and in the browser."""
    await sessions.end(login)
    response.delete_cookie(NAME, secure=True, httponly=True, samesite="lax", path="/")


def hashed(token: str) -> str:
    """What is kept of a cookie: whoever reads the table cannot log in with it."""
    return hashlib.sha256(token.encode()).hexdigest()
