"""Quality: what waits at each station, and the gates by kind and engine with their samples."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from review import render
from review.faults import Forbidden, NoSuchPage
from review.pages._quality import WORDS, critical, sight
from review.place import place_of
from review.policy import POLICY, May
from storage.quality import carpets, disputes, gates, keyings, proposals, samples, stations
from storage.quality.stations import MANY, Sight
from storage.sessions import Login

router = APIRouter()
REASON: Final = 10
"""Letters that a reason has at least."""


@router.get("/quality")
async def overview(
    request: Request, login: Annotated[Login, Depends(May("quality.second"))]
) -> Response:
    """The stations with what waits there in the user's offices, and the gates."""
    own, rule = sight(request, login), place_of(request).district.sampling
    figures = await gates.figures(own.desks, rule)
    shut = [(one.kind, one.engine) for one in figures if not one.open]
    return render.page(
        request,
        "quality.html",
        stations=await _stations(request, login, own),
        most=MANY,
        gates=figures,
        unseen={one: await stations.near(gates.unseen(*one), own) for one in shut},
        rule=rule,
        reason=REASON,
        judges=_judges(login),
        turns=_judges(login) and own.desks is None,
    )


@router.post("/quality/gate")
async def gate(
    request: Request,
    login: Annotated[Login, Depends(May("quality.judge"))],
    kind: Annotated[str, Form(max_length=64, pattern=WORDS)],
    engine: Annotated[str, Form(max_length=200, pattern=WORDS)],
    what: Annotated[Literal["open", "shut"], Form()],
    reason: Annotated[str, Form(min_length=REASON, max_length=400, pattern=WORDS)],
) -> Response:
    """Open or shut a gate for a reason. It is the whole district's: only its own people turn it."""
    _of_the_district(request, login)
    if not await gates.turn(login.author, kind, engine, reason.strip(), opens=what == "open"):
        raise NoSuchPage
    return RedirectResponse("/quality", 303)


@router.post("/quality/recall")
async def recall(
    request: Request,
    login: Annotated[Login, Depends(May("quality.judge"))],
    kind: Annotated[str, Form(max_length=64, pattern=WORDS)],
    engine: Annotated[str, Form(max_length=200, pattern=WORDS)],
) -> Response:
    """Send back to review what a gate let through unseen, some pages at a time."""
    _of_the_district(request, login)
    await gates.recall(login.author, kind, engine)
    return RedirectResponse("/quality", 303)


async def _stations(request: Request, login: Login, own: Sight) -> list[tuple[str, int]]:
    """Name and count of the stations that the user may work at."""
    second = keyings.waits(critical(place_of(request).district), login.person.id)
    there = [("second", second), ("samples", samples.waits())]
    there += [("proposals", proposals.waits())]
    if _judges(login):
        there.insert(1, ("disputes", disputes.waits()))
    counts = [(name, await stations.near(cells, own)) for name, cells in there]
    return [*counts, ("carpet", sum(word.cells for word in await carpets.words(own)))]


def _judges(login: Login) -> bool:
    return login.person.role in POLICY["quality.judge"]


def _of_the_district(request: Request, login: Login) -> None:
    if sight(request, login).desks is not None:
        raise Forbidden
