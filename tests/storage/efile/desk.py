"""A book of some pages in a file, the people who work with files, and posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from classifiers.district import Post
from classifiers.record import Level, Sensitivity
from classifiers.values import Day, Serial
from storage import district, filing, ledger
from storage.leases import lease
from storage.people import COMMAND_LINE, Author, add
from storage.tables.documents import Document
from storage.tables.offices import File
from tests.storage import builders

POSTS = (
    Post("SHO-PSTIRWA-KNJ", "KNJ-TIR", "थानाध्यक्ष", "Station House Officer", None, None),
    Post("HM-PSTIRWA-KNJ", "KNJ-TIR", "हेड मोहर्रिर", "Head moharrir", None, None),
    Post("OLD-PSTIRWA-KNJ", "KNJ-TIR", "दीवान", "Diwan", None, date(2020, 1, 1)),
)


async def loaded() -> None:
    """The made-up district with posts."""
    given = replace(builders.district(), posts={one.code: one for one in POSTS})
    await district.load(given)


async def person(name: str, role: str = "supervisor") -> Author:
    """A user who may act."""
    row = {"name": name, "full_name": f"{name} सिंह", "office": "KNJ-TIR", "role": role}
    one = await add(row | {"password": "-"}, COMMAND_LINE)
    return Author(one.id, one.name, one.role, one.office, "session", "127.0.0.1")


async def book(
    names: Sequence[str], year: int | None = 2006, level: Level = "normal", *, head: str = "K-11011"
) -> File:
    """A file of one-page scans of those names, in a batch that is read to its end."""
    batch = await ledger.open_batch()
    for name in names:
        await builders.accepted(batch, name)
    for serial, one in enumerate(await lease(builders.ME, len(names)), start=1):
        record = replace(builders.register(one, head=head), year=year)
        cells = (
            builders.cell("serial", str(serial), Serial(serial)),
            builders.cell("date", "०५.०३.२००६", Day(date(2006, 3, serial % 28 + 1))),
        )
        record = replace(record, rows=(cells,), sensitivity=Sensitivity(level))
        filed = await filing.file(one, record)
    found = await Document.get(record_key=filed.record_key).select_related("file")
    assert found.file
    return await File.get(id=found.file.id)
