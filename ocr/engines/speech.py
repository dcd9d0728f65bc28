"""What a network heard in a line becomes its words, each with what was heard there."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from ocr.alphabet import plain
from ocr.ctc import Alternative
from ocr.engines import StripWord
from ocr.heard import Heard, alternatives, bet

_READINGS = 8
_SURE, _FAINT = math.log(0.98), math.log(0.02)

Prior = Callable[[str], float]
"""What speaks for a reading besides its likelihood (natural logarithm)."""


def spoken(heard: Heard, scale: float, prior: Prior) -> tuple[StripWord, ...]:
    """The likeliest reading of a line, word by word; `scale` is pixels of the strip a step."""
    found = alternatives(heard, _READINGS)
    best = next((one for one in found if _says(one)), found[0])
    words = (_word(heard, piece, prior) for piece in _pieces(best, len(heard.chances)))
    return tuple(
        StripWord(word.text, word.confidence, word.start * scale, word.end * scale, word.heard)
        for word in words
        if word.text
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """The steps of a line that belong to a word, and those of its first and last symbol."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, eq=False)
class _Word:
    text: str
    confidence: float
    start: int
    end: int
    heard: Heard


def _word(heard: Heard, piece: _Piece, prior: Prior) -> _Word:
    """A word as it was first read, or as the word list has it if that is as likely."""
    part = heard.part(piece.start, piece.end)
    found = alternatives(part, _READINGS)
    if len(found) > 1 and found[0].chance < _SURE:
        found = tuple(sorted(found, key=lambda one: -(one.chance + prior(one.text))))
    sure = bet((one.chance, prior(one.text)) for one in found)
    text = plain(found[0].text).strip()
    return _Word(text, min(sure, 1.0), piece.first, piece.last, part)


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
