"""Thresholds are chosen as the table says they are."""

from tests.bench.calibrate import lowest, upper


def test_without_an_error_598_cells_prove_half_a_percent_and_597_do_not() -> None:
    assert upper(0, 598) <= 0.005 < upper(0, 597)


def test_a_threshold_stays_above_the_confidence_of_a_wrong_cell() -> None:
    points = [(0.95, True)] * 50 + [(0.805, False)] + [(0.7, True)] * 50
    assert lowest(points, bound=False) == 0.81
    assert lowest(points, bound=True) is None
