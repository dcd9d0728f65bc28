"""Files arrive for a batch, one request a file, and are digitised when all are there."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from classifiers.record import Hints
from ocr.faults import ScanFault
from review import inbox
from review.faults import Invalid, NoSuchPage, NotTaken, ReadsNothing
from review.place import place_of
from review.policy import May, covers
from review.render import language
from storage import ledger
from storage.batches import BatchSeen, batch
from storage.sessions import Login

# The screens' own: what they take depends on the page and the district as no schema tells.
router = APIRouter(prefix="/api", include_in_schema=False)
Uploads = Annotated[Login, Depends(May("upload"))]
Name = Annotated[str, Query(min_length=1, max_length=1024)]


class BatchBody(BaseModel):
    """What the operator says of the scans; None where he does not know."""

    model_config = ConfigDict(extra="forbid")
    office: str | None = Field(None, max_length=32)
    kind: str | None = Field(None, max_length=64)
    year: int | None = Field(None, ge=1800, le=2200)
    volume: int | None = Field(None, ge=1, le=9999)


@router.post("/uploads")
async def begin(request: Request, login: Uploads, body: BatchBody) -> dict[str, int]:
    """A new batch of the user's office, or of one below it."""
    place = place_of(request)
    if not place.runs.can:
        raise ReadsNothing
    office, kind = body.office or None, body.kind or None
    if office not in place.district.offices if office else login.person.office != _root(request):
        raise Invalid(reason=f"office: {office}")
    if office and not covers(login, place.district, office):
        raise Invalid(reason=f"office: {office}")
    if kind and kind not in place.district.registers:
        raise Invalid(reason=f"kind: {kind}")
    opened = await ledger.open_batch(Hints(office, kind, body.year, body.volume), login.person.name)
    return {"batch": opened.id}


@router.post("/uploads/{number}/files")
async def receive(request: Request, number: int, login: Uploads, name: Name) -> dict[str, Any]:
    """One file, its bytes as the body of the request; refused files leave nothing behind."""
    found = await own_batch(request, login, number)
    place = place_of(request)
    if place.runs.goes_on(found.id):
        raise Invalid(reason="the batch has been started")
    place.archive.room(int(request.headers.get("content-length", "0")))
    try:
        kept = await inbox.take(place.runs.folder(found.id), name, request.stream())
    except ScanFault as cause:
        said = cause.message(language(request))
        raise NotTaken(name=name[:100], reason=said) from cause
    return {"name": kept.name}


@router.post("/uploads/{number}/start", status_code=202)
async def start(request: Request, number: int, login: Uploads) -> dict[str, int]:
    """Digitise the batch, or go on with it where it was stopped."""
    found = await own_batch(request, login, number)
    place = place_of(request)
    if not place.runs.can:
        raise ReadsNothing
    if place.runs.files(found.id):
        place.runs.start(found.id, found.hints)
    return {"batch": found.id}


async def own_batch(request: Request, login: Login, number: int) -> BatchSeen:
    """The batch, if it is the user's to see; else the same answer as if there were none."""
    found = await batch(number) if 0 < number < 2**62 else None
    if found is None or not covers(login, place_of(request).district, found.hints.office or ""):
        raise NoSuchPage
    return found


def _root(request: Request) -> str:
    return place_of(request).district.code
