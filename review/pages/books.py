"""Books: what their serials lack, each finding open to its rows; whole pages approved."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from review import render
from review.desks import Start, Word, desks
from review.faults import Invalid, NoSuchPage
from review.place import place_of
from review.policy import May, covers
from storage.books import closing
from storage.books.findings import findings
from storage.reports.books import Audited, Book, audited, shelf
from storage.reviews import approve
from storage.reviews.approve import Approved
from storage.sessions import Login

router = APIRouter(prefix="/supervise")
Leads = Annotated[Login, Depends(May("supervise"))]
Approves = Annotated[Login, Depends(May("record.approve"))]
Code = Annotated[str, Query(max_length=64)]
Number = Annotated[int | None, Query(ge=0, le=9999)]
OfForm = Annotated[str, Form(max_length=64)]
NumberOfForm = Annotated[int | None, Form(ge=0, le=9999)]
STEP: Final = 20
"""Books looked through for one screen."""
AT_ONCE: Final = 25
"""Pages approved by one request, so that it ends soon; the rest waits for the next."""
LEAST: Final = 5
"""Letters of a reason."""


class Named(BaseModel):
    """A book as its forms name it."""

    office: str = Field(max_length=64)
    kind: str = Field(max_length=64)
    year: int | None = Field(None, ge=0, le=9999)
    volume: int | None = Field(None, ge=0, le=9999)

    @property
    def book(self) -> Book:
        """The book that is meant."""
        return Book(self.office, self.kind, self.year, self.volume)


class Counting(Named):
    """The same with its pages on paper."""

    pages: int = Field(ge=1, le=99999)


class Closing(Named):
    """The same with whether it is closed or opened again, as seen at which version."""

    act: Literal["close", "reopen"]
    reason: str = Field("", max_length=400)
    version: int = Field(ge=0, le=2**31)


@router.get("/books")
async def books(
    request: Request, login: Leads, office: Word = None, kind: Word = None, start: Start = 0
) -> Response:
    """The books of the user's offices with what was found in them."""
    mine = desks(request, login, office or None)
    found = await shelf(mine, kind or None)
    kinds = place_of(request).district.registers
    seen = [(one, await audited(one.book, kinds)) for one in found[start : start + STEP]]
    return render.page(
        request,
        "books.html",
        books=seen,
        total=len(found),
        start=start,
        step=STEP,
        office=office or "",
        kind=kind or "",
        closed=await closing.standings(),
        offices=_offices(request, login),
    )


@router.get("/book")
async def book(
    request: Request,
    login: Leads,
    office: Code,
    kind: Code,
    year: Number = None,
    volume: Number = None,
) -> Response:
    """One book: its findings and its pages."""
    return await _page(request, login, Book(office, kind, year, volume))


@router.post("/book/approve")
async def approve_pages(  # noqa: PLR0913, PLR0917 - one parameter a field of the form
    request: Request,
    login: Approves,
    office: OfForm,
    kind: OfForm,
    year: NumberOfForm = None,
    volume: NumberOfForm = None,
    document: Annotated[int | None, Form(ge=1, le=2**62)] = None,
) -> Response:
    """Confirm in the user's name what nobody looked at, on one page or on the next 25."""
    asked = Book(office, kind, year, volume)
    ready = [leaf.document for leaf in (await _audited(request, login, asked)).leaves if leaf.ready]
    wanted = [one for one in ready if document in {None, one}][:AT_ONCE]
    key = secrets.token_urlsafe(16)
    done = await approve.approve(login.author, wanted, key)
    return await _page(request, login, asked, done=done, key=key if done.pages else "")


@router.post("/book/undo")
async def undo(  # noqa: PLR0913, PLR0917 - one parameter a field of the form
    request: Request,
    login: Approves,
    office: OfForm,
    kind: OfForm,
    key: Annotated[str, Form(pattern=r"^[A-Za-z0-9_-]{22}$")],
    year: NumberOfForm = None,
    volume: NumberOfForm = None,
) -> Response:
    """Take back what the user approved under that key."""
    asked = Book(office, kind, year, volume)
    await _audited(request, login, asked)
    undone = await approve.undo(login.author, key)
    return await _page(request, login, asked, undone=undone)


@router.post("/book/close")
async def close(request: Request, login: Approves, form: Annotated[Closing, Form()]) -> Response:
    """Close the book, in spite of what was found if a reason is given, or open it again."""
    asked = form.book
    await _audited(request, login, asked)
    said = form.reason.strip()
    if len(said) < LEAST and (said or form.act == "reopen"):
        raise Invalid(reason=f"reason: {LEAST}+")
    if form.act == "reopen":
        await closing.reopen(login.author, asked, said, form.version)
    else:
        kinds = place_of(request).district.registers
        await closing.close(login.author, asked, kinds, said, form.version)
    return _back(asked)


@router.post("/book/count")
async def count(request: Request, login: Approves, form: Annotated[Counting, Form()]) -> Response:
    """Keep how many pages the book has on paper."""
    asked = form.book
    await _audited(request, login, asked)
    await closing.count(login.author, asked, form.pages)
    return _back(asked)


def _back(asked: Book) -> Response:
    told = {name: value for name, value in asdict(asked).items() if value is not None}
    return RedirectResponse(f"/supervise/book?{urlencode(told)}", 303)


async def _audited(request: Request, login: Login, asked: Book) -> Audited:
    """The book, if it is one of the user's offices; else the same answer as if there were none."""
    district = place_of(request).district
    if not covers(login, district, asked.office):
        raise NoSuchPage
    found = await audited(asked, district.registers)
    if not found.leaves:
        raise NoSuchPage
    return found


async def _page(
    request: Request,
    login: Login,
    asked: Book,
    done: Approved | None = None,
    undone: Approved | None = None,
    key: str = "",
) -> Response:
    found = await _audited(request, login, asked)
    ready = sum(leaf.ready for leaf in found.leaves)
    stands = await closing.standing(asked)
    told: dict[str, Any] = {"done": done, "undone": undone, "key": key, "least": LEAST}
    told |= {"stands": stands, "against": findings(found, stands.counted)}
    told |= {"ready": ready, "step": AT_ONCE, "leaves": {one.document: one for one in found.leaves}}
    return render.page(request, "book.html", book=asked, found=found, **told)


def _offices(request: Request, login: Login) -> list[Any]:
    district = place_of(request).district
    return [one for one in district.offices.values() if covers(login, district, one.code)]
