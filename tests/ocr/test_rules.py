"""The rules of a table are found, what is no rule is not."""

import cv2
import numpy as np
import pytest

from ocr import rules
from ocr.ink import ink, strokes
from tests.ocr import drawn

XS, YS = [120, 260, 520, 900, 1120], list(range(200, 1500, 70))


def found(page: drawn.Grey) -> rules.Rules:
    table = rules.find(ink(page, 150))
    assert table is not None
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


def test_broken_rules_are_one_rule() -> None:
    page = drawn.register(XS, YS)
    for y in range(230, 1400, 97):
        page[y : y + 3, 518:524] = 235
    assert found(page).xs == pytest.approx(XS, abs=2)


@pytest.mark.parametrize("page", [drawn.letter(), drawn.blank()])
def test_a_page_without_a_table_has_no_rules(page: drawn.Grey) -> None:
    assert rules.find(ink(page, 150)) is None


def test_erasing_rules_leaves_the_words() -> None:
    page = drawn.register(XS, YS)
    inked = ink(page, 150)
    left = rules.erased(strokes(inked, 150), inked)
    assert left[:, 262:264].sum() == 0
    bare = drawn.register(XS, YS, ink=235)
    words = strokes(ink(bare, 150), 150)
    assert np.logical_and(left, words).sum() > 0.9 * words.sum()
