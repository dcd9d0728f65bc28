"""Second keying: a critical cell typed by another person who sees nothing but its picture."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from review.pages._quality import But, Said, Typed, Word, critical, done, sight, station
from review.place import place_of
from review.policy import May
from storage.quality import keyings, stations
from storage.sessions import Login

router = APIRouter()
Keys = Annotated[Login, Depends(May("quality.second"))]


@router.get("/quality/second")
async def following(request: Request, login: Keys, said: Said = "", but: But = 0) -> Response:
    """The next cell to key; its row is held for its keyer. What stands there is not told."""
    own, columns = sight(request, login), critical(place_of(request).district)
    found = await keyings.following(columns, login.author, own, but)
    waits = keyings.waits(columns, login.person.id)
    masked = () if found else await stations.masked(waits, own)
    held = found is None and await stations.clear(waits, own) > 0
    return station(request, "second", found, said=said, masked=masked, held=held)


@router.post("/quality/second")
async def key(request: Request, login: Keys, typed: Annotated[Typed, Form()]) -> Response:
    """Keep what was typed, and go on; whether it agrees is told without the other text."""
    own, columns = sight(request, login), critical(place_of(request).district)

    async def work() -> Word:
        agrees = await keyings.key(login.author, own, columns, typed.keyed)
        return "saved" if agrees else "differs"

    return await done("second", work())
