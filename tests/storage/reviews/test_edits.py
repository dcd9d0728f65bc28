"""What people do to cells is kept once, whole, over what they saw, and can be taken back."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from storage import chain
from storage.conservation import conservation
from storage.database import opened
from storage.reviews import edits
from storage.reviews.edits import KeyUsed, Raced
from storage.reviews.page import seen
from storage.reviews.queue import Wanted, following
from storage.tables.audit import AuditValue
from storage.tables.documents import Cell, Document
from storage.tables.reviews import Edit
from storage.tables.scans import Entry
from tests.storage.reviews.people import author, cells, meaning, page, wish


async def test_a_correction_changes_the_text_and_its_meaning_and_never_the_raw_reading(
    url: str,
) -> None:
    async with opened(url):
        one, me = await page(), await author()
        first = (await cells(one))[0]
        await edits.save(me, one.id, "bundle-1", [wish(first, "१२")], meaning)
        now = await Cell.get(id=first.id)
        assert (now.text, now.value, now.state) == (
            "१२",
            {"kind": "serial", "number": 12},
            "corrected",
        )
        assert now.as_read == first.as_read
        assert now.source == "person reader"


async def test_every_act_is_kept_with_who_when_before_after_and_seconds(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        first = (await cells(one))[0]
        await edits.save(me, one.id, "bundle-1", [wish(first, "१२")], meaning)
        row = await Edit.get()
        assert (row.act, row.user_id, row.seconds, row.version) == ("correct", me.user, 1.5, 2)
        assert (row.before["text"], row.after["text"]) == (first.text, "१२")
        assert not (await chain.follow())[1]


async def test_the_same_save_sent_twice_counts_once(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        first = (await cells(one))[0]
        sent = [wish(first, "१२")]
        once = await edits.save(me, one.id, "bundle-1", sent, meaning)
        assert await edits.save(me, one.id, "bundle-1", sent, meaning) == once
        assert await Edit.all().count() == 1


async def test_a_save_that_comes_again_while_it_is_done_is_told_what_became_of_it(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        first = (await cells(one))[0]
        sent = [wish(first, "१२")]
        told = await asyncio.gather(
            *(edits.save(me, one.id, "bundle-1", sent, meaning) for _ in range(5))
        )
        assert set(told) == {told[0]}
        assert await Edit.all().count() == 1


async def test_a_key_that_is_not_the_saves_own_is_refused(url: str) -> None:
    async with opened(url):
        one, me, other = await page(), await author(), await author("other")
        first, second = (await cells(one))[:2]
        twice = [wish(first, "१२", "one-key"), wish(second, "१३", "one-key")]
        with pytest.raises(KeyUsed):
            await edits.save(me, one.id, "bundle-1", twice, meaning)
        await edits.save(me, one.id, "bundle-2", twice[:1], meaning)
        with pytest.raises(KeyUsed):
            await edits.save(other, one.id, "bundle-3", twice[1:], meaning)
        assert await Edit.all().count() == 1


async def test_a_page_with_all_cells_looked_at_is_filed_and_the_books_balance(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        wishes = [wish(cell) for cell in await cells(one)]
        await edits.save(me, one.id, "bundle-1", wishes, meaning)
        after = await Document.get(id=one.id)
        assert (after.state, after.waiting, after.risk) == ("approved", 0, 0.0)
        assert (await Entry.get(page=1)).state == "filed"
        assert (await conservation())[0].holds


async def test_undo_takes_back_a_whole_bundle_and_the_page_waits_again(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        before = [(c.text, c.state, c.value) for c in await cells(one)]
        wishes = [wish(cell, "९") for cell in await cells(one)]
        await edits.save(me, one.id, "bundle-1", wishes, meaning)
        await edits.undo(me, one.id, "bundle-1", "undo-key-1")
        assert [(c.text, c.state, c.value) for c in await cells(one)] == before
        assert (await Document.get(id=one.id)).state == "review"
        assert (await Entry.get(page=1)).state == "review"


async def test_what_another_went_on_from_cannot_be_undone(url: str) -> None:
    async with opened(url):
        one, me, other = await page(), await author(), await author("other")
        first = (await cells(one))[0]
        await edits.save(me, one.id, "bundle-1", [wish(first, "१२")], meaning)
        again = (await cells(one))[0]
        await edits.save(other, one.id, "bundle-2", [wish(again, "१३")], meaning)
        with pytest.raises(Raced) as race:
            await edits.undo(me, one.id, "bundle-1", "undo-key-1")
        assert (race.value.lost[0].text, race.value.lost[0].by) == ("१३", "other सिंह")
        assert (await Cell.get(id=first.id)).text == "१३"


@pytest.mark.parametrize("people", [2, 5, 50])
async def test_of_many_who_save_one_cell_at_once_one_wins_and_all_others_are_told(
    url: str, people: int
) -> None:
    async with opened(url):
        one = await page()
        first = (await cells(one))[0]
        authors = [await author(f"reader{n}") for n in range(people)]

        async def save(n: int) -> str:
            told = [wish(first, f"{n}", key=f"key-number-{n}")]
            try:
                await edits.save(authors[n], one.id, f"bundle-{n}", told, meaning)
            except Raced as race:
                return f"lost to {race.lost[0].text}"
            return f"{n}"

        ends = await asyncio.gather(*[save(n) for n in range(people)])
        (winner,) = [end for end in ends if not end.startswith("lost")]
        assert ends.count(f"lost to {winner}") == people - 1
        now = await Cell.get(id=first.id)
        assert (now.text, now.version) == (winner, 2)
        assert await Edit.all().count() == 1


async def test_a_lost_race_saves_nothing_of_the_bundle(url: str) -> None:
    async with opened(url):
        one, me, other = await page(), await author(), await author("other")
        first, second = (await cells(one))[:2]
        await edits.save(other, one.id, "bundle-2", [wish(first, "१३")], meaning)
        with pytest.raises(Raced):
            await edits.save(
                me, one.id, "bundle-1", [wish(second, "५"), wish(first, "१२")], meaning
            )
        assert (await Cell.get(id=second.id)).text == second.text


async def test_a_cell_said_to_be_illegible_waits_and_keeps_its_text(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        first = (await cells(one))[0]
        told = wish(first, flag="illegible")
        await edits.save(me, one.id, "bundle-1", [told], meaning)
        now = await Cell.get(id=first.id)
        assert (now.flag, now.state, now.text) == ("illegible", "review", first.text)


async def test_a_question_and_its_answer_are_kept_in_words_and_the_cell_waits_again(
    url: str,
) -> None:
    async with opened(url):
        asker, lead, one = await author(), await author("lead", "supervisor"), await page()
        cell = (await cells(one))[0]
        question = replace(wish(cell, key="q-key", flag="asked"), note="क्या यह धारा ३७९ है?")
        await edits.save(asker, one.id, "q", [question], meaning)
        cell = await Cell.get(id=cell.id)
        answer = replace(wish(cell, key="a-key"), act="answer", note="हाँ, 379")
        (saved,) = await edits.save(lead, one.id, "a", [answer], meaning)
        assert (saved.state, saved.flag, saved.text) == ("review", None, cell.text)
        before = await seen(one.id)
        assert before is not None
        told = next(c.said for row in before.rows for c in row.cells if c.id == cell.id)
        assert [said.note for said in told] == ["क्या यह धारा ३७९ है?", "हाँ, 379"]
        last = await AuditValue.filter(side="after").order_by("-seq").first()
        assert last is not None
        assert "हाँ, 379" in last.value
        await edits.undo(lead, one.id, "a", "undone-a")
        again = await seen(one.id)
        assert again is not None
        assert [c.flag for row in again.rows for c in row.cells if c.id == cell.id] == ["asked"]
        assert sum(len(c.said) for row in again.rows for c in row.cells) == 1


async def test_a_cell_of_another_page_cannot_be_changed_through_this_one(url: str) -> None:
    async with opened(url):
        one, two, me = await page(), await page("b"), await author()
        foreign = (await cells(two))[0]
        with pytest.raises(Raced):
            await edits.save(me, one.id, "bundle-1", [wish(foreign, "१२")], meaning)
        assert (await Cell.get(id=foreign.id)).text == foreign.text


async def test_a_page_of_which_only_flagged_cells_wait_is_no_more_in_the_queue(url: str) -> None:
    async with opened(url):
        one, me = await page(), await author()
        first, *others = await cells(one)
        wanted = Wanted(None)
        assert await following(wanted, me.name) == one.id
        await edits.save(me, one.id, "bundle-1", [wish(cell) for cell in others], meaning)
        await edits.save(me, one.id, "bundle-2", [wish(first, flag="asked")], meaning)
        after = await Document.get(id=one.id)
        assert (after.state, after.waiting) == ("review", 0)
        assert await following(wanted, me.name) is None
