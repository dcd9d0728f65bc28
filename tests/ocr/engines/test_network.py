"""The network as ONNX is Tesseract's own."""

import numpy as np
import pytest

from ocr.engines import Strip
from ocr.engines.devanagari import Devanagari
from tests.ocr import typed

TEXTS = [
    "थाना तिर्वा",
    "१२३/२००६",
    "विवेचना प्रचलित",
    "मालखाना रजिस्टर",
    "राम सिंह पुत्र श्याम लाल",
    "निवासी ग्राम ठठिया",
    "दिनांक १६.७.२००६",
    "आरोप पत्र न्यायालय भेजा गया",
    "अपराध संख्या",
    "उप निरीक्षक",
    "घटना का दिनांक",
    "कन्नौज",
]
Posteriors = list[np.ndarray]


@pytest.fixture(scope="module")
def engine() -> Devanagari:
    return Devanagari()


def heard(engine: Devanagari, strips: list[Strip]) -> Posteriors:
    """The posteriors of each strip."""
    return [one.chances for one in engine.hear(strips)]


def test_each_step_shares_out_one_among_all_symbols(engine: Devanagari) -> None:
    (told,) = heard(engine, [typed.line(TEXTS[0])])
    assert told.shape[1] == 217
    assert told.sum(axis=1) == pytest.approx(np.ones(len(told)), abs=1e-4)


def test_a_line_is_heard_alone_as_beside_wider_ones(engine: Devanagari) -> None:
    strips = [typed.line(text) for text in TEXTS[:6]]
    for strip, told in zip(strips, heard(engine, strips), strict=True):
        (alone,) = heard(engine, [strip])
        assert told.shape == alone.shape
        assert np.abs(told - alone).max() < 1e-4
