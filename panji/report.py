"""What commands have found, as text for the terminal or as JSON for scripts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table

from classifiers.district import District
from classifiers.record import UNKNOWN
from flows.intake import Note
from flows.summary import Summary
from ocr.faults import Language
from panji.filed import Filed
from panji.words import Words
from storage.reports import shape
from storage.reports.shape import Cell, Link, Named, Number, Report, Word
from storage.status import Status

SHOWN = 3
WIDE = 160
"""Columns of a table in a file or a log."""


def told(done: Summary, say: Words) -> str:
    """The summary of a run: numbers that add up, then all that has to be looked at."""
    pages = asdict(done.pages)
    read = done.pages.new + done.pages.resumed - done.pages.waiting
    lines = [
        say("files", files=done.files, known=done.known, seconds=f"{done.seconds:.0f}"),
        say("pages", **pages),
        *([say("speed", rate=f"{60 * read / done.seconds:.1f}")] if read else []),
        *(_note(note, say) for note in (*done.troubles, *done.stopped, *done.duplicates)),
        *([_passed_over(done.passed_over, say)] if done.passed_over else []),
        say("balance", **asdict(done.balance)),
    ]
    return "\n".join(lines)


def as_json(done: Summary, language: Language) -> str:
    """The summary as one JSON object; each note with its code and message."""
    told = {
        "files": done.files,
        "known": done.known,
        "pages": asdict(done.pages),
        "seconds": round(done.seconds, 1),
        "store": asdict(done.balance),
        "troubles": [_plain(note, language) for note in done.troubles],
        "stopped": [_plain(note, language) for note in done.stopped],
        "duplicates": [_plain(note, language) for note in done.duplicates],
        "passed_over": done.passed_over,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def show_status(found: Status, say: Words) -> None:
    """Print the backlog by office and register, the queue and the balance."""
    headings = ("office", "kind", "waiting", "filed", "doubtful", "unreadable")
    rows = (
        (one.office, one.kind, one.waiting, one.filed, one.review, one.quarantined)
        for one in found.backlog
    )
    _show(say("backlog_title"), [say(heading) for heading in headings], rows, say)
    print(say("queue", pages=found.review_pages, cells=found.review_cells))
    print(say("balance", **asdict(found.balance)))


def show_filed(files: Iterable[Filed], district: District, say: Words) -> None:
    """Print what lies in which file, under which head, and what of it waits for review."""
    headings = ("file", "head", "kind", "documents", "rows", "cells", "doubtful")
    rows = ((one.file_no or say("no_file"), *_what(one, district)) for one in files)
    _show("", [say(heading) for heading in headings], rows, say)


def show_report(found: Report, say: Words) -> None:
    """Print a report as a table."""
    headings = [shape.say(name, say.language) for name in found.columns]
    rows = ([shape.text(cell, say.language) for cell in row] for row in found.rows)
    _show(shape.say(f"title_{found.name}", say.language), headings, rows, say)


def plain(found: Report) -> list[dict[str, int | str | None]]:
    """A report for scripts: an object a row, by the ids of its columns; days as 2026-03-01."""
    return [dict(zip(found.columns, map(_bare, row), strict=True)) for row in found.rows]


def _bare(cell: Cell) -> int | str | None:
    match cell:
        case Number():
            return cell.n
        case Word():
            return cell.key
        case Named():
            return cell.hi
        case Link():
            return cell.text
        case date():
            return cell.isoformat()
    return cell


def _what(one: Filed, district: District) -> tuple[object, ...]:
    kind = district.registers.get(one.kind) or district.letters.get(one.kind)
    head = district.heads.get(kind.head) if kind else None
    title = kind.title if kind else one.kind
    return head.title if head else "", title, one.pages, one.rows, one.cells, one.doubtful


def _show(
    title: str, headings: Iterable[str], rows: Iterable[Iterable[object]], say: Words
) -> None:
    table = Table(title=title or None)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(say("unknown") if cell == UNKNOWN else str(cell) for cell in row))
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)


def _note(note: Note, say: Words) -> str:
    key = "trouble_page" if note.page else "trouble_file"
    message = note.finding.message(say.language)
    return say(key, source=_one_line(note.source), page=note.page, message=message)


def _one_line(name: str) -> str:
    """A file name as it may be shown: nothing in it moves the cursor or breaks the line."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _plain(note: Note, language: Language) -> dict[str, Any]:
    return {
        "source": note.source,
        "page": note.page,
        "code": note.finding.code,
        "message": note.finding.message(language),
    }


def _passed_over(names: tuple[str, ...], say: Words) -> str:
    shown = [_one_line(name) for name in names[:SHOWN]]
    if len(names) > SHOWN:
        shown.append(say("more", count=len(names) - SHOWN))
    return say("passed_over", count=len(names), names=", ".join(shown))
