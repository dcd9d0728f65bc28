"""Requests that change something come from our own pages: their token, origin and site say so."""

from __future__ import annotations

import secrets
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request

from review.faults import Forged
from storage.sessions import Login

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
HEADER: Final = "x-csrf"
FIELD: Final = "csrf"
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


def same_site(request: Request) -> None:
    """Raise Forged for what another site's page sends (Fetch Metadata, Origin)."""
    if request.method in SAFE:
        return
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise Forged
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Forged


async def check(request: Request, login: Login) -> None:
    """Raise Forged unless an unsafe request carries its session's token."""
    same_site(request)
    if request.method in SAFE:
        return
    told = request.headers.get(HEADER) or await _field(request)
    if not secrets.compare_digest(told.encode(), login.csrf.encode()):
        raise Forged


async def _field(request: Request) -> str:
    if not request.headers.get("content-type", "").startswith(_FORMS):
        return ""
    told = (await request.form()).get(FIELD)
    return told if isinstance(told, str) else ""
