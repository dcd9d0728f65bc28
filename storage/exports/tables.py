"""Register rows as tables for people: one CSV file, or a workbook with a sheet a kind."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any, Final, TextIO

from openpyxl import Workbook
from tortoise.expressions import Subquery
from tortoise.functions import Count

from storage.exports import records
from storage.exports.faults import WorkbookFull
from storage.exports.order import ALL, Choice, chosen
from storage.tables.documents import Cell, Row

PLACE: Final = ("source", "sha256", "page", "kind", "office", "row", "file_no")
MOST: Final = 1_048_575
"""Rows of a sheet below its headings."""
# A spreadsheet takes a text that begins so for a formula, at the start of any line of it.
FORMULA: Final = re.compile(r"(^|[\r\n])([^\S\r\n]*)(?=[=+\-@\t\r])")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


async def write_csv(out: TextIO, choice: Choice = ALL) -> int:
    """Write all rows to `out`, opened with newline=""; the number of rows.

    The columns of all kinds stand side by side, each named by its stable id.
    """
    count = -1
    async for line in csv_lines(choice):
        out.write(line)
        count += 1
    return count


async def csv_lines(choice: Choice = ALL) -> AsyncIterator[str]:
    """The same, a line a row after that of the headings."""
    names = [name for of_kind in (await _columns(choice)).values() for name in of_kind]
    columns = list(dict.fromkeys(names))
    yield _csv([*PLACE, *columns])
    async for line in records.lines(choice):
        yield _csv(_row(line, columns))


async def write_xlsx(out: Path, choice: Choice = ALL) -> int:
    """Write all rows to the workbook `out`, a sheet for each kind; the number of rows.

    Raises WorkbookFull before anything is written if a kind has more rows than a sheet holds.
    """
    await _fits(choice)
    columns = await _columns(choice)
    book = Workbook(write_only=True)
    sheets = {kind: book.create_sheet(kind[:31]) for kind in columns or {"records": []}}
    for kind, names in columns.items():
        sheets[kind].append([*PLACE, *names])
    count = 0
    async for line in records.lines(choice):
        sheets[line["kind"]].append(_row(line, columns[line["kind"]]))
        count += 1
    await asyncio.to_thread(book.save, out)
    return count


def guarded(text: str) -> str:
    """The text with an apostrophe where a spreadsheet would begin to calculate (CWE-1236).

    Control characters, which a workbook cannot hold, become U+FFFD.
    """
    return FORMULA.sub(r"\1'\2", CONTROL.sub("�", text))


async def _fits(choice: Choice) -> None:
    rows = Row.filter(document__id__in=Subquery(chosen("register", choice).values("id")))
    groups = rows.annotate(n=Count("id")).group_by("document__kind")
    for kind, n in await groups.values_list("document__kind", "n"):
        if int(str(n)) > MOST:
            raise WorkbookFull(kind=str(kind), rows=int(str(n)), most=MOST)


async def _columns(choice: Choice) -> dict[str, list[str]]:
    """The column ids of each kind that is exported, in the order they stand on the page."""
    of_choice = Subquery(chosen("register", choice).values("id"))
    cells = Cell.filter(row__document__id__in=of_choice)
    cells = cells.order_by("row__document__kind", "position", "column").distinct()
    columns: dict[str, list[str]] = {}
    for kind, _, column in await cells.values_list("row__document__kind", "position", "column"):
        names = columns.setdefault(str(kind), [])
        if column not in names:
            names.append(str(column))
    return columns


def _csv(row: Iterable[object]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(row)
    return line.getvalue()


def _row(line: dict[str, Any], columns: list[str]) -> list[str | int]:
    texts = {cell["column"]: cell["text"] for cell in line["cells"]}
    place = [line[name] for name in PLACE]
    return [
        value if isinstance(value, int) else guarded(value or "")
        for value in (*place, *(texts.get(column, "") for column in columns))
    ]
