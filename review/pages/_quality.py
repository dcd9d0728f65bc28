"""What the stations of quality share: whose cells a user sees, what is sent, the way on."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated, Any, Final, Literal

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from classifiers.district import District
from review import render
from review.faults import NoSuchPage, SameHands
from review.meaning import column_of, heading_of, meaning_in
from review.place import place_of
from review.policy import offices
from storage.quality import stations
from storage.quality.keyings import Critical, Keyed
from storage.quality.stations import NotThere, SameHand, Sight, Waiting
from storage.reviews.edits import Meaning, Raced
from storage.sessions import Login

Word = Literal["", "faster", "saved", "differs", "dropped"]
Said = Annotated[Word, Query()]
But = Annotated[int, Query(ge=0, le=2**62)]

WORDS: Final = r"^[^\x00]*$"
"""What both databases can be asked for."""

MOST_SECONDS: Final = 600.0
"""Longer nobody looks at a cell: he was away."""


class Typed(BaseModel):
    """What a station's form sends of a cell that was seen at `version`."""

    cell: int = Field(ge=1, le=2**62)
    version: int = Field(ge=1, le=2**30)
    text: str = Field("", max_length=4000)
    seconds: float = Field(0.0, ge=0, le=86400)
    unreadable: str = Field("", max_length=8)

    @property
    def keyed(self) -> Keyed:
        """The same for the store, which holds no NUL; a form writes line ends in its own way."""
        text = self.text.replace("\r\n", "\n").replace("\x00", "").strip()
        seconds = min(self.seconds, MOST_SECONDS)
        return Keyed(self.cell, self.version, text, seconds, bool(self.unreadable))


def sight(request: Request, login: Login) -> Sight:
    """What the user sees: his offices, and of restricted records those shown to him whole."""
    whole = frozenset(int(one) for one in login.unmasked if login.sees(int(one)))
    return Sight(offices(login, place_of(request).district), whole)


def critical(district: District) -> Critical:
    """The columns that are keyed a second time."""
    return {
        kind.id: frozenset(column.id for column in kind.columns if column.critical)
        for kind in district.registers.values()
        if kind.second
    }


async def meaning(request: Request, own: Sight, cell: int) -> Meaning:
    """The meaning of texts on the page of a cell; NotThere if it is not the user's to see."""
    found = await stations.visible(cell, own)
    return meaning_in(place_of(request).district, found.row.document.year)


def station(request: Request, name: str, waiting: Waiting | None, **more: Any) -> Response:
    """The page of a station with the cell that waits, if one does."""
    district = place_of(request).district
    column = column_of(district, waiting.kind, waiting.column) if waiting else None
    return render.page(
        request,
        f"quality_{name}.html",
        waiting=waiting,
        heading=heading_of(district, waiting.kind, waiting.column, waiting.heading)
        if waiting
        else "",
        type=column.type if column else "text",
        **more,
    )


async def done(name: str, work: Awaitable[Word]) -> Response:
    """Do the work and go on to the station's next cell, with a word on this one."""
    try:
        said = await work
    except Raced:
        said = "faster"
    except NotThere as gone:
        raise NoSuchPage from gone
    except SameHand as same:
        raise SameHands from same
    return RedirectResponse(f"/quality/{name}?said={said}", 303)
