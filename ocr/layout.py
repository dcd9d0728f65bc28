"""Flat leaves become a layout: the cells of the register's table and the lines around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ocr import grid, lines, rules
from ocr.geometry import Box
from ocr.grid import Grid
from ocr.ink import Mask
from ocr.leaf import FlatLeaf


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a leaf (0 or 1), in full-size pixels of the flat leaf.

    `room` is how far paper may be taken around it: the inside of its cell, or the leaf.
    """

    leaf: int
    box: Box
    room: Box


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: row and column from 0 across both leaves, its box and lines on its leaf."""

    row: int
    column: int
    leaf: int
    box: Box
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows of cells (none if there is no table), lines outside it in reading order.

    `height` is that of a typical line of text, in full-size pixels.
    """

    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[Line, ...]
    height: float


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """What is known of a leaf while it is laid out, in work pixels."""

    text: Mask
    grid: Grid | None
    factor: float


def lay_out(leaves: Sequence[FlatLeaf]) -> Layout:
    """The layout of a page; rows of facing pages are joined by their rules and order."""
    sheets = [_sheet(leaf) for leaf in leaves]
    height = lines.letter_height([region for sheet in sheets for region in _regions(sheet)])
    sheets = _with_rows(sheets, height)
    rows = _rows(sheets, height)
    outside = [
        line for number, sheet in enumerate(sheets) for line in _outside(sheet, number, height)
    ]
    return Layout(rows, tuple(outside), height / sheets[0].factor)


def _sheet(leaf: FlatLeaf) -> _Sheet:
    found = rules.find(leaf.inked)
    text = rules.erased(leaf.marks, leaf.inked)
    return _Sheet(text, grid.ruled(found) if found else None, leaf.factor)


def _regions(sheet: _Sheet) -> list[Mask]:
    """Pieces of the leaf in which lines can be told by their rows of pixels."""
    if sheet.grid is None:
        return [sheet.text]
    table = sheet.grid
    return [
        grid.part(sheet.text, grid.inside(table.cell(row, column)))
        for row in range(table.rows)
        for column in range(table.columns)
    ]


def _with_rows(sheets: list[_Sheet], height: float) -> list[_Sheet]:
    """Rows where none are ruled; a right page takes those of the left if its own differ."""
    done: list[_Sheet] = []
    for sheet in sheets:
        table = sheet.grid
        if table and not (done and done[0].grid):
            table = grid.with_rows(table, sheet.text, height)
        elif table and done[0].grid and table.rows != done[0].grid.rows:
            table = grid.transferred(done[0].grid, table)
        done.append(_Sheet(sheet.text, table, sheet.factor))
    return done


def _rows(sheets: list[_Sheet], height: float) -> tuple[tuple[Cell, ...], ...]:
    count = max((sheet.grid.rows for sheet in sheets if sheet.grid), default=0)
    rows: list[list[Cell]] = [[] for _ in range(count)]
    for number, sheet in enumerate(sheets):
        if sheet.grid is None:
            continue
        for row in range(sheet.grid.rows):
            for column in range(sheet.grid.columns):
                box = sheet.grid.cell(row, column)
                place = (row, len(rows[row]), number)
                rows[row].append(_cell(sheet, box, place, height))
    return tuple(tuple(row) for row in rows)


def _cell(sheet: _Sheet, box: Box, place: tuple[int, int, int], height: float) -> Cell:
    row, column, leaf = place
    inner = grid.inside(box)
    room = _scaled(inner, sheet.factor)
    found = [
        Line(leaf, _scaled(_moved(line, inner.x0, inner.y0), sheet.factor), room)
        for line in lines.find(grid.part(sheet.text, inner), height)
    ]
    return Cell(row, column, leaf, _scaled(box, sheet.factor), tuple(found))


def _outside(sheet: _Sheet, leaf: int, height: float) -> list[Line]:
    """Lines outside the table, top down, wide blanks cut out."""
    text = sheet.text
    if sheet.grid is not None:
        text = text.copy()
        table = sheet.grid.box
        text[round(table.y0) : round(table.y1), :] = 0
    found = [
        part
        for line in lines.find(text, height)
        for part in lines.chunks(text, line, gap=3 * height)
    ]
    room = _scaled(Box(0, 0, text.shape[1], text.shape[0]), sheet.factor)
    return [
        Line(leaf, _scaled(box, sheet.factor), room) for box in found if _is_text(text, box, height)
    ]


def _is_text(text: Mask, box: Box, height: float) -> bool:
    """Whether a chunk is big enough and neither a stamp's ring nor a shadow."""
    ink = text[round(box.y0) : round(box.y1), round(box.x0) : round(box.x1)]
    return (
        box.height >= 0.4 * height and box.width >= 0.4 * height and 0.03 < float(ink.mean()) < 0.8
    )


def _moved(box: Box, dx: float, dy: float) -> Box:
    return Box(box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy)


def _scaled(box: Box, factor: float) -> Box:
    return Box(box.x0 / factor, box.y0 / factor, box.x1 / factor, box.y1 / factor)
