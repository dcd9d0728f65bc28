"""The text of a cell that takes several lines becomes the texts of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from math import comb

from rapidfuzz.distance import Levenshtein

_WAYS = 2000
"""Where there are more ways to cut a text, a cell is left out."""

_CLEAR = 2
"""Edits by which the best way must be better than the next: a word on the wrong line misleads."""


def aligned(read: Sequence[str], text: str) -> tuple[str, ...] | None:
    """What of the text stands in each line, by what was `read` there; None where it is not clear.

    Words stand whole in a line, and every line has one.
    """
    words = text.split()
    cuts = len(read) - 1
    if not read or len(words) < len(read) or comb(len(words) - 1, cuts) > _WAYS:
        return None
    ways = [_parts(words, one) for one in combinations(range(1, len(words)), cuts)]
    ranked = sorted((_edits(read, parts), parts) for parts in ways)
    if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _CLEAR:
        return None
    return ranked[0][1]


def _parts(words: Sequence[str], cuts: Sequence[int]) -> tuple[str, ...]:
    return tuple(" ".join(words[a:b]) for a, b in pairwise((0, *cuts, len(words))))


def _edits(read: Sequence[str], parts: Sequence[str]) -> int:
    return sum(Levenshtein.distance(one, part) for one, part in zip(read, parts, strict=True))
