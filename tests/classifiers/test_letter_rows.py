"""A letter laid out in rows keeps everything, and says what of it waits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifiers.letter_rows import FACTS, FIELD, LINE, MAIN, OFFICE, letter_rows
from classifiers.record import UNKNOWN, Cell, Document, Field, Guess, Sensitivity, State
from classifiers.values import Code, Value
from ocr.geometry import Box
from ocr.pages import Page
from ocr.reading import Reading, ReadLine, Word

SIZE = (1240, 1754)


def line(text: str, top: float, sure: float = 0.9, right: float = 600) -> ReadLine:
    box = Box(100, top, right, top + 40)
    return ReadLine((Word(text, sure, box),), box)


def letter(*lines: ReadLine, state: State = "review", office: str = "KNJ-TIR") -> Document:
    """A letter with a date on its second line."""
    date: Reading[Value] = Reading("१९.०३.२०१६", "१९.०३.२०१६", None, 0.9, lines[-1].box, "rules")
    return Document(
        "document",
        Page("0" * 64, 1, *SIZE, 150, 0, ()),
        Guess("circular", 0.9),
        Guess("S-12011", 0.9),
        Guess(office, 1.0),
        2016,
        Sensitivity("normal"),
        lines,
        (Field("date", date),),
        state,
    )


def cells(of: Document) -> list[Cell]:
    return [cell for row in letter_rows(of) for cell in row]


def waiting(of: Document) -> list[str]:
    return [cell.column for cell in cells(of) if cell.state == "review"]


def test_facts_lines_and_fields_stand_in_rows_and_nothing_is_left_out() -> None:
    rows = letter_rows(letter(line("कार्यालय", 50), line("दिनांक १९.०३.२०१६", 100)))
    assert [cell.column for cell in rows[0]] == list(FACTS)
    assert [cell.reading.text for cell in rows[0]] == ["circular", "S-12011", "KNJ-TIR", "2016"]
    assert rows[0][0].reading.value == Code("circular")
    assert [row[0].reading.text for row in rows[1:3]] == ["कार्यालय", "दिनांक १९.०३.२०१६"]
    assert rows[3][0].column == f"{FIELD}date"


def test_a_main_field_that_was_not_found_has_an_empty_place() -> None:
    found = cells(letter(line("कार्यालय", 50)))
    named = {cell.column.removeprefix(FIELD) for cell in found if cell.column.startswith(FIELD)}
    assert named == set(MAIN)
    assert sum(cell.reading.text == "" for cell in found) == len(MAIN) - 1


def test_in_a_waiting_letter_what_was_read_badly_waits() -> None:
    assert waiting(letter(line("कार्यालय", 50, sure=0.4), line("दिनांक", 100))) == [LINE]


def test_a_waiting_letter_read_well_makes_its_kind_wait() -> None:
    assert waiting(letter(line("कार्यालय", 50), line("दिनांक", 100))) == [FACTS[0]]


def test_a_letter_without_doubt_waits_only_for_an_office_that_nobody_knows() -> None:
    sure = letter(line("कार्यालय", 50, sure=0.4), state="auto")
    assert waiting(sure) == []
    assert waiting(replace(sure, office=Guess(UNKNOWN, 0.0))) == [OFFICE]


def test_all_rows_are_as_wide_as_the_text() -> None:
    found = letter_rows(letter(line("कार्यालय", 50), line("दिनांक", 100, right=900)))
    assert {(row[0].reading.box.x0, row[-1].reading.box.x1) for row in found} == {(100, 900)}


@pytest.mark.parametrize("column", [*FACTS, LINE, FIELD])
def test_no_register_can_have_a_column_of_that_name(column: str) -> None:
    """The ids of a district's columns are letters, figures and underscores."""
    assert "/" in column
