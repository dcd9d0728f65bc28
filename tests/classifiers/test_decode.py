"""Cells are decoded from what was heard: the column decides among readings, never against them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from classifiers.decode import Decoded, Expected, decode, mixed, shape
from classifiers.district import District
from classifiers.kinds import Column, ColumnType
from classifiers.lexicon import Lexicon, of_column
from classifiers.meaning import Setting
from ocr.alphabet import Alphabet
from ocr.geometry import Box
from ocr.heard import Heard
from ocr.reading import ReadCell, Reading, ReadLine, Word

BOX = Box(0, 0, 100, 20)
SYMBOLS = ("", " ", *"0123456789०१२३४५६७८९./-'", *"कखगतथनपबमयरलवशसह", *"ािीेो्ं")
ALPHABET = Alphabet(SYMBOLS, 0)
NOTHING = Expected()

Step = Mapping[str, float]


def heard(*steps: Step | str) -> Heard:
    """Steps of symbols with their chances (a plain one is sure), a blank step after each."""
    rows = []
    for step in steps:
        row = np.zeros(len(SYMBOLS), np.float32)
        for symbol, chance in ({step: 1.0} if isinstance(step, str) else step).items():
            row[SYMBOLS.index(symbol)] = chance
        row[0] += 1 - row.sum()
        rest = np.zeros(len(SYMBOLS), np.float32)
        rest[0] = 1
        rows += [row, rest]
    return Heard(np.array(rows), ALPHABET)


def cell(words: Sequence[tuple[str, Heard]], sure: float = 0.5) -> ReadCell:
    """A cell of one line whose words were first read so."""
    line = ReadLine(tuple(Word(text, sure, BOX) for text, _ in words), BOX)
    reading: Reading[None] = Reading(line.text, line.text, None, sure, BOX, "test")
    return ReadCell(0, 0, (line,), reading, tuple(one for _, one in words))


def decoded(
    kannauj: District,
    one: ReadCell,
    column: ColumnType,
    expected: Expected = NOTHING,
    year: int | None = None,
) -> Decoded:
    kind = Column("c", column, "")
    return decode(one, kind, of_column(kind, kannauj), Setting(kannauj, year), expected)


def test_a_column_of_numbers_takes_the_figure_that_was_heard_beside_a_letter(
    kannauj: District,
) -> None:
    one = cell([("1व", heard("1", {"व": 0.7, "9": 0.3}))])
    assert decoded(kannauj, one, "serial").text == "19"


def test_what_was_hardly_heard_is_not_taken_whatever_speaks_for_it(kannauj: District) -> None:
    one = cell([("17", heard("1", {"7": 0.9999, "8": 0.0001}))])
    assert decoded(kannauj, one, "serial", Expected(number=18)).text == "17"


def test_the_running_number_decides_between_figures_heard_alike(kannauj: District) -> None:
    one = cell([("17", heard("1", {"7": 0.55, "8": 0.45}))])
    assert decoded(kannauj, one, "serial").text == "17"
    assert decoded(kannauj, one, "serial", Expected(number=18)).text == "18"


def test_the_year_of_the_book_decides_between_dates_heard_alike(kannauj: District) -> None:
    steps = [*"12.03.20", {"1": 0.55, "0": 0.45}, "6"]
    one = cell([("12.03.2016", heard(*steps))])
    assert decoded(kannauj, one, "date", year=2006).text == "12.03.2006"
    assert decoded(kannauj, one, "date", year=2016).text == "12.03.2016"


def test_equal_figures_side_by_side_are_both_read(kannauj: District) -> None:
    assert decoded(kannauj, cell([("11", heard("1", "1"))]), "serial").text == "11"


def test_specks_beside_a_number_are_not_its_text(kannauj: District) -> None:
    one = cell([("'12", heard({"'": 0.6}, "1", "2"))])
    assert decoded(kannauj, one, "serial").text == "12"


def test_letters_that_most_codes_of_the_column_bear_are_believed_over_figures(
    kannauj: District,
) -> None:
    one = cell([("177", heard("1", "7", {"7": 0.8, "क": 0.2}))])
    assert decoded(kannauj, one, "code").text == "177"
    assert decoded(kannauj, one, "code", Expected(shape="9अ")).text == "17क"


def test_a_word_of_the_lexicon_wins_only_if_it_was_heard_nearly_as_well(kannauj: District) -> None:
    lexicon, column = Lexicon({"कमल": 5.0}), Column("c", "text", "")
    close = cell([("कमन", heard("क", "म", {"न": 0.6, "ल": 0.4}))])
    far = cell([("कमन", heard("क", "म", {"न": 0.9999, "ल": 0.0001}))])
    told = [decode(one, column, lexicon, Setting(kannauj), Expected()).text for one in (close, far)]
    assert told == ["कमल", "कमन"]


def test_the_confidence_is_lower_the_nearer_another_reading_comes(kannauj: District) -> None:
    near, clear = (
        decoded(kannauj, cell([("17", heard("1", {"7": chance, "8": 1 - chance}))]), "serial")
        for chance in (0.6, 0.95)
    )
    assert near.confidence < clear.confidence
    assert near.others[0] == "18"


def test_an_engine_that_does_not_tell_what_it_heard_keeps_its_text(kannauj: District) -> None:
    silent = ReadCell(0, 0, (), Reading("12", "12", None, 0.8, BOX, "test"))
    assert decoded(kannauj, silent, "serial") == Decoded("12", 0.8)


@pytest.mark.parametrize(
    ("text", "told"), [("17ए", "9अ"), ("स्था०-590/2012", "अ-9/9"), ("12", "9"), ("", "")]
)
def test_the_shape_of_a_text_is_its_figures_words_and_signs(text: str, told: str) -> None:
    assert shape(text) == told


@pytest.mark.parametrize(
    ("text", "both"), [("३2", True), ("32", False), ("मु०अ०सं० 32", False), ("३२/१६", False)]
)
def test_figures_of_two_scripts_in_one_entry_are_mixed(text: str, both: bool) -> None:  # noqa: FBT001
    """The ring of an abbreviation is no figure."""
    assert mixed(text) is both


def test_a_code_is_closed_where_a_wide_face_sets_its_strokes_apart(kannauj: District) -> None:
    one = cell([("क-", heard("क", "-")), ("17/", heard("1", "7", "/")), ("19", heard("1", "9"))])
    assert decoded(kannauj, one, "code").text == "क-17/19"


def test_an_abbreviation_that_a_wide_face_tore_apart_is_one_word_again(kannauj: District) -> None:
    words = [("म.", heard("म", ".")), ("का.", heard("क", "ा", ".")), ("राम", heard("र", "ा", "म"))]
    assert decoded(kannauj, cell(words), "officer").text == "म०का० राम"


def test_a_figure_close_to_a_known_word_stands_apart_and_one_close_to_a_letter_does_not(
    kannauj: District,
) -> None:
    assert decoded(kannauj, cell([("2माह", heard("2", "म", "ा", "ह"))]), "amount").text == "2 माह"
    assert decoded(kannauj, cell([("2क", heard("2", "क"))]), "text").text == "2क"
