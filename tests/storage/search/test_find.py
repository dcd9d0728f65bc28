"""Persons, cases and words are found however they are written, and only by who may see them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tortoise.connection import get_connections

from classifiers.record import Level, RegisterPage, Sensitivity
from classifiers.values import CaseNumber, Person
from storage import filing
from storage.database import opened
from storage.reviews import edits
from storage.search import index
from storage.search.faults import SearchTooLong, SearchTooShort
from storage.search.find import find
from storage.search.found import EVERYTHING, Filters, Seer
from storage.tables.documents import Document
from tests.storage import builders
from tests.storage.reviews.people import author, cells, meaning, wish

PEOPLE = (
    Person("रामनरेश", None, "पुत्र", "शिवपाल", "तिर्वा"),
    Person("रामनरेश", None, "पुत्र", "छोटेलाल", "ठठिया"),
    Person("मुन्नी देवी", None, "पत्नी", "राधेश्याम", "छिबरामऊ"),
)


async def filed(
    name: str = "a", level: Level = "normal", people: tuple[Person, ...] = PEOPLE
) -> None:
    """A register page with a row a person."""
    lease = await builders.leased(name)
    page = builders.register(lease)
    rows = []
    for number, one in enumerate(people, start=101):
        told = f"{one.name} {one.relation} {one.relative} निवासी {one.place}"
        person = builders.cell("complainant", told, one)
        case = builders.cell("case", f"{number}/०६", CaseNumber(number, 2006))
        rows.append((person, case))
    record: RegisterPage = replace(page, rows=tuple(rows), sensitivity=Sensitivity(level))
    await filing.file(lease, record)


async def rows(words: str, seer: Seer = EVERYTHING) -> list[int | None]:
    """The rows that are found, the best first."""
    return [hit.row for hit in (await find(words, seer)).hits]


@pytest.mark.parametrize(
    "words", ["रामनरेश", "राम नरेश", "रामनरेष", "Ram Naresh", "ramnaresh", "Raamnaresh"]
)
async def test_a_name_is_found_in_either_script_and_in_other_spellings(
    url: str, words: str
) -> None:
    async with opened(url):
        await builders.loaded()
        await filed()
        assert sorted(row or 0 for row in await rows(words))[:2] == [1, 2]


async def test_a_name_is_found_if_a_letter_was_taken_for_one_that_looks_like_it(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed(people=(Person("पुष्पा सिंह", None, "पत्नी", "राम सिंह", "तिर्वा"),))
        assert await rows("पुप्पा सिंह") == [1]


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("ramnaresh s/o chhotelal", 2),
        ("रामनरेश पुत्र शिवपाल निवासी तिर्वा", 1),
        ("राम नरेश नि० ठठिया", 2),
    ],
)
async def test_father_and_village_decide_between_namesakes(url: str, words: str, row: int) -> None:
    async with opened(url):
        await builders.loaded()
        await filed()
        assert (await rows(words))[0] == row


@pytest.mark.parametrize("words", ["102/2006", "मु०अ०सं० १०२/०६"])
async def test_a_case_is_found_by_its_number_in_any_figures(url: str, words: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed()
        assert (await rows(words))[0] == 2


async def test_a_hit_says_where_it_stands_and_what_of_it_was_meant(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed()
        hit = (await find("मुन्नी देवी", EVERYTHING)).hits[0]
        assert (hit.source, hit.page, hit.row, hit.column) == ("a", 1, 3, "complainant")
        assert hit.boxes == (builders.BOX,)
        assert "मुन्नी" in "".join(text for text, is_hit in hit.snippet if is_hit)


async def test_a_restricted_record_is_not_told_of_not_even_by_a_count(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed("open", people=PEOPLE[:1])
        await filed("secret", "restricted", PEOPLE)
        plain = Seer(None, frozenset({"normal", "confidential"}))
        found = await find("रामनरेश", plain)
        assert [hit.source for hit in found.hits] == ["open"]
        assert found.counted == 1
        assert dict(found.facets["office"]) == {"KNJ-TIR": 1}
        assert (await find("मुन्नी देवी", plain)).hits == ()


async def test_another_office_finds_nothing_of_ours(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed()
        other = Seer(frozenset({"KNJ-CHM"}), EVERYTHING.levels)
        assert (await find("रामनरेश", other)).counted == 0


@pytest.mark.parametrize("words", ["रामनरेश", "राम नरेश नि० ठठिया", "s/o chhotelal", "रामनरेष पु० छोटे"])
async def test_an_office_finds_its_own_however_it_is_asked(url: str, words: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed()
        own = Seer(frozenset({"KNJ-TIR"}), frozenset({"normal"}))
        assert 2 in await rows(words, own)


async def test_a_word_with_one_slip_is_found_where_nothing_has_it_as_it_was_asked(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed(people=(Person("सोनू", None, "पुत्र", "मोनू", "जलालपुर"),))
        assert await rows("102/2006 जलारपुर") == []
        assert await rows("101/2006 जलाकपुर") == [1]


async def test_filters_narrow_what_is_found(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed()
        assert (await find("रामनरेश", EVERYTHING, Filters(year=2006))).hits
        assert not (await find("रामनरेश", EVERYTHING, Filters(year=2007))).hits


async def test_what_a_person_corrected_is_found_and_the_misreading_no_more(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed()
        page, me = await Document.get(), await author()
        last = next(cell for cell in await cells(page) if cell.text.startswith("मुन्नी"))
        await edits.save(me, page.id, "bundle-1", [wish(last, "कलावती")], meaning)
        assert await rows("कलावती") == [3]
        assert 3 not in await rows("मुन्नी देवी")


async def test_an_index_made_anew_finds_the_same(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed()
        before = (await find("रामनरेश", EVERYTHING)).hits
        (client,) = get_connections().all()
        await client.execute_query("UPDATE search_rules SET rules = 0")
        assert await index.bring_up(client) == 1
        assert (await find("रामनरेश", EVERYTHING)).hits == before


async def test_an_index_that_was_being_made_anew_goes_on_where_it_was_stopped(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed("a")
        await filed("b", people=PEOPLE[:1])
        first = await Document.all().order_by("id").first()
        (client,) = get_connections().all()
        done = f"UPDATE search_rules SET rules = 0, done = {first and first.id}"
        await client.execute_query(done)
        assert await index.bring_up(client) == 1
        assert await index.bring_up(client) == 0
        assert len(await rows("रामनरेश")) == 3


async def test_too_little_and_too_much_is_refused_with_a_reason(url: str) -> None:
    async with opened(url):
        with pytest.raises(SearchTooShort):
            await find("क", EVERYTHING)
        with pytest.raises(SearchTooLong):
            await find("राम " * 40, EVERYTHING)


@pytest.mark.parametrize("words", ["' OR 1=1 --", '"राम" NEAR', "राम* & | !", "%_\\ राम", "<b>राम"])
async def test_what_looks_like_a_command_is_only_words(url: str, words: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed()
        assert (await find(words, EVERYTHING)).counted <= len(PEOPLE)


async def test_identifiers_in_a_snippet_keep_their_last_four_figures_only(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        await filed(people=(Person("सोनू", None, "पुत्र", "मोनू", "मो० 9876543210"),))
        hit = (await find("सोनू", EVERYTHING)).hits[0]
        shown = "".join(text for text, _ in hit.snippet)
        assert "987654" not in shown
        assert "3210" in shown
        assert "987654" not in hit.text
