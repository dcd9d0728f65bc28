"""What is known of a made-up page, and its JSON beside the picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from ocr.geometry import Box, Points, around

Level = Literal["clean", "light", "medium", "hard"]
Stress = Literal[
    "plain", "light-bed", "dark-bed", "perspective", "skew", "curl", "turned", "fold", "holes",
    "stamp", "coloured-stamp", "facing", "deep-curl", "off-centre", "slanted", "light-gutter",
    "no-gutter",
]  # fmt: skip
"""One trouble at a time, on an otherwise lightly worn page; `plain` and `facing` have none."""
Corner = tuple[float, float]
Quad = tuple[Corner, Corner, Corner, Corner]


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and its place: top left, top right, bottom right, bottom left corner, in pixels."""

    text: str
    quad: Quad

    def moved(self, move: Callable[[Points], Points]) -> Placed:
        """The same text where `move` puts its corners ((n, 2) points to (n, 2) points)."""
        return replace(self, quad=_quad(move(np.array(self.quad, dtype=float))))

    def form(self) -> dict[str, Any]:
        """Text, box and quad as the JSON has them, to a tenth of a pixel."""
        box = around(np.array(self.quad))
        return {
            "text": self.text,
            "box": [round(v, 1) for v in (box.x0, box.y0, box.x1, box.y1)],
            "quad": [[round(x, 1), round(y, 1)] for x, y in self.quad],
        }


def placed(text: str, box: Box) -> Placed:
    """A text in an upright box."""
    return Placed(text, _quad(box.corners))


def _quad(points: Points) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return a, b, c, d


@dataclass(frozen=True, slots=True)
class Truth:
    """The known content of a page; places are in pixels of the page the right way up.

    `groups` are headings between the rows, which are cells of none.
    `turned` is by how many degrees clockwise the file was turned after that, `size` the width
    and height before it.
    """

    kind: Literal["register", "letter"]
    name: str
    title: str
    thana: str
    spread: bool
    digits: Literal["deva", "ascii"]
    dpi: int
    size: tuple[int, int]
    header: tuple[Placed, ...] = ()
    rows: tuple[tuple[Placed, ...], ...] = ()
    lines: tuple[Placed, ...] = ()
    groups: tuple[Placed, ...] = ()
    level: Level | Stress = "clean"
    turned: int = 0

    def moved(self, move: Callable[[Points], Points], size: tuple[int, int]) -> Truth:
        """The same content after `move` brought every point to its place on a new page."""
        return replace(
            self,
            size=size,
            header=tuple(cell.moved(move) for cell in self.header),
            rows=tuple(tuple(cell.moved(move) for cell in row) for row in self.rows),
            lines=tuple(line.moved(move) for line in self.lines),
            groups=tuple(group.moved(move) for group in self.groups),
        )

    def json(self) -> str:
        """The file beside the picture, UTF-8, in the form of the project's test registers."""
        form = {
            "header": [cell.form() for cell in self.header],
            "rows": [[cell.form() for cell in row] for row in self.rows],
            "lines": [line.form() for line in self.lines],
            "groups": [group.form() for group in self.groups],
            "kind": self.kind,
            "class": self.name,
            "title": self.title,
            "thana": self.thana,
            "spread": self.spread,
            "turned": self.turned,
            "level": self.level,
            "hand": False,
            "digits": self.digits,
            "dpi": self.dpi,
            "size": list(self.size),
        }
        return json.dumps(form, ensure_ascii=False, indent=1) + "\n"
