"""Register rows as tables for people: one CSV file, or a workbook with a sheet a kind."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any, Final, TextIO

from openpyxl import Workbook

from storage.exports import records
from storage.tables.documents import Cell

PLACE: Final = ("source", "sha256", "page", "kind", "office", "row", "file_no")
# A spreadsheet takes a text that begins so for a formula, at the start of any line of it.
FORMULA: Final = re.compile(r"(^|[\r\n])([^\S\r\n]*)(?=[=+\-@\t\r])")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


async def write_csv(out: TextIO) -> int:
    """Write all rows to `out`, opened with newline=""; the number of rows.

    The columns of all kinds stand side by side, each named by its stable id.
    """
    columns = list(
        dict.fromkeys(column for names in (await _columns()).values() for column in names)
    )
    writer = csv.writer(out)
    writer.writerow([*PLACE, *columns])
    count = 0
    async for line in records.lines():
        writer.writerow(_row(line, columns))
        count += 1
    return count


async def write_xlsx(out: Path) -> int:
    """Write all rows to the workbook `out`, a sheet for each kind; the number of rows."""
    columns = await _columns()
    book = Workbook(write_only=True)
    sheets = {kind: book.create_sheet(kind[:31]) for kind in columns or {"records": []}}
    for kind, names in columns.items():
        sheets[kind].append([*PLACE, *names])
    count = 0
    async for line in records.lines():
        sheets[line["kind"]].append(_row(line, columns[line["kind"]]))
        count += 1
    book.save(out)
    return count


def guarded(text: str) -> str:
    """The text with an apostrophe where a spreadsheet would begin to calculate (CWE-1236).

    Control characters, which a workbook cannot hold, become U+FFFD.
    """
    return FORMULA.sub(r"\1'\2", CONTROL.sub("�", text))


async def _columns() -> dict[str, list[str]]:
    """The column ids of each kind in the store, in the order they stand on the page."""
    cells = Cell.all().order_by("row__document__kind", "position", "column").distinct()
    columns: dict[str, list[str]] = {}
    for kind, _, column in await cells.values_list("row__document__kind", "position", "column"):
        names = columns.setdefault(str(kind), [])
        if column not in names:
            names.append(str(column))
    return columns


def _row(line: dict[str, Any], columns: list[str]) -> list[str | int]:
    texts = {cell["column"]: cell["text"] for cell in line["cells"]}
    place = [line[name] for name in PLACE]
    return [
        value if isinstance(value, int) else guarded(value or "")
        for value in (*place, *(texts.get(column, "") for column in columns))
    ]
