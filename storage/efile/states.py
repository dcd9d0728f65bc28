"""What becomes of a file: parked, closed and reopened, the last two only with a second person.

created, reopened ── park ──► parked ── resume ──► as before
created, reopened, parked ── close, allowed ──► closed
closed, closed-migrated ── reopen, allowed ──► reopened
"""

from __future__ import annotations

from typing import Final, Literal

from storage.clock import indian, now
from storage.efile import numbers
from storage.efile.held import RULE, WORK, Held, held
from storage.faults import (
    AnotherMustDecide,
    FileStands,
    NotAsked,
    NotYourAct,
    PagesUndecided,
)
from storage.people import Author
from storage.tables.documents import Document
from storage.tables.efile import FileRequest
from storage.tables.offices import File

State = Literal["created", "parked", "closed", "closed-migrated", "reopened"]
Wanted = Literal["close", "reopen"]
Priority = Literal["current", "partial", "closed"]
OPEN: Final = frozenset({"created", "reopened"})
CLOSED: Final = frozenset({"closed", "closed-migrated"})
FROM: Final = {"close": OPEN | {"parked"}, "reopen": CLOSED}


async def park(by: Author, file: int, reason: str, version: int | None = None) -> None:
    """Lay an open file aside for a while; FileStands if it is none."""
    async with held(by, file, WORK, version) as one:
        _stands(one.file, OPEN)
        one.file.state, one.told["reason"] = "parked", reason


async def resume(by: Author, file: int, version: int | None = None) -> None:
    """Take a parked file up again, as what it was."""
    async with held(by, file, WORK, version) as one:
        _stands(one.file, {"parked"})
        again = await FileRequest.exists(file_id=file, wanted="reopen", allowed=True)
        one.file.state = "reopened" if again else "created"


async def ask(
    by: Author, file: int, wanted: Wanted, reason: str, version: int | None = None
) -> None:
    """Ask to close or reopen; nothing changes before another allows it.

    Who closed a file asks to reopen it, or a supervisor does. FileStands, also while something
    else is asked; NotYourAct.
    """
    async with held(by, file, WORK, version) as one:
        _stands(one.file, FROM[wanted])
        if await FileRequest.exists(file_id=file, allowed=None):
            raise FileStands(file_no=one.file.file_no, state="asked")
        if wanted == "reopen" and not _may_reopen(by, one.file):
            raise NotYourAct
        await FileRequest.create(
            file_id=file,
            wanted=wanted,
            reason=reason,
            asker=by.name,
            asked_by=by.user,
            asked_at=now(),
        )
        one.told |= {"asked": wanted, "reason": reason}


async def decide(by: Author, file: int, *, allowed: bool, version: int | None = None) -> None:
    """Allow or refuse what another asked; allowed, it is done at once.

    NotAsked, AnotherMustDecide; PagesUndecided while pages of a file to be closed wait.
    """
    async with held(by, file, RULE, version) as one:
        asked = await FileRequest.get_or_none(file_id=file, allowed=None)
        if asked is None:
            raise NotAsked(file_no=one.file.file_no)
        if asked.asked_by == by.user:
            raise AnotherMustDecide
        asked.allowed, asked.decider, asked.decided_at = allowed, by.name, now()
        await asked.save()
        one.told |= {"asked": asked.wanted, "asker": asked.asker, "allowed": allowed}
        if allowed:
            await (_close(one, asked) if asked.wanted == "close" else _reopen(one))


async def classify(by: Author, file: int, priority: Priority, version: int | None = None) -> None:
    """Say in which order the file is migrated: running, half on paper, or closed."""
    async with held(by, file, WORK, version) as one:
        one.file.priority = priority


async def rename(by: Author, file: int, old_file_no: str, version: int | None = None) -> None:
    """Keep the number that the file had on paper; empty is none."""
    async with held(by, file, WORK, version) as one:
        one.file.old_file_no = old_file_no.strip() or None


async def _close(one: Held, asked: FileRequest) -> None:
    file = one.file
    _stands(file, FROM["close"])
    waiting = await Document.filter(file_id=file.id, state="review").count()
    if waiting:
        raise PagesUndecided(file_no=file.file_no, count=waiting)
    one.told["numbered"] = await numbers.give(file.id)
    file.state, file.priority = "closed", "closed"
    file.closed_on, file.closed_by = indian(now()).date(), asked.asked_by


async def _reopen(one: Held) -> None:
    """Whatever was decided of its keeping no longer holds, as it is counted from its closing."""
    _stands(one.file, FROM["reopen"])
    if one.file.disposal != "keep":
        raise FileStands(file_no=one.file.file_no, state=one.file.disposal)
    one.file.state, one.file.priority = "reopened", "current"
    one.file.closed_on = one.file.closed_by = one.file.review_on = None


def _may_reopen(by: Author, file: File) -> bool:
    return by.role in RULE or file.closed_by == by.user


def _stands(file: File, wanted: frozenset[str] | set[str]) -> None:
    if file.state not in wanted:
        raise FileStands(file_no=file.file_no, state=file.state)
