"""Search: persons, cases, villages and words, in Hindi or Roman, each hit with its picture."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from ocr.faults import Fault
from review import render
from review.place import place_of
from review.policy import May, offices
from storage.search.find import find
from storage.search.found import Filters, Found, Seer
from storage.sessions import Login

router = APIRouter()
SEEN: Final = frozenset({"normal", "confidential"})
"""A restricted record is never found by its words: it is opened from its page, with a reason."""

Word = Annotated[str, Query(max_length=64)]


@router.get("/search")
async def search(  # noqa: PLR0913, PLR0917 - one parameter a field of the form
    request: Request,
    login: Annotated[Login, Depends(May("search"))],
    q: Annotated[str, Query(max_length=400)] = "",
    office: Word = "",
    kind: Word = "",
    year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = "",
    state: Annotated[str, Query(pattern=r"^(auto|review|corrected|approved)?$")] = "",
) -> Response:
    """The form, and what was found; facets are links that narrow it."""
    asked = {"q": q, "office": office, "kind": kind, "year": year, "state": state}
    filters = Filters(
        office or None, kind or None, int(year) if year else None, None, state or None
    )
    seer = Seer(offices(login, place_of(request).district), SEEN)
    told: dict[str, Any] = {"found": None, "fault": ""}
    if q.strip():
        told = await _found(request, q, seer, filters)
    return render.page(request, "search.html", asked=asked, **told)


async def _found(request: Request, q: str, seer: Seer, filters: Filters) -> dict[str, Any]:
    found: Found | None = None
    said = ""
    try:
        found = await find(q, seer, filters)
    except Fault as fault:
        said = fault.message(render.language(request))
    return {"found": found, "fault": said}
