"""Counts of what was read right."""

from pathlib import Path

from classifiers.record import Cell, Guess, RegisterPage, Sensitivity, State
from classifiers.values import Value
from ocr.geometry import Box
from ocr.reading import Reading
from ocr.scan import Unreadable
from panji.scoring import Score, score
from panji.truth import KnownCell, KnownPage
from tests import builders

PLACE = Box(0, 0, 100, 50)
ELSEWHERE = Box(500, 500, 600, 550)


def known(*texts: str) -> KnownPage:
    cells = tuple(KnownCell(text, PLACE) for text in texts)
    return KnownPage(Path("a.png"), "crime", "clean", cells, "")


def read(text: str, *, state: State = "auto", box: Box = PLACE) -> RegisterPage:
    reading: Reading[Value] = Reading(text, text, None, 0.9, box, "test")
    cell = Cell("serial", "", reading, state)
    guess = Guess("crime", 1.0)
    page = builders.page().page
    normal = Sensitivity("normal")
    return RegisterPage("register", page, guess, guess, guess, None, None, normal, (), ((cell,),))


def scored(page: RegisterPage, *texts: str) -> Score:
    return score(page, known(*texts), 0.0).score


def test_a_cell_read_right_is_found_and_exact() -> None:
    got = scored(read("१२"), "12")
    assert (got.kinds, got.cells, got.found, got.exact) == (1, 1, 1, 1)
    assert (got.edits, got.auto_wrong) == (0, 0)


def test_a_wrong_cell_that_no_eye_would_see_counts_as_such() -> None:
    got = scored(read("13"), "12")
    assert (got.exact, got.edits, got.auto, got.auto_wrong) == (0, 1, 1, 1)
    assert scored(read("13", state="review"), "12").auto_wrong == 0


def test_a_cell_elsewhere_is_not_found_and_all_its_letters_are_errors() -> None:
    got = scored(read("12", box=ELSEWHERE), "12")
    assert (got.cells, got.found, got.edits, got.characters) == (1, 0, 2, 2)


def test_text_in_an_empty_cell_is_a_ghost() -> None:
    assert scored(read("।"), "").ghosts == 1
    assert scored(read(""), "").ghosts == 0


def test_an_unreadable_page_misses_everything() -> None:
    got = score(Unreadable("0" * 64, 1, "E109", "damaged"), known("12", "abc"), 0.0).score
    assert (got.pages, got.kinds, got.found, got.edits) == (1, 0, 0, 5)


def tight(text: str | None, box: Box) -> KnownPage:
    cell = KnownCell(text, box, "gp")
    return KnownPage(Path("a.png"), "list", "clean", (cell,), "", tight=True)


INSIDE = Box(10, 10, 30, 30)


def test_a_box_around_the_ink_is_found_in_the_cell_that_holds_its_centre() -> None:
    got = score(read("7"), tight("7", INSIDE), 0.0)
    assert (got.score.found, got.score.exact, got.cells[0].type) == (1, 1, "gp")


def test_a_cell_that_holds_two_known_ones_is_neither() -> None:
    cells = (KnownCell("7", INSIDE, "gp"), KnownCell("8", Box(60, 10, 80, 30), "gp"))
    page = KnownPage(Path("a.png"), "list", "clean", cells, "", tight=True)
    assert score(read("7 8"), page, 0.0).score.found == 0


def test_a_cell_of_unknown_text_counts_as_found_and_is_not_scored() -> None:
    got = score(read("7"), tight(None, INSIDE), 0.0).score
    assert (got.cells, got.found, got.texts, got.characters, got.auto) == (1, 1, 0, 0, 0)


def test_either_of_two_writings_that_are_known_is_exact() -> None:
    assert score(read("ख"), tight("क|ख", INSIDE), 0.0).score.exact == 1


def test_cells_have_the_type_of_their_column_even_where_nothing_was_found() -> None:
    cells = tuple(KnownCell("7", ELSEWHERE, "", number, 2) for number in range(2))
    page = KnownPage(Path("a.png"), "crime", "clean", cells, "")
    got = score(read("7"), page, 0.0, {"a": "serial", "b": "date"})
    assert [cell.type for cell in got.cells] == ["serial", "date"]
