"""Carpets: crops read as one word on one sheet; the odd ones are clicked, the rest confirmed."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from review import render
from review.meaning import heading_of
from review.pages._quality import MOST_SECONDS, WORDS, sight
from review.place import place_of
from review.policy import May
from storage.quality import carpets
from storage.sessions import Login

router = APIRouter()
Edits = Annotated[Login, Depends(May("record.edit"))]
Short = Annotated[str, Query(max_length=64, pattern=WORDS)]
Bundle = Annotated[str, Form(pattern=r"^[0-9a-f]{16}$")]
Count = Annotated[int, Query(ge=0, le=carpets.SHEET)]
Seen = Annotated[str, Form(pattern=r"^\d{1,18}:\d{1,9}$")]


@router.get("/quality/carpet")
async def sheet(  # noqa: PLR0913, PLR0917 - one parameter a part of the address
    request: Request,
    login: Edits,
    kind: Short = "",
    column: Short = "",
    text: Annotated[str, Query(max_length=4000, pattern=WORDS)] = "",
    bundle: Annotated[str, Query(pattern=r"^([0-9a-f]{16})?$")] = "",
    kept: Count = 0,
    odd: Count = 0,
    lost: Count = 0,
) -> Response:
    """The words that many cells wait with, or the sheet of one of them."""
    own, district = sight(request, login), place_of(request).district
    cells = await carpets.sheet(own, (kind, column, text)) if text else ()
    return render.page(
        request,
        "quality_carpet.html",
        words=() if cells else await carpets.words(own),
        cells=cells,
        word={"kind": kind, "column": column, "text": text},
        heading=partial(heading_of, district),
        fresh=secrets.token_hex(8),
        done={"bundle": bundle, "kept": kept, "odd": odd, "lost": lost},
    )


@router.post("/quality/carpet")
async def accept(  # noqa: PLR0913, PLR0917 - one parameter a field of the form
    request: Request,
    login: Edits,
    bundle: Bundle,
    cell: Annotated[list[Seen], Form(min_length=1, max_length=carpets.SHEET)],
    kind: Annotated[str, Form(max_length=64)],
    column: Annotated[str, Form(max_length=64)],
    text: Annotated[str, Form(max_length=4000)],
    odd: Annotated[list[int] | None, Form(max_length=carpets.SHEET)] = None,
    seconds: Annotated[float, Form(ge=0, le=86400)] = 0.0,
) -> Response:
    """Confirm the sheet but for its odd ones, and show what of the word is left."""
    seen = {int(one): int(version) for one, version in (pair.split(":") for pair in cell)}
    taken = min(seconds, MOST_SECONDS)
    done = await carpets.accept(login.author, sight(request, login), bundle, seen, odd or [], taken)
    told = {"kind": kind, "column": column, "text": text.replace("\r\n", "\n"), "bundle": bundle}
    told |= {"kept": str(done.kept), "odd": str(done.odd), "lost": str(done.lost)}
    return RedirectResponse(f"/quality/carpet?{urlencode(told)}", 303)


@router.post("/quality/carpet/undo")
async def undo(login: Edits, bundle: Bundle) -> Response:
    """Take a whole sheet back, on all its pages."""
    await carpets.undo(login.author, bundle)
    return RedirectResponse("/quality/carpet", 303)
