"""Tables without column rules, headings between rows, and what must not become a table."""

from __future__ import annotations

import itertools
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from ocr import bars
from ocr.geometry import Box
from ocr.ink import Grey
from ocr.layout import Layout, lay_out
from ocr.leaf import leaves
from ocr.scan import Frame
from tests.ocr import drawn

XS, YS = [120, 260, 520, 760, 960, 1150], list(range(260, 1300, 60))
SHARED = Path(__file__).parents[3] / "shared"


def layout(page: Grey, dpi: int = 150) -> Layout:
    height, width = page.shape
    return lay_out(leaves(page, Frame(1, width, height, dpi), "0" * 64)[1])


def picture(path: Path, dpi: int) -> Layout:
    with Image.open(path) as image:
        return layout(np.asarray(image.convert("L")), dpi)


@pytest.mark.parametrize("rules", [True, False])
def test_a_table_without_column_rules_has_all_its_cells(*, rules: bool) -> None:
    page = layout(drawn.listed(XS, YS, rules=rules))
    assert [len(row) for row in page.rows] == [5] * (len(YS) - 1)
    assert all(len(cell.lines) == 1 for row in page.rows for cell in row)
    assert page.lines == ()


def test_a_heading_between_rows_is_a_line_and_no_row() -> None:
    page = layout(drawn.listed(XS, YS, rules=True, across=(1, 7)))
    assert len(page.rows) == len(YS) - 3
    assert [round(line.box.y0) for line in page.lines] == pytest.approx(
        [YS[1] + 13, YS[7] + 13], abs=6
    )


def test_a_heading_between_ruled_rows_is_a_line_and_no_row() -> None:
    page = drawn.register(XS, YS)
    page[YS[5] + 2 : YS[6] - 1, XS[0] + 4 : XS[-1] - 3] = 235
    drawn.word(page, 300, YS[5] + 20, 500)
    found = layout(page)
    assert len(found.rows) == len(YS) - 2
    assert len(found.lines) == 1


def test_columns_that_are_mostly_blank_are_columns() -> None:
    page = drawn.listed(XS, YS, rules=True)
    page[YS[2] : YS[-1] - 4, XS[3] - 4 : XS[4] - 4] = 235
    assert {len(row) for row in layout(page).rows} == {5}


def test_a_second_line_of_a_cell_begins_no_row() -> None:
    page = drawn.listed(XS, YS[::2], rules=True)
    for top in YS[2:-2:4]:
        drawn.word(page, XS[2], top + 20 + 40, 80)
    found = layout(page)
    assert len(found.rows) == len(YS[::2]) - 1
    assert sum(len(cell.lines) for row in found.rows for cell in row) > 5 * len(found.rows)


def test_a_second_line_longer_than_the_others_of_its_column_is_no_heading() -> None:
    """The half of the blank that it reaches into belongs to its column: the next begins flush."""
    ys = YS[::2]
    page = drawn.listed([120, 260, 520, 800, 960, 1150], ys, rules=True)
    for top in ys[1:-1]:
        drawn.word(page, 520, top + 60, 60)
    drawn.word(page, 520, ys[4] + 60, 250)
    found = layout(page)
    assert len(found.rows) == len(ys) - 1
    assert found.lines == ()


def test_a_smudge_under_the_table_makes_no_column_wider() -> None:
    page = drawn.listed(XS, YS)
    cv2.rectangle(page, (30, YS[-1] + 6), (46, YS[-1] + 24), 30, -1)
    rows = layout(page).rows
    assert rows[1][0].box.x0 == pytest.approx(XS[0], abs=12)


def test_a_hole_beside_the_table_begins_no_row() -> None:
    page = drawn.listed([150, *XS[1:]], YS[::2])
    for at in (4, 12):
        cv2.circle(page, (80, YS[at] + 6), 17, 130, -1, cv2.LINE_AA)
    assert len(layout(page).rows) == len(YS[::2]) - 1


def test_the_outer_cells_reach_as_far_as_the_level_rules() -> None:
    page = drawn.listed(XS, YS, rules=True)
    cv2.line(page, (XS[0] - 10, YS[-1]), (XS[-1], YS[-1]), 235, 2)
    cv2.line(page, (XS[0] - 10, YS[-1] + 40), (XS[-1], YS[-1] + 40), 60, 2)
    last = layout(page).rows[-1]
    assert last[0].box.x0 == pytest.approx(XS[0] - 10, abs=3)
    assert last[-1].box.x1 == pytest.approx(XS[-1], abs=6)
    assert last[-1].box.y1 == pytest.approx(YS[-1] + 40, abs=3)


