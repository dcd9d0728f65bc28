import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.classify import classify
from classifiers.district import District
from classifiers.record import UNKNOWN, Document, Hints, RegisterPage
from classifiers.values import Serial
from ocr.reading import ReadCell, Word
from tests.builders import NO_HINTS, noisy, page

HEAD = ["क्रम सं०", "एन०सी०आर० नं०", "दिनांक", "धारा", "वादी", "विपक्षी", "चौकी"]
ROWS = [
    ["1", "12/2006", "2.3.06", "504/506 भा०द०वि०", "राम पुत्र श्याम", "अज्ञात", "सदर"],
    ["2", "13/2006", "4.3.06", "504/506 भा०द०वि०", "मोहन पुत्र सोहन", "अज्ञात", "सदर"],
]
TITLE = ["एन०सी०आर० रजिस्टर", "थाना तिर्वा वर्ष २००६ भाग १"]


def test_a_register_page_is_told_whole(kannauj: District) -> None:
    record = classify(page(TITLE, HEAD, ROWS), kannauj, NO_HINTS)
    assert isinstance(record, RegisterPage)
    assert (record.kind.choice, record.head.choice) == ("ncr", "K-11012")
    assert (record.office.choice, record.year, record.volume) == ("KNJ-TIR", 2006, 1)
    assert record.rows[1][0].reading.value == Serial(2)
    assert record.rows[0][4].column == "complainant"
    assert record.rows[0][4].heading == "वादी"


def test_a_column_that_is_none_of_the_kinds_waits_under_a_name_of_its_own(
    kannauj: District,
) -> None:
    record = classify(page(TITLE, HEAD, ROWS), kannauj, NO_HINTS)
    assert isinstance(record, RegisterPage)
    assert record.rows[0][6].column == "x1"
    assert record.rows[0][6].reasons == ("column-unknown",)


def test_on_a_page_read_badly_as_a_whole_not_even_clear_figures_are_taken_unseen(
    kannauj: District,
) -> None:
    read = page(TITLE, HEAD, ROWS, confidence=0.99)
    assert read.table is not None
    hand = [[_unsure(cell) for cell in row] for row in read.table.rows]
    table = replace(read.table, rows=tuple(map(tuple, hand)))
    printed, written = (
        classify(one, kannauj, NO_HINTS) for one in (read, replace(read, table=table))
    )
    assert isinstance(printed, RegisterPage)
    assert isinstance(written, RegisterPage)
    assert printed.rows[0][0].state == "auto"
    assert {cell.state for row in written.rows for cell in row} == {"review"}
    assert written.rows[0][0].reasons == ("page-unclear|0.30",)


def test_a_cell_by_hand_on_a_page_in_type_waits_however_surely_it_was_read(
    kannauj: District,
) -> None:
    read = page(TITLE, HEAD, ROWS, confidence=0.99)
    assert read.table is not None
    first, *others = read.table.rows
    marked = (replace(first[0], hand=0.9), *first[1:])
    table = replace(read.table, rows=(marked, *others))
    record = classify(replace(read, table=table), kannauj, NO_HINTS)
    assert isinstance(record, RegisterPage)
    assert (record.rows[0][0].state, record.rows[0][0].reasons) == ("review", ("handwritten",))
    assert record.rows[1][0].state == "auto"


def _unsure(cell: ReadCell) -> ReadCell:
    """The cell with its words read at 0.3, its figures as before."""
    words = (
        line if any(map(str.isdigit, line.text)) else replace(line, words=_at(line.words, 0.3))
        for line in cell.lines
    )
    return replace(cell, lines=tuple(words))


def _at(words: tuple[Word, ...], confidence: float) -> tuple[Word, ...]:
    return tuple(replace(word, confidence=confidence) for word in words)


def test_rows_of_an_unknown_register_keep_their_cells_and_wait(kannauj: District) -> None:
    record = classify(
        page(["त्योहार रजिस्टर"], ["क", "ख", "ग"], [["1", "2", "3"]]), kannauj, NO_HINTS
    )
    assert isinstance(record, RegisterPage)
    assert record.kind.choice == UNKNOWN
    assert record.head.choice == kannauj.unsorted
    assert [cell.column for cell in record.rows[0]] == ["c1", "c2", "c3"]
    assert {cell.state for cell in record.rows[0]} == {"review"}


def test_values_under_headings_that_were_not_read_wait(kannauj: District) -> None:
    hints = Hints(register="ncr", year=2006)
    record = classify(page([], [""] * 7, ROWS), kannauj, hints)
    assert isinstance(record, RegisterPage)
    assert record.rows[0][0].column == "serial"
    assert {cell.state for row in record.rows for cell in row} == {"review"}


def test_a_registers_page_without_rows_is_kept_as_a_document_that_waits(kannauj: District) -> None:
    record = classify(page(TITLE), kannauj, NO_HINTS)
    assert isinstance(record, Document)
    assert (record.kind.choice, record.state) == ("ncr", "review")


def test_nothing_read_in_a_table_that_is_no_registers_is_lost(kannauj: District) -> None:
    record = classify(page(["क"], ["ख"], [["ग"]]), kannauj, NO_HINTS)
    assert isinstance(record, Document)
    assert record.text == "क\nख\nग"


def test_a_badly_read_letter_waits_though_its_kind_is_sure(kannauj: District) -> None:
    lines = [
        "पंचायतनामा",
        "राय पंचान: हम पंचान की राय में मृतक की मृत्यु",
        "शव को सील सर्वमोहर कर पोस्टमार्टम हेतु भेजा गया",
    ]
    states = [classify(page(lines, confidence=c), kannauj, NO_HINTS) for c in (0.95, 0.5)]
    assert [r.state for r in states if isinstance(r, Document)] == ["auto", "review"]


def test_hints_of_year_and_volume_win(kannauj: District) -> None:
    record = classify(page(TITLE, HEAD, ROWS), kannauj, Hints(year=2007, volume=3))
    assert isinstance(record, RegisterPage)
    assert (record.year, record.volume) == (2007, 3)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), share=st.floats(0, 0.6), count=st.sampled_from([0, 2]))
def test_whatever_was_misread_every_text_comes_through_unchanged(
    kannauj: District, seed: int, share: float, count: int
) -> None:
    chance = random.Random(seed)
    lines = [noisy(line, share, chance) for line in TITLE]
    rows = [[noisy(text, share, chance) for text in row] for row in ROWS[:count]]
    record = classify(page(lines, HEAD if count else [], rows), kannauj, NO_HINTS)
    if isinstance(record, RegisterPage):
        assert [[cell.reading.text for cell in row] for row in record.rows] == rows
    else:
        assert all(line.text in record.text for line in record.lines)
