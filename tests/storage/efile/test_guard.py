"""A file that is classified guards all its pages, those that come later too."""

from __future__ import annotations

from storage.clock import indian, now
from storage.database import opened
from storage.efile.guard import guard
from storage.efile.seen import seen
from storage.search.find import find
from storage.search.found import Seer
from storage.tables.documents import Document
from tests.storage.efile import desk

OPEN = Seer(None, frozenset({"normal", "confidential"}))


async def test_pages_of_a_classified_file_are_as_guarded_as_it_is(url: str) -> None:
    """Nobody finds them by their words; a page that is filed later is one of them."""
    async with opened(url):
        await desk.loaded()
        year = indian(now()).year
        file, lead = await desk.book(["a"], year), await desk.person("lead")
        assert (await find("०५.०३.२००६", OPEN)).hits
        await guard(lead, file.id, "restricted", 1)
        await desk.book(["b"], year)
        assert {page.level for page in await Document.all()} == {"restricted"}
        assert not (await find("०५.०३.२००६", OPEN)).hits
        shown = await seen(file.id)
        assert shown
        assert (shown.level, shown.version) == ("restricted", 2)
