"""Ink is what is darker than the paper around it."""

import cv2
import numpy as np
import pytest

from ocr.ink import connected, ink, ink_on_paper, strokes
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


@pytest.mark.parametrize("full", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_pieces_are_those_that_opencv_finds_with_the_same_stats(full: float) -> None:
    mask = (np.random.default_rng(1).random((61, 83)) < full).astype(np.uint8)
    labels, stats, middles = connected(mask)
    _, expected, sizes, centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    assert np.array_equal(labels, expected)
    assert np.array_equal(stats[1:], sizes[1:])
    assert middles[1:] == pytest.approx(centres[1:])
