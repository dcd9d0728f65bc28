"""Ink is what is darker than the paper around it."""

import numpy as np
import pytest

from ocr.ink import ink, sheet, strokes
from tests.ocr import drawn


def test_bare_paper_has_no_strokes_however_unevenly_it_is_lit() -> None:
    light = np.linspace(120, 255, 1240)
    page = np.tile(light, (1754, 1)).astype(np.uint8)
    assert strokes(ink(page, 150), 150).sum() == 0


def test_words_in_the_dark_half_of_a_page_are_found_like_those_in_the_light() -> None:
    page = drawn.letter()
    shade = np.linspace(0.45, 1, page.shape[1])
    shaded = (page * shade).astype(np.uint8)
    found, expected = strokes(ink(shaded, 150), 150), strokes(ink(page, 150), 150)
    assert found.sum() == pytest.approx(expected.sum(), rel=0.05)


def test_the_scanners_bed_is_not_paper() -> None:
    page = drawn.blank()
    page[:, :200] = 20
    lit = sheet(page, 150)
    assert lit[:, :190].max() == 0
    assert lit[:, 230:].min() == 1
