"""Chances of symbols step by step become readings in order of likelihood, and back.

The rule is CTC's: repeats of a symbol count once, blanks not at all (Graves et al., ICML 2006;
the search is a prefix beam search, Hannun et al., 2014).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ocr.alphabet import Allowed, Alphabet

Chances = NDArray[np.float32]
"""(steps, symbols), each row summing to 1."""

_HEARD = 1e-3
"""A symbol less likely than this at a step is not followed."""

_SILENT = 0.999
"""A step whose blank is likelier than this adds nothing."""

_FAINT = 1e-5
"""A prefix less likely than this share of the best is given up."""

_LEAST, _NONE = 1e-9, 1e-300
_UNHEARD = (0.0, 0)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading, the natural logarithm of its likelihood, and the step of each of its symbols."""

    text: str
    chance: float
    steps: tuple[int, ...] = field(default=(), compare=False)


def likelihoods(chances: Chances, alphabet: Alphabet, texts: Sequence[str]) -> list[float]:
    """The natural logarithm of how likely each text is; minus infinity where it cannot be."""
    spelt = [alphabet.spelt(text) for text in texts]
    known = [one for one in spelt if one is not None]
    if not known:
        return [-math.inf] * len(texts)
    states = np.full((len(known), 2 * max(map(len, known)) + 1), alphabet.blank)
    for row, one in zip(states, known, strict=True):
        row[1 : 2 * len(one) : 2] = one
    ends = np.array([2 * len(one) for one in known])
    told = np.maximum(_loud(chances, alphabet.blank)[:, states], _LEAST).astype(float)
    found = iter(_forward(told, states, ends))
    return [-math.inf if one is None else next(found) for one in spelt]


def _loud(chances: Chances, blank: int) -> Chances:
    """The steps at which something is heard, and of those between them one."""
    silent = chances[:, blank] > _SILENT
    silent[1:] &= silent[:-1]
    silent[:1] = False
    return chances[~silent]


def _forward(
    chances: NDArray[np.float64], states: NDArray[np.int_], ends: NDArray[np.int_]
) -> list[float]:
    """CTC's forward sum over (steps, texts, states), rescaled at each step."""
    rows = np.arange(len(states))
    if not len(chances):
        return [0.0 if end == 0 else -math.inf for end in ends]
    skips = np.zeros(states.shape)
    skips[:, 3::2] = states[:, 3::2] != states[:, 1:-2:2]
    now = np.zeros(states.shape)
    now[:, :2] = chances[0, :, :2]
    now[ends == 0, 1:] = 0
    total = np.zeros(len(states))
    for row in chances[1:]:
        scale = now.sum(axis=1)
        total += np.log(scale)
        now /= scale[:, None]
        moved = now.copy()
        moved[:, 1:] += now[:, :-1]
        moved[:, 2:] += now[:, :-2] * skips[:, 2:]
        now = moved * row
    last = now[rows, ends] + np.where(ends > 0, now[rows, ends - 1], 0.0)
    return [float(one) for one in total + np.log(np.maximum(last, _NONE))]


def search(
    chances: Chances, alphabet: Alphabet, count: int, allowed: Allowed | None = None
) -> tuple[Alternative, ...]:
    """The `count` likeliest readings with `allowed` symbols only, the likeliest first."""
    beam = _Beam(alphabet, count)
    if allowed is not None:
        chances = chances * allowed
    before = -1
    for step in np.flatnonzero(chances[:, alphabet.blank] < _SILENT):
        if step > before + 1:
            beam.rest()
        beam.hear(int(step), chances[step])
        before = int(step)
    return beam.found()


Prefix = tuple[int, ...]


class _Beam:
    """The likeliest prefixes so far: how likely each is with and without a blank behind it."""

    def __init__(self, alphabet: Alphabet, width: int) -> None:
        self._alphabet = alphabet
        self._width = width
        self._open: dict[Prefix, tuple[float, float]] = {(): (1.0, 0.0)}
        self._scale = 0.0
        self._born: dict[Prefix, tuple[float, int]] = {}

    def rest(self) -> None:
        """Go on over steps that are blank: what comes behind them is heard anew."""
        self._open = {p: (ended + running, 0.0) for p, (ended, running) in self._open.items()}

    def hear(self, step: int, row: Chances) -> None:
        """Go one step on."""
        new: dict[Prefix, list[float]] = {}
        blank = float(row[self._alphabet.blank])
        heard = [(int(s), float(row[s])) for s in np.flatnonzero(row > _HEARD)]
        for prefix, (ended, running) in self._open.items():
            stay = new.setdefault(prefix, [0.0, 0.0])
            stay[0] += (ended + running) * blank
            last = prefix[-1] if prefix else -1
            follows = self._alphabet.follows[last]
            for symbol, chance in heard:
                again = symbol == last
                stay[1] += running * chance * again
                more = chance * (ended if again else ended + running)
                if more > _FAINT and follows[symbol]:
                    self._longer(new, (*prefix, symbol), more, step)
        self._keep(new)

    def _longer(
        self, new: dict[Prefix, list[float]], prefix: Prefix, chance: float, step: int
    ) -> None:
        """The prefix, its last symbol heard at this step."""
        new.setdefault(prefix, [0.0, 0.0])[1] += chance
        if chance > self._born.get(prefix, _UNHEARD)[0]:
            self._born[prefix] = chance, step

    def _keep(self, new: dict[Prefix, list[float]]) -> None:
        """The likeliest, made to sum to 1; what that is short of is kept in the scale."""
        ranked = sorted(((two[0] + two[1], prefix) for prefix, two in new.items()), reverse=True)
        best = [
            (one, prefix) for one, prefix in ranked[: self._width] if one >= _FAINT * ranked[0][0]
        ]
        total = sum(one for one, _ in best) or _NONE
        self._scale += math.log(total)
        self._open = {p: (new[p][0] / total, new[p][1] / total) for _, p in best}

    def found(self) -> tuple[Alternative, ...]:
        """The readings, the likeliest first; of equal texts the likelier spelling counts."""
        symbols = self._alphabet.symbols
        merged: dict[str, Alternative] = {}
        for prefix, two in self._open.items():
            text = "".join(symbols[one] for one in prefix)
            chance = math.log(max(sum(two), _NONE)) + self._scale
            if text not in merged:
                merged[text] = Alternative(text, chance, self._steps(prefix))
        return tuple(sorted(merged.values(), key=lambda one: -one.chance))

    def _steps(self, prefix: Prefix) -> tuple[int, ...]:
        """The step of each character: a symbol of several has them all at once."""
        steps = [self._born[prefix[: n + 1]][1] for n in range(len(prefix))]
        symbols = self._alphabet.symbols
        return tuple(step for one, step in zip(prefix, steps, strict=True) for _ in symbols[one])
