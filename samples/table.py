"""A register's text is set as a ruled page: the picture, and the place of every cell."""

from __future__ import annotations

from PIL import Image, ImageDraw

from classifiers.kinds import RegisterKind
from ocr.geometry import Box
from samples.faces import Type
from samples.grid import PAD, Cells, Grid, fit, type_of
from samples.look import Colour, Look
from samples.register import RegisterText
from samples.rules import rule
from samples.style import Style
from samples.truth import Placed, Truth, placed

BLACK: Colour = (22, 22, 22)
_TOP = 14.0  # millimetres from the paper's edge to the title


def register_page(
    kind: RegisterKind, text: RegisterText, style: Style, look: Look
) -> tuple[Image.Image, Truth]:
    """White paper with the register on it; rows that do not fit the page are left away."""
    sheet = Image.new("RGB", (look.width, look.height), "white")
    draw = ImageDraw.Draw(sheet)
    said: Cells = (text.headings, *text.rows)
    drawn = [[style.write(cell) for cell in row] for row in said]
    shares = [column.width for column in kind.columns]
    look, grid = fit(shares, drawn, look, _table_top(look))
    _headline(draw, text, style, look, grid)
    rule(draw, grid, look)
    rows = []
    for n, (row, boxes) in enumerate(zip(said, grid.boxes(), strict=False)):
        type_, ink = type_of(n, look), BLACK if n == 0 else look.ink
        for written, box in zip(drawn[n], boxes, strict=True):
            _write(draw, written, box, type_, look, ink)
        rows.append(
            tuple(
                _seen(cell, box, type_, look, style) for cell, box in zip(row, boxes, strict=True)
            )
        )
    return sheet, _truth(kind, text, style, look, rows)


def _seen(cell: str, box: Box, type_: Type, look: Look, style: Style) -> Placed:
    """What of a cell's text the paper still holds."""
    count = len(_fitting(style.write(cell), box, type_, look))
    words = cell.split()
    lines = type_.wrap(style.write(cell), box.width - 2 * look.px(PAD))
    shown = sum(len(line.split()) for line in lines[:count])
    return placed(style.truth(" ".join(words[:shown])), box)


def _truth(
    kind: RegisterKind,
    text: RegisterText,
    style: Style,
    look: Look,
    rows: list[tuple[Placed, ...]],
) -> Truth:
    return Truth(
        kind="register",
        name=kind.id,
        title=style.truth(text.title),
        thana=style.truth(text.thana),
        spread=look.spread,
        digits=style.digits,
        dpi=look.dpi,
        size=(look.width, look.height),
        header=rows[0],
        rows=tuple(row for row in rows[1:] if len(row) == len(rows[0])),
        groups=tuple(row[0] for row in rows[1:] if len(row) < len(rows[0])),
    )


def _table_top(look: Look) -> float:
    return look.px(_TOP) + look.title.leading + 2.2 * look.body.leading


def _headline(
    draw: ImageDraw.ImageDraw, text: RegisterText, style: Style, look: Look, grid: Grid
) -> None:
    """Title, station, year and page number above the table, on both pages where they face."""
    y = look.px(_TOP) + look.title.reach[0]
    under = y + 1.5 * look.body.leading
    station = style.write(f"{text.thana} जनपद {text.district}")
    first, last = grid.sides[0], grid.sides[-1]
    _centre(draw, style.write(text.title), (first[0] + first[-1]) / 2, y, look.title)
    look.body.draw(draw, (first[0], under), station, BLACK)
    if look.spread:
        _centre(draw, station, (last[0] + last[-1]) / 2, y, look.title)
    _centre(draw, style.write(text.year), (last[0] + last[-1]) / 2, under, look.body)
    number = style.write(text.page)
    look.body.draw(draw, (last[-1] - look.body.width(number), under), number, BLACK)


def _centre(draw: ImageDraw.ImageDraw, text: str, x: float, y: float, type_: Type) -> None:
    type_.draw(draw, (x - type_.width(text) / 2, y), text, BLACK)


def _write(
    draw: ImageDraw.ImageDraw, text: str, box: Box, type_: Type, look: Look, ink: Colour
) -> None:
    """The lines of a cell, from its top down."""
    pad = look.px(PAD)
    lines = _fitting(text, box, type_, look)
    up, down = type_.reach
    spare = max(box.height - 2 * pad - (len(lines) - 1) * type_.leading - up - down, 0.0)
    y = box.y0 + pad + up + (spare / 2 if look.centred else 0.2 * spare)
    for line in lines:
        indent = (box.width - type_.width(line)) / 2 if look.centred else pad
        type_.draw(draw, (box.x0 + indent, y), line, ink)
        y += type_.leading


def _fitting(text: str, box: Box, type_: Type, look: Look) -> list[str]:
    """The lines of a cell that its height holds: all, but where the paper ends within it."""
    pad = look.px(PAD)
    lines = type_.wrap(text, box.width - 2 * pad)
    up, down = type_.reach
    held = int((box.height - 2 * pad - up - down + 1) // type_.leading) + 1
    return lines[: max(held, 1)]
