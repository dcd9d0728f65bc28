"""Whether weights are better than others, by the lines that both read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ocr.alphabet import plain
from ocr.engines.lipi import Lipi
from ocr.heard import alternatives
from ocr.training.lines import Line

_CHANCE = 0.05
"""How likely chance alone may have made lines better."""


@dataclass(frozen=True, slots=True)
class Errors:
    """The edits that each line's reading needs, and the characters of all lines."""

    edits: tuple[int, ...]
    characters: int

    @property
    def share(self) -> float:
        """The share of characters wrong."""
        return sum(self.edits) / max(self.characters, 1)


def errors(weights: Path, lines: Sequence[Line]) -> Errors:
    """How the network with these weights reads the lines, without grammar and words."""
    heard = Lipi(weights).heard([line.window for line in lines])
    said = [plain(alternatives(one, 8)[0].text).strip() for one in heard]
    pairs = zip(said, lines, strict=True)
    edits = tuple(Levenshtein.distance(one, line.text) for one, line in pairs)
    return Errors(edits, sum(len(line.text) for line in lines))


def better(before: Errors, after: Errors) -> bool:
    """Whether fewer characters are wrong, and more lines gained by it than chance explains.

    The sign test over the lines that differ: every version is another engine to those who judge
    engines by samples, so none is taken for nothing.
    """
    pairs = list(zip(before.edits, after.edits, strict=True))
    gained, lost = (sum(one) for one in ([b > a for b, a in pairs], [a > b for b, a in pairs]))
    tried = gained + lost
    by_chance = sum(comb(tried, one) for one in range(lost + 1)) / 2**tried
    return after.share < before.share and by_chance <= _CHANCE
