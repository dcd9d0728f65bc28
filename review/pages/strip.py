"""The row strip: a register page corrected row by row, with the keyboard alone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from review import render
from review.api.records import allowed
from review.place import place_of
from review.policy import May
from review.shown import hidden, title
from storage.sessions import Login

router = APIRouter()


@router.get("/pages/{document}")
async def strip(
    request: Request,
    document: int,
    login: Annotated[Login, Depends(May("record.edit"))],
    kind: str = "",
    desk: str = "",
) -> Response:
    """The strip of a register page, or of a letter, which is shown in rows too."""
    page = await allowed(request, login, document)
    more = "".join(f"&{name}={value}" for name, value in (("kind", kind), ("desk", desk)) if value)
    return render.page(
        request,
        "strip.html",
        page=page,
        title=title(page, place_of(request).district),
        hidden=hidden(page, login),
        api=f"/api/pages/{document}",
        following=f"/next?but={document}{more}",
        preferences=login.person.preferences,
        words_of_strip=dict(render.words(request).every("strip")),
    )
