"""Our own network reads what is set in type, alone and beside Tesseract's."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import numpy as np
import pytest

from ocr.engines.both import Both
from ocr.engines.lipi import Lipi, window
from ocr.faults import ModelUnreadable
from ocr.heard import likelihood
from ocr.models import WEIGHTS
from tests.ocr import typed

TEXTS = ["थाना तिर्वा", "१२३/२००६", "मालखाना रजिस्टर", "12.03.2006", "निवासी ग्राम ठठिया"]


@pytest.fixture(scope="module")
def engine() -> Lipi:
    return Lipi()


def test_lines_in_type_are_read(engine: Lipi) -> None:
    read = engine.read([typed.line(text) for text in TEXTS])
    assert [" ".join(word.text for word in words) for words in read] == TEXTS


def test_a_line_is_heard_alone_as_beside_wider_ones(engine: Lipi) -> None:
    lines = [window(typed.line(text)) for text in TEXTS]
    for line, told in zip(lines, engine.heard(lines), strict=True):
        (alone,) = engine.heard([line])
        assert told.chances.shape == alone.chances.shape
        assert np.abs(told.chances - alone.chances).max() < 1e-5
        assert told.chances.sum(axis=1) == pytest.approx(np.ones(len(told.chances)), abs=1e-4)


def test_both_networks_are_asked_for_every_word() -> None:
    words = [word for line in Both().read([typed.line(text) for text in TEXTS]) for word in line]
    assert " ".join(word.text for word in words) == " ".join(TEXTS)
    for word in words:
        assert word.heard is not None
        assert word.heard.beside is not None
        assert likelihood(word.heard.beside, word.text) > -5


def test_weights_that_are_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "lipi.onnx").write_bytes(b"none")
    with pytest.raises(ModelUnreadable):
        Lipi(tmp_path / "lipi.onnx")


def test_the_model_card_is_that_of_the_weights_that_ship() -> None:
    card = WEIGHTS.with_suffix(".md").read_text(encoding="utf-8")
    found = re.search(r"[0-9a-f]{64}", card)
    assert found is not None
    assert found[0] == hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
    assert WEIGHTS.stat().st_size < 12_000_000
