"""Cells and lines of whole pages, also where rows are not ruled or run across two pages."""

import cv2
import numpy as np
import pytest

from ocr.ink import Grey
from ocr.layout import Layout, lay_out
from ocr.leaf import leaves
from ocr.scan import Frame
from tests.ocr import drawn

XS, YS = [120, 260, 520, 900, 1120], list(range(260, 1300, 70))


def layout(page: Grey) -> Layout:
    height, width = page.shape
    return lay_out(leaves(page, Frame(1, width, height, 150), "0" * 64)[1])


@pytest.mark.parametrize("row_rules", [True, False])
def test_every_cell_of_a_register_is_found_with_its_one_line(*, row_rules: bool) -> None:
    page = layout(drawn.register(XS, YS, row_rules=row_rules))
    assert [len(row) for row in page.rows] == [4] * (len(YS) - 1)
    assert all(len(cell.lines) == 1 for row in page.rows for cell in row)


def test_lines_around_the_table_are_found_beside_it() -> None:
    page = drawn.register(XS, YS)
    drawn.word(page, 500, 120, 240)
    drawn.word(page, 130, 190)
    drawn.word(page, 900, 190)
    assert len(layout(page).lines) == 3


def test_rows_of_facing_pages_are_joined_across_the_gutter() -> None:
    left, right = drawn.register(XS, YS), drawn.register(XS, YS)
    spread = np.hstack([left, right])
    cv2.rectangle(spread, (1232, 0), (1248, 1754), 40, -1)
    page = layout(cv2.blur(spread, (3, 3)))
    assert [len(row) for row in page.rows] == [8] * (len(YS) - 1)
    assert [cell.leaf for cell in page.rows[3]] == [0] * 4 + [1] * 4


@pytest.mark.parametrize("degrees", [3.5, -3.5])
def test_the_gutter_of_facing_pages_that_lie_askew_is_found(degrees: float) -> None:
    spread = np.hstack([drawn.register(XS, YS), drawn.register(XS, YS)])
    valley = 1 - 0.6 * np.exp(-np.abs(np.arange(spread.shape[1]) - 1240) / 12)
    turn = cv2.getRotationMatrix2D((1240, 877), degrees, 1)
    shaded = (spread * valley).astype(np.uint8)
    askew = cv2.warpAffine(shaded, turn, shaded.shape[::-1], borderValue=235)
    page = layout(askew)
    assert [len(row) for row in page.rows] == [8] * (len(YS) - 1)
    assert [cell.leaf for cell in page.rows[3]] == [0] * 4 + [1] * 4


def test_two_rows_between_headings_are_two_where_other_rows_are_not_ruled_either() -> None:
    """Column rules leave the headings between rows out; only those are ruled off."""
    ys = [260, 306, *range(356, 1300, 50)]
    page = drawn.register(XS, ys, row_rules=False)
    for row in (1, 10, 13, len(ys) - 2):
        page[ys[row] + 2 : ys[row + 1] - 1, XS[0] + 4 : XS[-1] - 3] = 235
        drawn.word(page, 300, ys[row] + 16, 500)
        for y in ys[row : row + 2]:
            cv2.line(page, (XS[0], y), (XS[-1], y), 70, 2)
    found = layout(page)
    assert [len(row) for row in found.rows] == [4] * (len(ys) - 5)
    assert len(found.lines) == 4
    assert found.rows[0][0].box.x0 == pytest.approx(XS[0], abs=3)
    assert found.rows[-1][-1].box.x1 == pytest.approx(XS[-1], abs=3)


def test_specks_below_the_number_of_a_row_are_no_rows() -> None:
    ys = list(range(260, 1300, 100))
    page = drawn.register(XS, ys)
    for below in (55, 80):
        cv2.circle(page, (XS[0] + 30, ys[4] + below), 2, 30, -1)
    assert len(layout(page).rows) == len(ys) - 1


def test_a_letter_has_lines_and_no_rows() -> None:
    page = layout(drawn.letter(lines=9))
    assert page.rows == ()
    assert len(page.lines) == 9


def test_a_picture_made_smaller_is_looked_at_larger_than_it_states() -> None:
    """Half of the page's pixels are gone, but it still says 300 dots an inch."""
    page = drawn.letter(lines=9)
    height, width = page.shape
    known, flat = leaves(page, Frame(1, width, height, 300), "0" * 64)
    assert known.dpi < 220
    assert len(lay_out(flat).lines) == 9


def test_a_line_in_much_smaller_type_is_found_too() -> None:
    page, title = drawn.letter(lines=6), drawn.letter(lines=1)[190:230]
    small = cv2.resize(title, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)
    page[100 : 100 + small.shape[0], : small.shape[1]] = small
    heights = [line.box.height for line in layout(page).lines]
    assert len(heights) == 7
    assert min(heights) < 0.5 * max(heights)


def test_an_empty_page_has_nothing() -> None:
    page = layout(drawn.blank())
    assert (page.rows, page.lines) == ((), ())


@pytest.mark.parametrize("seed", range(4))
def test_any_noise_has_a_layout(seed: int) -> None:
    chance = np.random.default_rng(seed)
    noise = chance.integers(0, 256, (90, 60), dtype=np.uint8)
    page = layout(cv2.resize(noise, (1240, 1754), interpolation=cv2.INTER_NEAREST))
    assert page.height > 0
