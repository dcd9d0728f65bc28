"""What engines heard in a stretch of a line: how likely each symbol is at each time step.

From it come the readings in order of likelihood, also under an alphabet, and how likely a given
text is. Where two networks heard the same stretch, a text is as likely as the product of what
both say of it, as shares of all texts (a product of experts: Hinton, 2002).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ocr.alphabet import Alphabet, Suits, plain
from ocr.ctc import Alternative, Chances, likelihoods, search

_APART = 0.9
"""How likely what was heard as two words is two words."""

_TRUST = (0.6, 0.45)
"""What the likelihoods of the first network and of the one beside it count."""

_NEVER = -30.0
"""Likelihood of a text that a network cannot say (natural logarithm)."""

_REACH = 6.0
"""A reading so much less likely than a network's best is not shown to the other."""

_AROUND = 7
"""Steps within which a blank is looked for where the other network heard one: each has its lag."""

_BLANK = 0.1
"""From this chance on a blank between words is heard."""

_NONE = 1e-6
Found = tuple[Alternative, ...]
_READINGS = 8


@dataclass(frozen=True, eq=False)
class Heard:
    """`chances` is (steps, symbols), each row summing to 1. It lives while its page is read.

    `beside` is what another network heard in the same stretch, in steps of its own.
    """

    chances: Chances
    alphabet: Alphabet
    beside: Heard | None = None

    def part(self, start: int, end: int) -> Heard:
        """The steps from `start` up to `end`, which are 0, the last, or blanks between words."""
        other = self.beside
        if other is not None:
            share = len(other.chances) / max(len(self.chances), 1)
            first = other.blank_near(start * share)[1]
            last = other.blank_near(end * share)[0]
            other = other.part(first, max(first, last))
        return Heard(self.chances[start:end], self.alphabet, other)

    def blank_near(self, step: float) -> tuple[int, int]:
        """From where to where a blank between words is heard around this step; the ends stay."""
        at, end = round(step), len(self.chances)
        blank = self.alphabet.index.get(" ")
        if at <= 0 or at >= end or blank is None:
            at = min(max(at, 0), end)
            return at, at
        low = max(at - _AROUND, 0)
        near = self.chances[low : at + _AROUND + 1, blank]
        heard = low + np.flatnonzero(near > _BLANK)
        return (int(heard[0]), int(heard[-1]) + 1) if len(heard) else (at, at)

    @cached_property
    def readings(self) -> Found:
        """The readings that this network alone finds likeliest."""
        return search(self.chances, self.alphabet, _READINGS)

    @cached_property
    def total(self) -> float:
        """What the products of both networks sum to (natural logarithm): what both share."""
        assert self.beside is not None
        pairs = _pairs(self, self.readings, self.beside.readings).values()
        left = _product(*(_left([pair[side] for pair in pairs]) for side in (0, 1)))
        return math.log(sum(math.exp(_product(*pair)) for pair in pairs) + math.exp(left))


def joined(parts: Sequence[Heard]) -> Heard | None:
    """Words heard one after the other, most likely with a blank between two of them."""
    if not parts:
        return None
    others = [part.beside for part in parts if part.beside is not None]
    both = len(others) == len(parts)
    return Heard(_with_blanks(parts), parts[0].alphabet, joined(others) if both else None)


def _with_blanks(parts: Sequence[Heard]) -> Chances:
    alphabet = parts[0].alphabet
    between = np.zeros((1, len(alphabet.symbols)), np.float32)
    between[0, alphabet.blank] = 1 - _APART
    between[0, alphabet.index.get(" ", alphabet.blank)] += _APART
    rows = [row for part in parts for row in (part.chances, between)]
    return np.concatenate(rows[:-1])


def likelihood(heard: Heard, text: str) -> float:
    """The natural logarithm of how likely the text is; minus infinity where it cannot be."""
    (own,) = likelihoods(heard.chances, heard.alphabet, [text])
    if heard.beside is None:
        return own
    (other,) = likelihoods(heard.beside.chances, heard.beside.alphabet, [plain(text)])
    return min(_product(own, other) - heard.total, 0.0)


def alternatives(heard: Heard, count: int, suits: Suits | None = None) -> tuple[Alternative, ...]:
    """The `count` likeliest readings whose symbols all suit, the likeliest first."""
    if heard.beside is None:
        allowed = None if suits is None else heard.alphabet.allowed(suits)
        return search(heard.chances, heard.alphabet, count, allowed)
    own, other = (_search(side, suits) for side in (heard, heard.beside))
    share = len(heard.chances) / max(len(heard.beside.chances), 1)
    moved = {one.text: tuple(int(step * share) for step in one.steps) for one in other}
    steps = moved | {one.text: one.steps for one in own}
    found = [
        Alternative(text, min(_product(*pair) - heard.total, 0.0), steps[text])
        for text, pair in _pairs(heard, own, other).items()
    ]
    return tuple(sorted(found, key=lambda one: -one.chance)[:count])


def _pairs(heard: Heard, own: Found, other: Found) -> dict[str, tuple[float, float]]:
    """What each network says of every reading that either of them found."""
    assert heard.beside is not None
    sides = (heard, heard.beside)
    told = [{one.text: one.chance for one in found} for found in (own, other)]
    for mine, others, side in zip(told, told[::-1], sides, strict=True):
        least = max(others.values()) - _REACH
        asked = [text for text, chance in others.items() if text not in mine and chance > least]
        mine.update(zip(asked, likelihoods(side.chances, side.alphabet, asked), strict=True))
    return {text: (chance, told[1][text]) for text, chance in told[0].items() if text in told[1]}


def _search(side: Heard, suits: Suits | None) -> Found:
    if suits is None:
        return side.readings
    return search(side.chances, side.alphabet, _READINGS, side.alphabet.allowed(suits))


def _left(chances: Sequence[float]) -> float:
    """How likely it is none of these readings (natural logarithm of all)."""
    return math.log(max(1 - sum(math.exp(min(one, 0.0)) for one in chances), _NONE))


def _product(own: float, other: float) -> float:
    """Both likelihoods as one (natural logarithm), not yet as a share of all texts."""
    return _TRUST[0] * max(own, _NEVER) + _TRUST[1] * max(other, _NEVER)


def bet(options: Iterable[tuple[float, float]]) -> float:
    """How likely the first option is: (log likelihood, log prior) of each, what is left counts.

    The likelihoods of all readings sum to 1, so what the options lack of that is some other
    reading, whose prior is taken to be 0 (even).
    """
    pairs = list(options)
    weighed = [math.exp(min(chance + prior, 50.0)) for chance, prior in pairs]
    rest = max(0.0, 1.0 - sum(math.exp(min(chance, 0.0)) for chance, _ in pairs))
    return weighed[0] / max(sum(weighed) + rest, 1e-12)
