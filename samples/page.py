"""A letter's blocks are set as a page: the picture, and the place of every block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from ocr.geometry import Box
from samples.faces import Type
from samples.letter import Block, Role
from samples.look import Look
from samples.style import Style
from samples.truth import Placed, Truth, placed

_SIDE = 20.0  # millimetres
_TOP = 18.0
_AFTER: dict[Role, float] = {"subject": 0.55, "paragraph": 0.35, "number": 0.6}
_INDENT = 0.12  # share of the text's width at which a subject starts


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block: where it starts, its letters, whether the next shares its height."""

    x: float
    text: str
    shared: bool = False


def letter_page(
    name: str, blocks: Sequence[Block], style: Style, look: Look
) -> tuple[Image.Image, Truth]:
    """White paper with the letter on it; truth's `lines` are its blocks, full text width."""
    sheet = Image.new("RGB", (look.width, look.height), "white")
    places = tuple(_set(ImageDraw.Draw(sheet), blocks, style, look))
    return sheet, Truth(
        kind="letter",
        name=name,
        title="",
        thana="",
        spread=False,
        digits=style.digits,
        dpi=look.dpi,
        size=(look.width, look.height),
        lines=places,
    )


def _set(
    draw: ImageDraw.ImageDraw, blocks: Sequence[Block], style: Style, look: Look
) -> Iterator[Placed]:
    y, before = look.px(_TOP), blocks[0].role
    left, right = look.px(_SIDE), look.width - look.px(_SIDE)
    for block in blocks:
        type_ = look.title if block.role == "head" else look.body
        y += _gap(before, block.role) * type_.leading
        top, before = y, block.role
        for line in _lines(block, style.write(block.text), type_, (left, right)):
            type_.draw(draw, (line.x, y + type_.reach[0]), line.text, look.ink)
            y += 0 if line.shared else type_.leading
        box = Box(left, top, right, y)
        yield placed(" ".join(style.truth(block.text).split()), box)


def _gap(before: Role, role: Role) -> float:
    if role == before and role != "paragraph":
        return 0.0
    return 2.2 if role == "sign" else _AFTER.get(before, 0.3)


def _lines(block: Block, text: str, type_: Type, ends: tuple[float, float]) -> Iterator[Line]:
    """The lines of a block between `ends`, left and right."""
    left, right = ends
    if block.role == "number":
        first, _, second = text.partition("\t")
        yield Line(left, first, shared=True)
        yield Line(right - type_.width(second), second)
    elif block.role in ("head", "sign"):
        middle = (left + right) / 2 if block.role == "head" else left + 0.78 * (right - left)
        for line in type_.wrap(text, (right - left) * (1 if block.role == "head" else 0.44)):
            yield Line(middle - type_.width(line) / 2, line)
    else:
        yield from _paragraph(block.role, text, type_, ends)


def _paragraph(role: Role, text: str, type_: Type, ends: tuple[float, float]) -> Iterator[Line]:
    """Lines of a paragraph, whose first goes in, or of a subject, whose others do."""
    left, right = ends
    indent = _INDENT * (right - left) if role in ("subject", "paragraph") else 0.0
    first, *rest = type_.wrap(text, right - left - indent)
    yield Line(left + (indent if role == "paragraph" else 0.0), first)
    inward = indent if role == "subject" else 0.0
    for line in type_.wrap(" ".join(rest), right - left - inward):
        yield Line(left + inward, line)
