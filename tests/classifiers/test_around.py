"""What a page tells about its cells."""

from __future__ import annotations

from classifiers.around import around
from classifiers.kinds import Column
from ocr.geometry import Box
from ocr.reading import ReadCell, Reading, ReadLine, Word

BOX = Box(0, 0, 10, 10)
COLUMNS = (Column("serial", "serial", ""), Column("no", "code", ""), Column("text", "text", ""))


def table(*rows: tuple[str, str, str], sure: float = 0.99) -> list[list[ReadCell]]:
    return [
        [cell(row, column, text, sure) for column, text in enumerate(texts)]
        for row, texts in enumerate(rows)
    ]


def cell(row: int, column: int, text: str, sure: float) -> ReadCell:
    words = tuple(Word(word, sure, BOX) for word in text.split())
    return ReadCell(
        row, column, (ReadLine(words, BOX),), Reading(text, text, None, sure, BOX, "test")
    )


ROWS = (("१२", "१७ए", "उ०नि० राम"), ("१३", "१८ए", "का० श्याम"), ("१४", "१९", "हे०का० मोहन"))


def test_numbers_that_run_tell_the_number_of_every_row() -> None:
    """Also of a row whose own number was read wrong."""
    page = around(table(*ROWS, ("९५", "२०ए", "")), COLUMNS)
    assert [page.expected(row, 0).number for row in range(4)] == [12, 13, 14, 15]
    assert page.expected(0, 2).number is None


def test_numbers_without_order_tell_nothing() -> None:
    rows = table(("५", "", ""), ("९", "", ""), ("२", "", ""), ("७", "", ""))
    assert around(rows, COLUMNS).expected(0, 0).number is None


def test_the_letters_that_some_codes_bear_are_expected_of_all() -> None:
    page = around(table(*ROWS, ("१५", "२१ए", "")), COLUMNS)
    assert page.expected(2, 1).shape == "9अ"


def test_bare_numbers_are_no_shape_to_expect() -> None:
    rows = table(("1", "17", ""), ("2", "18", ""), ("3", "19", ""))
    assert around(rows, COLUMNS).expected(0, 1).shape is None


def test_the_page_keeps_to_one_script_of_figures_and_one_ring() -> None:
    page = around(table(*ROWS), COLUMNS).expected(0, 0)
    assert (page.figures, page.ring) == ("०१२३४५६७८९", "०")
    pointed = around(table(("1", "17", "उ.नि. राम"), ("2", "18", "हे.का. श्याम")), COLUMNS)
    assert (pointed.expected(0, 0).figures, pointed.expected(0, 0).ring) == ("0123456789", ".")


def test_points_of_abbreviations_that_stand_alone_tell_the_ring_and_full_stops_do_not() -> None:
    alone = around(table(("1", "17", "म. का. राम"), ("2", "18", "का. श्याम")), COLUMNS)
    assert alone.expected(0, 0).ring == "."
    stopped = around(table(("1", "17", "प्रेषित. का०"), ("2", "18", "का० श्याम")), COLUMNS)
    assert stopped.expected(0, 0).ring == "०"


def test_only_words_read_for_certain_are_the_pages_words() -> None:
    assert "मोहन" in around(table(*ROWS), COLUMNS).words
    assert not around(table(*ROWS, sure=0.6), COLUMNS).words
