"""A file is changed by whoever may, all at once with its audit entry, or not at all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from tortoise.backends.base.client import BaseDBAsyncClient

from storage import audit
from storage.database import transaction
from storage.faults import FileChanged, FileUnknown, NotYourAct
from storage.people import Author, Role, act
from storage.tables.offices import File

WORK: Final[frozenset[Role]] = frozenset({"reviewer", "supervisor"})
RULE: Final[frozenset[Role]] = frozenset({"supervisor"})
TOLD: Final = (
    "state",
    "priority",
    "old_file_no",
    "post",
    "closed_on",
    "review_on",
    "disposal",
    "hold",
    "level",
)
"""What of a file can be changed, as the log tells it."""


@dataclass(slots=True)
class Held:
    """A file that nobody else changes now; `told` goes into the log beside what it became."""

    file: File
    client: BaseDBAsyncClient
    told: dict[str, Any] = field(default_factory=dict)


@asynccontextmanager
async def held(
    by: Author,
    file: int,
    may: frozenset[Role],
    version: int | None = None,
    action: audit.Action = "metadata modification",
) -> AsyncIterator[Held]:
    """The file, locked; what the block makes of it is saved and logged a version later.

    `version` is that of the file as `by` saw it. NotYourAct, FileUnknown, FileChanged.
    """
    if by.role not in may:
        raise NotYourAct
    async with transaction() as client:
        row = await File.select_for_update().get_or_none(id=file)
        if row is None:
            raise FileUnknown(file=str(file))
        if version not in {None, row.version}:
            raise FileChanged(file_no=row.file_no)
        before, one = summary(row), Held(row, client)
        yield one
        row.version += 1
        await row.save()
        await audit.append(client, _entry(by, action, one, before))


def summary(file: File) -> dict[str, Any]:
    """What of a file can be changed, as plain data."""
    found = {name: getattr(file, name) for name in TOLD}
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in found.items()}


def _entry(by: Author, action: audit.Action, one: Held, before: dict[str, Any]) -> audit.Act:
    row = one.file
    return act(
        by,
        action,
        f"file/{row.file_no}",
        before=before,
        after={**summary(row), **one.told},
        version_before=row.version - 1,
        version_after=row.version,
    )
