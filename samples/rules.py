"""The rules of a table: all, those between columns only, dashed, around the heading, or none."""

from __future__ import annotations

from PIL import ImageDraw

from samples.grid import Grid
from samples.look import Look

_THICK = 0.22  # millimetres
_DASH = 2.2

Ends = tuple[float, float, float, float]


def rule(draw: ImageDraw.ImageDraw, grid: Grid, look: Look) -> None:
    """Draw the rules of `grid`; its frame and the line under its heading stand if any do."""
    if look.rules == "none":
        return
    last = len(grid.rows) - 1
    few = look.rules in {"columns", "heading"}
    for edges in grid.sides:
        if look.rules != "heading":
            _uprights(draw, edges, grid, look)
        for n, y in enumerate(grid.rows):
            if not few or n in (0, 1, last) or _around(n, grid, look):
                _line(draw, (edges[0], y, edges[-1], y), look)


def _around(n: int, grid: Grid, look: Look) -> bool:
    """Whether a rule bounds a heading between rows that the column rules leave out."""
    return look.rules == "columns" and (n in grid.groups or n - 1 in grid.groups)


def _uprights(draw: ImageDraw.ImageDraw, edges: tuple[float, ...], grid: Grid, look: Look) -> None:
    """The column rules, left out where a heading stands between rows."""
    for x in edges:
        outer = x in (edges[0], edges[-1])
        stops = [n for n in grid.groups if not outer]
        tops = [grid.rows[0], *(grid.rows[n + 1] for n in stops)]
        feet = [*(grid.rows[n] for n in stops), grid.rows[-1]]
        for top, foot in zip(tops, feet, strict=True):
            if foot > top:
                _line(draw, (x, top, x, foot), look)


def _line(draw: ImageDraw.ImageDraw, ends: Ends, look: Look) -> None:
    x0, y0, x1, y1 = ends
    thick = max(round(look.px(_THICK)), 1)
    dash = look.px(_DASH) if look.rules == "dashed" else x1 - x0 + y1 - y0
    down = x0 == x1
    at, stop = (y0, y1) if down else (x0, x1)
    while at < stop:
        to = min(at + dash, stop)
        draw.line((x0, at, x0, to) if down else (at, y0, to, y0), fill=look.tint, width=thick)
        at = to + dash * 0.6
