"""How large an error is, at most and at least, if so many of a sample were wrong: exact bounds.

One-sided limits of C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits
illustrated in the case of the binomial, Biometrika 26 (1934) 404-413: the share at which so few
(or so many) wrong ones have the probability 1 - `sure`. They hold for any size of sample, and for
one drawn from few cells without putting back they are on the safe side.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

_HALVINGS: Final = 60


def most(wrong: int, looked_at: int, sure: float) -> float:
    """The largest share of wrong ones, 0 to 1, that the sample leaves possible."""
    return 1.0 if wrong >= looked_at else _share(wrong, looked_at, 1 - sure)


def least(wrong: int, looked_at: int, sure: float) -> float:
    """The smallest share of wrong ones that the sample leaves possible."""
    return 0.0 if wrong == 0 else _share(wrong - 1, looked_at, sure)


@lru_cache(maxsize=1000)
def needed(wrong: int, limit: float, sure: float) -> int:
    """How many must be looked at, so many of them wrong, to show an error of at most `limit`."""
    low, high = wrong, max(1, wrong)
    while most(wrong, high, sure) > limit:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if most(wrong, middle, sure) > limit else (low, middle)
    return high


def _share(wrong: int, looked_at: int, tail: float) -> float:
    """The share at which at most `wrong` of `looked_at` are wrong with the probability `tail`."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _tail(wrong, looked_at, middle) > tail else (low, middle)
    return high


def _tail(wrong: int, looked_at: int, share: float) -> float:
    """The probability that at most `wrong` of `looked_at` are wrong; `share` is not 0 nor 1."""
    whole, yes, no = math.lgamma(looked_at + 1), math.log(share), math.log1p(-share)
    return math.fsum(
        math.exp(
            whole
            - math.lgamma(k + 1)
            - math.lgamma(looked_at - k + 1)
            + k * yes
            + (looked_at - k) * no
        )
        for k in range(wrong + 1)
    )
