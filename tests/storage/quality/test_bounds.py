"""The bounds are those of Clopper and Pearson, and hold in as many samples as they say."""

from __future__ import annotations

import random

import pytest

from storage.quality.bounds import least, most, needed

SURE = 0.95


@pytest.mark.parametrize(
    ("wrong", "looked_at", "bound"),
    [(0, 20, 1 - 0.05 ** (1 / 20)), (0, 598, 1 - 0.05 ** (1 / 598)), (19, 20, 0.95 ** (1 / 20))],
)
def test_where_there_is_a_formula_the_upper_bound_is_its_value(
    wrong: int, looked_at: int, bound: float
) -> None:
    assert most(wrong, looked_at, SURE) == pytest.approx(bound, abs=1e-9)


def test_known_values_of_the_exact_limits() -> None:
    """5 of 10: the two-sided 90 % limits are 0.2224 and 0.7776; 1 of 100: below 0.0466."""
    assert least(5, 10, SURE) == pytest.approx(0.2224, abs=5e-5)
    assert most(5, 10, SURE) == pytest.approx(0.7776, abs=5e-5)
    assert most(1, 100, SURE) == pytest.approx(0.0466, abs=5e-5)


def test_nothing_looked_at_says_nothing() -> None:
    assert (least(0, 0, SURE), most(0, 0, SURE)) == (0.0, 1.0)
    assert (least(0, 50, SURE), most(50, 50, SURE)) == (0.0, 1.0)


def test_as_many_are_needed_as_just_show_the_limit() -> None:
    for wrong in (0, 1, 3):
        n = needed(wrong, 0.005, SURE)
        assert most(wrong, n, SURE) <= 0.005 < most(wrong, n - 1, SURE)
    assert needed(0, 0.005, SURE) == 598


def test_the_true_share_lies_below_the_upper_bound_in_95_of_100_samples() -> None:
    chance, share, size = random.Random(7), 0.02, 200
    bounds = {k: most(k, size, SURE) for k in range(40)}
    samples = [sum(chance.random() < share for _ in range(size)) for _ in range(2000)]
    assert sum(bounds[k] >= share for k in samples) / len(samples) >= 0.94


def test_the_surer_one_wants_to_be_the_wider_are_the_bounds() -> None:
    assert least(5, 10, 0.99) < least(5, 10, 0.9) < most(5, 10, 0.9) < most(5, 10, 0.99)
    assert needed(0, 0.005, 0.99) > needed(0, 0.005, 0.95) > needed(0, 0.01, 0.95)
