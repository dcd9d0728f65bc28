"""A report as a CSV file, or as a PDF in Hindi and English."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ocr.faults import Language
from storage import audit
from storage.clock import indian
from storage.database import transaction
from storage.exports.paper import A4, ACROSS, Paper
from storage.exports.tables import guarded
from storage.people import Author, act
from storage.reports.shape import Asked, Cell, Link, Named, Report, say, text

SMALL: Final = 7.0
WIDE: Final = 2.5
"""How much wider a column of words is than one of numbers or dates."""
MANY: Final = 7
"""Columns of an upright sheet; of more the sheet lies across."""
DESKS: Final = 3
"""Offices named in the heading; of more their number."""


async def log(by: Author, report: Report, form: str, asked: Asked) -> None:
    """Enter in the log that `by` took the report out of the store."""
    desks = None if asked.desks is None else sorted(asked.desks)
    told = {"form": form, "desks": desks, "rows": len(report.rows)}
    async with transaction() as client:
        await audit.append(client, act(by, "exporting", f"report/{report.name}", after=told))


def as_csv(report: Report, language: Language) -> str:
    """The report as CSV with a line of headings; nothing in it is taken for a formula."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow([say(name, language) for name in report.columns])
    for row in report.rows:
        lines.writerow([_plain(cell, language) for cell in row])
    return out.getvalue()


def as_pdf(report: Report, asked: Asked) -> bytes:
    """The report set on A4: the same table, the same bytes."""
    with tempfile.TemporaryDirectory() as scratch:
        title = _both(f"title_{report.name}")
        sheet = A4 if len(report.columns) <= MANY else ACROSS
        paper = Paper(title, asked.moment, Path(scratch), sheet)
        paper.write(title, 13, "Bold")
        paper.write(f"{_offices(asked)} · {indian(asked.moment):%d.%m.%Y %H:%M}", 9)
        paper.gap(6)
        widths = _widths(report, paper.room)
        paper.row([_both(name) for name in report.columns], widths, SMALL, "Bold")
        for row in report.rows:
            paper.row([_set(cell) for cell in row], widths, SMALL)
        if not report.rows:
            paper.write(_both("nothing"), 9)
        out = Path(scratch, "report.pdf")
        paper.save(out)
        return out.read_bytes()


def _offices(asked: Asked) -> str:
    if asked.desks is None:
        return asked.district.name
    names = [asked.office(one).hi for one in sorted(asked.desks)]
    more = f" + {len(names) - DESKS}" if len(names) > DESKS else ""
    return ", ".join(names[:DESKS]) + more


def _widths(report: Report, room: float) -> Sequence[float]:
    columns = range(len(report.columns))
    shares = [WIDE if any(_is_words(row[at]) for row in report.rows) else 1.0 for at in columns]
    return [room * one / sum(shares) for one in shares]


def _is_words(cell: Cell) -> bool:
    return isinstance(cell, str | Named | Link) and len(text(cell, "en")) > 6


def _plain(cell: Cell, language: Language) -> str | int:
    return cell if isinstance(cell, int) else guarded("" if cell is None else text(cell, language))


def _set(cell: Cell) -> str:
    hindi, english = text(cell, "hi"), text(cell, "en")
    return hindi if hindi == english else f"{hindi} / {english}"


def _both(key: str) -> str:
    return f"{say(key, 'hi')} / {say(key, 'en')}"
