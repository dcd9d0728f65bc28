"""Office, volume and marks of a page as people say them."""

from __future__ import annotations

import pytest

from ocr.faults import Damaged
from ocr.scan import unreadable
from storage.conservation import conservation
from storage.database import opened
from storage.faults import NotInItsStead, PageChanged
from storage.filing import quarantine
from storage.reviews import rescans, told
from storage.reviews.told import Told
from storage.tables.documents import Cell, Document
from storage.tables.offices import File
from storage.tables.scans import Entry
from tests.storage import builders
from tests.storage.reviews.people import author, cells, page


async def entry(one: Document) -> int:
    received = await one.page
    found: int = (await Entry.get(identity=received.scan_id, page=received.number)).id
    return found


async def test_another_office_gets_the_page_on_its_desk_and_in_its_file(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        await told.tell(me, one.id, one.version, Told(office="KNJ", volume=3))
        now = await Document.get(id=one.id)
        assert (now.office, now.desk, now.volume, now.version) == ("KNJ", "KNJ", 3, 2)
        await Cell.filter(row__document=one).update(state="approved")
        await told.tell(me, one.id, 2, Told(volume=4))
        file = await File.get(documents__id=one.id).select_related("office")
        assert (file.office.code, file.volume) == ("KNJ", 4)
        assert (await conservation())[0].holds


async def test_what_was_said_of_an_older_state_is_refused(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        await told.flag(me, one.id, 1, "rescan")
        with pytest.raises(PageChanged):
            await told.flag(me, one.id, 1, None)


async def test_marked_and_unreadable_pages_are_on_the_rescan_list_of_their_office(
    url: str,
) -> None:
    async with opened(url):
        one, me = await page(), await author()
        await told.flag(me, one.id, one.version, "rescan")
        torn = await builders.leased("torn")
        await quarantine(torn, unreadable(torn.scan.sha256, 1, Damaged(reason="-"), "damaged"))
        marked = await page("b")
        await Cell.filter(id=(await cells(marked))[0].id).update(flag="rescan")
        assert {tile.source for tile in await rescans.rescans(None)} == {"a", "torn", "b"}
        assert {tile.source for tile in await rescans.rescans({"KNJ-TIR"})} == {"a", "b"}
        assert await rescans.rescans({"KNJ-CHM"}) == ()


async def test_a_page_that_was_scanned_again_leaves_list_and_queue_and_stays_as_evidence(
    url: str,
) -> None:
    async with opened(url):
        one, me = await page(), await author()
        await told.flag(me, one.id, one.version, "rescan")
        new = await page("new")
        old = await entry(one)
        assert [tile.source for tile in await rescans.offered(old, None)] == ["new"]
        await rescans.replace(me, old, await entry(new), None)
        assert await rescans.rescans(None) == ()
        assert (await Entry.get(id=old)).replaced_by == await entry(new)
        assert (await Document.get(id=one.id)).flag == rescans.REPLACED
        assert (await conservation())[0].holds


async def test_an_earlier_page_or_one_of_another_office_stands_in_nobodys_stead(
    url: str,
) -> None:
    async with opened(url):
        earlier, me = await page("earlier"), await author()
        one = await page("one")
        await told.flag(me, one.id, one.version, "rescan")
        with pytest.raises(NotInItsStead):
            await rescans.replace(me, await entry(one), await entry(earlier), None)
        later = await page("later")
        with pytest.raises(NotInItsStead):
            await rescans.replace(me, await entry(one), await entry(later), {"KNJ-CHM"})
