"""Punch holes are no strokes, however round a letter may be."""

import cv2

from ocr import holes
from ocr.ink import Mask, ink, strokes
from tests.ocr import drawn


def left(inside: int) -> tuple[Mask, Mask]:
    """The strokes of a page with a ring, `inside` as dark as told, before and after."""
    page = drawn.letter(lines=4)
    cv2.circle(page, (60, 800), 17, inside, -1, cv2.LINE_AA)
    cv2.circle(page, (60, 800), 17, 110, 3, cv2.LINE_AA)
    marks = strokes(ink(page, 150), 150)
    return marks, holes.filled(page, marks)


def test_the_rim_of_a_grey_hole_is_no_stroke_and_all_words_are() -> None:
    marks, found = left(inside=110)
    assert marks[780:820, 40:80].any()
    assert not found[780:820, 40:80].any()
    assert (marks[:700] == found[:700]).all()


def test_a_large_ring_with_paper_in_it_is_a_letter() -> None:
    marks, found = left(inside=235)
    assert (marks == found).all()
