"""A frame of a scan becomes a page: which way up it is and how it is laid flat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ocr.geometry import Mesh

Turn = Literal[0, 90, 180, 270]
Side = Literal["whole", "left", "right"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One side of a page laid flat; facing pages on one scan have two, left first."""

    side: Side
    mesh: Mesh


@dataclass(frozen=True, slots=True)
class Page:
    """A page as received (`width` × `height` pixels at `dpi`) and its flat leaves.

    `turned` is by how many degrees clockwise the page had been turned when it was received.
    """

    sha256: str
    number: int
    width: int
    height: int
    dpi: int
    turned: Turn
    leaves: tuple[Leaf, ...]
