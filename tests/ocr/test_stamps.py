"""Stamps are told from text."""

import cv2
import numpy as np
import pytest

from ocr import stamps
from ocr.ink import Grey, Mask, ink, strokes
from tests.ocr import drawn

COLUMNS, ROWS = [120, 260, 520, 900, 1120], list(range(260, 1300, 70))


def marks(page: Grey) -> Mask:
    return strokes(ink(page, 150), 150)


def stamped() -> Grey:
    page = drawn.letter(lines=6)
    cv2.circle(page, (700, 1100), 95, 60, 4)
    cv2.circle(page, (700, 1100), 60, 60, 2)
    cv2.putText(page, "S.P.", (670, 1110), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 60, 2)
    return page


def test_a_round_stamp_is_found_where_it_is() -> None:
    seals = stamps.find(marks(stamped()), stamps.rings(ink(stamped(), 150)))
    box = max(seals, key=lambda box: box.area)
    assert box.centre == pytest.approx((700, 1100), abs=3)


def test_a_letter_without_its_stamp_keeps_its_words() -> None:
    plain = marks(drawn.letter(lines=6))
    assert stamps.find(plain, stamps.rings(ink(drawn.letter(lines=6), 150))) == []
    seen = marks(stamped())
    left = stamps.erased(seen, stamps.rings(ink(stamped(), 150)))
    assert left[:900].sum() == pytest.approx(plain[:900].sum(), rel=0.01)
    assert left[990:1210].sum() == 0


def sealed(ink_: int) -> Grey:
    """A register with a ring of this grey over its words and rules, darkening what it covers."""
    page = drawn.register(COLUMNS, ROWS)
    seal = drawn.blank(paper=255)
    cv2.circle(seal, (600, 700), 95, ink_, 4)
    cv2.circle(seal, (600, 700), 80, ink_, 2)
    return np.minimum(page, cv2.multiply(page, seal, scale=1 / 255))


def test_a_round_stamp_is_found_also_on_a_table() -> None:
    (ring,) = stamps.rings(ink(sealed(120), 150))
    assert (ring.x, ring.y) == pytest.approx((600, 700), abs=3)


def test_a_stamp_too_faint_to_be_a_stroke_is_found_and_lifted() -> None:
    inked = ink(sealed(222), 150)
    assert stamps.remaining(strokes(inked, 150), stamps.rings(inked)) == []
    (ring,) = stamps.rings(inked)
    assert (ring.x, ring.y) == pytest.approx((600, 700), abs=3)
    around = np.s_[590:810, 490:710]
    words = ink(drawn.register(COLUMNS, ROWS), 150)[around] > 60
    left = stamps.lifted(inked, [ring])[around]
    assert (left[~words] > 25).mean() < 0.3 * (inked[around][~words] > 25).mean()


def test_no_ring_is_found_among_the_words_and_rules_of_a_register() -> None:
    page = drawn.register(COLUMNS, ROWS)
    assert stamps.rings(ink(page, 150)) == []


def test_a_faint_stamp_is_lifted_and_the_words_under_it_stay() -> None:
    plain = drawn.register(COLUMNS, ROWS, ink=30)
    page = sealed(150)
    inked = ink(page, 150)
    left = stamps.lifted(inked, stamps.rings(inked)) > 100
    words = plain < 60
    around = np.s_[590:810, 490:710]
    assert (left & words)[around].sum() > 0.95 * words[around].sum()
    assert (left & ~words)[around].sum() < 0.1 * words[around].sum()


def test_a_stamp_as_dark_as_the_words_is_left_with_them() -> None:
    inked = ink(sealed(30), 150)
    rings = stamps.rings(inked)
    assert rings
    assert np.array_equal(stamps.lifted(inked, rings), inked)
    assert stamps.remaining(strokes(inked, 150), rings) == rings


def test_a_stamp_on_a_table_loses_its_rims_and_the_words_stay() -> None:
    plain, seen = marks(drawn.register(COLUMNS, ROWS)), marks(sealed(30))
    left = stamps.rimless(seen, stamps.rings(ink(sealed(30), 150)))
    assert cv2.subtract(seen, plain).sum() > 10 * cv2.subtract(left, plain).sum()
    assert cv2.bitwise_and(left, plain).sum() > 0.95 * plain.sum()


def test_a_stamp_that_was_lifted_does_not_remain() -> None:
    inked = ink(sealed(150), 150)
    rings = stamps.rings(inked)
    assert rings
    left = stamps.lifted(inked, rings)
    assert stamps.remaining(strokes(left, 150), rings) == []
