"""Opinions weighed: how likely two networks together find a text, and a reading among others.

All likelihoods are natural logarithms; two of them make a product of experts (Hinton, 2002).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

_TRUST = (0.4, 0.65)
"""What the likelihoods of the first network and of the one beside it count: more of the second
suits registers and hands, more of the first the print of books."""

_NEVER = -30.0
"""Likelihood of a text that a network cannot say (natural logarithm)."""

_UNFOUND = math.log(1e-3)
"""A reading that a network did not find is at most so likely to it."""

_NONE = 1e-6

Pairs = dict[str, tuple[float, float]]
"""What each of two networks says of a text."""


def product(own: float, other: float) -> float:
    """Both likelihoods as one (natural logarithm), not yet as a share of all texts."""
    return _TRUST[0] * max(own, _NEVER) + _TRUST[1] * max(other, _NEVER)


def total_of(pairs: Pairs) -> float:
    """What the products of both networks sum to, what neither found included."""
    left = product(*(_left([pair[side] for pair in pairs.values()]) for side in (0, 1)))
    return math.log(sum(math.exp(product(*pair)) for pair in pairs.values()) + math.exp(left))


def _left(chances: Sequence[float]) -> float:
    """How likely it is none of these readings (natural logarithm of all)."""
    return math.log(max(1 - sum(math.exp(min(one, 0.0)) for one in chances), _NONE))


def missing(told: Sequence[dict[str, float]], reach: float) -> tuple[list[str], list[str]]:
    """What each network is to be asked for: what the other found and it did not.

    Not what would not count beside the likeliest though it were as likely as the last it found.
    """
    own, other = told
    least = max((product(own[t], other[t]) for t in own.keys() & other.keys()), default=-math.inf)
    least -= reach
    last, last_other = (min(*side.values(), _UNFOUND) for side in told)
    return (
        [t for t, c in other.items() if t not in own and product(last, c) > least],
        [t for t, c in own.items() if t not in other and product(c, last_other) > least],
    )


def bet(options: Iterable[tuple[float, float]]) -> float:
    """How likely the first option is: (log likelihood, log prior) of each, what is left counts.

    The likelihoods of all readings sum to 1, so what the options lack of that is some other
    reading, whose prior is taken to be 0 (even).
    """
    pairs = list(options)
    weighed = [math.exp(min(chance + prior, 50.0)) for chance, prior in pairs]
    rest = max(0.0, 1.0 - sum(math.exp(min(chance, 0.0)) for chance, _ in pairs))
    return weighed[0] / max(sum(weighed) + rest, 1e-12)
