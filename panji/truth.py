"""A page with known content: NAME.jpg beside NAME.json becomes cells with their true texts."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ocr.geometry import Box
from panji.faults import NoTruth

_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_FIGURES = str.maketrans("०१२३४५६७८९", "0123456789")
_RING = re.compile(r"(?<=[ऀ-ॣॱ-ॿA-Za-z])[०0o॰]")


@dataclass(frozen=True, slots=True)
class KnownCell:
    """What stands in a cell, and its box in pixels of the page as received."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What stands on a page: `cells` of its rows, or `text` of a letter.

    `condition` is how it looks: clean, light, medium or hard, with -hand for handwriting.
    """

    picture: Path
    kind: str
    condition: str
    cells: tuple[KnownCell, ...]
    text: str

    @property
    def writing(self) -> str:
        """Typed or handwritten entries."""
        return "handwriting" if self.condition.endswith("-hand") else "print"


def known(folder: Path) -> list[KnownPage]:
    """All pages with known content in a folder, by name; NoTruth if there are none."""
    found = [_page(path) for path in sorted(folder.glob("*.json")) if _picture(path)]
    if not found:
        raise NoTruth(folder=str(folder))
    return found


def folded(text: str) -> str:
    """The text as it counts in scoring: one ring, Latin figures, NFC, single blanks."""
    plain = unicodedata.normalize("NFC", text).replace("\u200d", "").replace("\u200c", "")
    return " ".join(_RING.sub("°", plain).translate(_FIGURES).split())


def _picture(path: Path) -> Path | None:
    return next((p for p in (path.with_suffix(s) for s in _PICTURES) if p.exists()), None)


def _page(path: Path) -> KnownPage:
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    cells = [
        KnownCell(cell["text"], _received(cell["box"], told["size"], told["turned"]))
        for row in told["rows"]
        for cell in row
    ]
    picture = _picture(path)
    assert picture is not None
    condition = told["level"] + ("-hand" if told["hand"] else "")
    text = " ".join(line["text"] for line in told["lines"])
    return KnownPage(picture, told["class"], condition, tuple(cells), text)


def _received(box: list[float], size: list[int], turned: int) -> Box:
    """A box of the upright page as it lies on the page that was turned clockwise after that."""
    (x0, y0, x1, y1), (width, height) = box, size
    return {
        0: Box(x0, y0, x1, y1),
        90: Box(height - y1, x0, height - y0, x1),
        180: Box(width - x1, height - y1, width - x0, height - y0),
        270: Box(y0, width - x1, y1, width - x0),
    }[turned]
