"""Critical cells are keyed a second time, blind, by another; a third decides where they differ."""

from __future__ import annotations

import asyncio

import pytest

from storage import chain
from storage.database import opened
from storage.quality import disputes, keyings, stations
from storage.quality.stations import NotThere, SameHand, Sight
from storage.reviews import edits
from storage.reviews.edits import Disputed, Raced
from storage.tables.documents import Document
from storage.tables.people import User
from storage.tables.reviews import Edit, Keying
from tests.storage.quality.desk import ALL, CRITICAL, ELSEWHERE, TIRWA, cell, keyed, meaning, taken
from tests.storage.reviews.people import author, wish


async def test_only_critical_cells_that_somebody_took_wait_for_a_second_keying(url: str) -> None:
    async with opened(url):
        one, second = await taken(), await author()
        waiting = keyings.waits(CRITICAL, second.user)
        assert {c.column for c in await waiting} == {"case", "date"}
        assert await stations.near(waiting, ALL) == 4
        assert await stations.near(keyings.waits({}, second.user), ALL) == 0
        await taken("b", state="review")
        assert await stations.near(waiting, ALL) == 4
        assert await stations.near(waiting, ELSEWHERE) == 0
        found = await keyings.following(CRITICAL, second, TIRWA)
        assert found is not None
        assert (found.document, found.row, found.column) == (one.id, 1, "case")


async def test_the_same_text_written_another_way_settles_a_cell_the_machine_took(url: str) -> None:
    async with opened(url):
        one, second = await taken(), await author()
        first = await cell(one)
        assert await keyings.key(second, TIRWA, CRITICAL, keyed(first, "12 / 06".replace(" ", "")))
        now = await cell(one)
        assert (now.text, now.state, now.flag) == ("१२/०६", "approved", None)
        kept = await Keying.get()
        assert (kept.agrees, kept.settled, kept.user_id) == (True, True, second.user)
        assert kept.seconds == 2.5
        assert not (await chain.follow())[1]


async def test_who_wrote_a_cell_does_not_key_it_a_second_time(url: str) -> None:
    async with opened(url):
        one, first = await taken(), await author("first")
        await edits.save(first, one.id, "bundle-1", [wish(await cell(one), "१३/०६")], meaning)
        mine = [c.id for c in await keyings.waits(CRITICAL, first.user)]
        assert (await cell(one)).id not in mine
        with pytest.raises(SameHand):
            await keyings.key(first, TIRWA, CRITICAL, keyed(await cell(one), "१३/०६"))
        other = await author("other")
        assert await keyings.key(other, TIRWA, CRITICAL, keyed(await cell(one), "१३/०६"))
        assert (await cell(one)).state == "corrected"


async def test_another_text_disputes_the_cell_and_its_page_waits(url: str) -> None:
    async with opened(url):
        one, second = await taken(), await author()
        assert not await keyings.key(second, TIRWA, CRITICAL, keyed(await cell(one), "१७/०६"))
        now = await cell(one)
        assert (now.text, now.state, now.flag) == ("१२/०६", "review", "disputed")
        assert (await Document.get(id=one.id)).state == "review"
        assert (await Keying.get()).text == "१७/०६"


async def test_what_cannot_be_read_is_disputed_even_where_nothing_stands(url: str) -> None:
    async with opened(url):
        one, second = await taken(), await author()
        critical = {"crime": frozenset({"remarks"})}
        empty = await cell(one, "remarks")
        assert not await keyings.key(second, TIRWA, critical, keyed(empty, "", unreadable=True))
        assert (await cell(one, "remarks")).flag == "disputed"


