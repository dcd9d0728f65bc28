"""PostgreSQL's conditions on a line: what is rare is looked up, what is frequent seen."""

from __future__ import annotations

import pytest
from tortoise.connection import get_connections

from storage.database import opened
from storage.search.find import find
from storage.search.found import EVERYTHING
from storage.search.sql import POSTGRES
from tests.storage import builders
from tests.storage.search.test_find import filed

SHARES = {"singh": 0.6, "kumar": 0.4, "rames": 0.01}


@pytest.mark.parametrize(
    ("asked", "looked_up", "seen", "some"),
    [
        ("singh dayaram rames", "dayaram rames", "singh", False),
        ("singh rames", "rames", "singh", True),
        ("kumar rames singh", "rames", "kumar singh", True),
        ("dayaram", "dayaram", "", True),
        ("singh kumar", "", "kumar singh", False),
    ],
)
def test_the_rarest_is_looked_up_first_and_what_most_lines_have_only_seen(
    asked: str, looked_up: str, seen: str, *, some: bool
) -> None:
    conditions, part = POSTGRES.matching([[word] for word in asked.split()], SHARES)
    told = [(condition.endswith("IS TRUE"), term.strip("'")) for condition, term in conditions]
    assert [term for only_seen, term in told if not only_seen] == looked_up.split()
    assert [term for only_seen, term in told if only_seen] == seen.split()
    assert part == some


async def test_words_are_found_alike_when_the_database_knows_how_many_lines_have_them(
    url: str,
) -> None:
    async with opened(url):
        await builders.loaded()
        await filed("a")
        await filed("b")
        told = ["रामनरेश", "रामनरेश ठठिया", "निवासी", "मुन्नी निवासी छिबरामऊ"]
        before = [(await find(words, EVERYTHING)).hits for words in told]
        await get_connections().all()[0].execute_script("ANALYZE")
        assert [(await find(words, EVERYTHING)).hits for words in told] == before
        assert all(before)
