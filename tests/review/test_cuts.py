"""What is cut out for a picture, told from boxes alone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import Box, lattice, mesh
from ocr.pages import Leaf, Page, Side
from review import cuts

WIDTH, HEIGHT, DPI = 1600, 2300, 200


def leaf(side: Side, shift: float, drop: float = 0.0) -> Leaf:
    moved = lattice(WIDTH, HEIGHT, 96) + np.array([shift, drop])
    return Leaf(side, mesh(WIDTH, HEIGHT, 96, moved))


SINGLE = Page("0" * 64, 1, WIDTH, HEIGHT, DPI, 0, (leaf("whole", 0),))
FACING = Page(
    "0" * 64, 1, 2 * WIDTH, HEIGHT, DPI, 0, (leaf("left", 0), leaf("right", WIDTH, drop=-40))
)


def row(top: float, height: float, edges: list[float]) -> list[Box]:
    return [Box(a, top, b, top + height) for a, b in pairwise(edges)]


ROW = row(500, 80, [100, 200, 700, 1500])
OPPOSITE = row(460, 80, [WIDTH + 90, WIDTH + 800, 2 * WIDTH - 90])


def test_half_a_row_is_seen_above_and_below_it() -> None:
    cut = cuts.row(SINGLE, ROW)
    assert (cut.top, cut.bottom, cut.height) == (40, 120, 160)


def test_of_a_very_tall_row_half_an_inch_above_and_below_is_enough() -> None:
    cut = cuts.row(SINGLE, row(500, 1200, [100, 800]))
    assert cut.height == 1200 + DPI


def test_one_cell_that_strays_does_not_move_the_row() -> None:
    stray = Box(700, 420, 1500, 640)
    assert cuts.row(SINGLE, [*ROW[:2], stray]).top == cuts.row(SINGLE, ROW).top


def test_cells_keep_their_order_and_their_widths_at_full_size() -> None:
    cut = cuts.row(SINGLE, ROW)
    assert [box.width for box in cut.cells] == pytest.approx([100, 500, 800])
    assert [cell.x0 for cell in cut.cells] == sorted(cell.x0 for cell in cut.cells)


def test_rows_of_facing_pages_meet_though_one_page_lies_higher() -> None:
    cut = cuts.row(FACING, [*ROW, *OPPOSITE])
    assert [piece.leaf for piece in cut.pieces] == [0, 1]
    assert {piece.box.height for piece in cut.pieces} == {160}
    assert [box.y0 for box in cut.cells] == pytest.approx([cut.top] * 5)


def test_the_left_leaf_stays_left_in_whatever_order_the_cells_come() -> None:
    cut = cuts.row(FACING, [*OPPOSITE, *ROW])
    assert cut.cells[0].x0 > cut.cells[-1].x1


@given(st.integers(-5, 6000), st.floats(0, HEIGHT - 90), st.floats(1, 90))
def test_a_picture_fits_its_width_and_its_cells_lie_in_it(
    width: int, top: float, height: float
) -> None:
    cut = cuts.row(SINGLE, row(top, height, [0, 300, WIDTH]), width)
    assert 1 <= cut.width <= max(1, min(width, cuts.WIDEST))
    for box in cut.cells:
        assert -0.02 <= box.x0 <= box.x1 <= cut.width + 0.02
        assert -0.02 <= box.y0 <= box.y1 <= cut.height + 0.02


def test_a_row_without_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="no cells"):
        cuts.row(SINGLE, [])


def test_a_cell_has_its_margin_around_it() -> None:
    cut = cuts.cell(SINGLE, Box(300, 400, 500, 450), 25)
    assert (cut.width, cut.height, cut.cells) == (250, 100, (Box(25, 25, 225, 75),))
