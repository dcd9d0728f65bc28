"""Two measures of the same pages, pair by pair: which is better, by how much, or only by chance.

Cells exactly right: McNemar's test in its exact, binomial form (McNemar 1947; Edwards 1948 for
the form with few pairs). Edits: 95 % interval of the difference by a paired bootstrap over pages
(Efron 1979), since cells of one page are not independent; seeded, so that it can be repeated.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_RESAMPLES = 2000
_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Compared:
    """`only_first` and `only_second` are cells that one alone has exact, of `cells` pairs.

    `low` to `high` is the interval of the first's character error less the second's.
    """

    cells: int
    only_first: int
    only_second: int
    chance: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """`first`, `second` or `even`: which has surely more cells exact."""
        if self.chance >= _CHANCE:
            return "even"
        return "first" if self.only_first > self.only_second else "second"


def compare(first: Mapping[str, Any], second: Mapping[str, Any]) -> Compared:
    """Both as `panji.measure.plain` gives them; pages and cells that only one has are left out."""
    pages = [list(_pairs(first, second, name)) for name in first["pages"]]
    pairs = [pair for page in pages for pair in page]
    one = sum(a[0] and not b[0] for a, b, _ in pairs)
    other = sum(b[0] and not a[0] for a, b, _ in pairs)
    edits = [(sum(a[1] - b[1] for a, b, _ in page), sum(n for *_, n in page)) for page in pages]
    low, high = _interval(edits)
    return Compared(len(pairs), one, other, binomial(one, other), low, high)


def binomial(one: int, other: int) -> float:
    """How often a fair coin falls at least as unevenly, 0 to 1 (two-sided)."""
    thrown = one + other
    tail = sum(math.comb(thrown, k) for k in range(min(one, other) + 1))
    return min(1.0, 2 * tail / (1 << thrown))


Outcome = tuple[bool, int]


def _pairs(
    first: Mapping[str, Any], second: Mapping[str, Any], page: str
) -> Iterator[tuple[Outcome, Outcome, int]]:
    """For each cell of known text: exact and edits of both, and the length of the truth."""
    told = second["pages"].get(page, {"cells_read": ()})["cells_read"]
    for a, b in zip(first["pages"][page]["cells_read"], told, strict=False):
        if a["true"] and a["box"] == b["box"]:
            yield _outcome(a), _outcome(b), len(a["true"])


def _outcome(cell: Mapping[str, Any]) -> Outcome:
    return cell["read"] is not None and cell["edits"] == 0, cell["edits"]


def _interval(pages: Sequence[tuple[int, int]]) -> tuple[float, float]:
    if not any(length for _, length in pages):
        return 0.0, 0.0
    chance = random.Random(1)  # noqa: S311 - no secret
    drawn = sorted(_rate(chance.choices(pages, k=len(pages))) for _ in range(_RESAMPLES))
    return drawn[round(0.025 * _RESAMPLES)], drawn[round(0.975 * _RESAMPLES) - 1]


def _rate(pages: Sequence[tuple[int, int]]) -> float:
    return sum(edits for edits, _ in pages) / max(1, sum(length for _, length in pages))
