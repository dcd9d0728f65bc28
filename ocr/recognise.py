"""A layout and an engine make a recognised page: every line read, every cell with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ocr.engines import LETTERS, Engine, Strip, StripWord
from ocr.geometry import Box
from ocr.headings import Row, entries
from ocr.heard import Heard
from ocr.ink import Grey
from ocr.layout import Cell, Layout, Line
from ocr.leaf import FlatLeaf
from ocr.pages import Page
from ocr.reading import Mark, ReadCell, Reading, ReadLine, ReadTable, RecognisedPage, Word
from ocr.writing import pooled, together, written

_ABOVE, _BESIDE = 0.1, 0.05
"""Paper left around a line, in heights of letters: more of it is read as dots and strokes."""

_NARROWEST = 0.6
"""Least width of a strip, in heights of letters: in a narrower one a lone 1 is not seen."""

_SMALLER, _WORDS = 0.6, 4
"""A line lower than this share of a usual one, and so much wider than high, is in smaller type."""

_EMPTY = 0.99
"""Confidence that a cell without strokes is empty."""

Strips = tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What was made of a line: its words, what was heard in each, how likely a hand wrote it."""

    read: ReadLine
    heard: tuple[Heard, ...]
    hand: float


def recognise(
    page: Page, leaves: Sequence[FlatLeaf], layout: Layout, engine: Engine
) -> RecognisedPage:
    """Everything on the page, read in one call of the engine."""
    inside = [line for row in layout.rows for cell in row for line in cell.lines]
    asked = [(line, layout.height) for line in inside]
    asked += [(line, _height(line, layout.height)) for line in layout.lines]
    strips = [_strip(leaves[line.leaf], line, height) for line, height in asked]
    words = engine.read(strips)
    lines = _lines(leaves, asked, words)
    hands = _hands(strips, len(inside))
    said = {
        line: _Said(read, _heard(found), hand)
        for (line, _), read, found, hand in zip(asked, lines, words, hands, strict=True)
    }
    cells = [cell for row in layout.rows for cell in row]
    places = iter(_received(leaves, [(cell.leaf, cell.box) for cell in cells]))
    rows = tuple(
        tuple(_cell(cell, next(places), said, engine.name) for cell in row) for row in layout.rows
    )
    outside = tuple(said[line].read for line in layout.lines if said[line].read.words)
    marks = tuple(mark for leaf in leaves for mark in _marks(leaf))
    table, others = _table(rows, heading=layout.heading)
    return RecognisedPage(page, (*outside, *others), table, engine.name, marks)


def strips(leaves: Sequence[FlatLeaf], layout: Layout) -> tuple[tuple[Box, Strips], ...]:
    """Every cell of the table: its box on the page as received, its lines as engines get them."""
    return tuple(
        (
            leaves[cell.leaf].leaf.mesh.box(cell.box),
            tuple(_strip(leaves[line.leaf], line, layout.height) for line in cell.lines),
        )
        for row in layout.rows
        for cell in row
    )


def _height(line: Line, usual: float) -> float:
    """The height of a line outside a table: its own if it is set in much smaller type."""
    box = line.box
    smaller = box.height < _SMALLER * usual and box.width > _WORDS * box.height
    return box.height if smaller else usual


def _hands(strips: Sequence[Strip], inside: int) -> list[float]:
    """How likely each line was written by hand; those outside a table are not asked."""
    return [written(strip) for strip in strips[:inside]] + [0.0] * (len(strips) - inside)


def _marks(leaf: FlatLeaf) -> list[Mark]:
    """The stamps of a leaf, where they are on the page as received."""
    return [Mark("stamp", leaf.leaf.mesh.box(box)) for box in leaf.stamps]


def _strip(leaf: FlatLeaf, line: Line, height: float) -> Strip:
    """The line's pixels, dark on white, its letters as high as the engine likes them."""
    wide = _around(line, height)
    crop = leaf.bare[round(wide.y0) : round(wide.y1), round(wide.x0) : round(wide.x1)]
    scale = LETTERS / height
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return _darkened(cv2.resize(crop, None, fx=scale, fy=scale, interpolation=how))


def _around(line: Line, height: float) -> Box:
    """The line with a little paper around it, as far as there is room."""
    box, room = line.box, line.room
    above, beside = _ABOVE * height, max(_BESIDE * height, (_NARROWEST * height - box.width) / 2)
    x0, y0 = max(box.x0 - beside, room.x0), max(box.y0 - above, room.y0)
    x1, y1 = min(box.x1 + beside, room.x1), min(box.y1 + above, room.y1)
    return Box(x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))


