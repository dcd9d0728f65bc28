"""A record open to its pixels and its history; a restricted one only after a reason was given."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from ocr.unwarp import places
from review import letters, render
from review.api.records import allowed
from review.faults import NoSuchPage
from review.place import place_of
from review.policy import POLICY, May, covers
from review.shown import columns, hidden, title
from storage import sessions
from storage.reviews.history import history
from storage.reviews.page import PageSeen, seen
from storage.sessions import Login

router = APIRouter()
Lit = tuple[int, float, float, float, float]


@router.get("/records/{document}")
async def record(
    request: Request,
    document: int,
    login: Annotated[Login, Depends(May("record.see"))],
    row: int | None = None,
    column: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """What is known of a page; the cell that was looked for is lit on it."""
    page = await allowed(request, login, document)
    masked, district = hidden(page, login), place_of(request).district
    named = columns(page, district, render.language(request))
    return render.page(
        request,
        "record.html",
        page=page,
        title=title(page, district),
        masked=masked,
        columns=named,
        headings={one["id"]: one["heading"] for one in named},
        said=partial(letters.said, district=district),
        lit=[] if masked else _lit(page, row, column),
        row=row,
        column=column,
        changes=() if masked else await history(document),
        files=login.person.role in POLICY["file.work"],
        edits=login.person.role in POLICY["record.edit"],
        unmasks=login.person.role in POLICY["record.unmask"],
    )


@router.post("/records/{document}/unmask")
async def unmask(
    request: Request,
    document: int,
    login: Annotated[Login, Depends(May("record.unmask"))],
    reason: Annotated[str, Form(min_length=10, max_length=400)],
    back: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Show the record whole to this session for a while; name and reason are logged."""
    page = await seen(document) if 0 < document < 2**62 else None
    if page is None or not covers(login, place_of(request).district, page.desk):
        raise NoSuchPage
    await sessions.unmask(login, document, page.record_key, reason.strip())
    here = f"/pages/{document}" if back == f"/pages/{document}" else f"/records/{document}"
    return RedirectResponse(here, 303)


def _lit(page: PageSeen, row: int | None, column: str) -> list[Lit]:
    """Leaf and box (left, top, width, height) of each cell that was looked for."""
    found = [
        cell.box
        for one in page.rows
        if one.number == row
        for cell in one.cells
        if not column or cell.column == column
    ]
    return [
        (at.leaf, at.box.x0, at.box.y0, at.box.width, at.box.height)
        for at in (places(page.page, found) if found else ())
    ]
