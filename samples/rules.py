"""The rules of a table: all of them, those between columns only, or dashed ones."""

from __future__ import annotations

from PIL import ImageDraw

from samples.grid import Grid
from samples.look import Look

_GREY = (58, 58, 62)
_THICK = 0.22  # millimetres
_DASH = 2.2

Ends = tuple[float, float, float, float]


def rule(draw: ImageDraw.ImageDraw, grid: Grid, look: Look) -> None:
    """Draw the rules of `grid`; the frame and the line under the heading always stand."""
    last = len(grid.rows) - 1
    for edges in grid.sides:
        for x in edges:
            _line(draw, (x, grid.rows[0], x, grid.rows[-1]), look)
        for n, y in enumerate(grid.rows):
            if look.rules != "columns" or n in (0, 1, last):
                _line(draw, (edges[0], y, edges[-1], y), look)


def _line(draw: ImageDraw.ImageDraw, ends: Ends, look: Look) -> None:
    x0, y0, x1, y1 = ends
    thick = max(round(look.px(_THICK)), 1)
    dash = look.px(_DASH) if look.rules == "dashed" else x1 - x0 + y1 - y0
    down = x0 == x1
    at, stop = (y0, y1) if down else (x0, x1)
    while at < stop:
        to = min(at + dash, stop)
        draw.line((x0, at, x0, to) if down else (at, y0, to, y0), fill=_GREY, width=thick)
        at = to + dash * 0.6
