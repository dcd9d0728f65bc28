"""The supervisor's overview: how far, how fast, until when; what is behind and what was asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from classifiers.record import Level
from review import render
from review.desks import Start, Word, desks
from review.meaning import heading_of
from review.place import place_of
from review.policy import May
from storage.reports import rates
from storage.reports.asked import FLAGS, Flag, counted, questions
from storage.reports.days import last, today
from storage.reports.forecast import Forecast, forecast
from storage.reports.listing import AT_ONCE, BANDS, Band, Chosen, State, arrears, listing
from storage.reports.outlook import LEAST
from storage.reports.progress import progress
from storage.sessions import Login

router = APIRouter()
Leads = Annotated[Login, Depends(May("supervise"))]
SHOWN: Final = 14
"""Days of which the reviewers' work is shown, today the last of them."""
FARTHER: Final = 3
"""How much farther than the likely end the axis may reach."""


@router.get("/supervise")
async def overview(request: Request, login: Leads) -> Response:
    """The forecast, each office's progress, the reviewers' days."""
    mine = desks(request, login)
    ahead = await forecast(mine, place_of(request).district.cutover)
    over = (*last(SHOWN - 1, today()), today())
    return render.page(
        request,
        "supervise.html",
        ahead=ahead,
        least=LEAST,
        at=_axis(ahead),
        offices=await progress(mine),
        over=over,
        workers=await rates.workers(mine, over),
        paces=ahead.paces,
    )


@router.get("/supervise/arrears")
async def behind(request: Request, login: Leads) -> Response:
    """What has waited in review, by office, kind and age, the oldest first."""
    found = await arrears(desks(request, login))
    ages = [sum(one.ages[band] for one in found) for band in range(len(BANDS))]
    return render.page(request, "arrears.html", heaps=found, bands=list(BANDS), ages=ages)


@router.get("/supervise/pages")
async def behind_a_number(  # noqa: PLR0913, PLR0917 - one parameter a part of the address
    request: Request,
    login: Leads,
    desk: Word = None,
    kind: Word = None,
    state: State | None = None,
    band: Band | None = None,
    level: Level | None = None,
    start: Start = 0,
) -> Response:
    """The pages that a number on the other screens counts."""
    which = Chosen(desks(request, login, desk), kind, state, band, level)
    total, found = await listing(which, start)
    asked = {"desk": desk, "kind": kind, "state": state, "band": band, "level": level}
    return render.page(
        request,
        "supervise_pages.html",
        asked={name: told for name, told in asked.items() if told is not None},
        total=total,
        pages=found,
        start=start,
        step=AT_ONCE,
    )


@router.get("/supervise/asked")
async def asked(request: Request, login: Leads, flag: Flag = "asked") -> Response:
    """What reviewers could not decide, each with its picture."""
    mine = desks(request, login)
    found = await questions(mine, flag)
    hidden = {
        one.document for one in found if one.level == "restricted" and not login.sees(one.document)
    }
    told: dict[str, Any] = {"counts": await counted(mine), "flags": FLAGS, "flag": flag}
    told["heading"] = partial(heading_of, place_of(request).district)
    return render.page(request, "asked.html", questions=found, hidden=hidden, **told)


def _axis(ahead: Forecast) -> Callable[[date], float] | None:
    """Where a day lies between today (0) and the farthest day shown (1); None without dates."""
    likely = [one.likely for one in (ahead.read, ahead.review) if one.likely]
    if not likely:
        return None
    most = ahead.today + FARTHER * (max(likely) - ahead.today)
    ends = [one.latest for one in (ahead.read, ahead.review) if one.latest]
    end = min(max([*likely, *ends, ahead.cutover]), most)
    return lambda day: min((day - ahead.today) / (end - ahead.today), 1.0)
