"""An office's lines are learned beside made-up ones; needs PyTorch (`./run train` installs it)."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is only installed for training")

from ocr.engines.lipi import Lipi, window  # noqa: E402
from ocr.models import WEIGHTS  # noqa: E402
from ocr.training.lines import Line  # noqa: E402
from ocr.training.tune import Lesson, tune  # noqa: E402
from panji.settings import SHIPPED  # noqa: E402
from tests.ocr import typed  # noqa: E402

TEXTS = ["थाना तिर्वा", "मालखाना", "निवासी ठठिया", "१२३", "राम कुमार", "भा०द०वि०", "साक्षी", "जमा"]


def upside_down(text: str) -> Line:
    """A hand that nobody has seen."""
    return Line(window(np.ascontiguousarray(typed.line(text)[::-1])), text)


@pytest.mark.long
def test_a_hand_that_was_taught_is_read_and_print_is_not_forgotten(tmp_path: Path) -> None:
    lines = [upside_down(text) for text in TEXTS]
    done = tune(WEIGHTS, Lesson(lines, lines), SHIPPED, 1, time.monotonic() + 60)
    before, after = done.own
    assert before.share > 0.5
    assert after.share < 0.5 * before.share
    (tmp_path / "lipi.onnx").write_bytes(done.weights)
    engine = Lipi(tmp_path / "lipi.onnx")
    (words,) = engine.read([typed.line("थाना तिर्वा")])
    assert " ".join(word.text for word in words) == "थाना तिर्वा"
    assert engine.name != Lipi().name


def test_without_time_nothing_is_learned_and_nothing_accepted() -> None:
    lines = [upside_down(text) for text in TEXTS]
    done = tune(WEIGHTS, Lesson(lines, lines), SHIPPED, 1, time.monotonic())
    assert done.steps == 0
    before, after = done.own
    assert after.share == pytest.approx(before.share, abs=0.1)
    assert not done.accepted
