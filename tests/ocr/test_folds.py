"""Folds leave the ink, rules and words stay in it."""

import cv2
import numpy as np
import pytest

from ocr import folds
from ocr.ink import Grey, Ink, ink, ink_on_paper
from tests.ocr import drawn

XS, YS = [120, 520, 1120], list(range(260, 1300, 70))
ON_RULE, BETWEEN = YS[3], YS[3] + 32


def folded(*, across: int, down: int = 300, drop: int = 0, bed: int = 0) -> Grey:
    """A register with a fold across, which falls by `drop` pixels, and one down, on a bed."""
    page = drawn.register(XS, YS)
    shade = np.ones(page.shape, np.float32)
    cv2.line(shade, (0, across), (page.shape[1], across + drop), 0.7, 4)
    cv2.line(shade, (down, 0), (down, page.shape[0]), 0.7, 4)
    page = (page * shade).astype(np.uint8)
    page[:, :bed] = page[:, page.shape[1] - bed :] = 25
    return page


def left(page: Grey) -> Ink:
    return unfolded(ink_on_paper(page, 150))


def unfolded(inked: Ink) -> Ink:
    return folds.unfolded(inked, 150, folds.text_box(inked, 150))


def test_a_fold_is_no_ink_but_a_rule_on_it_is() -> None:
    inked = left(folded(across=ON_RULE))
    assert inked[440:465, 298:303].max() < 30
    assert inked[ON_RULE, 600] > 60


@pytest.mark.parametrize("drop", [0, 6, -6])
@pytest.mark.parametrize("bed", [0, 40])
def test_a_fold_ends_with_the_paper_and_may_lie_a_little_askew(drop: int, bed: int) -> None:
    inked = left(folded(across=BETWEEN, drop=drop, bed=bed))
    bare = slice(700, 1000, 5)
    fold = [round(BETWEEN + drop * x / 1240) for x in range(1240)[bare]]
    assert max(inked[y, x] for y, x in zip(fold, range(1240)[bare], strict=True)) < 40


def test_rules_that_reach_beyond_all_words_are_no_folds() -> None:
    """Words stand far from both outer rules, and only three rules run across."""
    page = drawn.register([60, 400, 800, 1180], YS, row_rules=False)
    for top in YS[:-1]:
        for column in (slice(64, 397), slice(804, 1177)):
            page[top + 4 : top + 66, column] = 235
        drawn.word(page, 200, top + 20, 60)
        drawn.word(page, 950, top + 20, 60)
    inked = ink(page, 150)
    assert np.array_equal(unfolded(inked), inked)


def test_paper_ruled_from_edge_to_edge_keeps_its_rules() -> None:
    page = drawn.blank()
    page[200:1500:60] = 90
    inked = ink(page, 150)
    assert np.array_equal(unfolded(inked), inked)
