"""A page with known content: NAME.jpg beside NAME.json becomes cells with their true texts.

Beside NAME.gt.txt, as those who train Tesseract keep it, it is running text.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ocr.geometry import Box
from panji.faults import NoTruth

_TEXT = ".gt.txt"
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_FIGURES = str.maketrans("०१२३४५६७८९", "0123456789")
_RING = re.compile(r"(?<=[ऀ-ॣॱ-ॿA-Za-z])[०0o॰]")
_EITHER = "|"
"""Between writings that are both right."""


@dataclass(frozen=True, slots=True)
class KnownCell:
    """What stands in a cell, and its box in pixels of the page as received.

    `text` is None if it is not known: then only the place counts. `column` is the column's id
    if it is told, else empty; `number` counts the cells of the row from 0, `of` is how many.
    """

    text: str | None
    box: Box
    column: str = ""
    number: int = 0
    of: int = 0

    @property
    def writings(self) -> tuple[str, ...]:
        """The texts that are right, folded; none if it is not known."""
        return () if self.text is None else tuple(map(folded, self.text.split(_EITHER)))


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What stands on a page: `cells` of its rows, or `text` of a letter.

    `condition` is how it looks: clean, light, medium or hard, with -hand for handwriting.
    `tight`: boxes lie around the ink, not along the cells' rules.
    """

    picture: Path
    kind: str
    condition: str
    cells: tuple[KnownCell, ...]
    text: str
    tight: bool = False

    @property
    def writing(self) -> str:
        """Typed or handwritten entries."""
        return "handwriting" if self.condition.endswith("-hand") else "print"


def known(folder: Path) -> list[KnownPage]:
    """All pages with known content in a folder, by name; NoTruth if there are none."""
    found = [_page(path) for path in sorted(folder.glob("*.json")) if _picture(path.stem, folder)]
    found += _running(folder)
    if not found:
        raise NoTruth(folder=str(folder))
    return found


def folded(text: str) -> str:
    """The text as it counts in scoring: one ring, Latin figures, NFC, single blanks."""
    plain = unicodedata.normalize("NFC", text).replace("\u200d", "").replace("\u200c", "")
    return " ".join(_RING.sub("°", plain).translate(_FIGURES).split())


def _picture(name: str, folder: Path) -> Path | None:
    return next((p for p in (folder / f"{name}{s}" for s in _PICTURES) if p.exists()), None)


def _running(folder: Path) -> Iterator[KnownPage]:
    for path in sorted(folder.glob(f"*{_TEXT}")):
        picture = _picture(path.name.removesuffix(_TEXT), folder)
        if picture:
            text = path.read_text(encoding="utf-8")
            yield KnownPage(picture, "unknown", "unknown", (), text)


def _page(path: Path) -> KnownPage:
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    picture = _picture(path.stem, path.parent)
    assert picture is not None
    condition = told.get("level", "unknown") + ("-hand" if told.get("hand") else "")
    text = " ".join(line["text"] for line in told.get("lines", ()))
    cells = tuple(_cells(told))
    tight = any(cell.column for cell in cells)
    return KnownPage(picture, told.get("class", "unknown"), condition, cells, text, tight)


def _cells(told: dict[str, Any]) -> Iterator[KnownCell]:
    """Cells row by row. Lists with texts in a legacy font give places only, headings first."""
    size, turned = told.get("size", (0, 0)), told.get("turned", 0)
    for row in told["rows"]:
        legacy = isinstance(row, dict)
        cells: list[dict[str, Any]] = row["cells"] if legacy else row
        if legacy and not cells[0]["text_raw"].strip().isdigit():
            continue  # the heading, which is no row
        for number, cell in enumerate(cells):
            box = _received(cell["bbox"] if legacy else cell["box"], size, turned)
            column = cell.get("column", "")
            yield KnownCell(cell.get("text"), box, column, number, len(cells))


def _received(box: list[float], size: list[int], turned: int) -> Box:
    """A box of the upright page as it lies on the page that was turned clockwise after that."""
    (x0, y0, x1, y1), (width, height) = box, size
    return {
        0: Box(x0, y0, x1, y1),
        90: Box(height - y1, x0, height - y0, x1),
        180: Box(width - x1, height - y1, width - x0, height - y0),
        270: Box(y0, width - x1, y1, width - x0),
    }[turned]
