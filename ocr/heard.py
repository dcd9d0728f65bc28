"""What engines heard in a stretch of a line: how likely each symbol is at each time step.

From it come the readings in order of likelihood, also under an alphabet, and how likely a given
text is. Where two networks heard the same stretch, a text is as likely as the product of what
both say of it, as shares of all texts (ocr/experts.py).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

import numpy as np

from ocr import beam, ctc
from ocr.alphabet import Alphabet, Suits, plain
from ocr.beam import Alternative, Stretch
from ocr.ctc import Chances
from ocr.experts import Pairs, missing, product, total_of

_APART = 0.9
"""How likely what was heard as two words is two words."""

_REACH, _CLOSE = 6.0, 0.5
"""A reading so much less likely than the likeliest does not count, or not where one is sought."""

_AROUND = 7
"""Steps within which a blank is looked for where the other network heard one: each has its lag."""

_BLANK = 0.1
"""From this chance on a blank between words is heard."""

Found = tuple[Alternative, ...]
_READINGS = 8


@dataclass(frozen=True, slots=True)
class Opinion:
    """The readings that two networks find likeliest together, the likeliest first.

    `total` is what the products of both sum to (natural logarithm): what both share.
    """

    readings: Found
    total: float
    alone: Found
    """Those of the first network alone."""


@dataclass(frozen=True, eq=False)
class Heard:
    """`chances` is (steps, symbols), each row summing to 1. It lives while its page is read.

    `beside` is what another network heard in the same stretch, in steps of its own. `read` and
    `both` are `stretches` and `opinion` where these are known already.
    """

    chances: Chances
    alphabet: Alphabet
    beside: Heard | None = None
    read: tuple[Stretch, ...] | None = None
    both: Opinion | None = None

    def parts(self, best: Alternative) -> list[Heard]:
        """What was heard in each word of a reading of this line."""
        own = self._blanks(best.text)
        if self.beside is None:
            return [self.part(*ends) for ends in _words(best, own or [], len(self.chances))]
        other = self.beside._blanks(best.text)  # noqa: SLF001 - of the same class
        share = len(self.beside.chances) / max(len(self.chances), 1)
        if own is None:
            own = [self.blank_near((a + b) / 2 / share) for a, b in other or []]
        if other is None or not _side_by_side(own, other, share):
            other = [self.beside.blank_near((a + b) / 2 * share) for a, b in own]
        both = zip(
            _words(best, own, len(self.chances)),
            _words(best, other, len(self.beside.chances)),
            strict=True,
        )
        return [self.part(*mine, yours) for mine, yours in both]

    def part(self, start: int, end: int, other: tuple[int, int] | None = None) -> Heard:
        """The steps from `start` up to `end`, `other` those of the network beside this one.

        Without those the same share of its steps is taken, cut at its blanks.
        """
        beside = self.beside
        if beside is not None:
            share = len(beside.chances) / max(len(self.chances), 1)
            first, last = other or (
                beside.blank_near(start * share)[1],
                beside.blank_near(end * share)[0],
            )
            beside = beside.part(first, last) if first < last or start == end else None
        read = beam.part(self.stretches, self.chances, self.alphabet, start, end, _READINGS)
        return Heard(self.chances[start:end], self.alphabet, beside, tuple(read))

    def _blanks(self, text: str) -> list[tuple[int, int]] | None:
        """From where to where each blank of the text is heard; None if none of as many is read."""
        alike = [one for one in self.readings if one.text.count(" ") == text.count(" ")]
        if not alike:
            return None
        best = next((one for one in alike if plain(one.text) == plain(text)), alike[0])
        return [
            self.blank_near(step)
            for char, step in zip(best.text, best.steps, strict=True)
            if char == " "
        ]

    def blank_near(self, step: float) -> tuple[int, int]:
        """From where to where the blank between words nearest to a step is heard; the ends stay."""
        at, end = round(step), len(self.chances)
        blank = self.alphabet.index.get(" ")
        if at <= 0 or at >= end or blank is None:
            at = min(max(at, 0), end)
            return at, at
        low = max(at - _AROUND, 0)
        heard = low + np.flatnonzero(self.chances[low : at + _AROUND + 1, blank] > _BLANK)
        if not len(heard):
            return at, at
        runs = np.split(heard, np.flatnonzero(np.diff(heard) > 1) + 1)
        nearest = min(runs, key=lambda run: float(np.abs(run - step).min()))
        return int(nearest[0]), int(nearest[-1]) + 1

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """What lies between silences, and how it can be read."""
        if self.read is not None:
            return self.read
        return beam.stretches(self.chances, self.alphabet, _READINGS)

    @cached_property
    def readings(self) -> Found:
        """The readings that this network alone finds likeliest."""
        if self.both is not None:
            return self.both.alone
        return beam.readings(self.stretches, self.alphabet, _READINGS)

    @cached_property
    def opinion(self) -> Opinion:
        """What this network and the one beside it find likeliest."""
        return self.both or _opinions([self], _REACH)[0]


def together(heard: Sequence[Heard], *, best: bool = False) -> list[Heard]:
    """The same, with the opinions of two networks on all: faster than to ask for each alone.

    With `best` they are right about the likeliest reading, but not of how likely the others are.
    """
    double = [one for one in heard if one.beside is not None]
    told = iter(_opinions(double, _REACH if not best else _CLOSE))
    return [
        one if one.beside is None else replace(one, read=one.stretches, both=next(told))
        for one in heard
    ]


def _words(
    best: Alternative, blanks: Sequence[tuple[int, int]], steps: int
) -> list[tuple[int, int]]:
    """From where to where the words of a text lie between its blanks."""
    starts, ends = [0, *(b for _, b in blanks)], [*(a for a, _ in blanks), steps]
    told = zip(best.text.split(" "), starts, ends, strict=True)
    return [(start, end) for word, start, end in told if word]


def _side_by_side(
    own: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]], share: float
) -> bool:
    """Whether each of two networks heard every blank where the other did: as many may be others."""
    return all(
        abs((a + b) / 2 * share - (c + d) / 2) <= _AROUND
        for (a, b), (c, d) in zip(own, other, strict=True)
    )


def joined(parts: Sequence[Heard]) -> Heard | None:
    """Words heard one after the other, most likely with a blank between two of them."""
    if len(parts) < 2:
        return parts[0] if parts else None
    others = [part.beside for part in parts if part.beside is not None]
    both = len(others) == len(parts)
    alphabet = parts[0].alphabet
    between = Heard(_blank(alphabet), alphabet)
    spaced = [one for part in parts for one in (part, between)][:-1]
    starts = accumulate((len(one.chances) for one in spaced), initial=0)
    read = tuple(
        stretch.moved(start)
        for one, start in zip(spaced, starts, strict=False)
        for stretch in one.stretches
    )
    chances = np.concatenate([one.chances for one in spaced])
    return Heard(chances, alphabet, joined(others) if both else None, read)


def _blank(alphabet: Alphabet) -> Chances:
    between = np.zeros((1, len(alphabet.symbols)), np.float32)
    between[0, alphabet.blank] = 1 - _APART
    between[0, alphabet.index.get(" ", alphabet.blank)] += _APART
    return between


def likelihood(heard: Heard, text: str) -> float:
    """The natural logarithm of how likely the text is; minus infinity where it cannot be."""
    return likelihoods(heard, [text])[0]


def likelihoods(heard: Heard, texts: Sequence[str]) -> list[float]:
    """The likelihood of each text; all at once take little longer than one."""
    own = ctc.likelihoods(heard.chances, heard.alphabet, texts)
    if heard.beside is None:
        return own
    side = heard.beside
    other = ctc.likelihoods(side.chances, side.alphabet, [plain(text) for text in texts])
    pairs = zip(own, other, strict=True)
    return [
        -math.inf if mine == -math.inf else min(product(mine, yours) - heard.opinion.total, 0.0)
        for mine, yours in pairs
    ]


def alternatives(heard: Heard, count: int, suits: Suits | None = None) -> Found:
    """The `count` likeliest readings whose symbols all suit, the likeliest first."""
    if heard.beside is None:
        return _search(heard, suits, count)
    if suits is None:
        return heard.opinion.readings[:count]
    found = _found(heard, suits)
    (pairs,) = _asked([(heard, *found)], _REACH)
    return _ranked(heard, found, pairs, heard.opinion.total)[:count]


def _opinions(heard: Sequence[Heard], reach: float) -> list[Opinion]:
    found = [_found(one, None) for one in heard]
    asked = _asked([(one, *both) for one, both in zip(heard, found, strict=True)], reach)
    totals = [total_of(pairs) for pairs in asked]
    return [
        Opinion(_ranked(one, both, pairs, total), total, both[0])
        for one, both, pairs, total in zip(heard, found, asked, totals, strict=True)
    ]


def _found(heard: Heard, suits: Suits | None) -> tuple[Found, Found]:
    """What each network finds likeliest."""
    assert heard.beside is not None
    return _search(heard, suits, _READINGS), _search(heard.beside, suits, _READINGS)


def _ranked(heard: Heard, found: tuple[Found, Found], pairs: Pairs, total: float) -> Found:
    """The readings in order, each with the steps of the first network."""
    assert heard.beside is not None
    share = len(heard.chances) / max(len(heard.beside.chances), 1)
    moved = {one.text: tuple(int(step * share) for step in one.steps) for one in found[1]}
    steps = moved | {one.text: one.steps for one in found[0]}
    told = [
        Alternative(text, min(product(*pair) - total, 0.0), steps[text])
        for text, pair in pairs.items()
    ]
    return tuple(sorted(told, key=lambda one: -one.chance))


def _asked(found: Sequence[tuple[Heard, Found, Found]], reach: float) -> list[Pairs]:
    """What each network says of every reading that either of them found and that may count."""
    told = [[{r.text: r.chance for r in side} for side in both] for _, *both in found]
    open_ = [missing(one, reach) for one in told]
    for side in (0, 1):
        heard = [one if side == 0 else one.beside for one, *_ in found]
        asked = [
            (h.chances, h.alphabet, texts[side])
            for h, texts in zip(heard, open_, strict=True)
            if h is not None
        ]
        for one, texts, said in zip(told, open_, ctc.many(asked), strict=True):
            one[side].update(zip(texts[side], said, strict=True))
    return [
        {text: (chance, other[text]) for text, chance in own.items() if text in other}
        for own, other in told
    ]


def _search(side: Heard, suits: Suits | None, count: int) -> Found:
    """What this network alone can read there with symbols that suit."""
    if suits is None and count <= _READINGS:
        return side.readings[:count]
    chances = side.chances if suits is None else side.chances * side.alphabet.allowed(suits)
    return beam.readings(beam.stretches(chances, side.alphabet, count), side.alphabet, count)
