"""Proposals: what a later reading makes of a cell, taken or dropped by a person."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from review.pages._quality import MOST_SECONDS, But, Said, Word, done, meaning, sight, station
from review.policy import May
from storage.quality import proposals, stations
from storage.sessions import Login

router = APIRouter()
Edits = Annotated[Login, Depends(May("record.edit"))]
Number = Annotated[int, Form(ge=1, le=2**62)]


@router.get("/quality/proposals")
async def following(request: Request, login: Edits, said: Said = "", but: But = 0) -> Response:
    """The next proposal beside what stands there."""
    own = sight(request, login)
    found = await proposals.following(own, but)
    masked = () if found else await stations.masked(proposals.waits(), own)
    waiting = found.waiting if found else None
    return station(request, "proposals", waiting, said=said, masked=masked, offer=found)


@router.post("/quality/proposals")
async def answer(  # noqa: PLR0913, PLR0917 - one parameter a field of the form
    request: Request,
    login: Edits,
    proposal: Number,
    cell: Number,
    version: Annotated[int, Form(ge=1, le=2**30)],
    what: Annotated[Literal["take", "drop"], Form()],
    seconds: Annotated[float, Form(ge=0, le=86400)] = 0.0,
) -> Response:
    """Write the proposal into its cell, or leave the cell as it is."""
    own = sight(request, login)

    async def work() -> Word:
        means = await meaning(request, own, cell)
        if what == "drop":
            await proposals.drop(login.author, own, proposal)
            return "dropped"
        taken = min(seconds, MOST_SECONDS)
        await proposals.take(login.author, own, (proposal, version), taken, means)
        return "saved"

    return await done("proposals", work())
