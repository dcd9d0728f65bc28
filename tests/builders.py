"""Pages from plain strings, as a recogniser would hand them over."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from classifiers.record import Hints
from ocr.geometry import Box, lattice, mesh
from ocr.pages import Leaf, Page
from ocr.reading import ReadCell, Reading, ReadLine, ReadTable, RecognisedPage, Word

DISTRICTS = Path(__file__).parents[1] / "districts"
SHARED = Path(__file__).parents[2] / "shared"
NO_HINTS = Hints()

_DEVANAGARI = "अआइउएकखगघचजटडतथदधनपफबभमयरलवशसहािीुूेैोौंः्०१२३४५६७८९"


def page(
    lines: Sequence[str] = (),
    header: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    *,
    confidence: float = 0.99,
    widths: Sequence[float] = (),
) -> RecognisedPage:
    """A recognised page with these lines and, if there are rows, this table."""
    told = tuple(line(text, 40.0 * n, confidence) for n, text in enumerate(lines))
    table = _table(header, rows, confidence, widths) if rows or header else None
    return RecognisedPage(_leaf(), told, table, "test 1")


def line(text: str, y: float = 0.0, confidence: float = 0.99) -> ReadLine:
    """A line of words, 20 pixels a letter, 30 high."""
    words, x = [], 0.0
    for word in text.split():
        words.append(Word(word, confidence, Box(x, y, x + 20 * len(word), y + 30)))
        x += 20 * len(word) + 20
    return ReadLine(tuple(words), Box(0, y, max(x, 1.0), y + 30))


def noisy(text: str, share: float, chance: random.Random) -> str:
    """`text` with about that share of its letters wrong: changed, lost or doubled.

    A word may be lost, but as where engines read, one blank stands between words and none outside.
    """
    told = []
    for letter in text:
        if letter == " " or chance.random() >= share:
            told.append(letter)
            continue
        told.append(chance.choice(("", chance.choice(_DEVANAGARI), letter * 2)))
    return " ".join("".join(told).split())


def _table(
    header: Sequence[str], rows: Sequence[Sequence[str]], confidence: float, widths: Sequence[float]
) -> ReadTable:
    count = max(len(row) for row in (header, *rows))
    edges = np.cumsum([0.0, *(widths or [100.0] * count)])
    boxes = [(float(a), float(b)) for a, b in pairwise(edges)]
    head = [_cell(-1, n, text, boxes[n], confidence) for n, text in enumerate(header)]
    told = (
        tuple(_cell(r, n, text, boxes[n], confidence) for n, text in enumerate(row))
        for r, row in enumerate(rows)
    )
    return ReadTable(tuple(head), tuple(told))


def _cell(
    row: int, column: int, text: str, across: tuple[float, float], confidence: float
) -> ReadCell:
    box = Box(across[0], 100.0 + 50 * row, across[1], 150.0 + 50 * row)
    lines = (line(text, 100.0 + 50 * row, confidence),) if text else ()
    return ReadCell(row, column, lines, Reading(text, text, None, confidence, box, "test 1"))


def _leaf() -> Page:
    flat = mesh(1000, 1400, 500, lattice(1000, 1400, 500))
    return Page("0" * 64, 1, 1000, 1400, 300, 0, (Leaf("whole", flat),))