def test_words_drawn_apart_under_one_heading_are_one_column() -> None:
    """Their blanks happen to stand over one another; the heading names no column there."""
    page = drawn.listed(XS, YS, rules=True)
    for top in YS[1:-1]:
        page[top + 4 : top + 56, XS[1] : XS[2] - 2] = 235
        drawn.word(page, XS[1], top + 20, 80)
        drawn.word(page, XS[1] + 104, top + 20, 60)
    assert {len(row) for row in layout(page).rows} == {5}


def test_a_column_set_flush_begins_before_its_words() -> None:
    """The middle of a wide blank would give half of the blank to a column of single letters."""
    page = drawn.listed([120, 260, 700, 860, 1020, 1180], YS, rules=True)
    rows = layout(page).rows
    assert [row[2].box.x0 for row in rows] == pytest.approx([690] * len(rows), abs=6)


def test_a_short_word_under_a_heading_begins_no_row() -> None:
    page = drawn.listed(XS, [260, *range(330, 1300, 60)])
    drawn.word(page, XS[0], 280 + 25, 16)
    assert len(layout(page).rows) == len(range(330, 1300, 60))


def test_a_second_line_of_a_heading_with_a_short_first_word_begins_no_row() -> None:
    page = drawn.listed(XS, [260, *range(340, 1300, 60)])
    page[264:300, XS[0] - 4 : XS[1] - 4] = 235
    for top in (280, 304):
        drawn.word(page, XS[0], top, 14)
    assert len(layout(page).rows) == len(range(340, 1300, 60))


@pytest.mark.parametrize("grey", [150, 190])
def test_light_rules_make_a_grid(grey: int) -> None:
    assert len(layout(drawn.register(XS, YS, ink=grey)).rows) == len(YS) - 1


def test_a_last_row_cut_off_by_the_paper_is_a_row() -> None:
    page = layout(drawn.register(XS, YS)[: YS[-1] - 10])
    assert [len(row) for row in page.rows] == [5] * (len(YS) - 1)


def test_a_group_heading_over_two_columns_hides_no_column() -> None:
    page = drawn.register(XS, YS)
    cv2.rectangle(page, (XS[1] + 3, YS[0] + 3), (XS[3] - 3, YS[0] + 28), 235, -1)
    cv2.line(page, (XS[1], YS[0] + 30), (XS[3], YS[0] + 30), 70, 2)
    assert {len(row) for row in layout(page).rows} == {5}


def test_a_fold_through_a_row_without_rules_leaves_it_a_row() -> None:
    page = drawn.listed(XS, YS)
    cv2.line(page, (XS[0], YS[6] + 26), (XS[-1] - 60, YS[6] + 26), 60, 2)
    assert [len(row) for row in layout(page).rows] == [5] * (len(YS) - 1)


def test_a_fold_through_the_last_ruled_row_leaves_it_a_row() -> None:
    page = drawn.register(XS, YS)
    cv2.line(page, (60, YS[-1] - 34), (1200, YS[-1] - 34), 150, 2)
    assert [len(row) for row in layout(page).rows] == [5] * (len(YS) - 1)


def test_titles_whose_words_stand_apart_are_no_rows() -> None:
    page = drawn.listed(XS, YS)
    for x in (300, 540):
        drawn.word(page, x, YS[0] - 60, 90)
    found = layout(page)
    assert len(found.rows) == len(YS) - 1
    assert found.lines != ()


def test_the_shadow_of_an_edge_is_no_column() -> None:
    page = drawn.listed(XS, YS)
    for top in YS[1:-1]:
        cv2.rectangle(page, (60, top + 22), (65, top + 40), 60, -1)
    assert {len(row) for row in layout(page).rows} == {5}


def test_a_line_too_long_for_its_column_divides_no_entry() -> None:
    ys = list(range(260, 1200, 130))
    page = drawn.listed(XS, ys)
    for top in ys[1:-1]:
        for line in (1, 2):
            drawn.word(page, XS[2], top + 20 + 34 * line, 80)
    page[ys[3] + 48 : ys[3] + 80, XS[2] : XS[-1]] = 235
    drawn.word(page, XS[2], ys[3] + 54, XS[3] - XS[2] + 30)
    assert len(layout(page).rows) == len(ys) - 1


