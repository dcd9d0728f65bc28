"""Reading a filed page again changes nothing; what is read otherwise is for a person to take."""

from __future__ import annotations

import pytest

from storage import chain, filing
from storage.database import opened
from storage.quality import proposals
from storage.quality.stations import NotThere
from storage.reviews import edits
from storage.reviews.edits import Raced
from storage.tables.documents import Cell, Document
from storage.tables.reviews import Proposal
from tests.storage import builders
from tests.storage.quality.desk import ELSEWHERE, TIRWA, again, cell, meaning, taken
from tests.storage.reviews.people import author, wish


async def test_a_later_reading_is_kept_beside_the_cells_and_touches_none(url: str) -> None:
    async with opened(url):
        one, me = await taken(), await author()
        await edits.save(me, one.id, "bundle-1", [wish(await cell(one), "१३/०६")], meaning)
        before = await Cell.all().order_by("id").values()
        assert await filing.reread(await again(one, {"case": "१७/०६"})) == 2
        assert await Cell.all().order_by("id").values() == before
        kept = await Proposal.all()
        assert {(p.text, p.source, p.state) for p in kept} == {("१७/०६", "other/2", "open")}
        assert not (await chain.follow())[1]


async def test_what_stands_there_or_was_read_before_is_not_proposed(url: str) -> None:
    async with opened(url):
        one, me = await taken(), await author()
        await edits.save(me, one.id, "bundle-1", [wish(await cell(one), "१३/०६")], meaning)
        assert await filing.reread(await again(one, {})) == 0
        assert (
            await filing.reread(await again(one, {"date": "5.3.2006".replace("5", "05", 1)})) == 2
        )
        assert await filing.reread(await again(one, {"complainant": "राम  कुमार पुत्र श्याम"})) == 0


async def test_the_same_reading_again_or_of_a_page_never_filed_proposes_nothing(url: str) -> None:
    async with opened(url):
        one = await taken()
        record = await again(one, {"case": "१७/०६"})
        assert await filing.reread(record) == 2
        assert await filing.reread(record) == 0
        lease = await builders.leased("never filed")
        assert await filing.reread(builders.clean(lease)) == 0
        assert await Document.all().count() == 1


async def test_a_filed_page_filed_again_only_proposes(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        lease = await builders.leased("a")
        await filing.file(lease, builders.clean(lease))
        document = await Document.get()
        await filing.file(lease, await again(document, {"case": "१७/०६"}))
        assert await Proposal.all().count() == 1
        assert (await cell(document)).text == "१२/०६"


async def test_a_cell_elsewhere_on_the_page_is_another_cell(url: str) -> None:
    async with opened(url):
        one = await taken()
        await Cell.all().update(x0=500, x1=600)
        assert await filing.reread(await again(one, {"case": "१७/०६"})) == 0


async def test_a_taken_proposal_is_an_edit_and_a_dropped_one_comes_never_back(url: str) -> None:
    async with opened(url):
        one, me = await taken(), await author()
        record = await again(one, {"case": "१७/०६"})
        await filing.reread(record)
        offer = await proposals.following(TIRWA)
        assert offer is not None
        assert (offer.waiting.text, offer.text) == ("१२/०६", "१७/०६")
        seen = (offer.proposal, offer.waiting.version)
        await proposals.take(me, TIRWA, seen, 2.0, meaning)
        now = await cell(one)
        assert (now.text, now.state, now.source) == ("१७/०६", "corrected", "person reader")
        with pytest.raises(Raced):
            await proposals.take(me, TIRWA, seen, 2.0, meaning)
        left = await proposals.following(TIRWA)
        assert left is not None
        await proposals.drop(me, TIRWA, left.proposal)
        assert (await cell(one, row=2)).version == 1
        assert await proposals.following(TIRWA) is None
        assert await filing.reread(record) == 0
        assert not (await chain.follow())[1]


async def test_a_cell_that_was_changed_since_is_not_overwritten(url: str) -> None:
    async with opened(url):
        one, me = await taken(), await author()
        await filing.reread(await again(one, {"case": "१७/०६"}))
        offer = await proposals.following(TIRWA)
        assert offer is not None
        await edits.save(me, one.id, "bundle-1", [wish(await cell(one), "१३/०६")], meaning)
        with pytest.raises(Raced):
            await proposals.take(me, TIRWA, (offer.proposal, offer.waiting.version), 2.0, meaning)
        assert (await cell(one)).text == "१३/०६"
        assert (await Proposal.get(id=offer.proposal)).state == "open"


async def test_another_office_sees_and_takes_none(url: str) -> None:
    async with opened(url):
        one, me = await taken(), await author()
        await filing.reread(await again(one, {"case": "१७/०६"}))
        offer = await proposals.following(TIRWA)
        assert offer is not None
        assert await proposals.following(ELSEWHERE) is None
        with pytest.raises(NotThere):
            await proposals.take(me, ELSEWHERE, (offer.proposal, 1), 2.0, meaning)
        with pytest.raises(NotThere):
            await proposals.drop(me, ELSEWHERE, offer.proposal)
