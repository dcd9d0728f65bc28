"""Stamps are told from text."""

import cv2
import pytest

from ocr import stamps
from ocr.ink import Grey, Mask, ink, strokes
from tests.ocr import drawn


def marks(page: Grey) -> Mask:
    return strokes(ink(page, 150), 150)


def stamped() -> Grey:
    page = drawn.letter(lines=6)
    cv2.circle(page, (700, 1100), 95, 60, 4)
    cv2.circle(page, (700, 1100), 60, 60, 2)
    cv2.putText(page, "S.P.", (670, 1110), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 60, 2)
    return page


def test_a_round_stamp_is_found_where_it_is() -> None:
    box = max(stamps.find(marks(stamped())), key=lambda box: box.area)
    assert box.centre == pytest.approx((700, 1100), abs=3)


def test_a_letter_without_its_stamp_keeps_its_words() -> None:
    plain = marks(drawn.letter(lines=6))
    assert stamps.find(plain) == []
    left = stamps.erased(marks(stamped()))
    assert left[:900].sum() == pytest.approx(plain[:900].sum(), rel=0.01)
    assert left[990:1210].sum() == 0
