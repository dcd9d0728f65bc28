"""A file as people see it: what it is, where it stands, who has it, how it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from storage.clock import indian, now
from storage.efile.keeping import Keeping, keeping
from storage.reviews.levels import LEVELS
from storage.tables.documents import Document
from storage.tables.efile import FileRequest
from storage.tables.offices import File
from storage.tables.people import User


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked and nobody has decided yet: close or reopen."""

    wanted: str
    reason: str
    asker: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file; `level` is the highest of its pages or its own, `register_volume` the book's.

    `decider` is who decided last of its keeping, "" if nobody has.
    """

    id: int
    computer_no: int
    file_no: str
    old_file_no: str | None
    office: str
    head: str
    head_title: str
    kind: str | None
    year: int | None
    register_volume: int | None
    main: int | None
    part: int | None
    state: str
    priority: str
    post: str | None
    level: str
    opened_at: datetime
    closed_on: date | None
    keeping: Keeping
    decider: str
    asked: Asked | None
    version: int


async def seen(file: int) -> FileSeen | None:
    """The file of that id, None if there is none."""
    row = await File.get_or_none(id=file).select_related("head")
    if row is None:
        return None
    return FileSeen(
        id=row.id,
        computer_no=row.computer_no,
        file_no=row.file_no,
        old_file_no=row.old_file_no,
        office=row.office_id,
        head=row.head_id,
        head_title=row.head.title,
        kind=row.kind,
        year=row.year,
        register_volume=row.volume,
        main=row.main,
        part=row.part,
        state=row.state,
        priority=row.priority,
        post=row.post,
        level=max(row.level, await level_of(file), key=LEVELS.index),
        opened_at=row.opened_at,
        closed_on=row.closed_on,
        keeping=keeping(row, indian(now()).date()),
        decider=await _name(row.decided_by),
        asked=await _asked(file),
        version=row.version,
    )


async def found(file_no: str) -> int | None:
    """The id of the file of that number, of today or on paper; None if none or several have it."""
    row = await File.get_or_none(file_no=file_no)
    if row:
        return int(row.id)
    old = await File.filter(old_file_no=file_no).limit(2)
    return int(old[0].id) if len(old) == 1 else None


async def named(files: tuple[int, ...]) -> dict[int, str]:
    """The numbers of the files of those ids."""
    rows = await File.filter(id__in=list(files) or [0]).values_list("id", "file_no")
    return {int(str(one)): str(file_no) for one, file_no in rows}


async def level_of(file: int) -> str:
    """The highest level of the file's pages; `normal` while it has none."""
    levels = await Document.filter(file_id=file).distinct().values_list("level", flat=True)
    return max((str(one) for one in levels), key=LEVELS.index, default=LEVELS[0])


async def _name(user: int | None) -> str:
    one = await User.get_or_none(id=user) if user else None
    return one.full_name if one else ""


async def _asked(file: int) -> Asked | None:
    one = await FileRequest.get_or_none(file_id=file, allowed=None)
    return Asked(one.wanted, one.reason, one.asker, one.asked_at) if one else None
