"""What people say of a page: kind, office, turn, table lines; it is read again where it must be."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator

from ocr.pages import Page, Turn
from ocr.ruling import Ruling
from ocr.scan import Unreadable
from review.api.records import allowed
from review.api.uploads import own_batch
from review.faults import Invalid, NoSuchPage, NotReadAgain, ReadsNothing
from review.meaning import meaning_in
from review.place import place_of
from review.policy import May
from review.render import language
from review.shown import hidden
from storage import batches, pages
from storage.reviews import told
from storage.reviews.again import again, put
from storage.reviews.page import PageSeen
from storage.reviews.told import Told
from storage.sessions import Login

# The screens' own: what they take depends on the page and the district as no schema tells.
router = APIRouter(prefix="/api", include_in_schema=False)
Manages = Annotated[Login, Depends(May("pages.manage"))]
At = Annotated[float, Field(ge=0, le=30000)]
Version = Annotated[int, Field(ge=1, le=2**30)]
NARROWEST = 4.0
"""Pixels between two lines at least."""


class RulingBody(BaseModel):
    """The lines of one table, in pixels of its flat leaf."""

    model_config = ConfigDict(extra="forbid")
    leaf: int = Field(ge=0, le=1)
    xs: list[At] = Field(min_length=2, max_length=60)
    ys: list[At] = Field(min_length=2, max_length=300)
    across: list[Annotated[int, Field(ge=0, le=300)]] = Field(max_length=300)
    heading: bool

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for lines in (self.xs, self.ys):
            gaps = [b - a for a, b in pairwise(lines)]
            if min(gaps) < NARROWEST:
                raise ValueError("lines lie on each other or out of order")
        if len(set(self.across)) >= len(self.ys) - 1 or max(self.across, default=0) > len(self.ys):
            raise ValueError("no row is left")
        return self


class ToldBody(BaseModel):
    """What a person says who saw the page at `version`; `turn` is clockwise, from how it lies."""

    model_config = ConfigDict(extra="forbid")
    version: Version
    kind: str | None = Field(None, max_length=64)
    office: str | None = Field(None, max_length=32)
    year: int | None = Field(None, ge=1800, le=2200)
    volume: int | None = Field(None, ge=1, le=9999)
    turn: Literal[90, 180, 270] | None = None
    ruled: list[RulingBody] | None = Field(None, max_length=4)


class FlagBody(BaseModel):
    """To be scanned again, or not any more."""

    model_config = ConfigDict(extra="forbid")
    version: Version
    flag: Literal["rescan"] | None


class MoveBody(BaseModel):
    """A page of a batch, and by how many places it moves on."""

    model_config = ConfigDict(extra="forbid")
    entry: int = Field(ge=1, le=2**62)
    by: int = Field(ge=-10000, le=10000)


@router.post("/pages/{document}/told")
async def tell(request: Request, document: int, login: Manages, body: ToldBody) -> dict[str, Any]:
    """Give the page what is said of it; read it again if its cells depend on that."""
    page = await allowed(request, login, document)
    said = _told(request, page, body)
    if said.reads:
        await _again(request, login, page, (body.version, said))
    elif said != Told():
        await told.tell(login.author, document, body.version, said)
    return {"document": document}


@router.post("/pages/{document}/flag")
async def flag(request: Request, document: int, login: Manages, body: FlagBody) -> dict[str, Any]:
    """Mark the page for the scanner, or take the mark away."""
    await allowed(request, login, document)
    await told.flag(login.author, document, body.version, body.flag)
    return {"document": document}


@router.get("/pages/{document}/lines")
async def lines(request: Request, document: int, login: Manages) -> dict[str, Any]:
    """The lines of the page's tables: those that a person drew, else as the machine finds them."""
    page = await allowed(request, login, document)
    filed = await pages.page(document)
    if filed is None or hidden(page, login):
        raise NoSuchPage
    drawn = await pages.ruled(document)
    found = drawn if drawn is not None else await place_of(request).pictures.rulings(filed)
    headed = not page.rows or any(cell.heading for cell in page.rows[0].cells)
    return {
        "leaves": [[leaf.mesh.width, leaf.mesh.height] for leaf in filed.page.leaves],
        "ruled": [_ruled(one, headed=headed) for one in found],
        "drawn": drawn is not None,
    }


@router.post("/batches/{number}/move")
async def move(request: Request, number: int, login: Manages, body: MoveBody) -> dict[str, int]:
    """Move a page of the batch before or behind others."""
    found = await own_batch(request, login, number)
    await batches.move(login.author, found.id, body.entry, body.by)
    return {"batch": found.id}


async def _again(request: Request, login: Login, page: PageSeen, wish: tuple[int, Told]) -> None:
    place = place_of(request)
    if place.reread is None:
        raise ReadsNothing
    version, said = wish
    asked = await again(page.id, said)
    made = await place.reread(asked)
    if isinstance(made, Unreadable):
        raise NotReadAgain(reason=made.message(language(request)))
    meaning = meaning_in(place.district, asked.hints.year)
    await put(login.author, page.id, version, asked, made, meaning)


def _told(request: Request, page: PageSeen, body: ToldBody) -> Told:
    """What is said, checked against the district and the page."""
    district = place_of(request).district
    if body.kind is not None and body.kind not in {*district.registers, *district.letters}:
        raise Invalid(reason=f"kind: {body.kind}")
    if body.office is not None and body.office not in district.offices:
        raise Invalid(reason=f"office: {body.office}")
    turn = None if body.turn is None else _turned(page.page, body.turn)
    ruled = None if body.ruled is None else tuple(_ruling(page.page, one) for one in body.ruled)
    if turn is not None and ruled is not None:
        raise Invalid(reason="turn, ruled")
    return Told(body.kind, body.office, body.year, body.volume, turn, ruled)


def _turned(page: Page, by: int) -> Turn:
    """How far the page had been turned, if it lies wrong by so much."""
    turns: dict[int, Turn] = {0: 0, 90: 90, 180: 180, 270: 270}
    return turns[(page.turned - by) % 360]


def _ruling(page: Page, body: RulingBody) -> Ruling:
    if body.leaf >= len(page.leaves):
        raise Invalid(reason="leaf")
    mesh = page.leaves[body.leaf].mesh
    if body.xs[-1] > mesh.width or body.ys[-1] > mesh.height:
        raise Invalid(reason="xs, ys")
    across = tuple(sorted(set(body.across)))
    return Ruling(body.leaf, tuple(body.xs), tuple(body.ys), across, body.heading)


def _ruled(one: Ruling, *, headed: bool) -> dict[str, Any]:
    return {
        "leaf": one.leaf,
        "xs": list(one.xs),
        "ys": list(one.ys),
        "across": list(one.across),
        "heading": headed if one.heading is None else one.heading,
    }
