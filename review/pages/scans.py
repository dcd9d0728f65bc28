"""The operator's screens: upload, batches, their pages in a grid, the list of rescans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from review import render
from review.api.records import allowed
from review.api.uploads import own_batch
from review.faults import NoSuchPage
from review.pages.books import Counting
from review.place import place_of
from review.policy import POLICY, May, covers, offices
from review.shown import hidden, title
from storage import batches
from storage.batches import BatchSeen, Tile
from storage.books import closing
from storage.reviews import rescans
from storage.sessions import Login

router = APIRouter()
Uploads = Annotated[Login, Depends(May("upload"))]
Manages = Annotated[Login, Depends(May("pages.manage"))]
Number = Annotated[int, Form(ge=1, le=2**62)]


@dataclass(frozen=True, slots=True)
class Shown:
    """A batch as the screen tells of it: `goes_on`, or has `files` that wait for a start."""

    batch: BatchSeen
    goes_on: bool
    files: int

    @property
    def stopped(self) -> bool:
        """Whether somebody has to say that it goes on."""
        return not self.goes_on and not self.batch.held and self.files > 0


@router.get("/scans")
async def home(
    request: Request, login: Uploads, counted: Annotated[int, Query(ge=0, le=99999)] = 0
) -> Response:
    """The forms for new scans and for counts, and the latest batches of the user's offices."""
    mine = offices(login, place_of(request).district)
    found = [_shown(request, one) for one in await batches.batches(mine)]
    return render.page(
        request,
        "scans.html",
        batches=found,
        live=any(one.goes_on or one.batch.held for one in found),
        own=login.person.office,
        counted=counted,
        words_of_scans=dict(render.words(request).every("scans")),
        **_choices(request, login),
    )


@router.post("/scans/counts")
async def count(request: Request, login: Uploads, form: Annotated[Counting, Form()]) -> Response:
    """Keep how many pages a book has on paper, scanned or not."""
    district = place_of(request).district
    known = form.office in district.offices and form.kind in district.registers
    if not known or not covers(login, district, form.office):
        raise NoSuchPage
    await closing.count(login.author, form.book, form.pages)
    return RedirectResponse(f"/scans?counted={form.pages}", 303)


@router.get("/scans/rescans")
async def again(
    request: Request, login: Uploads, entry: Annotated[int, Query(ge=0, le=2**62)] = 0
) -> Response:
    """What has to be scanned again; for `entry` the pages that may stand in its stead."""
    mine = offices(login, place_of(request).district)
    listed = await rescans.rescans(mine)
    chosen = next((one for one in listed if one.entry == entry), None)
    return render.page(
        request,
        "rescans.html",
        pages=listed,
        chosen=chosen,
        offered=await rescans.offered(entry, mine) if chosen else (),
    )


@router.post("/scans/rescans")
async def replaced(request: Request, login: Uploads, old: Number, new: Number) -> Response:
    """The page `new` stands in the stead of `old`, which leaves the list."""
    mine = offices(login, place_of(request).district)
    await rescans.replace(login.author, old, new, mine)
    return RedirectResponse("/scans/rescans", 303)


@router.get("/scans/{number}")
async def grid(
    request: Request,
    number: int,
    login: Uploads,
    start: Annotated[int, Query(ge=0, le=2**40)] = 0,
) -> Response:
    """The pages of a batch; those that went to other offices are only counted."""
    found = await own_batch(request, login, number)
    district = place_of(request).district
    listed = await batches.tiles(found.id, start)
    mine = [one for one in listed if one.document is None or _mine(request, login, one)]
    return render.page(
        request,
        "grid.html",
        one=_shown(request, found),
        tiles=mine,
        away=len(listed) - len(mine),
        start=start,
        more=len(listed) == batches.MOST,
        most=batches.MOST,
        sees=login.sees,
        words_of_grid=dict(render.words(request).every("scans")),
        every=list(district.offices.values()),
        **_choices(request, login),
    )


@router.get("/pages/{document}/lines")
async def lines(request: Request, document: int, login: Manages) -> Response:
    """The page with its table lines, to be moved; its kind, office and which way up it is."""
    page = await allowed(request, login, document)
    if hidden(page, login):  # there its reader says why he needs it
        return RedirectResponse(f"/records/{document}", 303)
    district = place_of(request).district
    return render.page(
        request,
        "lines.html",
        page=page,
        title=title(page, district),
        edits=login.person.role in POLICY["record.edit"],
        words_of_lines=dict(render.words(request).every("scans")),
        every=list(district.offices.values()),
        **_choices(request, login),
    )


def _mine(request: Request, login: Login, one: Tile) -> bool:
    desk = one.document.desk if one.document else ""
    return covers(login, place_of(request).district, desk)


def _shown(request: Request, one: BatchSeen) -> Shown:
    runs = place_of(request).runs
    return Shown(one, runs.goes_on(one.id), runs.files(one.id))


def _choices(request: Request, login: Login) -> dict[str, Any]:
    """The offices, registers and letters that may be chosen."""
    district = place_of(request).district
    own = [one for one in district.offices.values() if covers(login, district, one.code)]
    return {
        "offices": own,
        "whole": offices(login, district) is None,
        "registers": list(district.registers.values()),
        "letters": list(district.letters.values()),
    }
