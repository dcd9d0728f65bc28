"""A small store with a past: pages filed on days gone by, cells settled on them by people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from classifiers.kinds import Column, RegisterKind
from classifiers.record import Hints, RegisterPage
from classifiers.values import Serial
from storage import filing, ledger
from storage.leases import lease
from storage.people import Author
from storage.reports import days
from storage.reviews import edits
from storage.tables.documents import Document
from storage.tables.reviews import Edit
from tests.storage import builders
from tests.storage.builders import ME
from tests.storage.reviews.people import cells, meaning, wish

TODAY = date(2026, 3, 2)
KINDS = {
    "crime": RegisterKind(
        "crime", "", (), (Column("serial", "serial", "क्रम"),), "K-11011", "A", "normal"
    )
}


def noon(back: int) -> datetime:
    """The middle of an Indian day so many days before TODAY."""
    return days.begins(TODAY - timedelta(days=back)) + timedelta(hours=12)


async def filed(name: str, back: int = 1, office: str = "KNJ-TIR") -> Document:
    """A register page of that desk whose two doubtful cells wait, filed so many days ago."""
    one = await builders.leased(name)
    record = replace(
        builders.register(one), office=replace(builders.register(one).office, choice=office)
    )
    key = (await filing.file(one, record)).record_key
    await Document.filter(record_key=key).update(filed_at=noon(back))
    return await Document.get(record_key=key)


async def settle(by: Author, page: Document, back: int, count: int = 1) -> None:
    """Confirm that many of the page's waiting cells, so many days ago."""
    waiting = [cell for cell in await cells(page) if cell.state == "review"][:count]
    bundle = f"bundle-{page.id}-{back}"
    wishes = [wish(cell, key=f"{bundle}-{cell.id}") for cell in waiting]
    if not wishes:
        return
    await edits.save(by, page.id, bundle, wishes, meaning)
    await Edit.filter(bundle=bundle).update(at=noon(back))


async def book(pages: Sequence[Sequence[int]], level: str = "normal") -> list[Document]:
    """A volume scanned as one file, whose rows carry these serials and nothing doubtful."""
    await builders.loaded()
    batch = await ledger.open_batch(Hints(office="KNJ-TIR"))
    await builders.accepted(batch, "book", frames=len(pages))
    for one, serials in zip(await lease(ME, 100), pages, strict=True):
        await filing.file(one, numbered(builders.clean(one), serials))
    await Document.all().update(level=level)
    return await Document.all().order_by("id")


def numbered(page: RegisterPage, serials: Sequence[int]) -> RegisterPage:
    """The page with a row for each serial."""
    (row,) = page.rows
    rows = tuple((builders.cell("serial", str(n), Serial(n)), *row[1:]) for n in serials)
    return replace(page, rows=rows)
