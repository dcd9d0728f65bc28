"""The symbols of a network, and which of them may stand behind which in Devanagari."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

Allowed = NDArray[np.bool_]
Suits = Callable[[str], bool]
"""Whether a symbol is wanted."""

_HALANT = "\u094d"
_KINDS = {
    "H": _HALANT,
    "N": "\u093c",
    "C": "".join(map(chr, (*range(0x0915, 0x093A), *range(0x0958, 0x0960)))),
    "V": "".join(map(chr, range(0x0904, 0x0915))),
    "F": "".join(map(chr, range(0x0900, 0x0904))),
    " ": " ",
}
_JOINERS = str.maketrans("", "", "\u200b\u200c\u200d")


@dataclass(frozen=True, eq=False)
class Alphabet:
    """The symbols of a network, which of them is the blank, and which may stand behind which."""

    symbols: tuple[str, ...]
    blank: int

    @cached_property
    def index(self) -> dict[str, int]:
        """The number of each symbol."""
        return {symbol: number for number, symbol in enumerate(self.symbols) if symbol}

    @cached_property
    def follows(self) -> list[list[bool]]:
        """(symbols + 1, symbols): whether the second may stand behind the first.

        The last row is for the beginning. Devanagari signs need a letter that carries them.
        """
        kinds = [_kind(symbol) for symbol in self.symbols]
        return [[bool(new) and _fits(old, new) for new in kinds] for old in [*kinds, " "]]

    @lru_cache(maxsize=64)  # noqa: B019 - alphabets live as long as their engines
    def allowed(self, suits: Suits) -> Allowed:
        """(symbols,): the symbols of which `suits` is true; the blank always is."""
        chosen = [bool(symbol) and suits(symbol) for symbol in self.symbols]
        chosen[self.blank] = True
        return np.array(chosen)

    def spelt(self, text: str) -> list[int] | None:
        """The numbers of the symbols of a text; None if one is not in the alphabet."""
        numbers = [self.index.get(char) for char in text]
        return None if None in numbers else [one for one in numbers if one is not None]


def plain(text: str) -> str:
    """The text without joiners, which only say how letters are to be drawn."""
    return text.translate(_JOINERS)


def _kind(symbol: str) -> str:
    """One letter for what a symbol is, by its last character; empty for none.

    C consonant, N nukta, V vowel, M vowel sign, H halant, F sign at the end of a syllable,
    " " blank, "." any other.
    """
    if not symbol:
        return ""
    last = symbol.translate(_JOINERS)[-1:] or _HALANT
    kind = next((kind for kind, chars in _KINDS.items() if last in chars), ".")
    sign = kind == "." and "\u0900" <= last <= "\u097f"
    return "M" if sign and unicodedata.category(last) in {"Mn", "Mc"} else kind


def _fits(old: str, new: str) -> bool:
    """Whether Devanagari is written so: a sign needs a letter that carries it."""
    carriers = {"M": "CN", "H": "CN", "F": "CNVM", "N": "C"}
    if new == "V":
        return old != "H"
    return old in carriers[new] if new in carriers else True
