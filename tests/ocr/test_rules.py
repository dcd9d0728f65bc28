"""The rules of a table are found, what is no rule is not."""

import cv2
import numpy as np
import pytest

from ocr import rules
from ocr.ink import Grey, ink, strokes
from tests.ocr import drawn

XS, YS = [120, 260, 520, 900, 1120], list(range(200, 1500, 70))


def found(page: Grey) -> rules.Rules:
    _, (table,) = rules.find(ink(page, 150))
    return table


@pytest.mark.parametrize("darkness", [30, 120, 180])
def test_black_and_faint_rules_are_found_where_they_are(darkness: int) -> None:
    table = found(drawn.register(XS, YS, ink=darkness))
    assert table.xs == pytest.approx(XS, abs=2)
    assert table.ys == pytest.approx(YS, abs=2)


def test_headlines_of_a_full_row_are_no_rule() -> None:
    assert len(found(drawn.register(XS, YS, row_rules=False)).ys) == 3


def test_a_fold_across_the_page_is_no_rule() -> None:
    page = drawn.register(XS, YS)
    cv2.line(page, (0, 915), (1239, 915), 60, 2)
    assert found(page).ys == pytest.approx(YS, abs=2)


def test_a_fold_through_the_words_of_a_table_is_no_rule() -> None:
    page = drawn.register(XS, YS, row_rules=False)
    cv2.line(page, (XS[0] - 20, YS[6] + 30), (XS[-1] + 20, YS[6] + 30), 130, 2)
    assert found(page).ys == pytest.approx([YS[0], YS[1], YS[-1]], abs=2)


def test_a_rule_that_a_fold_lies_on_is_a_rule() -> None:
    page = drawn.register(XS, YS)
    cv2.line(page, (20, YS[3]), (1220, YS[3]), 190, 3)
    cv2.line(page, (XS[0], YS[3]), (XS[-1], YS[3]), 70, 2)
    assert found(page).ys == pytest.approx(YS, abs=2)


def test_a_fold_that_a_hole_hides_on_one_side_is_no_rule() -> None:
    page = drawn.register(XS, YS)
    cv2.line(page, (XS[0], YS[3] + 46), (1220, YS[3] + 46), 190, 3)
    assert found(page).ys == pytest.approx(YS, abs=2)


def test_broken_rules_are_one_rule() -> None:
    page = drawn.register(XS, YS)
    for y in range(230, 1400, 97):
        page[y : y + 3, 518:524] = 235
    assert found(page).xs == pytest.approx(XS, abs=2)


@pytest.mark.parametrize("page", [drawn.letter(), drawn.blank()])
def test_a_page_without_a_table_has_no_rules(page: Grey) -> None:
    assert rules.find(ink(page, 150))[1] == ()


def test_erasing_rules_leaves_the_words() -> None:
    page = drawn.register(XS, YS)
    inked = ink(page, 150)
    left = rules.erased(strokes(inked, 150), rules.find(inked)[0])
    assert left[:, 262:264].sum() == 0
    bare = drawn.register(XS, YS, ink=235)
    words = strokes(ink(bare, 150), 150)
    assert np.logical_and(left, words).sum() > 0.9 * words.sum()


def test_a_table_of_dashes_is_found_like_a_solid_one() -> None:
    page = drawn.register(XS, YS)
    for at in range(210, 1500, 24):
        page[at : at + 8, [x + k for x in XS for k in (-1, 0, 1, 2)]] = 235
    for at in range(130, 1120, 24):
        page[[y + k for y in YS for k in (-1, 0, 1, 2)], at : at + 8] = 235
    table = found(page)
    assert table.xs == pytest.approx(XS, abs=2)
    assert table.ys == pytest.approx(YS, abs=2)


def test_a_frame_around_the_page_is_not_its_table() -> None:
    page = drawn.register(XS, YS)
    cv2.rectangle(page, (20, 20), (1220, 1730), 90, 3)
    assert found(page).xs == pytest.approx(XS, abs=2)


def test_tables_of_facing_pages_are_told_apart() -> None:
    page = np.hstack([drawn.register(XS, YS), drawn.register(XS, YS)])
    _, (left, right) = rules.find(ink(page, 150))
    assert right.box.x0 - left.box.x0 == pytest.approx(1240, abs=2)


def test_a_headline_as_long_as_a_rule_stays_with_its_letters() -> None:
    """Words set so close that their headlines run on are words all the same; a rule goes."""
    page = drawn.blank()
    drawn.word(page, 200, 300, 700)
    cv2.line(page, (200, 500), (900, 500), 30, 2)
    inked = ink(page, 150)
    drew, _ = rules.find(inked)
    left = rules.erased(strokes(inked, 150), drew)
    assert left[301, 220:880].mean() > 0.9
    assert left[495:506].sum() < 5


def test_figures_on_a_line_too_faint_to_be_a_stroke_stay_whole() -> None:
    page = drawn.blank()
    page[815:819, 60:1180] = 205
    for x in range(120, 1000, 120):
        drawn.figure(page, x, 806)
    inked = ink(page, 150)
    marks = strokes(inked, 150)
    drawn_there, _ = rules.find(inked)
    assert drawn_there.levels[816, 100:1100].mean() > 0.9
    assert (rules.erased(marks, drawn_there) == marks).all()
