"""Arbitration: a third decides what stands in a cell that two keyed differently."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from review.pages._quality import But, Said, Typed, Word, done, meaning, sight, station
from review.policy import May
from storage.quality import disputes, stations
from storage.sessions import Login

router = APIRouter()
Judges = Annotated[Login, Depends(May("quality.judge"))]


@router.get("/quality/disputes")
async def following(request: Request, login: Judges, said: Said = "", but: But = 0) -> Response:
    """The next dispute: the picture and both texts, not whose they are."""
    own = sight(request, login)
    found = await disputes.following(login.author, own, but)
    masked = () if found else await stations.masked(disputes.waits(), own)
    waiting = found.waiting if found else None
    return station(request, "disputes", waiting, said=said, masked=masked, dispute=found)


@router.post("/quality/disputes")
async def decide(request: Request, login: Judges, typed: Annotated[Typed, Form()]) -> Response:
    """Write what stands there, and go on."""
    own = sight(request, login)

    async def work() -> Word:
        means = await meaning(request, own, typed.cell)
        await disputes.decide(login.author, own, typed.keyed, means)
        return "saved"

    return await done("disputes", work())
