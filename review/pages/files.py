"""A file open: its pages by number, its state, movements and keeping; and what may be done."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from review import render
from review.desks import Start, Word, desks
from review.faults import Invalid, NoSuchPage
from review.place import place_of
from review.policy import POLICY, May, covers
from storage.efile import keeping, moves, numbers, posts, states
from storage.efile.contents import contents, note
from storage.efile.keeping import review_due
from storage.efile.seen import found, named, seen
from storage.reports.days import today
from storage.sessions import Login

router = APIRouter()
Works = Annotated[Login, Depends(May("file.work"))]
Rules = Annotated[Login, Depends(May("file.rule"))]
Version = Annotated[int, Form(ge=1, le=2**31)]
Reason = Annotated[str, Form(max_length=400)]
Code = Annotated[str, Form(max_length=64)]
AT_ONCE: Final = 200
"""Pages, or files, shown on one screen: a volume."""
LEAST: Final = 5
"""Letters of a reason."""
Work = Literal["park", "resume", "close", "reopen", "send", "number"]
Rule = Literal["allow", "refuse", "hold", "lift"]


@router.get("/files")
async def file_of_number(
    request: Request, login: Works, no: Annotated[str, Query(max_length=160)] = ""
) -> Response:
    """The file of that number, of today or on paper."""
    file = await found(no)
    if file is None:
        raise NoSuchPage
    await _mine(request, login, file)
    return RedirectResponse(f"/files/{file}", 303)


@router.get("/files/due")
async def due(request: Request, login: Rules, office: Word = None, start: Start = 0) -> Response:
    """The files whose keeping has to be decided, as Form 6 has them."""
    lines = await review_due(desks(request, login, office or None))
    shown = lines[start : start + AT_ONCE]
    told: dict[str, Any] = {"files": shown, "total": len(lines), "start": start, "step": AT_ONCE}
    return render.page(request, "files_due.html", **told)


@router.get("/files/{file}")
async def file(request: Request, file: int, login: Works, start: Start = 0) -> Response:
    """Its pages, a volume at a time, with all that is known of it."""
    await _mine(request, login, file)
    told = await contents(file)
    assert told is not None
    others = await named(await moves.linked(file))
    return render.page(
        request,
        "file.html",
        file=told.file,
        note=note(told),
        items=told.items[start : start + AT_ONCE],
        total=len(told.items),
        start=start,
        step=AT_ONCE,
        moves=await moves.movements(file),
        others=others,
        posts={one.code: one for one in await posts.everyone(today())},
        rules=login.person.role in POLICY["file.rule"],
        least=LEAST,
    )


@router.post("/files/{file}/work")
async def work(  # noqa: PLR0913, PLR0917 - one parameter a field of the form
    request: Request,
    file: int,
    login: Works,
    act: Annotated[Work, Form()],
    version: Version,
    reason: Reason = "",
    post: Code = "",
) -> Response:
    """Park it, take it up, ask to close or reopen it, send it, or number its pages."""
    await _mine(request, login, file)
    by, said = login.author, _said(reason, needed=act in {"park", "close", "reopen"})
    if act == "number":
        await numbers.number(file, by.name)
    elif act == "send":
        await moves.send(by, file, post, said, version)
    elif act == "park":
        await states.park(by, file, said, version)
    elif act == "resume":
        await states.resume(by, file, version)
    else:
        await states.ask(by, file, act, said, version)
    return RedirectResponse(f"/files/{file}", 303)


@router.post("/files/{file}/rule")
async def rule(
    request: Request,
    file: int,
    login: Rules,
    act: Annotated[Rule, Form()],
    version: Version,
    reason: Reason = "",
) -> Response:
    """Allow or refuse what another asked; hold the file or lift the hold."""
    await _mine(request, login, file)
    by, said = login.author, _said(reason, needed=act in {"hold", "lift"})
    if act == "hold":
        await keeping.hold(by, file, said, version)
    elif act == "lift":
        await keeping.lift(by, file, said, version)
    else:
        await states.decide(by, file, allowed=act == "allow", version=version)
    return RedirectResponse(f"/files/{file}", 303)


def _said(reason: str, *, needed: bool) -> str:
    said = reason.strip()
    if needed and len(said) < LEAST:
        raise Invalid(reason=f"reason: {LEAST}+")
    return said


async def _mine(request: Request, login: Login, file: int) -> None:
    """NoSuchPage unless there is such a file of an office that is his."""
    one = await seen(file) if 0 < file < 2**62 else None
    if one is None or not covers(login, place_of(request).district, one.office):
        raise NoSuchPage
