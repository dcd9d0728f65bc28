"""Chances of symbols step by step become readings in order of likelihood, and back.

The rule is CTC's: repeats of a symbol count once, blanks not at all (Graves et al., ICML 2006;
the search is a prefix beam search, Hannun et al., 2014).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from ocr.alphabet import Alphabet

Chances = NDArray[np.float32]
"""(steps, symbols), each row summing to 1."""

_SILENT = 0.999
"""A step whose blank is likelier than this adds nothing."""

_LEAST, _NONE = 1e-9, 1e-300


_ROOM = 1_000_000
"""Steps times texts times states that are followed at once: 8 MB, what a processor keeps near."""

_SCALED = 8
"""Steps after which the sums are brought back to 1, lest they vanish."""

Asked = tuple[Chances, Alphabet, Sequence[str]]
"""What was heard, and the texts whose likelihood is asked."""


def likelihoods(chances: Chances, alphabet: Alphabet, texts: Sequence[str]) -> list[float]:
    """The natural logarithm of how likely each text is; minus infinity where it cannot be."""
    return many([(chances, alphabet, texts)])[0]


def many(asked: Sequence[Asked]) -> list[list[float]]:
    """The likelihoods of the texts of each; all at once take little longer than one."""
    spelt = [[alphabet.spelt(text) for text in texts] for _, alphabet, texts in asked]
    said = [[one for one in told if one is not None] for told in spelt]
    loud = [sounding(chances, alphabet.blank) for chances, alphabet, _ in asked]
    found: dict[int, Iterator[float]] = {}
    for batch in _batches(loud, said):
        told = iter(_forward([_Followed.of(loud[n], asked[n][1].blank, said[n]) for n in batch]))
        found |= {n: iter(list(islice(told, len(said[n])))) for n in batch}
    return [
        [-math.inf if one is None else next(found[n]) for one in told]
        for n, told in enumerate(spelt)
    ]


def _batches(
    loud: Sequence[Chances], said: Sequence[Sequence[Sequence[int]]]
) -> Iterator[list[int]]:
    """The numbers of those that are followed at once: of about as many steps, within the room."""
    batch: list[int] = []
    texts = states = 0
    for n in sorted((n for n, told in enumerate(said) if told), key=lambda n: len(loud[n])):
        longer = max(states, 2 * max(map(len, said[n])) + 1)
        if batch and (texts + len(said[n])) * longer * len(loud[n]) > _ROOM:
            yield batch
            batch, texts, longer = [], 0, 2 * max(map(len, said[n])) + 1
        batch.append(n)
        texts, states = texts + len(said[n]), longer
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Followed:
    """Texts to be followed: (steps, states, texts) of chances and the last state of each text.

    `skips` (states, texts) is 1 for states that can be reached over the blank before them.
    """

    chances: NDArray[np.float32]
    skips: NDArray[np.float64]
    ends: NDArray[np.int_]

    @classmethod
    def of(cls, chances: Chances, blank: int, texts: Sequence[Sequence[int]]) -> _Followed:
        """A blank stands before, between and behind the symbols of each text."""
        longest = max(map(len, texts), default=0)
        states = np.full((2 * longest + 1, len(texts)), blank)
        for number, one in enumerate(texts):
            states[1 : 2 * len(one) : 2, number] = one
        told = np.maximum(chances, _LEAST)[:, states]
        skips = np.zeros(states.shape)
        skips[3::2] = states[3::2] != states[1:-2:2]
        return cls(told, skips, np.array([2 * len(one) for one in texts]))


def sounding(chances: Chances, blank: int) -> Chances:
    """The steps at which something is heard, and of those between them one."""
    silent = chances[:, blank] > _SILENT
    silent[1:] &= silent[:-1]
    silent[:1] = False
    return chances[~silent]


def _forward(asked: Sequence[_Followed]) -> list[float]:
    """CTC's forward sum over the states of all texts, step by step."""
    chances, skips = _stacked(asked)
    ends = np.concatenate([one.ends for one in asked])
    # Two states that are never reached stand before the first: so no state is without one before.
    both = np.zeros((2, len(skips) + 2, len(ends)))
    both[0, 2] = 1.0
    views = [(one[2:], one[1:-1], one[:-2]) for one in both]
    leapt = np.empty(skips.shape)
    total = np.zeros(len(ends))
    for step, row in enumerate(chances):
        now, before, over = views[step % 2]
        if step % _SCALED == 0:
            scale = now.sum(axis=0)
            total += np.log(scale)
            now /= scale
        after = views[(step + 1) % 2][0]
        np.add(now, before, out=after)
        np.multiply(over, skips, out=leapt)
        np.add(after, leapt, out=after)
        np.multiply(after, row, out=after)
    now = views[len(chances) % 2][0]
    texts = np.arange(len(ends))
    last = now[ends, texts] + np.where(ends > 0, now[ends - 1, texts], 0.0)
    told: list[float] = (total + np.log(np.maximum(last, _NONE))).tolist()
    return told


def _stacked(asked: Sequence[_Followed]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(steps, states, texts) and (states, texts) of all: silence before those with fewer steps."""
    steps = max(len(one.chances) for one in asked)
    high = max(len(one.skips) for one in asked)
    chances = np.zeros((steps, high, sum(len(one.ends) for one in asked)))
    skips = np.zeros(chances.shape[1:])
    at = 0
    for one in asked:
        end, states = at + len(one.ends), len(one.skips)
        first = steps - len(one.chances)
        chances[:first, ::2, at:end] = 1.0
        chances[first:, :states, at:end] = one.chances
        skips[:states, at:end] = one.skips
        at = end
    return chances, skips
