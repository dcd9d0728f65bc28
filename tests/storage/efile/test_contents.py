"""The table of contents has every page once, in order, with what stands on it."""

from __future__ import annotations

import hashlib
from datetime import date

from storage.database import opened, transaction
from storage.efile import numbers
from storage.efile.contents import Volume, contents, note
from storage.efile.seen import seen
from storage.tables.documents import Document
from storage.tables.efile import FilePage
from tests.storage import builders
from tests.storage.efile import desk


async def test_each_page_has_its_number_hash_serials_and_dates(url: str) -> None:
    """Those without a number yet come last."""
    async with opened(url):
        await desk.loaded()
        file = await desk.book(["a", "b"])
        await numbers.number(file.id)
        await desk.book(["0"])
        told = await contents(file.id)
        assert told
        assert [(one.number, one.source, one.serials) for one in told.items] == [
            (1, "a", (1, 1)),
            (2, "b", (2, 2)),
            (None, "0", (1, 1)),
        ]
        assert [one.sha256 for one in told.items] == [builders.scan(n).sha256 for n in "ab0"]
        assert told.items[1].days == (date(2006, 3, 3), date(2006, 3, 3))
        assert {(one.kind, one.page) for one in told.items} == {("crime", 1)}


async def test_the_covering_note_sums_up_the_contents_and_seals_their_list(url: str) -> None:
    """Pages, serials from to, dates from to, and a digest anyone can make again."""
    async with opened(url):
        await desk.loaded()
        file = await desk.book(["a", "b"])
        await numbers.number(file.id)
        told = await contents(file.id)
        assert told
        made = note(told)
        assert (made.pages, made.unnumbered, made.waiting) == (2, 0, 0)
        assert made.serials == (1, 2)
        assert made.days == (date(2006, 3, 2), date(2006, 3, 3))
        assert made.volumes == (Volume(1, 1, 2),)
        lines = "".join(f"{n} {builders.scan(name).sha256} 1\n" for n, name in ((1, "a"), (2, "b")))
        assert made.digest == hashlib.sha256(lines.encode()).hexdigest()


async def test_a_page_that_moved_is_told_in_its_place_and_not_counted(url: str) -> None:
    """Like the slip in a paper file."""
    async with opened(url):
        await desk.loaded()
        file, other = await desk.book(["a", "b"]), await desk.book(["x"], 2007)
        await numbers.number(file.id)
        async with transaction():
            await Document.filter(page__scan__source="a").update(file_id=other.id)
        told = await contents(file.id)
        assert told
        assert [(one.number, one.moved_to) for one in told.items] == [
            (1, other.file_no),
            (2, None),
        ]
        assert note(told).pages == 1


async def test_volumes_run_on_after_two_hundred_pages(url: str) -> None:
    """Page 201 is the first of volume 2."""
    async with opened(url):
        await desk.loaded()
        file = await desk.book(["a", "b"])
        await numbers.number(file.id)
        async with transaction():
            await FilePage.filter(number=2).update(number=201)
        told = await contents(file.id)
        assert told
        assert told.volumes == (Volume(1, 1, 1), Volume(2, 201, 201))


async def test_a_file_is_as_guarded_as_the_most_guarded_of_its_pages(url: str) -> None:
    """One restricted page makes the file restricted."""
    async with opened(url):
        await desk.loaded()
        file = await desk.book(["a"])
        before = await seen(file.id)
        assert before
        assert before.level == "normal"
        await desk.book(["b"], level="confidential")
        await desk.book(["c"], level="restricted")
        shown = await seen(file.id)
        assert shown
        assert shown.level == "restricted"
        assert await seen(999) is None
        assert await contents(999) is None
