"""An engine's likelihoods become shares of readings that are right."""

import pytest

from classifiers.confidence import honest, line, measured_as


@pytest.mark.parametrize(
    ("text", "measure"),
    [("", "empty"), ("मु.अ.सं. 12", "pointed"), ("मु०अ०सं० 12", "text"), ("12.3.06", "text")],
)
def test_empty_cells_and_rings_heard_as_points_are_measured_by_themselves(
    text: str, measure: str
) -> None:
    assert measured_as("text", text) == measure


def test_a_likelier_reading_is_never_less_sure() -> None:
    for column in ("text", "person", "date", "pointed"):
        told = [honest(share, "both/x", column) for share in (0.3, 0.6, 0.9, 0.99, 0.9999)]
        assert told == sorted(told)


def test_an_engine_that_was_not_measured_is_believed() -> None:
    assert line("new/1", "text") == (0.0, 1.0)
    assert honest(0.8, "new/1", "text") == pytest.approx(0.8)
