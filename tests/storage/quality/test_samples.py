"""Cells taken unseen are drawn and judged; too many wrong ones shut the gate, and it acts."""

from __future__ import annotations

import pytest

from classifiers.district import Sampling
from classifiers.reasons import say
from storage import chain, filing
from storage.database import opened
from storage.people import Author
from storage.quality import gates, samples, stations
from storage.quality.gates import Figures
from storage.quality.stations import NotThere
from storage.reviews import edits
from storage.reviews.edits import Raced
from storage.tables.audit import AuditEntry, AuditValue
from storage.tables.documents import Cell, Document
from storage.tables.reviews import Gate, Sample
from tests.storage import builders
from tests.storage.quality.desk import (
    ALL,
    ELSEWHERE,
    ENGINE,
    TIRWA,
    keyed,
    meaning,
    taken,
)
from tests.storage.reviews.people import author, wish

RULE = Sampling()


async def judged(by: Author, text: str | None = None) -> Cell:
    """The next of the sample is right, or reads `text`."""
    found = await samples.following(TIRWA)
    assert found is not None
    cell = await Cell.get(id=found.cell)
    await samples.judge(by, TIRWA, keyed(cell, cell.text if text is None else text), meaning, RULE)
    return await Cell.get(id=found.cell)


async def shut(by: Author) -> None:
    """Draw, and find the first two wrong."""
    await samples.draw(by, ALL, RULE)
    for _ in range(2):
        await judged(by, "यह नहीं")


async def figures() -> Figures:
    (one,) = await gates.figures(None, RULE)
    return one


async def test_cells_are_drawn_once_from_what_was_taken_unseen(url: str) -> None:
    async with opened(url):
        me = await author()
        await taken()
        await taken("b", state="review")
        assert await samples.draw(me, ELSEWHERE, RULE) == 0
        assert await samples.draw(me, ALL, RULE) == 14
        assert await samples.draw(me, ALL, RULE) == 0
        assert {cell.state for cell in await samples.waits()} == {"auto"}
        assert await stations.near(samples.waits(), ELSEWHERE) == 0


async def test_a_right_one_is_confirmed_and_a_wrong_one_is_corrected(url: str) -> None:
    async with opened(url):
        me = await author()
        await taken()
        await samples.draw(me, ALL, RULE)
        assert (await judged(me)).state == "approved"
        wrong = await judged(me, "यह नहीं")
        assert (wrong.text, wrong.state, wrong.source) == ("यह नहीं", "corrected", "person reader")
        assert sorted(filter(None, [s.verdict for s in await Sample.all()])) == ["right", "wrong"]
        assert (await figures()).looked_at == 2
        assert not (await chain.follow())[1]


async def test_the_bound_falls_with_every_right_one(url: str) -> None:
    async with opened(url):
        me = await author()
        await taken()
        await samples.draw(me, ALL, RULE)
        seen = []
        for _ in range(5):
            await judged(me)
            seen.append((await figures()).bound)
        assert seen == sorted(seen, reverse=True)
        assert seen[-1] == pytest.approx(1 - 0.05 ** (1 / 5))
        assert (await figures()).open
        assert not (await figures()).shown


async def test_two_wrong_ones_of_two_shut_the_gate_and_the_log_says_so(url: str) -> None:
    async with opened(url):
        me = await author()
        await taken()
        await shut(me)
        assert not (await figures()).open
        assert (await figures()).engine == ENGINE
        entry = await AuditEntry.get(action="policy assignment", object=f"gate/crime/{ENGINE}")
        assert entry.actor == "reader"


async def test_a_shut_gate_lets_no_cell_of_a_new_page_through_unseen(url: str) -> None:
    async with opened(url):
        await taken()
        await shut(await author())
        one = await builders.leased("new")
        filed = await filing.file(one, builders.clean(one))
        assert filed.state == "review"
        page = await Document.get(record_key=filed.record_key)
        cells = await Cell.filter(row__document=page)
        assert {cell.state for cell in cells} == {"review"}
        assert page.waiting == len(cells)
        assert "too many mistakes" in say(cells[0].reasons[-1])


