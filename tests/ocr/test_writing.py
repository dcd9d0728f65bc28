"""Hands and type told apart, on pages drawn through the whole chain up to the strips."""

from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.load import load
from classifiers.thresholds import threshold
from ocr.ink import Grey
from ocr.layout import lay_out
from ocr.leaf import leaves
from ocr.recognise import _strip
from ocr.scan import Frame
from ocr.writing import UNKNOWN, features, pooled, together, written
from samples.faces import faces
from samples.make import Order
from tests.bench.hands import Sort, page, some_hand
from tests.ocr import typed

DISTRICT = load(Path("districts/kannauj"))


@cache
def table(sort: Sort, seed: int) -> tuple[tuple[float, ...], ...]:
    """Each cell's probability on a made-up page, the heading first."""
    rng = Random(seed)
    kind = list(DISTRICT.registers.values())[seed % 12]
    hand = some_hand(rng, sort, drawn=False)
    face = faces()[seed % len(faces())]
    grey, dpi = page(DISTRICT, f"test/{seed}", Order(kind, "light"), hand, face)
    height, width = grey.shape
    _, flat = leaves(grey, Frame(1, width, height, dpi), "0" * 64)
    laid = lay_out(flat)
    return tuple(
        tuple(
            together([written(_strip(flat[o.leaf], o, laid.height)) for o in c.lines]) for c in row
        )
        for row in laid.rows
    )


@pytest.mark.parametrize("seed", range(1, 4))
def test_most_cells_of_a_page_by_hand_are_told_after_pooling(seed: int) -> None:
    told = [cell for row in pooled(table("pen", seed)[1:]) for cell in row]
    assert np.mean(np.array(told) > UNKNOWN) > 0.9


@pytest.mark.parametrize("seed", range(1, 4))
def test_hardly_a_cell_of_a_typed_page_is_taken_for_a_hands_after_pooling(seed: int) -> None:
    told = [cell for row in pooled(table("type", seed)[1:]) for cell in row]
    assert np.mean(np.array(told) > UNKNOWN) < 0.02


@pytest.mark.parametrize("seed", [17, 24])
def test_columns_of_figures_in_type_make_hardly_a_cell_wait(seed: int) -> None:
    """Figures have no headline, so by themselves they look much like a hand's."""
    told = [cell for row in pooled(table("type", seed)[1:]) for cell in row]
    assert np.mean(np.array(told) >= threshold("hand")) < 0.03


def test_headings_in_type_over_entries_by_hand_are_told_apart() -> None:
    heading, *rows = table("pen", 1)
    assert np.median(heading) < np.median([cell for row in rows for cell in row])


def test_bare_paper_and_a_speck_tell_nothing() -> None:
    paper: Grey = np.full((60, 200), 255, np.uint8)
    assert written(paper) == UNKNOWN
    paper[20:24, 50:54] = 0
    assert features(paper) is None
    assert written(paper) == UNKNOWN


def test_a_strip_is_told_alike_each_time_and_within_0_and_1() -> None:
    strip = typed.line("दो बोरी गेहूँ")
    assert 0 < written(strip) == written(strip) < 1


def test_a_cell_that_tells_nothing_takes_what_its_neighbours_say() -> None:
    hands, prints = (pooled([[p, p, UNKNOWN]] * 4)[0][2] for p in (0.95, 0.05))
    assert prints < UNKNOWN < hands


def test_a_printed_column_in_a_form_filled_by_hand_stays_print() -> None:
    told = pooled([[0.03, 0.95, 0.95]] * 8)
    assert told[0][0] < UNKNOWN < told[0][1]


def test_a_cell_without_lines_and_a_table_without_cells_are_no_trouble() -> None:
    assert together([]) == UNKNOWN
    assert pooled([]) == ()
    assert pooled([[]]) == ((),)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=5))
def test_whatever_the_cells_say_the_pooled_are_probabilities(rows: list[list[float]]) -> None:
    told = pooled(rows)
    assert [len(row) for row in told] == [len(row) for row in rows]
    assert all(0 <= cell <= 1 for row in told for cell in row)
