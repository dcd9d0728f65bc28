"""A file's classification: no page of it is less guarded, whatever its own words would allow."""

from __future__ import annotations

from classifiers.record import Level
from storage.efile.held import RULE, held
from storage.people import Author
from storage.reviews.levels import SET, least, level, standing
from storage.search import index
from storage.tables.documents import Document


async def guard(by: Author, file: int, wanted: Level, version: int | None = None) -> None:
    """Classify the file; its pages follow at once, down only as far as their own words allow."""
    async with held(by, file, RULE, version, "policy assignment") as one:
        one.file.level = wanted
        await one.file.save(update_fields=["level"])
        for page in await Document.filter(file_id=file).order_by("id"):
            before = page.level
            level(page, await standing(page.id))
            await least(page)
            if page.level != before:
                page.version += 1
                await page.save(update_fields=[*SET, "version"])
                await index.document(page.id)
