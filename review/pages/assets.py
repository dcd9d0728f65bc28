"""Scripts, styles and the Hindi type face, from this machine alone."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Depends
from fastapi.responses import FileResponse

from review import render
from review.faults import NoSuchPage
from review.policy import Anyone

router = APIRouter()

FACES: Final = Path("/usr/share/fonts/truetype/noto")
FACE_FILES: Final = frozenset({"NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"})
mimetypes.add_type("text/javascript", ".js")


@router.get("/static/{path:path}")
def static(path: str, _: Annotated[None, Depends(Anyone())]) -> FileResponse:
    """A file of review/static."""
    root = Path(str(render.static())).resolve()
    found = (root / path).resolve()
    if not found.is_relative_to(root) or not found.is_file():
        raise NoSuchPage
    return FileResponse(found)


@router.get("/fonts/{name}")
def face(name: str, _: Annotated[None, Depends(Anyone())]) -> FileResponse:
    """A type face that `./run` installed: offices' machines need not have one."""
    found = FACES / name
    if name not in FACE_FILES or not found.is_file():
        raise NoSuchPage
    return FileResponse(found, media_type="font/ttf", headers={"cache-control": "max-age=604800"})
