"""Pictures of a page's leaves, rows and cells; of a masked record there are none."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse, Response

from review.api.records import at
from review.faults import NoSuchPage
from review.pictures import MEDIA_TYPE
from review.place import place_of
from review.policy import May
from review.shown import hidden
from storage import pages
from storage.pages import FiledPage
from storage.reviews.page import document_of
from storage.sessions import Login

router = APIRouter(prefix="/api")
Sees = Annotated[Login, Depends(May("record.see"))]
Width = Annotated[int, Query(ge=50, le=2500)]
PICTURE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/pages/{document}/leaves/{index}.jpg", response_class=Response, responses=PICTURE)
async def leaf(
    request: Request, document: int, index: int, login: Sees, width: Width = 1250
) -> Response:
    """A leaf laid flat and upright, left first."""
    filed = await _filed(request, login, document)
    if not 0 <= index < len(filed.page.leaves):
        raise NoSuchPage
    path = await place_of(request).pictures.leaf(filed, index, width)
    return FileResponse(path, media_type=MEDIA_TYPE, headers=_kept(request, filed))


@router.get("/pages/{document}/small.jpg", response_class=Response, responses=PICTURE)
async def small(request: Request, document: int, login: Sees) -> Response:
    """The whole page, small, as it lies in a grid of many."""
    filed = await _filed(request, login, document)
    image = await place_of(request).pictures.small(filed)
    return Response(image, media_type=MEDIA_TYPE, headers=_kept(request, filed))


@router.get("/pages/{document}/rows/{number}.jpg", response_class=Response, responses=PICTURE)
async def row(
    request: Request, document: int, number: int, login: Sees, width: Width = 2500
) -> Response:
    """A row, counted from 1, across facing pages, with half a row above and below."""
    filed = await _filed(request, login, document)
    boxes = await pages.row(document, number) if 0 < number < 2**31 else ()
    if not boxes:
        raise NoSuchPage
    made = await place_of(request).pictures.strip(filed, boxes, width)
    return Response(made.image, media_type=MEDIA_TYPE, headers=_kept(request, filed))


@router.get("/cells/{cell}.jpg", response_class=Response, responses=PICTURE)
async def cell(
    request: Request,
    cell: int,
    login: Sees,
    width: Width = 1250,
    margin: Annotated[float, Query(ge=0, le=300)] = 12,
) -> Response:
    """A cell with a little of what is around it."""
    document, box = await document_of(cell) if 0 < cell < 2**62 else (None, None)
    if document is None or box is None:
        raise NoSuchPage
    filed = await _filed(request, login, document)
    image = await place_of(request).pictures.crop(filed, box, margin, width)
    return Response(image, media_type=MEDIA_TYPE, headers=_kept(request, filed))


async def _filed(request: Request, login: Login, document: int) -> FiledPage:
    """The page behind the pictures, if the user may see it whole."""
    page = await at(request, login, document)
    if hidden(page, login):
        raise NoSuchPage
    request.state.kept = page.level != "restricted"
    filed = await pages.page(document)
    if filed is None:
        raise NoSuchPage
    return filed


def _kept(request: Request, filed: FiledPage) -> dict[str, str]:
    """Browsers may keep pictures for an hour, but none of restricted records."""
    if not request.state.kept:
        return {}
    tag = place_of(request).pictures.tag(filed)
    return {"cache-control": "private, max-age=3600", "etag": f'"{tag}"'}
