"""Running text that looks ruled is told from a table by the words that run through its rules."""

from __future__ import annotations

import cv2
import pytest

from ocr import lines, rules, running
from ocr.geometry import Box
from ocr.ink import Grey, Mask, ink, strokes
from tests.ocr import drawn

XS, YS = [120, 260, 520, 900, 1120], list(range(200, 1500, 70))


def told(page: Grey, table: rules.Rules | None = None) -> bool:
    inked = ink(page, 150)
    seen, tables = rules.find(inked)
    text: Mask = rules.erased(strokes(inked, 150), seen)
    return running.runs(text, table or tables[0], lines.word_height(text))


def test_words_of_a_table_keep_to_their_columns() -> None:
    assert not told(drawn.register(XS, YS))


def test_a_few_words_too_long_for_their_column_leave_it_a_table() -> None:
    page = drawn.register(XS, YS)
    for top in YS[2:6]:
        drawn.word(page, 440, top + 20, 160)
    assert not told(page)


@pytest.mark.parametrize("columns", [(120, 330, 540, 1100), (120, 470, 1100)])
def test_words_of_running_text_run_through_what_are_no_rules(columns: tuple[float, ...]) -> None:
    """Strokes one below the other, headlines side by side: as rules would be found in them."""
    page = drawn.letter(lines=9)
    ys = tuple(float(201 + 60 * row) for row in range(9))
    for x in columns[1:-1]:
        for y in ys:
            cv2.rectangle(page, (round(x), round(y)), (round(x) + 2, round(y) + 18), 30, -1)
            drawn.word(page, round(x) - 40, round(y), 80)
    table = rules.Rules(Box(columns[0], ys[0], columns[-1], ys[-1]), columns, ys)
    assert told(page, table)


def test_a_table_of_one_column_is_not_judged() -> None:
    table = rules.Rules(Box(0, 0, 100, 100), (0.0, 100.0), (0.0, 100.0))
    assert not told(drawn.letter(), table)


def uprights(page: Grey, table: rules.Rules, *, both: bool) -> Mask:
    """Strokes of a page beside what would be the rules of a table, on one side of them or both."""
    text: Mask = strokes(ink(page, 150), 150)
    text[:] = 0
    for x in map(round, table.xs[1:-1]):
        for y in range(round(table.box.y0), round(table.box.y1), 20):
            text[y : y + 12, x + 4 : x + 7] = 1
            text[y : y + 12, x - 7 : x - 4] = int(both)
    return text


@pytest.mark.parametrize("both", [True, False])
def test_uprights_with_strokes_close_on_both_sides_are_letters(*, both: bool) -> None:
    """Cells may be set flush with the rule before them and filled to their last line."""
    table = rules.Rules(Box(120, 200, 1120, 600), (120.0, 330.0, 540.0, 1120.0), (200.0, 600.0))
    assert running.runs(uprights(drawn.blank(), table, both=both), table, 20.0) is both
