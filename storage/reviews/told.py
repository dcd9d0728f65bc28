"""What a person says of a page: its office and volume, and flags; what needs no new reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from classifiers.letter_rows import OFFICE
from classifiers.reasons import reason
from classifiers.record import UNKNOWN, Guess
from classifiers.values import Code
from ocr.pages import Turn
from ocr.ruling import Ruling
from storage import audit, codec
from storage.books.closing import heed
from storage.clock import now
from storage.database import transaction
from storage.faults import PageChanged, PageHeld
from storage.people import Author, act
from storage.reports.books import book_of
from storage.reviews.settle import refile, settle
from storage.tables.documents import Cell, Document, Row
from storage.tables.reviews import Edit

PageFlag = Literal["rescan", "asked"]
Summary = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says who saw the page; None where he says nothing.

    `turn` is by how much it had been turned as received, `ruled` the lines of its tables.
    """

    kind: str | None = None
    office: str | None = None
    year: int | None = None
    volume: int | None = None
    turn: Turn | None = None
    ruled: tuple[Ruling, ...] | None = None

    @property
    def reads(self) -> bool:
        """Whether the page has to be read again for it."""
        return any(one is not None for one in (self.kind, self.year, self.turn, self.ruled))


async def tell(by: Author, document: int, version: int, told: Told) -> None:
    """Give the page its office and volume; PageChanged, PageHeld."""
    async with transaction() as client:
        page = await free(by, document, version)
        before, left = summary(page), book_of(page)
        give_office(page, told.office)
        await _fact(page)
        page.volume = told.volume or page.volume
        await page.save(update_fields=["office", "desk", "guesses", "volume"])
        await refile(page)
        unfit = await settle(page)
        await heed(left)
        await note(client, by, page, (before, summary(page)), unfit)


async def flag(by: Author, document: int, version: int, said: PageFlag | None) -> None:
    """Mark the page for the scanner or for a question, or take the mark away."""
    async with transaction() as client:
        page = await free(by, document, version)
        before = summary(page)
        page.flag = said
        await page.save(update_fields=["flag"])
        unfit = await settle(page)
        await note(client, by, page, (before, summary(page)), unfit)


async def free(by: Author, document: int, version: int) -> Document:
    """The page, locked until the caller's transaction ends; PageChanged, PageHeld."""
    page = await Document.select_for_update().get(id=document)
    if page.version != version:
        raise PageChanged
    held = Row.filter(document_id=document, held_until__gt=now()).exclude(held_by=by.name)
    other = await held.first()
    if other is not None:
        raise PageHeld(who=other.held_by or "")
    return page


def give_office(page: Document, office: str | None) -> None:
    """The office as a person says it; its people then see the page."""
    if office is None:
        return
    said = codec.guess.dump(Guess(office, 1.0, (reason("person"),)))
    page.office, page.guesses = office, {**page.guesses, "office": said}
    page.desk = page.desk if office == UNKNOWN else office


async def _fact(letter: Document) -> None:
    """The cell in which a letter has its office says the same."""
    cell = await Cell.get_or_none(row__document_id=letter.id, column=OFFICE)
    if letter.tag == "document" and cell and letter.office not in {UNKNOWN, cell.text}:
        cell.text, cell.state, cell.version = letter.office, "approved", cell.version + 1
        cell.value = codec.value.dump(Code(letter.office))
        await cell.save()


def summary(page: Document) -> Summary:
    """What of a page can be told, as it stands."""
    names = ("tag", "kind", "head", "office", "year", "volume", "level", "flag", "state")
    return {name: getattr(page, name) for name in names}


async def note(
    client: Any, by: Author, page: Document, stood: tuple[Summary, Summary], kept: Any = None
) -> None:
    """One line in the page's history and one in the log; last, because others wait for it.

    `kept` is more of what stood before, for the log alone.
    """
    before, after = stood
    named = f"page-{page.id}-{page.version}"
    await Edit.create(
        key=named,
        bundle=named,
        act="page",
        document_id=page.id,
        field="",
        user_id=by.user,
        at=now(),
        seconds=0.0,
        version=page.version,
        before={"text": _changed(before, after)},
        after={"text": _changed(after, before)},
        note="",
    )
    told = act(
        by,
        "metadata modification",
        f"document/{page.record_key}",
        before={**before, "read": kept} if kept else before,
        after=after,
        version_before=page.version - 1,
        version_after=page.version,
    )
    await audit.append(client, told)


def _changed(stood: Summary, other: Summary) -> str:
    """What is different between the two."""
    names = [name for name in stood if stood[name] != other[name] and name != "state"]
    return " · ".join(str(stood[name] or "–") for name in names)
