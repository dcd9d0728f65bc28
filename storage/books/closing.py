"""A book is closed when it is clean or a supervisor says why not, and opens again by rule."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Final

from tortoise.backends.base.client import BaseDBAsyncClient

from classifiers.kinds import RegisterKind
from storage import audit, district
from storage.books.faults import BookChanged, BookNotClean, BookStands
from storage.books.findings import findings, fresh
from storage.clock import now
from storage.database import transaction
from storage.faults import NotYourAct
from storage.people import Author, Role, act
from storage.reports.books import Book, audited
from storage.tables.books import Volume

COUNT: Final[frozenset[Role]] = frozenset({"operator", "supervisor"})
RULE: Final[frozenset[Role]] = frozenset({"supervisor"})
BY_RULE: Final = "panji"
"""Who opens a book by rule, in the log."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a book stands: `counted` pages on paper; closed by whom and when, or None.

    `reason` says why it was closed in spite of `findings`, `reopened` what opened it by rule.
    """

    counted: int | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    reason: str | None = None
    findings: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    version: int = 0


async def standing(book: Book) -> Standing:
    """As somebody left it; a book that nobody counted or closed has version 0."""
    row = await Volume.get_or_none(key=_key(book))
    return _standing(row) if row else Standing()


async def standings() -> dict[Book, Standing]:
    """All that anybody counted or closed."""
    rows = await Volume.all()
    return {Book(row.office, row.kind, row.year, row.volume): _standing(row) for row in rows}


async def count(by: Author, book: Book, pages: int) -> None:
    """Say how many pages it has on paper; NotYourAct. It opens again if they are not all here."""
    async with _held(by, book, COUNT) as (client, row):
        before, row.counted = row.counted, pages
        await _save(client, act(by, *_thing(row), before={"counted": before}), row)
    await heed(book)


async def close(
    by: Author, book: Book, kinds: Mapping[str, RegisterKind], reason: str, version: int
) -> None:
    """Close it as it was seen; BookNotClean if something is found and no reason is given.

    NotYourAct; BookStands if it is closed; BookChanged if others did something to it meanwhile.
    """
    async with _held(by, book, RULE, version) as (client, row):
        if row.closed_at is not None:
            raise BookStands
        found = findings(await audited(book, kinds), row.counted)
        if found and not reason:
            raise BookNotClean(count=len(found))
        row.closed_at, row.closed_by = now(), by.name
        row.reason, row.findings, row.reopened = reason or None, list(found), []
        await _save(client, act(by, *_thing(row)), row)


async def reopen(by: Author, book: Book, reason: str, version: int) -> None:
    """Open it again, for a reason that is kept in the log; BookStands if it is open."""
    async with _held(by, book, RULE, version) as (client, row):
        if row.closed_at is None:
            raise BookStands
        row.closed_at = None
        await _save(client, act(by, *_thing(row), before={"reason": reason}), row)


async def heed(book: Book) -> None:
    """Open the book again if it is closed and something is found in it that was not before.

    For whoever changed a page of it, in the same transaction.
    """
    # Locked though it may be open: whoever closes it now waits, and then sees what was changed.
    row = await Volume.select_for_update().get_or_none(key=_key(book))
    if row is None or row.closed_at is None:
        return
    known = district.loaded()
    found = findings(await audited(book, known.registers if known else {}), row.counted)
    new = fresh(found, row.findings)
    if not new:
        return
    async with transaction() as client:
        row.closed_at, row.reopened = None, new
        await _save(client, audit.Act(*_thing(row), BY_RULE), row)


@asynccontextmanager
async def _held(
    by: Author, book: Book, may: frozenset[Role], version: int | None = None
) -> AsyncIterator[tuple[BaseDBAsyncClient, Volume]]:
    """The book's row, made if there is none, that nobody else changes until the block ends."""
    if by.role not in may:
        raise NotYourAct
    async with transaction() as client:
        made = Volume(key=_key(book), version=0, **asdict(book))
        await Volume.bulk_create([made], ignore_conflicts=True)
        row = await Volume.select_for_update().get(key=made.key)
        if version not in {None, row.version}:
            raise BookChanged
        yield client, row


async def _save(client: BaseDBAsyncClient, told: audit.Act, row: Volume) -> None:
    row.version += 1
    await row.save()
    after = asdict(_standing(row))
    if row.closed_at is not None:
        after["closed_at"] = row.closed_at.isoformat()
    await audit.append(client, replace(told, after=after, version_after=row.version))


def _thing(row: Volume) -> tuple[audit.Action, str]:
    return "metadata modification", f"book/{row.key}"


def _standing(row: Volume) -> Standing:
    found, new = tuple(row.findings), tuple(row.reopened)
    closed = row.closed_at, row.closed_by, row.reason
    return Standing(row.counted, *closed, found, new, row.version)


def _key(book: Book) -> str:
    parts = (book.office, book.kind, book.year, book.volume)
    return "|".join("-" if part is None else str(part) for part in parts)
