"""Reviewers and a page that waits for them."""

from __future__ import annotations

from dataclasses import replace

from classifiers.record import RegisterPage
from classifiers.values import Serial, Value
from storage import filing, people
from storage.people import COMMAND_LINE, Author
from storage.reviews.edits import Act, Flag, Wish
from storage.tables.documents import Cell, Document
from tests.storage import builders


async def author(name: str = "reader", role: str = "reviewer") -> Author:
    """A user who may act."""
    row = {"name": name, "full_name": f"{name} सिंह", "office": "KNJ-TIR", "role": role}
    one = await people.add(row | {"password": "-"}, COMMAND_LINE)
    return Author(one.id, one.name, one.role, one.office, "session", "127.0.0.1")


async def page(name: str = "a") -> Document:
    """A register page, filed, whose cells all wait."""
    await builders.loaded()
    lease = await builders.leased(name)
    record = builders.register(lease)
    rows = tuple(tuple(replace(c, state="review") for c in row) for row in record.rows)
    waiting: RegisterPage = replace(record, rows=rows)
    filed = await filing.file(lease, waiting)
    return await Document.get(record_key=filed.record_key)


async def cells(page: Document) -> list[Cell]:
    """Its cells in reading order."""
    return await Cell.filter(row__document=page).order_by("row__number", "position")


def wish(cell: Cell, text: str | None = None, key: str = "", flag: Flag | None = None) -> Wish:
    """Accept the cell, correct it to `text`, or say `flag` of it."""
    act: Act = "flag" if flag else "accept" if text is None else "correct"
    named = key or f"key-{cell.id}-{text}"
    said = cell.text if text is None else text
    return Wish(named, cell.id, cell.version, act, said, 1.5, flag)


def meaning(kind: str, column: str, text: str) -> Value | None:
    """Figures mean a number."""
    return Serial(int(text)) if text.isdecimal() else None
