"""Practice pages as data, in the shape of real ones: read, held, edited, undone, their pictures."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, JSONResponse, Response

from ocr.geometry import Box
from review.api.pictures import Width
from review.api.records import SaveBody, UndoBody, raced, told
from review.faults import NoSuchPage
from review.pictures import MEDIA_TYPE
from review.place import place_of
from review.policy import May
from review.practice import attempt, desk
from review.practice.exercise import Exercise, filed, load
from review.render import language
from review.shown import shown
from storage.reviews import holds
from storage.reviews.edits import Raced, Wish
from storage.sessions import Login

# The practice screen's own: not among the data routes that others build on.
router = APIRouter(prefix="/api/practice/{page}", include_in_schema=False)
Learner = Annotated[Login, Depends(May("practice"))]
_KEPT = {"cache-control": "private, max-age=3600"}


@router.get("")
async def read(request: Request, page: str, login: Learner) -> dict[str, Any]:
    """The page as the learner has left it."""
    place, exercise = place_of(request), _exercise(request, page)
    acts = desk.acts(place.home, login.person.id, page)
    return shown(attempt.seen(exercise, acts), place.district, language(request), login)


@router.post("/hold")
async def hold(request: Request, page: str, _: Learner) -> dict[str, Any]:
    """A practice page is the learner's own: he always has all its rows."""
    rows = range(1, 1 + len(_exercise(request, page).answers))
    return {"rows": list(rows), "seconds": holds.SECONDS}


@router.delete("/hold")
async def let_go(request: Request, page: str, _: Learner) -> dict[str, Any]:
    """Nothing to give back."""
    _exercise(request, page)
    return {}


@router.post("/edits", response_model=None)
async def save(
    request: Request, page: str, login: Learner, body: SaveBody
) -> dict[str, Any] | JSONResponse:
    """Do the acts, all or none; 409 shows what stands there, as another tab left it."""
    home, exercise = place_of(request).home, _exercise(request, page)
    wishes = [Wish(**one.model_dump()) for one in body.wishes]
    with desk.alone(home, login.person.id, page):
        before = desk.acts(home, login.person.id, page)
        try:
            acts, saved = attempt.save(exercise, before, body.bundle, wishes)
        except Raced as race:
            return raced(race)
        desk.keep(home, login.person.id, page, acts)
    return told(saved)


@router.post("/undo", response_model=None)
async def undo(
    request: Request, page: str, login: Learner, body: UndoBody
) -> dict[str, Any] | JSONResponse:
    """Take back a bundle."""
    home, exercise = place_of(request).home, _exercise(request, page)
    with desk.alone(home, login.person.id, page):
        before = desk.acts(home, login.person.id, page)
        try:
            acts, saved = attempt.undo(exercise, before, body.bundle, body.key)
        except Raced as race:
            return raced(race)
        desk.keep(home, login.person.id, page, acts)
    return told(saved)


@router.get("/leaves/{index}.jpg", response_class=Response)
async def leaf(
    request: Request, page: str, index: int, _: Learner, width: Width = 1250
) -> Response:
    """A leaf laid flat and upright, left first."""
    place, exercise = place_of(request), _exercise(request, page)
    if not 0 <= index < len(exercise.record.page.leaves):
        raise NoSuchPage
    path = await place.pictures.leaf(filed(place.home, exercise), index, width)
    return FileResponse(path, media_type=MEDIA_TYPE, headers=_KEPT)


@router.get("/rows/{number}.jpg", response_class=Response)
async def row(
    request: Request, page: str, number: int, _: Learner, width: Width = 2500
) -> Response:
    """A row, counted from 1, with half a row above and below."""
    place, exercise = place_of(request), _exercise(request, page)
    boxes = tuple(cell.reading.box for _, at, cell, _ in exercise.cells() if at == number)
    if not boxes:
        raise NoSuchPage
    made = await place.pictures.strip(filed(place.home, exercise), boxes, width)
    return Response(made.image, media_type=MEDIA_TYPE, headers=_KEPT)


@router.get("/cells/{cell}.jpg", response_class=Response)
async def crop(request: Request, page: str, cell: int, _: Learner, width: Width = 1250) -> Response:
    """A cell with a little of what is around it."""
    place, exercise = place_of(request), _exercise(request, page)
    image = await place.pictures.crop(filed(place.home, exercise), _box(exercise, cell), 12, width)
    return Response(image, media_type=MEDIA_TYPE, headers=_KEPT)


def _exercise(request: Request, page: str) -> Exercise:
    return load(place_of(request).home, page)


def _box(exercise: Exercise, number: int) -> Box:
    for at, _, cell, _ in exercise.cells():
        if at == number:
            return cell.reading.box
    raise NoSuchPage
