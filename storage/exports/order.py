"""Documents in the order of every export: by name as received, scan and page; never by time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tortoise.queryset import QuerySet

from storage.search.mask import masked
from storage.tables.documents import Document

CHUNK = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """What is exported: of these desks, in these files (None: all), of a kind and a year or any.

    If not `whole`, restricted records are left out and identifiers in all words are dotted.
    """

    desks: frozenset[str] | None = None
    kind: str | None = None
    year: int | None = None
    whole: bool = True
    files: frozenset[str] | None = None

    def words(self, told: Any) -> Any:
        """Plain data as it may leave."""
        if self.whole:
            return told
        if isinstance(told, str):
            return masked(told)
        if isinstance(told, dict):
            return {name: self.words(one) for name, one in told.items()}
        return [self.words(one) for one in told] if isinstance(told, list) else told


ALL: Final = Choice()


def chosen(tag: str, choice: Choice = ALL) -> QuerySet[Document]:
    """The documents of that tag that are exported."""
    return within(Document.filter(tag=tag), choice)


def within(found: QuerySet[Document], choice: Choice) -> QuerySet[Document]:
    """Those of the documents that the choice lets out."""
    if choice.files is not None:
        found = found.filter(file__file_no__in=list(choice.files))
    if choice.desks is not None:
        found = found.filter(desk__in=list(choice.desks))
    if choice.kind is not None:
        found = found.filter(kind=choice.kind)
    if choice.year is not None:
        found = found.filter(year=choice.year)
    return found if choice.whole else found.exclude(level="restricted")


async def ordered(tag: str, choice: Choice = ALL) -> AsyncIterator[Sequence[Document]]:
    """The documents of that tag with page, scan and file, a chunk at a time."""
    by_name = chosen(tag, choice).order_by("page__scan__source", "page__scan_id", "page__number")
    async for chunk in in_chunks(
        [int(str(one)) for one in await by_name.values_list("id", flat=True)]
    ):
        yield chunk


async def in_chunks(ids: Sequence[int]) -> AsyncIterator[Sequence[Document]]:
    """The documents of those ids, in that order, with page, scan and file, a chunk at a time."""
    for start in range(0, len(ids), CHUNK):
        chunk = Document.filter(id__in=ids[start : start + CHUNK])
        found = {row.id: row for row in await chunk.select_related("page__scan", "file")}
        yield [found[one] for one in ids[start : start + CHUNK]]
