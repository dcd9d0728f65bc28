"""What a network heard in a line becomes its words, each with what was heard there."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from ocr.alphabet import plain
from ocr.beam import Alternative
from ocr.engines import StripWord
from ocr.engines.known import heard_words
from ocr.engines.words import Words
from ocr.experts import bet
from ocr.heard import Found, Heard, alternatives, likelihoods, together

_READINGS = 8
_SURE, _UNSURE, _FAINT = math.log(0.98), math.log(0.5), math.log(0.02)

_KNOWN, _LETTER = 2.0, 0.6
"""How much more a reading is believed that is a word, and where nothing was heard for certain for
each of its letters: the longer, the fewer misreadings happen to be words (natural logarithm)."""


def spoken(
    lines: Sequence[Heard], scales: Sequence[float], words: Words | None = None
) -> tuple[tuple[StripWord, ...], ...]:
    """The likeliest reading of each line, word by word; a scale is pixels of the strip a step.

    `words` are those that are rather believed than others.
    """
    read = [(line, _best(line)) for line in together(lines, best=True)]
    parts = iter(together([part for line, best in read for part in line.parts(best)]))
    told = (
        [_word(next(parts), place, scale, words) for place in _places(best)]
        for (_, best), scale in zip(read, scales, strict=True)
    )
    return tuple(tuple(word for word in line if word.text) for line in told)


def _best(line: Heard) -> Alternative:
    found = alternatives(line, _READINGS)
    return next((one for one in found if _says(one)), found[0])


def _word(part: Heard, place: tuple[int, int], scale: float, words: Words | None) -> StripWord:
    """A word as it was first read, or as the word list has it if that is as likely.

    In the line a word was heard there: that it is none is not what it says.
    """
    found = alternatives(part, _READINGS)
    found = tuple(one for one in found if plain(one.text).strip()) or found
    unsure = found[0].chance < _UNSURE
    if words and unsure:
        found += _known(part, found, words)
    told = [(one.text, one.chance, _prior(one.text, words, unsure=unsure)) for one in found]
    if found[0].chance < _SURE:
        told.sort(key=lambda one: -(one[1] + one[2]))
    sure = min(bet((chance, prior) for _, chance, prior in told), 1.0)
    text = plain(told[0][0]).strip()
    return StripWord(text, sure, place[0] * scale, place[1] * scale, part)


def _prior(text: str, words: Words | None, *, unsure: bool) -> float:
    """What speaks for a reading besides its likelihood."""
    letters = words.letters(text) if words else 0
    each = _LETTER if unsure else 0.0
    return _KNOWN + each * letters if letters else 0.0


def _known(part: Heard, found: Found, words: Words) -> Found:
    """Words of the list that were heard and are not among the readings found."""
    told = part.beside or part
    had = {plain(one.text) for one in found}
    likely = heard_words(told.chances, told.alphabet, words, _READINGS)
    more = [text for text in likely if text not in had]
    chances = likelihoods(part, more)
    return tuple(Alternative(text, chance) for text, chance in zip(more, chances, strict=True))


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
