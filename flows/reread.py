"""Filed register pages are read again as the engine reads now; what differs is proposed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from flows.options import Options
from flows.readers import Readers
from flows.reading import together
from flows.sheet import Sheet
from ocr.scan import Unreadable
from storage import database, filing
from storage.archive import Archive
from storage.filed import FiledSheet, sheets

ACTOR = "panji reread"


@dataclass(slots=True)
class Again:
    """What a run did: pages read, cells that are proposed otherwise, pages that could not be."""

    pages: int = 0
    cells: int = 0
    failed: int = 0


async def reread(options: Options, kind: str | None) -> Again:
    """Read all filed register pages again, or those of a kind; raises SetupFault.

    Nothing that is filed changes. Run again it proposes nothing twice, so a run that was stopped
    is begun anew.
    """
    done, archive = Again(), Archive(options.archive)
    async with database.opened(options.database):
        with Readers(options) as readers:
            await readers.prepare()
            room = asyncio.Semaphore(options.workers)

            async def page(filed: FiledSheet) -> None:
                sheet = Sheet(archive.place(filed.path), filed.scan, filed.number, filed.hints)
                async with room:
                    record = await readers.read(sheet)
                if isinstance(record, Unreadable):
                    done.failed += 1
                    return
                done.pages += 1
                done.cells += await filing.reread(record, ACTOR)

            after = 0
            while found := await sheets(kind, after):
                async with together() as group:
                    for one in found:
                        group.create_task(page(one))
                after = found[-1].document
    return done
