"""Pages get their numbers in their file: in the order they lie, once, without gaps or doubles.

The numbers run on from volume to volume; a volume ends at 200 pages (CSMOP para 23). A page that
is found to belong elsewhere leaves its number behind, as a slip would in a paper file, and has
it again when it comes back.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from storage import audit, numbering
from storage.clock import now
from storage.database import transaction
from storage.tables.documents import Document
from storage.tables.efile import FilePage
from storage.tables.offices import File
from storage.tables.scans import Entry

VOLUME: Final = 200
"""Pages a volume holds."""
ORDER: Final = ("page__scan__source", "page__scan_id", "page__number")
"""As in every export: by name as received, and page."""


def volume_of(number: int) -> int:
    """The volume in which the page of that number lies, counted from 1."""
    return (number - 1) // VOLUME + 1


async def number(file: int, actor: str = "panji") -> int:
    """Give the file's pages that have none their numbers; how many got one.

    Pages of a batch that is still being read wait until it is, so that the pages of a book keep
    their order whoever of the workers is faster.
    """
    async with transaction() as client:
        given = await give(file)
        if given:
            row = await File.get(id=file)
            told = {"pages numbered": given, "last": await _last(file)}
            thing = f"file/{row.file_no}"
            await audit.append(client, audit.Act("metadata modification", thing, actor, after=told))
    return given


async def number_batches(batches: Collection[int], actor: str = "panji") -> int:
    """Number the pages of every file in which a page of those batches lies."""
    found = Document.filter(page__scan__batch_id__in=list(batches) or [0], file_id__not_isnull=True)
    files = await found.distinct().values_list("file_id", flat=True)
    return sum([await number(file, actor) for file in sorted(int(str(one)) for one in files)])


async def give(file: int) -> int:
    """As `number`, in the caller's transaction and without a line in the log."""
    await numbering.hold(_series(file))
    done = await FilePage.filter(file_id=file).values_list("document_id", flat=True)
    reading = await Entry.filter(state="received").distinct().values_list("batch_id", flat=True)
    found = Document.filter(file_id=file).exclude(page__scan__batch_id__in=list(reading) or [0])
    known = {int(str(one)) for one in done}
    ordered = await found.order_by(*ORDER).values_list("id", flat=True)
    fresh = [one for one in (int(str(each)) for each in ordered) if one not in known]
    if not fresh:
        return 0
    given, at = await numbering.several(_series(file), len(fresh)), now()
    await FilePage.bulk_create(
        FilePage(file_id=file, document_id=document, number=n, at=at)
        for n, document in zip(given, fresh, strict=True)
    )
    return len(fresh)


async def _last(file: int) -> int:
    last = await FilePage.filter(file_id=file).order_by("-number").first()
    return last.number if last else 0


def _series(file: int) -> str:
    return f"page|{file}"
