"""A text becomes the numbers of its symbols: the characters that the network tells apart."""

from __future__ import annotations

import unicodedata

_SIGNS = " !\"#%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz|"
_DEVANAGARI = "".join(
    chr(code)
    for code in (*range(0x0901, 0x0904), *range(0x0905, 0x093A), *range(0x093C, 0x094E), 0x0950)
)
_FIGURES = "०१२३४५६७८९"
_PRINT = "।॥–—‘’“”₹°×"
_SAME = str.maketrans({"\u0970": "०", "\u200c": None, "\u200d": None, "\u00a0": " "})

SYMBOLS = ("", *_SIGNS, *_DEVANAGARI, *_FIGURES, *_PRINT)
"""Symbol by number; the first is CTC's blank. Each is one character of NFC."""

_NUMBERS = {symbol: number for number, symbol in enumerate(SYMBOLS)}


def normal(text: str) -> str:
    """The text as the network says it: NFC, single blanks, no joiners, one ring."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SAME).split())


def spelt(text: str) -> list[int] | None:
    """The numbers of a normal text's symbols; None if it has others."""
    numbers = [_NUMBERS.get(char) for char in text]
    return None if None in numbers else [one for one in numbers if one is not None]
