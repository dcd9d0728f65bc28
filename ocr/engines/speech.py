"""What a network heard in a line becomes its words, each with what was heard there."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ocr.alphabet import plain
from ocr.beam import Alternative
from ocr.engines import StripWord
from ocr.heard import Heard, alternatives, bet, together

_READINGS = 8
_SURE, _FAINT = math.log(0.98), math.log(0.02)

Prior = Callable[[str], float]
"""What speaks for a reading besides its likelihood (natural logarithm)."""


def spoken(
    lines: Sequence[Heard], scales: Sequence[float], prior: Prior
) -> tuple[tuple[StripWord, ...], ...]:
    """The likeliest reading of each line, word by word; a scale is pixels of the strip a step."""
    cut = [(line, _pieces(_best(line), len(line.chances))) for line in together(lines, best=True)]
    parts = iter(together([line.part(p.start, p.end) for line, pieces in cut for p in pieces]))
    words = (
        [_word(next(parts), piece, scale, prior) for piece in pieces]
        for (_, pieces), scale in zip(cut, scales, strict=True)
    )
    return tuple(tuple(word for word in line if word.text) for line in words)


def _best(line: Heard) -> Alternative:
    found = alternatives(line, _READINGS)
    return next((one for one in found if _says(one)), found[0])


@dataclass(frozen=True, slots=True)
class _Piece:
    """The steps of a line that belong to a word, and those of its first and last symbol."""

    start: int
    end: int
    first: int
    last: int


def _word(part: Heard, piece: _Piece, scale: float, prior: Prior) -> StripWord:
    """A word as it was first read, or as the word list has it if that is as likely.

    In the line a word was heard there: that it is none is not what it says.
    """
    found = alternatives(part, _READINGS)
    found = tuple(one for one in found if plain(one.text).strip()) or found
    if len(found) > 1 and found[0].chance < _SURE:
        found = tuple(sorted(found, key=lambda one: -(one.chance + prior(one.text))))
    sure = min(bet((one.chance, prior(one.text)) for one in found), 1.0)
    text = plain(found[0].text).strip()
    return StripWord(text, sure, piece.first * scale, piece.last * scale, part)


def _says(one: Alternative) -> bool:
    """Whether a reading is a text, and not much too unlikely: where ink is, silence is not."""
    return any(map(str.isalnum, one.text)) and one.chance > _FAINT


def _pieces(best: Alternative, steps: int) -> list[_Piece]:
    """The words of a line: what lies between the steps at which blanks were heard."""
    if not best.text.strip():
        return []
    found, start = [], 0
    blanks = [step for char, step in zip(best.text, best.steps, strict=True) if char == " "]
    for end in [*blanks, steps]:
        own = [
            step
            for char, step in zip(best.text, best.steps, strict=True)
            if char != " " and start <= step < max(end, start + 1)
        ]
        if own:
            found.append(_Piece(start, end, min(own), max(own) + 1))
        start = end + 1
    return found
