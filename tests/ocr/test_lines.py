"""Lines of text in a region."""

import numpy as np
import pytest

from ocr import lines
from ocr.geometry import Box
from ocr.ink import Mask, ink, strokes
from tests.ocr import drawn


def marks(*tops: int, width: int = 110) -> Mask:
    page = drawn.blank(400, 300)
    for top in tops:
        drawn.word(page, 40, top, width)
    return strokes(ink(page, 150), 150)


@pytest.mark.parametrize("tops", [(40,), (40, 80), (40, 74, 120)])
def test_every_line_is_found_once(tops: tuple[int, ...]) -> None:
    assert len(lines.find(marks(*tops), height=26)) == len(tops)


def test_lines_that_touch_are_cut_apart() -> None:
    region = marks(40, 66)
    region[50:70, 60:62] = 1
    found = lines.find(region, height=26)
    assert [round(line.y0) for line in found] == pytest.approx([33, 59], abs=3)


def test_a_line_with_high_vowel_signs_stays_whole() -> None:
    region = marks(60)
    region[38:60, 60:63] = 1
    assert len(lines.find(region, height=24)) == 1


def test_specks_are_no_lines() -> None:
    region = np.zeros((100, 100), np.uint8)
    region[50:52, 50:52] = 1
    assert lines.find(region, height=26) == []


def test_a_line_is_cut_at_wide_blanks_only() -> None:
    page = drawn.blank(900, 100)
    for x in (20, 150, 600):
        drawn.word(page, x, 40)
    region = strokes(ink(page, 150), 150)
    parts = lines.chunks(region, Box(0, 0, 900, 100), gap=90)
    assert [round(part.x0) for part in parts] == pytest.approx([20, 600], abs=2)


@pytest.mark.parametrize("gap", [3, 30])
def test_a_dot_belongs_to_the_line_it_stands_close_over(gap: int) -> None:
    """As that of गंज; one far above is a speck."""
    region = marks(100)
    top = int(np.flatnonzero(region.any(axis=1))[0])
    region[top - gap - 3 : top - gap, 70:73] = 1
    (line,) = lines.find(region, height=26)
    assert line.y0 == (top - gap - 3 if gap == 3 else top)


def test_a_page_number_beside_a_heading_in_small_type_is_a_line_of_its_own() -> None:
    region = np.zeros((120, 400), np.uint8)
    region[20:32, 300:320] = region[34:46, 20:200] = 1
    assert len(lines.find(region, height=40)) == 2
    region[20:32, 100:120] = 1
    assert len(lines.find(region, height=40)) == 1


def test_where_all_lines_touch_the_words_tell_how_high_a_line_is() -> None:
    apart = marks(*range(40, 340, 40))
    touching = apart.copy()
    touching[40:360, 45:46] = 1
    assert lines.letter_height([touching]) < 2 * lines.letter_height([apart])


@pytest.mark.parametrize("x", [4, 180])
def test_a_line_begins_and_ends_with_its_words_not_with_a_speck(x: int) -> None:
    region = marks(60)
    region[66:68, x : x + 2] = 1
    (line,) = lines.find(region, height=26)
    assert (line.x0, line.x1) == pytest.approx((40, 151), abs=2)


def test_a_full_stop_a_colon_that_stands_off_and_two_strokes_alone_stay() -> None:
    region = marks(60)
    region[76:79, 156:159] = 1
    (line,) = lines.find(region, height=26)
    assert line.x1 == 159
    region[64:66, 180:182] = region[76:78, 180:182] = 1
    (line,) = lines.find(region, height=26)
    assert line.x1 == 182
    ditto = np.zeros((100, 100), np.uint8)
    ditto[40:46, 50:52] = ditto[40:46, 55:57] = 1
    assert [(line.x0, line.x1) for line in lines.find(ditto, height=26)] == [(50, 57)]
