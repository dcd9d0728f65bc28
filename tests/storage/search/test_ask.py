"""The questions of a search share its time, and what runs longer is stopped."""

from __future__ import annotations

import pytest

from storage.database import opened
from storage.search.ask import OutOfTime, asking

LONG = """
    WITH RECURSIVE up(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM up WHERE i < $1 * 1000)
    SELECT max(i) FROM up
"""


async def test_questions_are_answered_one_after_the_other(url: str) -> None:
    async with opened(url), asking() as ask:
        assert [await ask(LONG, [n]) for n in (1, 2, 3)] == [[(1000,)], [(2000,)], [(3000,)]]


async def test_what_takes_longer_than_is_left_is_stopped_and_the_next_search_goes_on(
    url: str,
) -> None:
    async with opened(url):
        async with asking(30) as ask:
            assert await ask(LONG, [1]) == [(1000,)]
            with pytest.raises(OutOfTime):
                await ask.hurried(0.05)(LONG, [1_000_000])
        async with asking() as ask:
            assert await ask(LONG, [2]) == [(2000,)]


async def test_nothing_is_asked_when_the_time_is_over(url: str) -> None:
    async with opened(url), asking(0) as ask:
        with pytest.raises(OutOfTime):
            await ask("no statement at all", [])


async def test_a_search_can_change_nothing(url: str) -> None:
    async with opened(url):
        with pytest.raises(Exception, match=r"read-?only"):
            async with asking() as ask:
                await ask("DELETE FROM search_names", [])
