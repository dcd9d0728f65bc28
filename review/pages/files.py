"""A file open: its pages by number, its state, movements and keeping; and what may be done."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, get_args

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from classifiers.record import Level
from review import render
from review.desks import Start, Word, desks
from review.faults import Invalid, NoSuchPage
from review.place import place_of
from review.policy import POLICY, May, covers
from storage.efile import guard, keeping, moves, numbers, posts, states
from storage.efile.contents import contents, note
from storage.efile.keeping import NEXT, Decision, review_due
from storage.efile.seen import FileSeen, found, named, seen
from storage.efile.states import Priority
from storage.faults import FileUnknown
from storage.reports.days import today
from storage.sessions import Login

router = APIRouter()
Works = Annotated[Login, Depends(May("file.work"))]
Rules = Annotated[Login, Depends(May("file.rule"))]
AT_ONCE: Final = 200
"""Pages, or files, shown on one screen: a volume."""
LEAST: Final = 5
"""Letters of a reason."""


class Work(BaseModel):
    """A form of the file's screen: the act, the version that was seen, what the act needs."""

    act: Literal[
        "park", "resume", "close", "reopen", "send", "number", "part", "link", "rename", "classify"
    ]
    version: int = Field(ge=1, le=2**31)
    reason: str = Field("", max_length=400)
    post: str = Field("", max_length=64)
    other: str = Field("", max_length=160)
    priority: Priority = "current"


class Rule(BaseModel):
    """The same of those that a supervisor alone has."""

    act: Literal["allow", "refuse", "hold", "lift", "decide", "guard"]
    version: int = Field(ge=1, le=2**31)
    reason: str = Field("", max_length=400)
    decision: Decision = "keep"
    years: int = Field(0, ge=0, le=99)
    level: Level = "normal"


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
        decisions=_decisions(told.file, login.person.id),
        least=LEAST,
    )


@router.post("/files/{file}/work")
async def work(
    request: Request, file: int, login: Works, form: Annotated[Work, Form()]
) -> Response:
    """What whoever works with files may do; a new part opens at once."""
    await _mine(request, login, file)
    part = await _work(request, login, file, form)
    return RedirectResponse(f"/files/{part or file}", 303)


@router.post("/files/{file}/rule")
async def rule(
    request: Request, file: int, login: Rules, form: Annotated[Rule, Form()]
) -> Response:
    """What only a supervisor may do."""
    await _mine(request, login, file)
    by, version = login.author, form.version
    said = _said(form.reason, needed=form.act in {"hold", "lift"})
    if form.act == "hold":
        await keeping.hold(by, file, said, version)
    elif form.act == "lift":
        await keeping.lift(by, file, said, version)
    elif form.act == "decide":
        await keeping.decide(by, file, form.decision, form.years, version)
    elif form.act == "guard":
        await guard.guard(by, file, form.level, version)
    else:
        await states.decide(by, file, allowed=form.act == "allow", version=version)
    return RedirectResponse(f"/files/{file}", 303)


async def _work(request: Request, login: Login, file: int, form: Work) -> int | None:
    """The id of the part that was opened, if one was."""
    by, version = login.author, form.version
    said = _said(form.reason, needed=form.act in {"park", "close", "reopen"})
    match form.act:
        case "number":
            await numbers.number(file, by.name)
        case "send":
            await moves.send(by, file, form.post, said, version)
        case "park":
            await states.park(by, file, said, version)
        case "resume":
            await states.resume(by, file, version)
        case "close" | "reopen":
            await states.ask(by, file, form.act, said, version)
        case _:
            return await _kept(request, login, file, form)
    return None


async def _kept(request: Request, login: Login, file: int, form: Work) -> int | None:
    """What concerns the file's place among others: its parts, links, old number, class."""
    by, version = login.author, form.version
    if form.act == "part":
        return await moves.part(by, file)
    if form.act == "link":
        await moves.link(by, file, await _other(request, login, form.other.strip()))
    elif form.act == "rename":
        await states.rename(by, file, form.other, version)
    else:
        await states.classify(by, file, form.priority, version)
    return None


async def _other(request: Request, login: Login, file_no: str) -> int:
    """The file of that number; FileUnknown, also if it is of an office that is not his."""
    other = await found(file_no)
    one = await seen(other) if other else None
    if one is None or not covers(login, place_of(request).district, one.office):
        raise FileUnknown(file=file_no)
    return one.id


def _decisions(file: FileSeen, user: int) -> list[str]:
    """What he may decide of its keeping now, the least final first."""
    how = file.keeping
    able = NEXT.get("keep" if how.disposal == "review_due" else how.disposal, frozenset())
    if how.disposal not in {"review_due", "approved_weed"}:
        return []
    kept = how.category != "C" or how.hold is not None
    barred = {"approved_weed", "weeded"} if kept else set[str]()
    barred |= {"transferred"} if how.hold else set()
    barred |= {"weeded"} if how.decided_by == user else set()
    return [one for one in get_args(Decision) if one in able - barred]


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
