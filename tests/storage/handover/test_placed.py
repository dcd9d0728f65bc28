"""Words get places inside their box, and boxes turn with the page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import Box
from ocr.pages import Page, Turn
from ocr.reading import ReadLine
from storage.exports import letters
from storage.exports.faults import TypefaceMissing
from storage.exports.letters import Letters
from storage.exports.order import Choice
from storage.exports.pictures import upright
from storage.exports.placed import may_leave, spread

BOX = Box(10, 20, 110, 60)


@given(st.text())
def test_every_word_has_a_place_in_the_box_and_none_is_lost(text: str) -> None:
    lines = spread(text, BOX, 0.5)
    assert [word.text for line in lines for word in line.words] == text.split()
    for line in lines:
        for word in line.words:
            assert BOX.x0 <= word.box.x0 <= word.box.x1 <= BOX.x1
            assert BOX.y0 - 0.001 <= word.box.y0 <= word.box.y1 <= BOX.y1 + 0.001


def test_an_identifier_of_several_words_is_dotted() -> None:
    """An Aadhaar is written in three groups."""
    (line,) = spread("आधार 1234 5678 9012 है", BOX, 0.5)
    told = may_leave(line, Choice(whole=False))
    assert isinstance(told, ReadLine)
    assert told.text == "आधार •••• •••• 9012 है"
    assert may_leave(line, Choice()) == line


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_box_turns_as_the_pixels_do(turned: Turn) -> None:
    pixels = np.zeros((60, 40), np.uint8)
    pixels[10:30, 5:12] = 1
    box = upright(Box(5, 10, 12, 30), Page("", 1, 40, 60, 150, turned, ()))
    ys, xs = np.nonzero(np.rot90(pixels, turned // 90))
    assert (box.x0, box.y0, box.x1, box.y1) == (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)


def test_hindi_is_shaped() -> None:
    """A conjunct is fewer glyphs than letters, and the sign of the short i stands before it."""
    face = Letters("Regular")
    assert len(face.set("क्ष")[0]) == 1
    first = face.set("कि")[0][0][0]
    assert first != face.set("क")[0][0][0]
    assert face.set("कि K")[1] > face.set("कि")[1]


def test_a_missing_typeface_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "FOLDER", tmp_path)
    with pytest.raises(TypefaceMissing):
        Letters("Regular").set("क")
