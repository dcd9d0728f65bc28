"""`panji export …`: what is in the store, for other programs and for people."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from panji.commands import handover
from panji.faults import NotInThisForm
from panji.place import Place, unusable
from panji.settings import settings

app = typer.Typer(no_args_is_help=True, help="Write what is in the store to files or the screen.")
handover.add_to(app)


class Form(StrEnum):
    """Forms of an export."""

    jsonl = "jsonl"
    csv = "csv"
    xlsx = "xlsx"


OutFile = Annotated[Path | None, typer.Option("--out", help="Write here, not to the screen.")]
Chosen = Annotated[Form, typer.Option("--format", help="jsonl: a line of JSON each.")]


@app.command()
def records(form: Chosen = Form.jsonl, out: OutFile = None) -> int:
    """Every register row, with its cells, in all forms."""
    from storage.exports import records, tables

    place = Place(settings())
    if form is Form.xlsx:
        if out is None:
            raise NotInThisForm(what="records", form="xlsx without --out", known="jsonl, csv")
        place.asked(lambda: tables.write_xlsx(out))
        return 0
    with opened(out) as file:
        if form is Form.csv:
            place.asked(lambda: tables.write_csv(file))
        else:
            place.asked(lambda: write_lines(records.lines(), file))
    return 0


@app.command()
def documents(form: Chosen = Form.jsonl, out: OutFile = None) -> int:
    """Every page that is not a register page, with its text."""
    from storage.exports import documents

    if form is not Form.jsonl:
        raise NotInThisForm(what="documents", form=form.value, known="jsonl")
    with opened(out) as file:
        Place(settings()).asked(lambda: write_lines(documents.lines(), file))
    return 0


async def write_lines(lines: AsyncIterator[dict[str, Any]], file: TextIO) -> None:
    """A line of JSON each."""
    async for line in lines:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


@contextmanager
def opened(out: Path | None) -> Iterator[TextIO]:
    """The file at `out`, or the screen."""
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise unusable(out, error) from error
