"""Cells find the new cells that cover most of them, each its own."""

from __future__ import annotations

from ocr.geometry import Box
from storage.reviews.carry import carried


def test_a_cell_goes_where_most_of_it_lies() -> None:
    new = {(0, 0): Box(0, 0, 60, 20), (0, 1): Box(60, 0, 100, 20)}
    assert carried({7: Box(5, 0, 75, 20)}, new) == {7: (0, 0)}


def test_a_cell_that_is_cut_in_many_pieces_is_left_out() -> None:
    new = {(0, n): Box(n * 20, 0, n * 20 + 20, 20) for n in range(5)}
    assert carried({7: Box(0, 0, 100, 20)}, new) == {}


def test_of_two_that_became_one_the_one_covered_best_stays_and_the_other_is_named() -> None:
    old = {1: Box(0, 0, 50, 20), 2: Box(50, 0, 102, 20)}
    assert carried(old, {(0, 0): Box(0, 0, 100, 20)}) == {1: (0, 0)}
