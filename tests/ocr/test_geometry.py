"""Boxes and meshes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import Box, Mesh, lattice, mesh, union

sizes = st.integers(40, 3000)


def box(x0: float, y0: float, width: float, height: float) -> Box:
    return Box(x0, y0, x0 + width, y0 + height)


boxes = st.builds(
    box, *(st.floats(0, 500) for _ in range(2)), *(st.floats(1, 500) for _ in range(2))
)


def test_a_box_inside_out_is_refused() -> None:
    with pytest.raises(ValueError, match="inside out"):
        Box(5, 0, 4, 1)


@given(boxes, boxes)
def test_overlap_is_symmetric_and_at_most_one(a: Box, b: Box) -> None:
    assert a.overlap(b) == pytest.approx(b.overlap(a))
    assert 0 <= a.overlap(b) <= 1


@given(boxes, boxes)
def test_a_union_holds_both_boxes(a: Box, b: Box) -> None:
    both = union([a, b])
    assert both.shared(a) == pytest.approx(a.area)
    assert both.shared(b) == pytest.approx(b.area)


@given(sizes, sizes)
def test_an_unbent_mesh_gives_back_every_point(width: int, height: int) -> None:
    flat = mesh(width, height, 96, lattice(width, height, 96))
    points = np.array([(0, 0), (width, height), (width / 3, height / 7)], float)
    assert flat.received(points) == pytest.approx(points, abs=0.01)


def test_a_turned_mesh_turns_its_boxes() -> None:
    knots = lattice(200, 100, 50)
    upside_down = mesh(200, 100, 50, np.array([200, 100]) - knots)
    assert upside_down.box(Box(0, 0, 20, 10)) == Box(180, 90, 200, 100)


def test_a_mesh_that_does_not_cover_its_page_is_refused() -> None:
    with pytest.raises(ValueError, match="cover"):
        Mesh(500, 10, 96, 2, 2, (0.0,) * 8)
