"""Pages turned by quarter turns are told apart."""

import numpy as np
import pytest

from ocr.ink import ink, strokes
from ocr.orient import turned
from tests.ocr import drawn


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("kind", ["letter", "register"])
def test_a_page_says_by_how_much_it_was_turned(degrees: int, kind: str) -> None:
    page = drawn.letter()
    if kind == "register":
        page = drawn.register([100, 300, 600, 1100], list(range(200, 1300, 60)))
    scanned = np.ascontiguousarray(np.rot90(page, -degrees // 90))
    assert turned(strokes(ink(scanned, 150), 150)) == degrees


def test_an_empty_page_counts_as_upright() -> None:
    assert turned(strokes(ink(drawn.blank(), 150), 150)) == 0
