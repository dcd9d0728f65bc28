"""What people did to a record, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.tables.reviews import Edit


@dataclass(frozen=True, slots=True)
class Change:
    """One act: when, who, on which cell or field, what stood before and after, what he said."""

    at: datetime
    by: str
    act: str
    field: str
    row: int | None
    cell: int | None
    before: str
    after: str
    seconds: float
    note: str
    undone: bool


async def history(document: int) -> tuple[Change, ...]:
    """All acts on the document and its cells."""
    found = Edit.filter(document_id=document).order_by("-id")
    edits = await found.prefetch_related("user", "cell__row")
    return tuple(_change(edit) for edit in edits)


def _change(edit: Edit) -> Change:
    return Change(
        at=edit.at,
        by=edit.user.full_name,
        act=edit.act,
        field=edit.field,
        row=edit.cell.row.number if edit.cell else None,
        cell=edit.cell_id,
        before=_said(edit.before),
        after=_said(edit.after),
        seconds=edit.seconds,
        note=edit.note,
        undone=edit.undone_by is not None,
    )


def _said(standing: dict[str, Any]) -> str:
    """The text, or what was said instead of one."""
    flag = standing.get("flag")
    return f"⚑ {flag}" if flag else str(standing.get("text", ""))
