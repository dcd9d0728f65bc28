"""Tesseract as an engine."""

import numpy as np
import pytest

from ocr.engines import load
from ocr.engines.tesseract import Tesseract
from ocr.faults import EngineMissing, RecognitionFailed, RecognitionTimedOut, UnknownEngine
from tests.ocr import typed

TEXTS = ["थाना तिर्वा", "१२३/२००६", "विवेचना प्रचलित", "45", "मालखाना रजिस्टर"]


def test_every_strip_gets_its_own_words_in_order() -> None:
    read = load("tesseract").read([typed.line(text) for text in TEXTS])
    assert [" ".join(word.text for word in words) for words in read] == TEXTS


def test_words_have_places_and_confidences() -> None:
    (words,) = load("tesseract").read([typed.line("थाना तिर्वा")])
    first, second = words
    assert 0 <= first.x0 < first.x1 <= second.x0 < second.x1
    assert all(0.5 < word.confidence <= 1 for word in words)


def test_a_blank_strip_has_no_words_and_shifts_none() -> None:
    blank = np.full((60, 300), 255, np.uint8)
    read = load("tesseract").read([blank, typed.line("तिर्वा"), blank])
    assert [len(words) for words in read] == [0, 1, 0]


def test_nothing_to_read_needs_no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = load("tesseract")
    monkeypatch.setenv("PATH", "/nowhere")
    assert engine.read([]) == ()


def test_the_name_tells_model_and_version() -> None:
    assert load("tesseract").name.startswith("tesseract/Devanagari 5.")


def test_a_page_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(RecognitionTimedOut):
        Tesseract(seconds=0.02).read([typed.line(text) for text in TEXTS])


def test_many_lines_of_which_nothing_was_read_are_a_failure_not_an_empty_page() -> None:
    blank = np.full((60, 300), 255, np.uint8)
    with pytest.raises(RecognitionFailed, match="nothing"):
        load("tesseract").read([blank] * 12)


def test_a_missing_program_is_a_setup_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(EngineMissing, match="run setup"):
        load("tesseract")


def test_an_unknown_engine_names_those_there_are() -> None:
    with pytest.raises(UnknownEngine, match="tesseract"):
        load("abacus")
