"""What a network heard in a line becomes its words, each with what was heard there."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from ocr.alphabet import plain
from ocr.beam import Alternative
from ocr.engines import StripWord
from ocr.experts import bet
from ocr.heard import Heard, alternatives, together

_READINGS = 8
_SURE, _FAINT = math.log(0.98), math.log(0.02)

Prior = Callable[[str], float]
"""What speaks for a reading besides its likelihood (natural logarithm)."""


def spoken(
    lines: Sequence[Heard], scales: Sequence[float], prior: Prior
) -> tuple[tuple[StripWord, ...], ...]:
    """The likeliest reading of each line, word by word; a scale is pixels of the strip a step."""
    read = [(line, _best(line)) for line in together(lines, best=True)]
    parts = iter(together([part for line, best in read for part in line.parts(best)]))
    words = (
        [_word(next(parts), place, scale, prior) for place in _places(best)]
        for (_, best), scale in zip(read, scales, strict=True)
    )
    return tuple(tuple(word for word in line if word.text) for line in words)


def _best(line: Heard) -> Alternative:
    found = alternatives(line, _READINGS)
    return next((one for one in found if _says(one)), found[0])


def _word(part: Heard, place: tuple[int, int], scale: float, prior: Prior) -> StripWord:
    """A word as it was first read, or as the word list has it if that is as likely.

    In the line a word was heard there: that it is none is not what it says.
    """
    found = alternatives(part, _READINGS)
    found = tuple(one for one in found if plain(one.text).strip()) or found
    if len(found) > 1 and found[0].chance < _SURE:
        found = tuple(sorted(found, key=lambda one: -(one.chance + prior(one.text))))
    sure = min(bet((one.chance, prior(one.text)) for one in found), 1.0)
    text = plain(found[0].text).strip()
    return StripWord(text, sure, place[0] * scale, place[1] * scale, part)


def _says(one: Alternative) -> bool:
    """Whether a reading is a text, and not much too unlikely: where ink is, silence is not."""
    return any(map(str.isalnum, one.text)) and one.chance > _FAINT


def _places(best: Alternative) -> Iterator[tuple[int, int]]:
    """The steps of the first symbol of each word and behind the last."""
    told = zip(best.text, best.steps, strict=True)
    for blank, symbols in groupby(told, lambda one: one[0] == " "):
        if not blank:
            steps = [step for _, step in symbols]
            yield min(steps), max(steps) + 1
