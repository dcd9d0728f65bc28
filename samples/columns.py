"""How wide a table's columns are and which side of facing pages they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samples.faces import Type


def sides(shares: Sequence[float], *, spread: bool) -> list[list[int]]:
    """Column numbers of each side; facing pages take about half of the width each."""
    everything = list(range(len(shares)))
    if not spread or len(shares) < 2:
        return [everything]
    cuts = range(1, len(shares))
    cut = min(cuts, key=lambda n: abs(sum(shares[:n]) - sum(shares[n:])))
    return [everything[:cut], everything[cut:]]


@dataclass(frozen=True, slots=True)
class Need:
    """Pixels that a column's longest word takes, and that its mean cell takes on one line."""

    word: float
    line: float


def need(heading: str, cells: Sequence[str], head: Type, body: Type, room: float) -> Need:
    """What a column of `cells` takes, `room` beside the text included."""
    words = [body.width(word) for cell in cells for word in cell.split()]
    words += [head.width(word) for word in heading.split()]
    lines = [body.width(cell) for cell in cells]
    return Need(max(words) + room, sum(lines) / max(len(lines), 1) + room)


def widths(needs: Sequence[Need], shares: Sequence[float], available: float) -> list[float]:
    """Widths that add up to `available`: every word fits, long cells get most of what is left.

    Raises ValueError where the words alone need more.
    """
    spare = available - sum(need.word for need in needs)
    if spare < 0:
        raise ValueError("the words are wider than the page")
    wanted = [
        max(need.line / 2 - need.word, 0.0) + 0.1 * available * share / sum(shares)
        for need, share in zip(needs, shares, strict=True)
    ]
    return [
        need.word + spare * want / sum(wanted) for need, want in zip(needs, wanted, strict=True)
    ]
