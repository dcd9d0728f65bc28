"""Tesseract's network in the worker as an engine."""

import numpy as np
import pytest

from ocr.engines import StripWord, load
from ocr.engines.devanagari import Devanagari
from ocr.faults import EngineMissing
from ocr.heard import alternatives
from ocr.ink import Grey
from tests.ocr import typed

TEXTS = ["थाना तिर्वा", "१२३/२००६", "विवेचना प्रचलित", "45", "मालखाना रजिस्टर"]


@pytest.fixture(scope="module")
def engine() -> Devanagari:
    return Devanagari()


def strip_of(text: str) -> Grey:
    """The line cut to its ink, as layout hands it over."""
    picture = typed.line(text)
    rows = np.flatnonzero((picture < 128).any(axis=1))
    return picture[rows[0] - 4 : rows[-1] + 5]


def said(words: tuple[StripWord, ...]) -> str:
    return " ".join(word.text for word in words)


def test_words_have_places_inside_the_strip_and_confidences(engine: Devanagari) -> None:
    strip = typed.line("थाना तिर्वा")
    ((first, second),) = engine.read([strip])
    assert 0 <= first.x0 < first.x1 <= second.x0 < second.x1 <= strip.shape[1]
    assert all(0.5 < word.confidence <= 1 for word in (first, second))


def test_a_word_stands_where_its_ink_is(engine: Devanagari) -> None:
    strip = typed.line("थाना तिर्वा")
    ((first, second),) = engine.read([strip])
    blank = np.flatnonzero((strip[:, 20:-20] == 255).all(axis=0)) + 20
    middle = float(np.median(blank))
    assert (first.x0 + first.x1) / 2 < middle < (second.x0 + second.x1) / 2


def test_a_blank_strip_has_no_words_and_shifts_none(engine: Devanagari) -> None:
    blank = np.full((60, 300), 255, np.uint8)
    read = engine.read([blank, typed.line("तिर्वा"), blank])
    assert [said(words) for words in read] == ["", "तिर्वा", ""]


@pytest.mark.parametrize("shape", [(1, 1), (3, 500), (60, 2), (400, 10)])
def test_a_strip_of_any_size_is_answered(engine: Devanagari, shape: tuple[int, int]) -> None:
    assert len(engine.read([np.full(shape, 255, np.uint8)])) == 1


def test_no_strips_no_words(engine: Devanagari) -> None:
    assert engine.read([]) == ()


def test_every_word_tells_what_was_heard_in_it(engine: Devanagari) -> None:
    (words,) = engine.read([typed.line("थाना तिर्वा")])
    for word in words:
        assert word.heard is not None
        assert word.text in {one.text.strip() for one in alternatives(word.heard, 8)}


def test_the_same_strips_give_the_same_words(engine: Devanagari) -> None:
    strips = [typed.line(text) for text in TEXTS]
    assert engine.read(strips) == engine.read(strips)


def test_the_name_tells_the_model_by_its_bytes(engine: Devanagari) -> None:
    assert engine.name == load("devanagari").name
    assert len(engine.name.removeprefix("devanagari/")) == 8


def test_a_missing_tesseract_is_a_setup_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(EngineMissing, match="run setup"):
        load("devanagari")
