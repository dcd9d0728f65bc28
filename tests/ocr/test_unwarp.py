"""Places on a page as received are led back to where they are on its flat leaves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import Box, Mesh, lattice, mesh
from ocr.leaf import _received
from ocr.pages import Leaf, Page, Turn
from ocr.unwarp import Place, flat, flat_box, places

WIDTH, HEIGHT = 2480, 3508
TURNS: tuple[Turn, ...] = (0, 90, 180, 270)


def bent(skew: float, curl: float, turn: Turn, width: int = WIDTH, shift: float = 0) -> Mesh:
    """A leaf that lay `skew` degrees askew, dropped by `curl` of its width, then turned."""
    knots = lattice(width, HEIGHT, 96)
    x, y = knots[..., 0] - width / 2, knots[..., 1] - HEIGHT / 2
    lean = np.radians(skew)
    y = y + curl * width * (2 * x / width) ** 3 * (1 + 0.3 * y / HEIGHT)
    seen = [x * np.cos(lean) - y * np.sin(lean), x * np.sin(lean) + y * np.cos(lean)]
    there = np.stack(seen, axis=-1) + np.array([width / 2 + shift, HEIGHT / 2])
    return _received(mesh(width, HEIGHT, 96, there), turn, width, HEIGHT)


meshes = st.builds(bent, st.floats(-5, 5), st.floats(-0.03, 0.03), st.sampled_from(TURNS))
shares = st.floats(0, 1)


@st.composite
def cells(draw: st.DrawFn) -> Box:
    """A box on the leaf, up to half its width and an eighth of its height."""
    width, height = draw(st.floats(20, WIDTH / 2)), draw(st.floats(20, HEIGHT / 8))
    x, y = draw(shares) * (WIDTH - width), draw(shares) * (HEIGHT - height)
    return Box(x, y, x + width, y + height)


def off(a: Box, b: Box) -> float:
    return float(np.abs(a.corners - b.corners).max())


@given(meshes, st.lists(st.tuples(shares, shares), min_size=1, max_size=20))
def test_points_of_a_leaf_come_back_to_a_fiftieth_of_a_pixel(
    laid: Mesh, at: list[tuple[float, float]]
) -> None:
    points = np.array(at) * [WIDTH, HEIGHT]
    assert flat(laid, laid.received(points)) == pytest.approx(points, abs=0.02)


@given(meshes, st.tuples(shares, shares))
def test_points_a_step_beyond_the_leaf_come_back_to_half_a_pixel(
    laid: Mesh, at: tuple[float, float]
) -> None:
    points = np.array([at]) * [WIDTH + 192, HEIGHT + 192] - 96
    assert flat(laid, laid.received(points)) == pytest.approx(points, abs=0.5)


@given(meshes, cells())
def test_a_stored_box_gives_back_its_flat_box_to_a_pixel(laid: Mesh, box: Box) -> None:
    assert off(flat_box(laid, laid.box(box)), box) < 1


def test_the_upright_box_of_a_wide_cell_askew_would_be_far_too_high() -> None:
    """What is taken off is worth it: 100 pixels at 5 degrees on a cell 1,200 wide and 90 high."""
    laid, box = bent(5, 0, 0), Box(400, 900, 1600, 990)
    stored = laid.box(box)
    assert stored.height - box.height > 100
    assert off(flat_box(laid, stored), box) < 1


@pytest.mark.parametrize("skew", [45, -45, 44])
def test_near_45_degrees_the_box_still_holds_the_cell(skew: float) -> None:
    laid, box = bent(skew, 0, 0), Box(900, 1500, 1300, 1600)
    found = flat_box(laid, laid.box(box))
    assert found.shared(box) == pytest.approx(box.area, rel=0.01)


def test_a_flat_leaf_leaves_boxes_as_they_are() -> None:
    plain = mesh(WIDTH, HEIGHT, 96, lattice(WIDTH, HEIGHT, 96))
    assert off(flat_box(plain, Box(10, 20, 300, 60)), Box(10, 20, 300, 60)) < 0.01


@given(st.floats(-3, 3), cells(), cells())
def test_each_box_of_facing_pages_is_found_on_its_leaf(skew: float, a: Box, b: Box) -> None:
    leaves = bent(skew, 0.01, 0), bent(skew, -0.01, 0, shift=WIDTH)
    page = Page(
        "0" * 64, 1, 2 * WIDTH, HEIGHT, 300, 0, (Leaf("left", leaves[0]), Leaf("right", leaves[1]))
    )
    found = places(page, [leaves[1].box(b), leaves[0].box(a)])
    assert [place.leaf for place in found] == [1, 0]
    assert max(off(found[0].box, b), off(found[1].box, a)) < 1


def test_no_boxes_have_no_places() -> None:
    empty: tuple[Place, ...] = ()
    plain = mesh(10, 10, 96, lattice(10, 10, 96))
    assert places(Page("0" * 64, 1, 10, 10, 300, 0, (Leaf("whole", plain),)), []) == empty
