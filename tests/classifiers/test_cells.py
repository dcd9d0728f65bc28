from datetime import date

import pytest

from classifiers.cells import Frame, rows
from classifiers.kinds import Column, ColumnType
from classifiers.meaning import Setting
from classifiers.record import Cell
from classifiers.values import Day, Person, Serial
from tests.builders import page


def made(
    setting: Setting, types: list[ColumnType], table: list[list[str]], confidence: float = 0.99
) -> tuple[tuple[Cell, ...], ...]:
    read = page([], [""] * len(types), table, confidence=confidence).table
    assert read is not None
    columns = tuple(Column(f"c{n}", type_, "") for n, type_ in enumerate(types))
    frame = Frame(columns, ("",) * len(types), ((),) * len(types), setting)
    return rows(read.rows, frame)


def test_text_and_raw_stand_as_read_beside_the_value(setting: Setting) -> None:
    cell = made(setting, ["date"], [["१६.७.०६"]])[0][0]
    assert (cell.reading.raw, cell.reading.text) == ("१६.७.०६", "१६.७.०६")
    assert cell.reading.value == Day(date(2006, 7, 16))
    assert cell.state == "auto"


def test_a_reading_of_little_confidence_waits_for_a_person(setting: Setting) -> None:
    cell = made(setting, ["date"], [["16.7.06"]], confidence=0.7)[0][0]
    assert cell.state == "review"
    assert cell.reasons[0].startswith("low-confidence|0.70")


def test_a_text_the_grammar_does_not_accept_waits_however_sure_the_reading(
    setting: Setting,
) -> None:
    assert made(setting, ["date"], [["16.13.06"]], confidence=1.0)[0][0].state == "review"


def test_a_day_of_another_year_waits(setting: Setting) -> None:
    cell = made(setting, ["date"], [["16.7.2004"]])[0][0]
    assert cell.state == "review"
    assert "outside-year|2006" in cell.reasons


@pytest.mark.parametrize("sign", ["〃", '"', ",,", "''", "तथैव", "- do -", "उपरोक्त"])
def test_a_ditto_sign_keeps_its_text_and_takes_the_value_above(setting: Setting, sign: str) -> None:
    table = made(setting, ["person"], [["राम पुत्र श्याम"], [sign], [sign]])
    assert [row[0].reading.text for row in table] == ["राम पुत्र श्याम", sign, sign]
    for row in table:
        assert row[0].reading.value == Person("राम", None, "son", "श्याम")
    assert "ditto" in table[2][0].reasons


def test_a_ditto_sign_is_no_surer_than_what_it_repeats(setting: Setting) -> None:
    table = made(setting, ["date"], [["31.2.2006"], ["〃"]])
    assert table[1][0].state == "review"


def test_a_ditto_sign_with_nothing_above_waits(setting: Setting) -> None:
    cell = made(setting, ["date"], [["〃"]])[0][0]
    assert cell.state == "review"
    assert "ditto-first" in cell.reasons


def test_a_number_out_of_sequence_waits_and_names_the_one_expected(setting: Setting) -> None:
    table = made(setting, ["serial"], [["11"], ["12"], ["18"], ["14"]])
    assert [row[0].state for row in table] == ["auto", "auto", "review", "auto"]
    assert table[2][0].reading.value == Serial(18)
    assert "out-of-sequence|13" in table[2][0].reasons


def test_numbers_of_which_no_two_run_on_all_wait(setting: Setting) -> None:
    table = made(setting, ["serial"], [["262"], ["263264"]])
    assert [row[0].state for row in table] == ["review", "review"]
    assert "no-sequence" in table[1][0].reasons


@pytest.mark.parametrize(("text", "state"), [("06-0१-2006", "review"), ("12 भा०द०वि०", "auto")])
def test_figures_of_two_scripts_in_one_entry_wait_but_rings_are_no_figures(
    setting: Setting, text: str, state: str
) -> None:
    types: list[ColumnType] = ["date" if "-" in text else "sections"]
    assert made(setting, types, [[text]])[0][0].state == state


def test_an_empty_cell_is_settled_only_if_it_is_surely_empty(setting: Setting) -> None:
    assert made(setting, ["date"], [[""]])[0][0].state == "auto"
    assert made(setting, ["date"], [[""]], confidence=0.4)[0][0].reasons == ("maybe-empty",)
