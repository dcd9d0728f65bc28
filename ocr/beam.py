"""Chances of symbols step by step become readings in order of likelihood.

A prefix beam search (Hannun et al., 2014). Behind a silence nothing hangs on what was heard
before it but which symbol may follow: so what lies between two silences is read by itself, mostly
in one way only, and the readings of all stretches are then put together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from ocr.alphabet import Alphabet
from ocr.ctc import Chances

_HEARD = 3e-3
"""A symbol less likely than this at a step is not followed."""

_SILENT = 0.999
"""A step whose blank is likelier than this adds nothing."""

_FAINT = 1e-3
"""A reading less likely than this share of the best is given up."""

_NONE = 1e-300

Symbols = tuple[int, ...]
Steps = tuple[int, ...]

Piece = tuple[float, Symbols, Steps]
"""How likely it is, its symbols, the step at which each was heard."""

Pieces = tuple[Piece, ...]

Row = tuple[float, list[tuple[int, float]]]
"""A step: the chance of the blank, and the symbols heard with theirs."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading, the natural logarithm of its likelihood, and the step of each of its symbols."""

    text: str
    chance: float
    steps: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Steps between two silences, from `first` up to `last`, and how they can be read.

    The steps of its pieces count from `first`. What the likelihoods of the pieces are to be
    multiplied by is kept as its logarithm.
    """

    first: int
    last: int
    pieces: tuple[Piece, ...]
    scale: float = 0.0

    def moved(self, by: int) -> Stretch:
        """The same, heard so many steps later."""
        return Stretch(self.first + by, self.last + by, self.pieces, self.scale)


def stretches(chances: Chances, alphabet: Alphabet, width: int) -> tuple[Stretch, ...]:
    """What lies between silences, each with its `width` likeliest readings."""
    return tuple(
        _read(first, steps, alphabet, width) for first, steps in _loud(chances, alphabet.blank)
    )


def part(
    told: Iterable[Stretch], chances: Chances, alphabet: Alphabet, start: int, end: int, width: int
) -> Iterator[Stretch]:
    """The stretches of the steps from `start` up to `end` of which these are all."""
    for one in told:
        if start <= one.first and one.last <= end:
            yield one.moved(-start)
        elif start < one.last and one.first < end:
            first, last = max(start, one.first), min(end, one.last)
            for rest in stretches(chances[first:last], alphabet, width):
                yield rest.moved(first - start)


def readings(told: Iterable[Stretch], alphabet: Alphabet, count: int) -> tuple[Alternative, ...]:
    """The `count` likeliest readings of all stretches together, the likeliest first."""
    scale = 0.0
    found: Pieces = ((1.0, (), ()),)
    for stretch in told:
        found, left = _joined(found, stretch, alphabet, count)
        scale += stretch.scale + left
    return _texts(found, scale, alphabet)


def _loud(chances: Chances, blank: int) -> Iterator[tuple[int, list[Row]]]:
    """What lies between silences: the number of its first step, and its steps."""
    loud = np.flatnonzero(chances[:, blank] < _SILENT)
    rows = chances[loud]
    told: list[Row] = [(one, []) for one in rows[:, blank].tolist()]
    rows[:, blank] = 0
    steps, symbols = np.nonzero(rows > _HEARD)
    heard = zip(steps.tolist(), symbols.tolist(), rows[steps, symbols].tolist(), strict=True)
    for step, symbol, chance in heard:
        told[step][1].append((symbol, chance))
    cuts = (np.flatnonzero(np.diff(loud) > 1) + 1).tolist()
    for start, end in pairwise([0, *cuts, len(told)]):
        if start < end:
            yield int(loud[start]), told[start:end]


def _read(first: int, steps: Sequence[Row], alphabet: Alphabet, width: int) -> Stretch:
    """A stretch with its readings; one step alone needs no search."""
    if len(steps) == 1:
        ((blank, heard),) = steps
        said: list[Piece] = [(chance, (symbol,), (0,)) for symbol, chance in heard]
        return Stretch(first, first + 1, tuple(sorted([(blank, (), ()), *said], reverse=True)))
    beam = _Beam(alphabet, width)
    for step, (blank, heard) in enumerate(steps):
        beam.hear(step, blank, heard)
    return Stretch(first, first + len(steps), beam.found(), beam.scale)


def _joined(
    before: Pieces, stretch: Stretch, alphabet: Alphabet, width: int
) -> tuple[Pieces, float]:
    """The likeliest readings with this stretch behind them, made to sum to 1."""
    follows = alphabet.follows
    least = _FAINT * before[0][0] * stretch.pieces[0][0]
    merged: dict[Symbols, Piece] = {}
    for chance, symbols, steps in before:
        after = follows[symbols[-1] if symbols else -1]
        for more, new, at in stretch.pieces:
            both = chance * more
            if both < least:
                break
            if not new or after[new[0]]:
                text = symbols + new
                same = merged.get(text)
                if same is None:
                    merged[text] = both, text, steps + tuple([stretch.first + step for step in at])
                else:  # what came first is the likelier
                    merged[text] = both + same[0], text, same[2]
    return _kept(merged.values() or before, width)


def _kept(pieces: Iterable[Piece], width: int) -> tuple[Pieces, float]:
    """The likeliest, made to sum to 1, and the logarithm of what they summed to."""
    ranked = sorted(pieces, reverse=True)[:width]
    least = _FAINT * ranked[0][0]
    best = [one for one in ranked if one[0] >= least]
    total = sum(one[0] for one in best) or _NONE
    kept = tuple((chance / total, symbols, steps) for chance, symbols, steps in best)
    return kept, math.log(total)


class _Beam:
    """The likeliest prefixes of a stretch, nodes of a tree, each with and without a blank behind.

    What may stand first is not asked: that depends on what is heard before the stretch.
    """

    def __init__(self, alphabet: Alphabet, width: int) -> None:
        self._follows = [*alphabet.follows, [True] * len(alphabet.symbols)]
        self._width = width
        self._last, self._before, self._born = [-1], [0], [(0.0, 0)]
        self._longer: list[dict[int, int]] = [{}]
        self._open = {0: (1.0, 0.0)}
        self.scale = 0.0

    def hear(self, step: int, blank: float, heard: list[tuple[int, float]]) -> None:
        """Go one step on."""
        ended: dict[int, float] = {}
        running: dict[int, float] = {}
        for node, (silent, loud) in self._open.items():
            both, last = silent + loud, self._last[node]
            fits, longer = self._follows[last], self._longer[node]
            ended[node] = both * blank
            for symbol, chance in heard:
                more = both * chance
                if symbol == last:
                    running[node] = running.get(node, 0.0) + loud * chance
                    more = silent * chance
                if more > _FAINT and fits[symbol]:
                    new = longer.get(symbol) or self._new(node, symbol)
                    running[new] = running.get(new, 0.0) + more
                    if more > self._born[new][0]:
                        self._born[new] = more, step
        self._keep(ended, running)

    def _new(self, before: int, symbol: int) -> int:
        """A node for the prefix and one symbol more."""
        node = self._longer[before][symbol] = len(self._last)
        self._last.append(symbol)
        self._before.append(before)
        self._born.append((0.0, 0))
        self._longer.append({})
        return node

    def _keep(self, ended: dict[int, float], running: dict[int, float]) -> None:
        """The likeliest, made to sum to 1; what that is short of is kept in the scale."""
        both = ended.copy()
        for node, chance in running.items():
            both[node] = both.get(node, 0.0) + chance
        least = _FAINT * max(both.values())
        best = [(chance, node) for node, chance in both.items() if chance >= least]
        best.sort(reverse=True)
        del best[self._width :]
        total = sum(one for one, _ in best) or _NONE
        self.scale += math.log(total)
        self._open = {n: (ended.get(n, 0.0) / total, running.get(n, 0.0) / total) for _, n in best}

    def found(self) -> Pieces:
        """The readings, the likeliest first."""
        return tuple((sum(two), *self._spelt(node)) for node, two in self._open.items())

    def _spelt(self, node: int) -> tuple[Symbols, Steps]:
        """The symbols of a prefix and their steps."""
        symbols, steps = [], []
        while node:
            symbols.append(self._last[node])
            steps.append(self._born[node][1])
            node = self._before[node]
        return tuple(reversed(symbols)), tuple(reversed(steps))


def _texts(found: Pieces, scale: float, alphabet: Alphabet) -> tuple[Alternative, ...]:
    """The readings as texts, the likeliest first; of equal texts the likelier spelling counts."""
    merged: dict[str, Alternative] = {}
    for chance, symbols, steps in found:
        told = [alphabet.symbols[one] for one in symbols]
        text = "".join(told)
        if text not in merged:
            at = tuple(step for one, step in zip(told, steps, strict=True) for _ in one)
            merged[text] = Alternative(text, math.log(max(chance, _NONE)) + scale, at)
    return tuple(merged.values())