async def test_another_kind_or_engine_passes_a_shut_gate_of_this_one(url: str) -> None:
    async with opened(url):
        await taken()
        await shut(await author())
        await Gate.all().update(engine="another/1")
        one = await builders.leased("new")
        assert (await filing.file(one, builders.clean(one))).state == "auto"


async def test_what_a_shut_gate_let_through_before_is_sent_back(url: str) -> None:
    async with opened(url):
        me = await author()
        one = await taken()
        await shut(me)
        assert await stations.near(gates.unseen("crime", ENGINE), ALL) == 12
        await gates.recall(me, "crime", ENGINE)
        assert await stations.near(gates.unseen("crime", ENGINE), ALL) == 0
        now = await Document.get(id=one.id)
        assert (now.state, now.waiting) == ("review", 12)
        assert not (await chain.follow())[1]


async def test_a_gate_opened_again_begins_its_sample_anew(url: str) -> None:
    async with opened(url):
        me = await author()
        await taken()
        await shut(me)
        assert await gates.turn(me, "crime", ENGINE, "new model installed", opens=True)
        now = await figures()
        assert (now.open, now.looked_at, now.wrong, now.by) == (True, 0, 0, "reader")
        await judged(me)
        assert (await figures()).open
        assert not await gates.turn(me, "crime", "none", "no such gate", opens=True)


async def test_what_others_found_meanwhile_is_the_verdict(url: str) -> None:
    async with opened(url):
        me = await author()
        one = await taken()
        await samples.draw(me, ALL, RULE)
        first, second = await Cell.filter(row__document=one).order_by("id").limit(2)
        told = [wish(first, "यह नहीं"), wish(second)]
        await edits.save(me, one.id, "bundle-1", told, meaning)
        await samples.draw(me, ALL, RULE)
        assert ((await figures()).looked_at, (await figures()).wrong) == (2, 1)


async def test_a_sample_is_judged_once_and_by_those_who_may_see_it(url: str) -> None:
    async with opened(url):
        me = await author()
        await taken()
        await samples.draw(me, ALL, RULE)
        found = await samples.following(TIRWA)
        assert found is not None
        assert await samples.following(ELSEWHERE) is None
        cell = await Cell.get(id=found.cell)
        with pytest.raises(NotThere):
            await samples.judge(me, ELSEWHERE, keyed(cell, cell.text), meaning, RULE)
        await samples.judge(me, TIRWA, keyed(cell, cell.text), meaning, RULE)
        with pytest.raises(Raced):
            await samples.judge(me, TIRWA, keyed(cell, cell.text), meaning, RULE)


async def test_a_station_is_told_of_its_own_sample_alone(url: str) -> None:
    async with opened(url):
        me = await author()
        await taken()
        await shut(me)
        (own,) = await gates.figures(frozenset({"KNJ-TIR"}), RULE)
        (other,) = await gates.figures(frozenset({"KNJ-CHM"}), RULE)
        assert (own.looked_at, own.wrong) == (2, 2)
        assert (other.looked_at, other.wrong, other.bound) == (0, 0, 1.0)


async def test_a_district_that_allows_more_or_draws_fewer_has_it_its_way(url: str) -> None:
    lax = Sampling(wrong=0.3, sure=0.8, least=3, most=3)
    async with opened(url):
        me = await author()
        await taken()
        assert await samples.draw(me, ALL, lax) == 3
        for text in ("यह नहीं", None, None):
            found = await samples.following(TIRWA)
            assert found is not None
            cell = await Cell.get(id=found.cell)
            told = keyed(cell, text or cell.text)
            await samples.judge(me, TIRWA, told, meaning, lax)
        (one,) = await gates.figures(None, lax)
        assert (one.open, one.looked_at, one.wrong) == (True, 3, 1)
        assert one.bound < (await figures()).bound


async def test_the_log_says_by_which_rule_a_gate_was_shut(url: str) -> None:
    async with opened(url):
        me = await author()
        await taken()
        await shut(me)
        entry = await AuditEntry.get(action="policy assignment", object=f"gate/crime/{ENGINE}")
        value = await AuditValue.get(seq=entry.seq, side="after")
        assert '"allowed":0.005' in value.value
        assert '"sure":0.95' in value.value
