"""A layout and an engine make a recognised page: every line read, every cell with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from ocr.engines import Engine, Strip, StripWord
from ocr.geometry import Box
from ocr.ink import Grey
from ocr.layout import Cell, Layout, Line
from ocr.leaf import FlatLeaf
from ocr.pages import Page
from ocr.reading import ReadCell, Reading, ReadLine, ReadTable, RecognisedPage, Word
from ocr.writing import pooled, together, written

_LETTERS = 48
"""Height in pixels to which a typical line is brought for the engine."""

_MARGIN = 0.15
"""Paper left around a line, in line heights."""

_EMPTY = 0.99
"""Confidence that a cell without strokes is empty."""


def recognise(
    page: Page, leaves: Sequence[FlatLeaf], layout: Layout, engine: Engine
) -> RecognisedPage:
    """Everything on the page, read in one call of the engine."""
    asked = [line for row in layout.rows for cell in row for line in cell.lines]
    asked += layout.lines
    strips = [_strip(leaves[line.leaf], line, layout.height) for line in asked]
    words = engine.read(strips)
    read = {
        line: _line(leaves[line.leaf], line, found, layout.height)
        for line, found in zip(asked, words, strict=True)
    }
    inside = asked[: len(asked) - len(layout.lines)]
    by_hand = {line: written(strip) for line, strip in zip(inside, strips, strict=False)}
    rows = tuple(
        tuple(_cell(cell, leaves, read, by_hand, engine.name) for cell in row)
        for row in layout.rows
    )
    outside = tuple(read[line] for line in layout.lines if read[line].words)
    return RecognisedPage(page, outside, _table(rows), engine.name)


def _strip(leaf: FlatLeaf, line: Line, height: float) -> Strip:
    """The line's pixels, dark on white, its letters as high as the engine likes them."""
    wide = _around(line, height)
    crop = leaf.bare[round(wide.y0) : round(wide.y1), round(wide.x0) : round(wide.x1)]
    scale = _LETTERS / height
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return _darkened(cv2.resize(crop, None, fx=scale, fy=scale, interpolation=how))


def _around(line: Line, height: float) -> Box:
    """The line with a little paper around it, as far as there is room."""
    wide, room = line.box.grown(_MARGIN * height), line.room
    x0, y0 = max(wide.x0, room.x0), max(wide.y0, room.y0)
    return Box(x0, y0, max(min(wide.x1, room.x1), x0 + 1), max(min(wide.y1, room.y1), y0 + 1))


def _darkened(strip: Grey) -> Grey:
    """Faded ink made black: the darkest twentieth of the strip becomes 0."""
    inked = cv2.bitwise_not(strip)
    strongest = max(float(np.percentile(inked, 95)), 32)
    return cv2.bitwise_not(cv2.convertScaleAbs(inked, alpha=255 / strongest))


def _line(leaf: FlatLeaf, line: Line, found: Sequence[StripWord], height: float) -> ReadLine:
    """The words of a strip with their boxes on the page as received."""
    wide = _around(line, height)
    scale = height / _LETTERS
    mesh = leaf.leaf.mesh
    words = []
    for word in found:
        x0 = min(max(wide.x0 + word.x0 * scale, wide.x0), wide.x1)
        x1 = min(max(wide.x0 + word.x1 * scale, x0), wide.x1)
        place = mesh.box(Box(x0, line.box.y0, x1, line.box.y1))
        words.append(Word(_clean(word.text), word.confidence, place))
    return ReadLine(tuple(words), mesh.box(line.box))


def _clean(text: str) -> str:
    """The engine's text without characters that no database or screen can take."""
    return "".join(c for c in text if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF)


def _cell(
    cell: Cell,
    leaves: Sequence[FlatLeaf],
    read: dict[Line, ReadLine],
    by_hand: dict[Line, float],
    source: str,
) -> ReadCell:
    lines = tuple(read[line] for line in cell.lines)
    text = " ".join(line.text for line in lines if line.words)
    sure = min((line.confidence for line in lines), default=_EMPTY)
    box = leaves[cell.leaf].leaf.mesh.box(cell.box)
    hand = together([by_hand[line] for line in cell.lines])
    reading: Reading[None] = Reading(text, text, None, sure, box, source)
    return ReadCell(cell.row, cell.column, lines, reading, hand)


def _table(rows: tuple[tuple[ReadCell, ...], ...]) -> ReadTable | None:
    """The table; its first row is the heading unless it starts with a number like the others."""
    if not rows:
        return None
    if _is_entry(rows[0]):
        return ReadTable((), _pooled(rows))
    return ReadTable(tuple(replace(cell, hand=0.0) for cell in rows[0]), _pooled(rows[1:]))


def _pooled(rows: tuple[tuple[ReadCell, ...], ...]) -> tuple[tuple[ReadCell, ...], ...]:
    """The rows, what tells of a hand in each cell helped by what the others say."""
    told = pooled([[cell.hand for cell in row] for row in rows])
    return tuple(
        tuple(replace(cell, hand=hand) for cell, hand in zip(row, by_hand, strict=True))
        for row, by_hand in zip(rows, told, strict=True)
    )


def _is_entry(row: tuple[ReadCell, ...]) -> bool:
    text = row[0].reading.text
    return bool(text) and text[0].isdigit()
