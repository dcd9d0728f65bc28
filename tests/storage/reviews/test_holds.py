"""A row is with one reviewer at a time, and comes back by itself."""

from __future__ import annotations

import asyncio

from storage.database import opened
from storage.reviews import holds
from storage.reviews.queue import Wanted, following, heaps, queue
from tests.storage.reviews.people import page


async def test_of_fifty_who_reach_for_a_page_at_once_one_has_all_its_rows(url: str) -> None:
    async with opened(url):
        one = await page()
        held = await asyncio.gather(*[holds.take(one.id, f"reader{n}") for n in range(50)])
        assert len([rows for rows in held if rows]) == 1


async def test_rows_come_back_when_their_time_is_over_or_they_are_given_back(url: str) -> None:
    async with opened(url):
        one = await page()
        rows = await holds.take(one.id, "first", seconds=0)
        assert await holds.take(one.id, "second") == rows
        assert await holds.take(one.id, "first") == frozenset()
        await holds.release(one.id, "second")
        assert await holds.take(one.id, "first") == rows


async def test_the_next_page_is_one_that_nobody_else_has(url: str) -> None:
    async with opened(url):
        first, second = await page("a"), await page("b")
        everything = Wanted(None)
        await holds.take(first.id, "other")
        assert await following(everything, "me") == second.id
        assert await following(everything, "me", (second.id,)) is None
        assert {one.held_by for one in await queue(everything)} == {None, "other"}


async def test_a_page_left_as_it_is_is_not_come_back_to_before_those_after_it(url: str) -> None:
    async with opened(url):
        pages = [await page(name) for name in "abc"]
        first, second, third = [one.id for one in pages]
        everything = Wanted(None)
        assert await following(everything, "me", (first,)) == second
        assert await following(everything, "me", (second,)) == third
        assert await following(everything, "me", (third,)) == first


async def test_a_desk_sees_its_own_pages_only_also_in_counts(url: str) -> None:
    async with opened(url):
        one = await page()
        assert [heap.pages for heap in await heaps(Wanted(frozenset({one.desk})))] == [1]
        assert await heaps(Wanted(frozenset({"KNJ-CHM"}))) == ()
        assert await queue(Wanted(frozenset({"KNJ-CHM"}))) == ()
