"""What an engine might have heard, made from plain strings, for the tests that need no engine."""

from __future__ import annotations

import numpy as np

from ocr.alphabet import Alphabet
from ocr.heard import Heard

_LETTERS = "".join(map(chr, (*range(0x0901, 0x0940), *range(0x0941, 0x0964))))
ALPHABET = Alphabet((" ", *_LETTERS, *"0123456789०१२३४५६७८९", *"/.-,()", ""), 123 + 1)
"""Devanagari, figures of both scripts, a few signs; the blank is the last."""


def alphabet(letters: str) -> Alphabet:
    """These symbols and the blank behind them."""
    return Alphabet((*letters, ""), len(letters))


def heard(*symbols: str | dict[str, float], told: Alphabet) -> Heard:
    """A symbol, or several with their chances, at every second step; blanks between them."""
    chances = np.zeros((2 * len(symbols) + 1, len(told.symbols)), np.float32)
    chances[::2, told.blank] = 1
    for step, said in enumerate(symbols):
        share = said if isinstance(said, dict) else {said: 0.98}
        row = chances[2 * step + 1]
        for symbol, chance in share.items():
            row[told.index[symbol]] = chance
        row[told.blank] = max(0.0, 1 - sum(share.values()))
    return Heard(chances, told)
