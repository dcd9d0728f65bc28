"""How one page looks: paper, resolution, type, ink and rules, chosen once a page."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from samples.faces import Face, Type, faces

Rules = Literal["full", "columns", "dashed", "heading", "none"]
Colour = tuple[int, int, int]

_MANY, _CROWDED = 6, 9  # columns
_MM = 25.4
_A4 = (210, 297)
_INKS: tuple[Colour, ...] = ((24, 24, 26), (24, 24, 26), (30, 36, 84), (44, 40, 38), (20, 30, 60))


@dataclass(frozen=True, slots=True)
class Look:
    """`width` × `height` pixels of a sheet (both pages where `spread`) at `dpi`.

    `tint` is the colour of rules; `cut` whether the paper ends within the last row.
    """

    dpi: int
    width: int
    height: int
    spread: bool
    face: Face
    headings: Face
    size: float
    ink: Colour
    rules: Rules
    centred: bool
    roomy: float
    tint: Colour = (58, 58, 62)
    cut: bool = False

    def px(self, mm: float) -> float:
        """Pixels of so many millimetres."""
        return mm * self.dpi / _MM

    @property
    def body(self) -> Type:
        """The type of entries and paragraphs."""
        return Type(self.face, self.px(self.size))

    @property
    def head(self) -> Type:
        """The type of column headings."""
        return Type(self.headings, self.px(self.size * 0.95), bold=True)

    @property
    def title(self) -> Type:
        """The type of titles."""
        return Type(self.headings, self.px(self.size * 1.35), bold=True)


def look(rng: Random, columns: int, *, spread: bool | None = None) -> Look:
    """A look for a register of so many columns, or for a letter if there are none."""
    crowded = columns > _CROWDED
    if spread is None:
        spread = columns > 0 and rng.random() < (0.6 if crowded else 0.12)
    dpi = 200 if spread else rng.choice((200, 200, 300))
    wide = not spread and (crowded or (columns > _MANY and rng.random() < 0.7))
    short, long = (round(mm * dpi / _MM) for mm in _A4)
    width, height = (long, short) if wide else (short * (2 if spread else 1), long)
    face = rng.choice(faces())
    return Look(
        dpi=dpi,
        width=width,
        height=height,
        spread=spread,
        face=face,
        headings=rng.choice((face, face, rng.choice(faces()))),
        size=rng.uniform(2.0, 2.5) if columns else rng.uniform(2.3, 2.9),
        ink=rng.choice(_INKS),
        rules=rng.choice(("full", "full", "full", "columns", "dashed")),
        centred=rng.random() < 0.3,
        roomy=rng.uniform(1.0, 1.6),
    )
