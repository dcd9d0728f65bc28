"""When a backlog will be done, told from what was done day by day: an interval, or why none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist, mean, variance
from typing import Final, Literal

LEAST: Final = 5
"""Days that must have been measured before a date is told."""
SURE: Final = 0.9
FARTHEST: Final = 36_500
Standing = Literal["done", "before", "unsure", "unmeasured", "after", "stalled", "passed"]
GRAVITY: Final[tuple[Standing, ...]] = (
    "done",
    "before",
    "unsure",
    "unmeasured",
    "after",
    "stalled",
    "passed",
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is `left`, what a day did so far, and when it will be done.

    Done on `likely` at the mean rate; nine times of ten between `earliest` and `latest`, which is
    None if the days differ so much that no end can be told. `needed` is the daily amount that
    would meet the cutover. `days` were measured, something was done on `active` of them.
    """

    left: int
    days: int
    active: int
    per_day: float | None
    needed: float | None
    earliest: date | None
    likely: date | None
    latest: date | None
    standing: Standing


def outlook(left: int, done: Sequence[int], today: date, cutover: date) -> Outlook:
    """The outlook for `left` pieces, of which `done` were done on each day measured.

    Days without work count too: holidays and absences are part of the rate. The days are taken
    as drawn from one distribution, so a season or a transfer of staff is not foreseen.
    """
    measured = len(done) >= LEAST
    rate = mean(done) if measured else None
    ends = _dates(left, done, today) if left and rate and rate > 0 else (None, None, None)
    return Outlook(
        left=left,
        days=len(done),
        active=sum(amount > 0 for amount in done),
        per_day=rate,
        needed=left / (cutover - today).days if cutover > today and left else None,
        earliest=ends[0],
        likely=ends[1],
        latest=ends[2],
        standing=_standing(left, rate, ends, today, cutover),
    )


def days_needed(left: int, done: Sequence[int]) -> tuple[float, float, float | None]:
    """Days that `left` takes: at the soonest, at the mean rate (above 0), at the latest.

    The sum of d further days lies within d·m ± t·s·√(d + d²/n) for n days of mean m and
    deviation s (prediction interval: Hahn and Meeker, Statistical Intervals, 1991, 4.3); solved
    for the d at which either bound reaches `left`.
    """
    n, rate = len(done), mean(done)
    spread = student((1 + SURE) / 2, n - 1) ** 2 * variance(done)
    a, b = rate**2 - spread / n, 2 * rate * left + spread
    root = math.sqrt(max(b**2 - 4 * a * left**2, 0))
    soonest = 2 * left**2 / (b + root)
    return soonest, left / rate, (b + root) / (2 * a) if a > 0 else None


def student(chance: float, freedom: int) -> float:
    """The quantile of Student's t (Abramowitz and Stegun 26.7.5), to 0.001 from 4 degrees on."""
    z = NormalDist().inv_cdf(chance)
    terms: tuple[float, ...] = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(freedom**power) for power, term in enumerate(terms, start=1))


def _dates(
    left: int, done: Sequence[int], today: date
) -> tuple[date | None, date | None, date | None]:
    soonest, likely, latest = days_needed(left, done)
    return _on(today, soonest), _on(today, likely), _on(today, latest)


def _on(today: date, days: float | None) -> date | None:
    if days is None or days > FARTHEST:
        return None
    return today + timedelta(days=math.ceil(days))


def _standing(
    left: int,
    rate: float | None,
    ends: tuple[date | None, date | None, date | None],
    today: date,
    cutover: date,
) -> Standing:
    if not left:
        return "done"
    if cutover <= today:
        return "passed"
    if rate is None:
        return "unmeasured"
    if rate <= 0:
        return "stalled"
    earliest, _, latest = ends
    if latest is not None and latest <= cutover:
        return "before"
    return "unsure" if earliest is not None and earliest <= cutover else "after"