def test_a_last_line_too_long_for_its_column_is_no_heading_where_others_end_beside_it() -> None:
    ys = list(range(260, 1200, 130))
    page = drawn.listed(XS, ys)
    for top in ys[1:-1]:
        drawn.word(page, XS[2], top + 54, 80)
    for left, width in ((XS[1], 80), (XS[2], XS[3] - XS[2] + 30), (XS[4], 80)):
        drawn.word(page, left, ys[3] + 54, width)
    found = layout(page)
    assert len(found.rows) == len(ys) - 1
    assert found.lines == ()


def test_a_column_of_entries_set_about_its_middle_keeps_the_longer_ones_whole() -> None:
    page = drawn.listed([120, 260, 700, 860, 1020, 1180], YS, rules=True)
    for row, top in enumerate(YS[1:-1]):
        page[top + 4 : top + 56, 850:1018] = 235
        for left, width in ((880, 40),) if row % 4 else ((850, 20), (885, 65)):
            drawn.word(page, left, top + 20, width)
    rows = layout(page).rows
    assert max(row[3].box.x0 for row in rows) < 850


def test_rows_of_several_full_lines_begin_with_their_numbers() -> None:
    ys = list(range(260, 1200, 130))
    page = drawn.listed(XS, ys)
    for top in ys[1:-1]:
        for line, left in itertools.product((1, 2), XS[1:-1]):
            drawn.word(page, left, top + 20 + 34 * line, 80)
    assert len(layout(page).rows) == len(ys) - 1


def test_two_rows_under_a_heading_that_is_ruled_off_are_two() -> None:
    """Of the other groups one has four rows, so the table is seen to rule off its headings only."""
    page = drawn.register(XS, YS[:10], row_rules=False)
    for row in (1, 4):
        page[YS[row] + 2 : YS[row + 1] - 1, XS[0] + 4 : XS[-1] - 3] = 235
        drawn.word(page, XS[0] + 14, YS[row] + 20, 700)
        for y in (YS[row], YS[row + 1]):
            cv2.line(page, (XS[0], y), (XS[-1], y), 70, 2)
    assert len(layout(page).rows) == 7


def test_two_rows_that_stand_well_apart_are_two_where_no_group_has_more() -> None:
    page = drawn.register(XS, list(range(260, 1000, 90)), row_rules=False)
    for row in (1, 4, 7):
        top = 260 + 90 * row
        page[top + 2 : top + 89, XS[0] + 4 : XS[-1] - 3] = 235
        for left in range(300, 900, 150):
            drawn.word(page, left, top + 20, 130)
        for y in (top, top + 90):
            cv2.line(page, (XS[0], y), (XS[-1], y), 70, 2)
    assert len(layout(page).rows) == 5


def test_a_row_by_itself_between_headings_that_are_ruled_off_is_a_row() -> None:
    """Its column rules are as short as letters are high."""
    ys = list(range(260, 800, 44))
    page = drawn.register(XS, ys)
    for row in (2, 4):
        page[ys[row] + 2 : ys[row + 1] - 1, XS[0] + 4 : XS[-1] - 3] = 235
        drawn.word(page, XS[0] + 14, ys[row] + 14, 700)
    found = layout(page)
    assert len(found.rows) == len(ys) - 3
    assert len(found.lines) == 2


def test_figures_with_feet_hang_from_no_headline() -> None:
    page = np.zeros((60, 80), np.uint8)
    cv2.rectangle(page, (20, 20), (22, 40), 1, -1)
    cv2.rectangle(page, (40, 20), (42, 40), 1, -1)
    cv2.line(page, (14, 40), (48, 40), 1, 1)
    assert not bars.has_headline(page, Box(14, 20, 49, 41), 20)


@pytest.mark.parametrize("lines", [4, 9, 20])
def test_running_text_is_no_table(lines: int) -> None:
    assert layout(drawn.letter(lines)).rows == ()


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["printed-paragraphs", "handwritten-paragraphs"])
def test_paragraphs_are_no_tables(folder: str) -> None:
    paths = sorted((SHARED / "real" / folder).glob("*.png"))
    if not paths:
        pytest.skip("../shared/real is not here")
    assert [path.name for path in paths if picture(path, 200).rows] == []


@pytest.mark.shared
@pytest.mark.parametrize(("form", "dpi"), [("list-p03.png", 200), ("list-p03-scan.jpg", 300)])
def test_the_list_without_rules_is_a_table_of_eleven_columns(form: str, dpi: int) -> None:
    path = SHARED / "real" / "kannauj-list" / form
    if not path.exists():
        pytest.skip("../shared/real is not here")
    assert [len(row) for row in picture(path, dpi).rows] == [11] * 25
