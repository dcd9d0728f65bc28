"""Ink is what is darker than the paper around it."""

import numpy as np
import pytest

from ocr.ink import ink, ink_on_paper, strokes
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


def test_what_is_dark_on_the_scanners_bed_is_no_ink() -> None:
    page = drawn.letter()
    page[:, :200] = 20
    page[300:308, :200] = 0
    whole, found = ink(page, 150), ink_on_paper(page, 150)
    assert whole[300:308, :190].max() > 0
    assert found[:, :190].max() == 0
    assert whole[:, 230:].max() > 0
    assert (found[:, 230:] == whole[:, 230:]).all()
