"""Exports from the screen: masked for all who review, whole only with a reason, always logged."""

from __future__ import annotations

import json
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import FileResponse, Response, StreamingResponse
from starlette.background import BackgroundTask

from review import render
from review.desks import desks
from review.place import place_of
from review.policy import POLICY, May, covers
from storage.exports import documents, records, tables
from storage.exports.faults import WorkbookFull
from storage.exports.log import log
from storage.exports.order import Choice
from storage.reports.days import today
from storage.sessions import Login

router = APIRouter(prefix="/exports")
Masked = Annotated[Login, Depends(May("export.masked"))]
Whole = Annotated[Login, Depends(May("export.whole"))]
Wanted = Annotated[
    Literal["records.xlsx", "records.csv", "records.jsonl", "documents.jsonl"], Form()
]
Code = Annotated[str, Form(max_length=64)]
Year = Annotated[str, Form(pattern=r"^(\d{4})?$")]
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
}


@router.get("")
async def choose(request: Request, login: Masked) -> Response:
    """The form: what, of which office, kind and year."""
    return _page(request, login)


@router.post("/masked")
async def masked(
    request: Request,
    login: Masked,
    what: Wanted,
    office: Code = "",
    kind: Code = "",
    year: Year = "",
) -> Response:
    """Identifiers dotted, restricted records left out."""
    mine = desks(request, login, office or None)
    choice = Choice(mine, kind or None, int(year) if year else None, whole=False)
    return await _export(request, login, what, choice)


@router.post("/whole")
async def whole(  # noqa: PLR0913, PLR0917 - one parameter a field of the form
    request: Request,
    login: Whole,
    what: Wanted,
    reason: Annotated[str, Form(min_length=10, max_length=400)],
    office: Code = "",
    kind: Code = "",
    year: Year = "",
) -> Response:
    """Everything as it stands, restricted records too, for a reason that is logged."""
    mine = desks(request, login, office or None)
    choice = Choice(mine, kind or None, int(year) if year else None)
    return await _export(request, login, what, choice, reason.strip())


async def _export(
    request: Request, login: Login, what: str, choice: Choice, reason: str = ""
) -> Response:
    thing, _, form = what.partition(".")
    await log(login.author, thing, form, choice, reason)
    name = f"panji-{thing}-{today():%Y-%m-%d}.{form}"
    if form == "xlsx":
        return await _workbook(request, login, choice, name)
    source = documents if thing == "documents" else records
    lines = tables.csv_lines(choice) if form == "csv" else _jsonl(source.lines(choice))
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(lines, media_type=TYPES[form], headers=headers)


async def _jsonl(lines: AsyncIterator[dict[str, Any]]) -> AsyncIterator[str]:
    async for line in lines:
        yield json.dumps(line, ensure_ascii=False) + "\n"


async def _workbook(request: Request, login: Login, choice: Choice, name: str) -> Response:
    """Made in a file first: a workbook cannot be sent while it is written."""
    cache = place_of(request).home / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    folder = tempfile.TemporaryDirectory(dir=cache)
    out = Path(folder.name) / name
    try:
        await tables.write_xlsx(out, choice)
    except WorkbookFull as fault:
        folder.cleanup()
        return _page(request, login, fault.message(render.language(request)))
    gone = BackgroundTask(folder.cleanup)
    return FileResponse(out, media_type=TYPES["xlsx"], filename=name, background=gone)


def _page(request: Request, login: Login, fault: str = "") -> Response:
    district = place_of(request).district
    offices = [one for one in district.offices.values() if covers(login, district, one.code)]
    return render.page(
        request,
        "exports.html",
        422 if fault else 200,
        fault=fault,
        offices=offices,
        may_whole=login.person.role in POLICY["export.whole"],
    )
