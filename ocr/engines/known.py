"""Words of a list that were heard, though other readings are likelier by their letters alone.

A beam search that follows the list's tree (Ney & Ortmanns, 1999): where a hand is hard to read,
the word meant is seldom among the few likeliest spellings.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ocr.alphabet import Alphabet
from ocr.ctc import Chances, sounding
from ocr.engines.words import STOPS, Words

_BEAM = 32
"""Beginnings of words that are followed."""

_HEARD = 1e-4
"""A symbol less likely than this at a step is not followed."""

_DONE = -1
"""The node behind a word: only stops follow."""

Prefix = tuple[int, bool, int]
"""The node of the tree, whether a word ends there, and the number of the last symbol."""


def heard_words(chances: Chances, alphabet: Alphabet, words: Words, count: int) -> list[str]:
    """The `count` likeliest words of the list, with the stops heard behind them."""
    found: dict[str, Prefix] = {"": (0, False, alphabet.blank)}
    silent, loud = {"": 1.0}, {"": 0.0}
    for blank, symbols in _steps(chances, alphabet):
        after = {text: (silent[text] + loud[text]) * blank for text in found}
        more: dict[str, float] = {}
        longer = dict(found)
        for text, (node, ends, last) in found.items():
            ways = words.children(node) if node != _DONE else {}
            for number, symbol, chance in symbols:
                if number == last:
                    more[text] = more.get(text, 0.0) + loud[text] * chance
                step = ways.get(symbol) or ((_DONE, True) if ends and symbol in STOPS else None)
                if step is not None:
                    before = silent[text] + (loud[text] if number != last else 0.0)
                    new = text + symbol
                    more[new] = more.get(new, 0.0) + before * chance
                    longer[new] = (*step, number)
        kept = _likeliest(after, more)
        total = sum(after.get(text, 0.0) + more.get(text, 0.0) for text in kept) or 1.0
        silent = {text: after.get(text, 0.0) / total for text in kept}
        loud = {text: more.get(text, 0.0) / total for text in kept}
        found = {text: longer[text] for text in kept}
    whole = (text for text, (_, ends, _) in found.items() if ends)
    return sorted(whole, key=lambda text: -(silent[text] + loud[text]))[:count]


def _likeliest(after: dict[str, float], more: dict[str, float]) -> list[str]:
    texts = after.keys() | more.keys()
    ranked = sorted(texts, key=lambda text: (-after.get(text, 0.0) - more.get(text, 0.0), text))
    return ranked[:_BEAM]


def _steps(
    chances: Chances, alphabet: Alphabet
) -> Iterator[tuple[float, list[tuple[int, str, float]]]]:
    """The steps at which something is heard: the blank's chance, and the symbols with theirs."""
    for row in sounding(chances, alphabet.blank):
        heard = np.flatnonzero(row > _HEARD).tolist()
        symbols = [(n, alphabet.symbols[n], float(row[n])) for n in heard if n != alphabet.blank]
        yield float(row[alphabet.blank]), symbols
