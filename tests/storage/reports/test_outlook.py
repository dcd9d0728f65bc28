"""Dates told of a backlog against cases worked out by hand, and against many made-up futures."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from storage.reports.outlook import days_needed, outlook, student

TODAY = date(2026, 3, 2)
FAR, NEAR = date(2026, 12, 31), date(2026, 3, 5)
DAYS = st.lists(st.integers(0, 500), min_size=5, max_size=28)


@pytest.mark.parametrize(
    ("chance", "freedom", "quantile"),
    [(0.95, 4, 2.1318), (0.95, 5, 2.0150), (0.95, 10, 1.8125), (0.95, 27, 1.7033)],
)
def test_students_quantiles_are_those_of_the_tables(
    chance: float, freedom: int, quantile: float
) -> None:
    assert student(chance, freedom) == pytest.approx(quantile, abs=0.001)


def test_an_even_rate_tells_one_day_and_no_interval() -> None:
    found = outlook(1000, [100] * 10, TODAY, FAR)
    ten = TODAY + timedelta(days=10)
    assert (found.earliest, found.likely, found.latest) == (ten, ten, ten)
    assert (found.per_day, found.standing) == (100, "before")


def test_an_uneven_rate_tells_the_interval_worked_out_by_hand() -> None:
    """Mean 100, deviation 50, t(0.95; 4) = 2.1318: |100 d - 1000| = 106.59 √(d + d²/5)."""
    found = outlook(1000, [50, 100, 150, 50, 150], TODAY, FAR)
    assert found.per_day == 100
    soonest, likely, latest = days_needed(1000, [50, 100, 150, 50, 150])
    assert likely == 10
    for days in (soonest, latest or 0):
        assert abs(100 * days - 1000) == pytest.approx(106.59 * math.sqrt(days + days**2 / 5), 1e-3)
    assert soonest < likely < (latest or 0)


@pytest.mark.parametrize("done", [[], [900], [900, 900, 900, 900]])
def test_fewer_than_five_days_tell_no_date(done: list[int]) -> None:
    found = outlook(1000, done, TODAY, FAR)
    assert (found.per_day, found.earliest, found.likely, found.latest) == (None,) * 4
    assert found.standing == "unmeasured"


def test_days_that_differ_too_much_have_no_end() -> None:
    found = outlook(1000, [0, 0, 0, 0, 500], TODAY, FAR)
    assert found.likely == TODAY + timedelta(days=10)
    assert (found.latest, found.standing, found.active) == (None, "unsure", 1)


@pytest.mark.parametrize(
    ("left", "done", "cutover", "standing"),
    [
        (0, [], NEAR, "done"),
        (1000, [100] * 10, NEAR, "after"),
        (1000, [0] * 10, FAR, "stalled"),
        (1000, [-5] * 10, FAR, "stalled"),
        (1000, [100] * 10, TODAY, "passed"),
        (0, [100] * 10, TODAY, "done"),
    ],
)
def test_the_standing_says_how_the_dates_lie_to_the_cutover(
    left: int, done: list[int], cutover: date, standing: str
) -> None:
    assert outlook(left, done, TODAY, cutover).standing == standing


def test_what_a_day_needs_to_meet_the_cutover_is_told() -> None:
    assert outlook(900, [], TODAY, NEAR).needed == 300
    assert outlook(900, [], TODAY, TODAY).needed is None
    assert outlook(0, [], TODAY, NEAR).needed is None


@given(st.integers(1, 100_000), DAYS)
def test_the_likely_end_lies_in_the_interval(left: int, done: list[int]) -> None:
    assume(sum(done) > 0)
    soonest, likely, latest = days_needed(left, done)
    assert 0 < soonest <= likely * (1 + 1e-9)
    assert latest is None or latest >= likely * (1 - 1e-9)


def test_nine_of_ten_made_up_backlogs_end_within_their_interval() -> None:
    chance = random.Random(5)
    held = 0
    for _ in range(1000):
        soonest, _, latest = days_needed(3000, [_day(chance) for _ in range(20)])
        left, days = 3000, 0
        while left > 0:
            left, days = left - _day(chance), days + 1
        held += soonest <= days and (latest is None or days <= math.ceil(latest))
    assert 870 <= held <= 940


def _day(chance: random.Random) -> int:
    """One day of six nobody works."""
    return 0 if chance.random() < 1 / 6 else chance.randint(50, 250)
