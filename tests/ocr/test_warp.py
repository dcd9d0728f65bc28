"""Pixels follow their mesh exactly."""

import numpy as np
import pytest

from ocr.geometry import lattice, mesh
from ocr.warp import warped
from tests.ocr import drawn


def test_an_unbent_mesh_changes_no_pixel() -> None:
    page = drawn.register([100, 400, 900], [200, 300, 400])
    assert np.array_equal(warped(page, mesh(1240, 1754, 96, lattice(1240, 1754, 96))), page)


def test_a_mesh_turned_upside_down_turns_the_page() -> None:
    page = drawn.letter()
    turned = mesh(1240, 1754, 96, np.array([1240, 1754]) - lattice(1240, 1754, 96))
    assert np.array_equal(warped(page, turned), page[::-1, ::-1])


@pytest.mark.parametrize("at", [97, 611, 1150])
def test_a_thin_rule_survives_a_slight_bend(at: int) -> None:
    page = drawn.blank()
    page[:, at] = 0
    knots = lattice(1240, 1754, 96)
    knots[..., 0] += 1e-3 * knots[..., 1]
    flat = warped(page, mesh(1240, 1754, 96, knots))
    darkest = flat.min(axis=1)
    assert darkest.max() < 130


def test_what_lies_beyond_the_page_is_white() -> None:
    knots = lattice(300, 300, 96) - 100
    assert warped(drawn.blank(), mesh(300, 300, 96, knots))[:90].min() == 255