async def test_a_keying_sent_twice_counts_once_and_two_at_once_have_one_winner(url: str) -> None:
    async with opened(url):
        one = await taken()
        people = [await author(f"second{n}") for n in range(5)]
        seen = keyed(await cell(one), "१७/०६")

        async def key(n: int) -> str:
            try:
                await keyings.key(people[n], TIRWA, CRITICAL, seen)
            except Raced:
                return "lost"
            return str(n)

        ends = await asyncio.gather(*[key(n) for n in range(5)])
        (winner,) = [end for end in ends if end != "lost"]
        assert await key(int(winner)) == winner
        assert await Keying.all().count() == 1
        assert await Edit.all().count() == 1


async def test_two_keyers_at_once_are_given_different_rows(url: str) -> None:
    async with opened(url):
        await taken()
        first, second = await author("first"), await author("second")
        one = await keyings.following(CRITICAL, first, TIRWA)
        two = await keyings.following(CRITICAL, second, TIRWA)
        assert one is not None
        assert two is not None
        assert (one.row, two.row) == (1, 2)
        assert await keyings.following(CRITICAL, await author("third"), TIRWA) is None


async def test_cells_of_other_offices_and_of_masked_records_are_not_there(url: str) -> None:
    async with opened(url):
        one, second = await taken(level="restricted"), await author()
        assert await keyings.following(CRITICAL, second, TIRWA) is None
        (masked,) = await stations.masked(keyings.waits(CRITICAL, second.user), TIRWA)
        assert masked.document == one.id
        seen = keyed(await cell(one), "१२/०६")
        for sight in (TIRWA, ELSEWHERE, Sight(frozenset({"KNJ-CHM"}), frozenset({one.id}))):
            with pytest.raises(NotThere):
                await keyings.key(second, sight, CRITICAL, seen)
        whole = Sight(TIRWA.desks, frozenset({one.id}))
        assert await keyings.key(second, whole, CRITICAL, seen)


async def disputed(one: Document) -> None:
    """The case number of the page, corrected by `first` and keyed otherwise by `second`."""
    first, second = await author("first", "supervisor"), await author("second")
    await edits.save(first, one.id, "bundle-1", [wish(await cell(one), "१३/०६")], meaning)
    await keyings.key(second, TIRWA, CRITICAL, keyed(await cell(one), "१७/०६"))


async def test_a_third_decides_and_the_page_is_settled(url: str) -> None:
    async with opened(url):
        one = await taken()
        await disputed(one)
        third = await author("third", "supervisor")
        found = await disputes.following(third, TIRWA)
        assert found is not None
        assert (found.first, found.second) == ("१३/०६", "१७/०६")
        await disputes.decide(third, TIRWA, keyed(await cell(one), "१७/०६"), meaning)
        now = await cell(one)
        assert (now.text, now.source, now.flag) == ("१७/०६", "person third", None)
        assert (await Document.get(id=one.id)).state == "corrected"
        assert (await Keying.get()).settled
        assert not (await chain.follow())[1]
        with pytest.raises(Raced):
            await disputes.decide(third, TIRWA, keyed(await cell(one), "१"), meaning)


async def test_nobody_else_writes_a_disputed_cell(url: str) -> None:
    async with opened(url):
        one = await taken()
        await disputed(one)
        with pytest.raises(Disputed):
            told = [wish(await cell(one), "१८/०६")]
            await edits.save(await author("third"), one.id, "bundle-2", told, meaning)


async def test_one_of_the_two_decides_only_where_there_is_no_third(url: str) -> None:
    async with opened(url):
        one = await taken()
        await disputed(one)
        await author("third", "supervisor")
        row = await User.get(name="first")
        first = (await author("spare")).__class__(row.id, "first", "supervisor", "KNJ-TIR")
        assert await disputes.following(first, TIRWA) is None
        with pytest.raises(SameHand):
            await disputes.decide(first, TIRWA, keyed(await cell(one), "१३/०६"), meaning)
        await User.filter(name="third").update(disabled=True)
        assert await disputes.following(first, TIRWA) is not None
        await disputes.decide(first, TIRWA, keyed(await cell(one), "१३/०६"), meaning)
        assert (await cell(one)).flag is None
