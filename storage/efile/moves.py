"""Files go from post to post, have parts, and are linked to files that belong with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q

from storage import audit, numbering
from storage.clock import indian, now
from storage.database import transaction
from storage.efile.held import WORK, held
from storage.efile.states import CLOSED
from storage.faults import FileStands, FileUnknown, NoSuchPost, NotYourAct
from storage.people import Author, act
from storage.tables.efile import FileLink, Movement
from storage.tables.offices import File
from storage.tables.posts import Post


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement: `origin` "" is the record room; posts by code, `by` the login name."""

    origin: str
    post: str
    by: str
    at: datetime
    remark: str


async def send(
    by: Author, file: int, post: str, remark: str = "", version: int | None = None
) -> None:
    """Mark a file that is not closed to a post; NoSuchPost if there is none of that code now."""
    async with held(by, file, WORK, version) as one:
        if one.file.state in CLOSED:
            raise FileStands(file_no=one.file.file_no, state=one.file.state)
        await _filled(post)
        origin, one.file.post = one.file.post or "", post
        one.told |= {"from": origin, "remark": remark}
        await Movement.create(
            file_id=file, origin=origin, post=post, by=by.name, at=now(), remark=remark
        )


async def movements(file: int) -> tuple[Moved, ...]:
    """Where the file went, the first movement first."""
    found = await Movement.filter(file_id=file).order_by("id")
    return tuple(Moved(one.origin, one.post, one.by, one.at, one.remark) for one in found)


async def part(by: Author, file: int) -> int:
    """Open the next part file of an open main file; its id.

    It has the main file's number with (P1), (P2) …: brackets are all that the e-office's grammar
    leaves for it.
    """
    async with held(by, file, WORK) as one:
        main = one.file
        if main.main is not None or main.state in CLOSED:
            raise FileStands(file_no=main.file_no, state="part" if main.main else main.state)
        n = await numbering.count(f"part|{main.id}")
        made = await File.create(
            key=f"part|{main.id}|{n}",
            computer_no=await numbering.count("computer"),
            file_no=f"{main.file_no}(P{n})",
            office_id=main.office_id,
            head_id=main.head_id,
            kind=main.kind,
            year=main.year,
            serial=main.serial,
            state="created",
            main=main.id,
            part=n,
            post=main.post,
            level=main.level,
            opened_at=now(),
        )
        one.told["part"] = made.file_no
    return int(made.id)


async def link(by: Author, file: int, other: int) -> None:
    """Say that two files belong together; again changes nothing."""
    if by.role not in WORK:
        raise NotYourAct
    low, high = sorted((file, other))
    async with transaction() as client:
        rows = {row.id: row for row in await _both(low, high)}
        if len(rows) != 2:
            raise FileUnknown(file=str(next((one for one in (low, high) if one not in rows), low)))
        if await FileLink.exists(file_id=low, other_id=high):
            return
        await FileLink.create(file_id=low, other_id=high, by=by.name, at=now())
        told: audit.Act = act(
            by,
            "metadata modification",
            f"file/{rows[low].file_no}",
            after={"linked": rows[high].file_no},
        )
        await audit.append(client, told)


async def linked(file: int) -> tuple[int, ...]:
    """The ids of the files that are linked to it, its main file and its parts among them."""
    links = await FileLink.filter(Q(file_id=file) | Q(other_id=file))
    found = {one.other_id if one.file_id == file else one.file_id for one in links}
    own = await File.get_or_none(id=file)
    parts = await File.filter(main=file).values_list("id", flat=True)
    found |= {int(str(one)) for one in parts}
    return tuple(sorted(found | ({own.main} if own and own.main else set())))


async def _both(low: int, high: int) -> list[File]:
    """Locked, so that no other makes the same link meanwhile."""
    return await File.filter(id__in=[low, high]).order_by("id").select_for_update()


async def _filled(post: str) -> None:
    """Raise NoSuchPost if the district has no such post today."""
    today = indian(now()).date()
    row = await Post.get_or_none(code=post)
    if row is None or (row.valid_to is not None and row.valid_to <= today):
        raise NoSuchPost(post=post)