def _darkened(strip: Grey) -> Grey:
    """Faded ink made black: the darkest twentieth of the strip becomes 0."""
    inked = cv2.bitwise_not(strip)
    sums = np.cumsum(cv2.calcHist([inked], [0], None, [256], [0, 256]))
    strongest = max(int(np.searchsorted(sums, 0.95 * inked.size)), 32)
    return cv2.bitwise_not(cv2.convertScaleAbs(inked, alpha=255 / strongest))


def _lines(
    leaves: Sequence[FlatLeaf],
    asked: Sequence[tuple[Line, float]],
    words: Sequence[Sequence[StripWord]],
) -> list[ReadLine]:
    """The words of each line with their boxes on the page as received."""
    flat = [_flat(*one, found) for one, found in zip(asked, words, strict=True)]
    boxes = [(line.leaf, box) for (line, _), told in zip(asked, flat, strict=True) for box in told]
    places = iter(_received(leaves, boxes))
    return [_line(next(places), found, places) for found in words]


def _line(own: Box, found: Sequence[StripWord], places: Iterator[Box]) -> ReadLine:
    words = [Word(_clean(word.text), word.confidence, next(places)) for word in found]
    return ReadLine(tuple(words), own)


def _flat(line: Line, height: float, found: Sequence[StripWord]) -> list[Box]:
    """The box of the line and those of its words, on their leaf."""
    wide = _around(line, height)
    scale = height / LETTERS
    flat = [line.box]
    for word in found:
        x0 = min(max(wide.x0 + word.x0 * scale, wide.x0), wide.x1)
        x1 = min(max(wide.x0 + word.x1 * scale, x0), wide.x1)
        flat.append(Box(x0, line.box.y0, x1, line.box.y1))
    return flat


def _received(leaves: Sequence[FlatLeaf], flat: Sequence[tuple[int, Box]]) -> list[Box]:
    """Boxes on leaves as boxes on the page as received; all of a leaf at once, which is faster."""
    found: dict[int, Iterator[Box]] = {
        number: iter(leaf.leaf.mesh.boxes([box for on, box in flat if on == number]))
        for number, leaf in enumerate(leaves)
    }
    return [next(found[on]) for on, _ in flat]


def _clean(text: str) -> str:
    """The engine's text without characters that no database or screen can take."""
    return "".join(c for c in text if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF)


def _heard(words: Sequence[StripWord]) -> tuple[Heard, ...]:
    """What was heard in each word; nothing unless the engine tells it of all."""
    heard = tuple(word.heard for word in words if word.heard is not None)
    return heard if len(heard) == len(words) else ()


def _cell(cell: Cell, place: Box, said: dict[Line, _Said], source: str) -> ReadCell:
    lines = tuple(said[line].read for line in cell.lines)
    text = " ".join(line.text for line in lines if line.words)
    sure = min((line.confidence for line in lines), default=_EMPTY)
    reading: Reading[None] = Reading(text, text, None, sure, place, source)
    heard = tuple(word for line in cell.lines for word in said[line].heard)
    hand = together([said[line].hand for line in cell.lines])
    return ReadCell(cell.row, cell.column, lines, reading, heard, hand)


def _table(
    rows: tuple[Row, ...], *, heading: bool | None
) -> tuple[ReadTable | None, tuple[ReadLine, ...]]:
    """The table, and the lines of its rows that are no entries.

    Its first row is the heading unless it starts with a number like the others; what was said of
    it counts before that.
    """
    if not rows:
        return None, ()
    bare = heading is False or (heading is None and _is_entry(rows[0]))
    header = () if bare else tuple(replace(cell, hand=0.0) for cell in rows[0])
    found, others = entries(header, rows if bare else rows[1:])
    return ReadTable(header, _pooled(found)), others


def _pooled(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows, what tells of a hand in each cell helped by what the others say."""
    told = pooled([[cell.hand for cell in row] for row in rows])
    return tuple(
        tuple(replace(cell, hand=hand) for cell, hand in zip(row, by_hand, strict=True))
        for row, by_hand in zip(rows, told, strict=True)
    )


def _is_entry(row: Row) -> bool:
    text = row[0].reading.text
    return bool(text) and text[0].isdigit()
