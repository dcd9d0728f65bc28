"""Pages as data: read, held, edited, undone. What others build on is described in openapi.json."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from review import answers, letters
from review.faults import Arbitrated, Forbidden, NoSuchPage, UsedKey
from review.letters import Text
from review.meaning import meaning_in
from review.place import place_of
from review.policy import POLICY, May, covers
from review.render import language
from review.shown import shown
from storage import sessions
from storage.reviews import edits, holds
from storage.reviews.edits import Disputed, KeyUsed, Lost, Raced, Saved, Wish
from storage.reviews.page import PageSeen, Spot, seen, spot
from storage.sessions import Login

router = APIRouter(prefix="/api")
Sees = Annotated[Login, Depends(May("record.see"))]
Edits = Annotated[Login, Depends(May("record.edit"))]
ANSWERS: Final = POLICY["record.approve"]
"""Who answers what reviewers ask; anybody may ask."""

Key = Annotated[str, Field(min_length=8, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]


class WishBody(BaseModel):
    """An act on a cell that was seen at `version`."""

    model_config = ConfigDict(extra="forbid")
    key: Key
    cell: int = Field(ge=1, le=2**53 - 1)  # beyond it JSON has no exact numbers
    version: int = Field(ge=1, le=2**30)
    act: Literal["accept", "correct", "flag", "answer"]
    text: str = Field(max_length=4000, pattern=r"^[^\x00]*$")
    seconds: float = Field(ge=0, le=86400)
    flag: Literal["illegible", "rescan", "asked"] | None = None
    note: str = Field(default="", max_length=300, pattern=r"^[^\x00]*$")


class SaveBody(BaseModel):
    """Acts that belong together: a cell, or a whole row."""

    model_config = ConfigDict(extra="forbid")
    bundle: Key
    wishes: list[WishBody] = Field(min_length=1, max_length=2000)


class UndoBody(BaseModel):
    """The bundle to take back, and a key of the screen's own for taking it back."""

    model_config = ConfigDict(extra="forbid")
    bundle: Key
    key: Key


@router.get("/pages/{document}", response_model=answers.Page)
async def read(request: Request, document: int, login: Sees) -> dict[str, Any]:
    """The page with its rows, cells, boxes and what may be typed where."""
    page = await allowed(request, login, document)
    return shown(page, place_of(request).district, language(request), login)


@router.post("/pages/{document}/hold", response_model=answers.Held)
async def hold(request: Request, document: int, login: Edits) -> dict[str, Any]:
    """Hold the rows that nobody else has for two minutes; sent again it is the heartbeat."""
    await at(request, login, document)
    rows = await holds.take(document, login.person.name)
    return {"rows": sorted(rows), "seconds": holds.SECONDS}


@router.delete("/pages/{document}/hold", response_model=answers.Released)
async def let_go(request: Request, document: int, login: Edits) -> dict[str, Any]:
    """Give the rows back."""
    await at(request, login, document)
    await holds.release(document, login.person.name)
    return {}


@router.post("/pages/{document}/edits", response_model=answers.Saved, responses=answers.CLASHES)
async def save(
    request: Request, document: int, login: Edits, body: SaveBody
) -> dict[str, Any] | JSONResponse:
    """Do the acts, all or none; 409 shows what others made of the cells meanwhile."""
    page = await at(request, login, document)
    district, letter = place_of(request).district, await _letter(page)
    text = letters.titled(letter, district) if letter else _as_it_is
    wishes = [Wish(**one.model_dump()) for one in body.wishes]
    if any(one.act == "answer" for one in wishes) and login.person.role not in ANSWERS:
        raise Forbidden
    if letter:
        wishes = letters.translated(letter, wishes, district)
    meaning = meaning_in(district, page.year)
    try:
        saved = await edits.save(login.author, document, body.bundle, wishes, meaning)
    except Raced as race:
        return raced(race, text)
    except KeyUsed:
        raise UsedKey from None
    except Disputed as dispute:
        raise Arbitrated from dispute
    await _still(login, page)
    return told(saved, text)


@router.post("/pages/{document}/undo", response_model=answers.Saved, responses=answers.CLASHES)
async def undo(
    request: Request, document: int, login: Edits, body: UndoBody
) -> dict[str, Any] | JSONResponse:
    """Take back a bundle of one's own; 409 if others went on from it."""
    page = await at(request, login, document)
    district, letter = place_of(request).district, await _letter(page)
    text = letters.titled(letter, district) if letter else _as_it_is
    try:
        saved = await edits.undo(login.author, document, body.bundle, body.key)
    except Raced as race:
        return raced(race, text)
    return told(saved, text)


async def allowed(request: Request, login: Login, document: int) -> PageSeen:
    """The page, if it is the user's to see; else the same answer as if there were none."""
    await at(request, login, document)
    page = await seen(document)
    if page is None:
        raise NoSuchPage
    return page


async def at(request: Request, login: Login, document: int) -> Spot:
    """The same, of what asks for no words of the page."""
    found = await spot(document) if 0 < document < 2**62 else None
    if found is None or not covers(login, place_of(request).district, found.desk):
        raise NoSuchPage
    if found.level == "restricted" and not login.sees(found.id) and request.method != "GET":
        raise Forbidden
    return found


async def _still(login: Login, before: Spot) -> None:
    """Whoever brought to light what makes a page restricted goes on seeing it; that is logged."""
    page = await spot(before.id) if before.level != "restricted" else None
    if page and page.level == "restricted":
        await sessions.unmask(login, page.id, page.record_key, "raised by own correction")


async def _letter(page: Spot) -> PageSeen | None:
    """The page whole if it is a letter: its facts are codes, and told by their titles."""
    return await seen(page.id) if page.tag == "document" else None


def _as_it_is(_: int, text: str) -> str:
    return text


def told(saved: tuple[Saved | Lost, ...], text: Text = _as_it_is) -> dict[str, Any]:
    """What was saved, as the screen takes it."""
    return {"cells": [_plain(one, text) for one in saved]}


def raced(race: Raced, text: Text = _as_it_is) -> JSONResponse:
    """A lost race, as the screen takes it."""
    return JSONResponse({"code": "E409"} | told(race.lost, text), 409)


def _plain(one: Saved | Lost, text: Text) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in one.__slots__}
    return plain | {"text": text(one.cell, one.text)}
