"""Reports: tables whose numbers open the records they count; as CSV and PDF, logged."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from review import render
from review.desks import Start, Word, desks
from review.faults import NoSuchPage
from review.place import place_of
from review.policy import May, covers
from storage.clock import now
from storage.exports import reported
from storage.reports import shape
from storage.reports.made import REPORTS, behind
from storage.reports.shape import Asked, Number, Report
from storage.sessions import Login

router = APIRouter(prefix="/supervise/reports")
Leads = Annotated[Login, Depends(May("supervise"))]
AT_ONCE: Final = 200
"""Rows of a screen."""
LONGEST: Final = 100
"""Letters of what an address may ask for."""
OPENS: Final = {"pages": "/supervise/pages", "book": "/supervise/book"}


@router.get("", dependencies=[Depends(May("supervise"))])
async def every(request: Request) -> Response:
    """The reports there are."""
    return render.page(request, "reports.html", names=list(REPORTS), told=_say(request))


@router.get("/{name}")
async def report(
    request: Request, name: str, login: Leads, office: Word = None, start: Start = 0
) -> Response:
    """One report of his offices, or of one of them."""
    asked = _asked(request, login, office)
    found = await _made(name, asked)
    return _page(request, login, found, start, {"office": office or ""})


@router.get("/{name}/records")
async def records(request: Request, name: str, login: Leads, start: Start = 0) -> Response:
    """The records that a number of the report counts."""
    query = {key: told[:LONGEST] for key, told in request.query_params.items() if key != "start"}
    found = await behind(name, _asked(request, login, None), query)
    if found is None:
        raise NoSuchPage
    return _page(request, login, found, start, query, of=name)


@router.post("/{name}/export")
async def export(
    request: Request,
    name: str,
    login: Leads,
    form: Annotated[Literal["csv", "pdf"], Form()],
    office: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """The report as a file; that it was taken is in the log before it leaves."""
    asked = _asked(request, login, office)
    found = await _made(name, asked)
    await reported.log(login.author, found, form, asked)
    headers = {"content-disposition": f'attachment; filename="panji-{name}-{asked.today}.{form}"'}
    if form == "pdf":
        return Response(reported.as_pdf(found, asked), 200, headers, "application/pdf")
    content = reported.as_csv(found, render.language(request))
    return Response(content, 200, headers, "text/csv; charset=utf-8")


async def _made(name: str, asked: Asked) -> Report:
    if name not in REPORTS:
        raise NoSuchPage
    return await REPORTS[name](asked)


def _asked(request: Request, login: Login, office: str | None) -> Asked:
    return Asked(place_of(request).district, desks(request, login, office or None), now())


def _page(
    request: Request,
    login: Login,
    found: Report,
    start: int,
    query: dict[str, str],
    of: str = "",
) -> Response:
    district = place_of(request).district
    address = f"/supervise/reports/{found.name}{'/records' if of else ''}"
    told: dict[str, Any] = {"rows": found.rows[start : start + AT_ONCE], "total": len(found.rows)}
    told |= {"start": start, "step": AT_ONCE, "of": of, "query": query, "say_of": _say(request)}
    return render.page(
        request,
        "report.html",
        report=found,
        offices=[one for one in district.offices.values() if covers(login, district, one.code)],
        text=lambda cell: shape.text(cell, render.language(request)),
        link=lambda cell: _link(found, cell),
        onward=lambda at: f"{address}?{urlencode({**query, 'start': at})}",
        **told,
    )


def _say(request: Request) -> Any:
    return lambda key: shape.say(key, render.language(request))


def _link(found: Report, cell: shape.Cell) -> str:
    """Where a cell of the table leads; "" nowhere."""
    if isinstance(cell, Number) and cell.n:
        path = OPENS.get(found.opens, f"/supervise/reports/{found.name}/records")
        return f"{path}?{urlencode(cell.of)}"
    if isinstance(cell, shape.Link) and cell.what == "file":
        return f"/files/{cell.id}"
    if isinstance(cell, shape.Link):
        return f"/records/{cell.id}" + (f"?row={cell.row}" if cell.row else "")
    return ""
