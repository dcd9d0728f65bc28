"""The start: what waits on the user's desk, by office and kind, the riskiest first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from review import render
from review.place import place_of
from review.policy import POLICY, May, must_practise, offices
from storage.reviews.queue import Wanted, following, heaps, queue
from storage.sessions import Login

router = APIRouter()
Kind = Annotated[str | None, Query(max_length=64)]
Desk = Annotated[str | None, Query(max_length=32)]


@router.get("/")
async def start(request: Request, login: Annotated[Login, Depends(May("self"))]) -> Response:
    """The queue of those who have one; others are sent to their own first screen."""
    role = login.person.role
    if must_practise(login, place_of(request)):
        return RedirectResponse("/practice", 303)
    if role in POLICY["record.edit"]:
        return RedirectResponse("/queue", 303)
    own = [path for path, _ in render.screens(request, role) if path != "/"]
    return RedirectResponse(own[0] if own else "/me", 303)


@router.get("/queue")
async def waiting(
    request: Request,
    login: Annotated[Login, Depends(May("record.edit"))],
    kind: Kind = None,
    desk: Desk = None,
) -> Response:
    """What waits: heaps by office and kind, and the pages of the chosen ones."""
    wanted = _wanted(request, login, kind, desk)
    return render.page(
        request,
        "queue.html",
        heaps=await heaps(_wanted(request, login, None, None)),
        pages=await queue(wanted),
        kind=kind,
        desk=desk,
        holder=login.person.name,
        next=await following(wanted, login.person.name),
    )


@router.get("/next")
async def next_page(
    request: Request,
    login: Annotated[Login, Depends(May("record.edit"))],
    kind: Kind = None,
    desk: Desk = None,
    but: Annotated[int, Query(ge=0, le=2**62)] = 0,
) -> Response:
    """On to the next page that nobody else has; back to the queue when there is none."""
    found = await following(_wanted(request, login, kind, desk), login.person.name, (but,))
    more = "".join(f"&{k}={v}" for k, v in (("kind", kind), ("desk", desk)) if v)
    return RedirectResponse(f"/pages/{found}?{more[1:]}" if found else "/queue", 303)


def _wanted(request: Request, login: Login, kind: str | None, desk: str | None) -> Wanted:
    """What of it all the user may work on; a desk that is not his is an empty one."""
    mine = offices(login, place_of(request).district)
    if desk is None:
        return Wanted(mine, kind)
    asked = frozenset({desk})
    return Wanted(asked if mine is None else asked & mine, kind)
