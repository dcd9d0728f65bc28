"""`panji report NAME`: what the office's manual asks for, as a table, CSV, PDF or JSON."""

from __future__ import annotations

import json as codec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panji.faults import BadUsage
from panji.place import Place, unusable
from panji.settings import settings

if TYPE_CHECKING:
    from storage.reports.shape import Asked, Report

Name = Annotated[
    str,
    typer.Argument(
        help="pendency, registers, weekly, monthly, complaints, books, scans, arrears, sensitive,"
        " unmasked or review-due."
    ),
]
Office = Annotated[str | None, typer.Option(help="Only of this office, as KNJ-TIR.")]
Csv = Annotated[Path | None, typer.Option("--csv", help="Write it as CSV into this file.")]
Pdf = Annotated[Path | None, typer.Option("--pdf", help="Write it as PDF into this file.")]


def report(
    name: Name,
    office: Office = None,
    csv: Csv = None,
    pdf: Pdf = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> int:
    """Pendency, arrears, complaints, registers, scans, sensitivity, files due for review."""
    from panji import report as shown
    from storage.exports import reported

    place = Place(settings())
    asked = _asked(place, name, office)
    forms = [form for form, out in (("csv", csv), ("pdf", pdf)) if out]
    found = place.asked(lambda: _made(name, asked, forms))
    if csv:
        _write(csv, reported.as_csv(found, place.say.language).encode())
    if pdf:
        _write(pdf, reported.as_pdf(found, asked))
    if json:
        print(codec.dumps(shown.plain(found), ensure_ascii=False, indent=2))
    elif not forms:
        shown.show_report(found, place.say)
    return 0


def _asked(place: Place, name: str, office: str | None) -> Asked:
    from classifiers.load import load
    from storage.clock import now
    from storage.reports.made import REPORTS
    from storage.reports.shape import Asked

    district = load(place.settings.district)
    if name not in REPORTS:
        raise BadUsage(reason=f"report: {', '.join(REPORTS)}.")
    if office is not None and office not in district.offices:
        raise BadUsage(reason=f"office: {', '.join(sorted(district.offices))}.")
    return Asked(district, frozenset({office}) if office else None, now())


async def _made(name: str, asked: Asked, forms: list[str]) -> Report:
    """The report; that it leaves the store is in the log first."""
    from storage.exports import reported
    from storage.people import COMMAND_LINE
    from storage.reports.made import REPORTS

    found = await REPORTS[name](asked)
    for form in forms:
        await reported.log(COMMAND_LINE, found, form, asked)
    return found


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise unusable(out, error) from error
