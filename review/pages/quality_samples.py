"""Samples: cells taken unseen, drawn by chance, that a person finds right or corrects."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from classifiers.district import Sampling
from review.pages._quality import Said, Typed, Word, done, meaning, sight, station
from review.place import place_of
from review.policy import POLICY, May
from storage.quality import samples, stations
from storage.sessions import Login

router = APIRouter()
Looks = Annotated[Login, Depends(May("quality.second"))]


@router.get("/quality/samples")
async def following(request: Request, login: Looks, said: Said = "") -> Response:
    """One of the drawn cells with what was read in it."""
    own = sight(request, login)
    found = await samples.following(own)
    masked = () if found else await stations.masked(samples.waits(), own)
    left = await stations.clear(samples.waits(), own)
    draws = login.person.role in POLICY["quality.judge"]
    return station(request, "samples", found, said=said, masked=masked, left=left, draws=draws)


@router.post("/quality/samples")
async def judge(request: Request, login: Looks, typed: Annotated[Typed, Form()]) -> Response:
    """Right if the text was left, else wrong and corrected; the gate is told."""
    own = sight(request, login)

    async def work() -> Word:
        means = await meaning(request, own, typed.cell)
        await samples.judge(login.author, own, typed.keyed, means, _rule(request))
        return "saved"

    return await done("samples", work())


@router.post("/quality/samples/draw")
async def draw(
    request: Request, login: Annotated[Login, Depends(May("quality.judge"))]
) -> Response:
    """Draw from what was taken unseen in the user's offices, of every kind and engine."""
    await samples.draw(login.author, sight(request, login), _rule(request))
    return RedirectResponse("/quality/samples", 303)


def _rule(request: Request) -> Sampling:
    return place_of(request).district.sampling
