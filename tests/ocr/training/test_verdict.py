"""Weights are better if more lines gained by them than chance explains, and nothing else."""

from __future__ import annotations

from ocr.engines.lipi import window
from ocr.models import WEIGHTS
from ocr.training.lines import Line
from ocr.training.verdict import Errors, better, errors
from tests.ocr import typed


def told(*edits: int) -> Errors:
    return Errors(edits, 100)


def test_errors_are_edits_by_line_over_all_characters() -> None:
    lines = [Line(window(typed.line("थाना तिर्वा")), text) for text in ("थाना तिर्वा", "थाना तिर्वाक")]
    found = errors(WEIGHTS, lines)
    assert found.edits == (0, 1)
    assert found.share == 1 / 23


def test_a_few_lines_that_gained_may_be_chance() -> None:
    assert not better(told(1, 1, 1, 1, 5), told(0, 0, 0, 0, 5))
    assert better(told(1, 1, 1, 1, 1, 5), told(0, 0, 0, 0, 0, 5))


def test_more_wrong_in_all_or_as_many_is_not_better() -> None:
    before, after = told(*[1] * 20, 0), told(*[0] * 20, 20)
    assert not better(before, after)
    assert not better(before, before)
