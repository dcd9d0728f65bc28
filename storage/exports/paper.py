"""A4 sheets of Hindi and English, set line by line: covering notes, receipts, certificates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from pikepdf import Array, Dictionary, Name, Object

from storage.exports import blank
from storage.exports.book import Book
from storage.exports.letters import Letters

A4: Final = (595.276, 841.89)
ACROSS: Final = (A4[1], A4[0])
MARGIN: Final = 45.0
LEADING: Final = 1.55
VIRAMA: Final = "्"
ROOM: Final = A4[0] - 2 * MARGIN
"""Points between the margins of an upright sheet."""


class Paper:
    """What is written goes below what was written before, on a new page if there is no room."""

    def __init__(
        self, title: str, dated: datetime, folder: Path, sheet: tuple[float, float] = A4
    ) -> None:
        self._sheet = sheet
        self.room = sheet[0] - 2 * MARGIN
        self._book = Book(title, dated, folder)
        self._faces = {style: Letters(style) for style in ("Regular", "Bold")}
        self._of_part: tuple[object, dict[str, Object]] = (None, {})
        self._begin()

    def write(self, text: str, size: float = 10, style: str = "Regular") -> None:
        """A paragraph."""
        self.row((text,), (self.room,), size, style)

    def row(
        self,
        texts: Sequence[str],
        widths: Sequence[float],
        size: float = 10,
        style: str = "Regular",
    ) -> None:
        """Texts side by side, each as many lines as it needs in its width; never parted."""
        columns = [
            list(self._lines(text, width - size / 2, size, style))
            for text, width in zip(texts, widths, strict=True)
        ]
        deep = max(map(len, columns)) * size * LEADING
        if self._y - deep < MARGIN:
            self._end()
        x = MARGIN
        for lines, width in zip(columns, widths, strict=True):
            for number, line in enumerate(lines):
                self._set(line, (x, self._y - (number + 1) * size * LEADING), size, style)
            x += width
        self._y -= deep

    def text(self, text: str, size: float = 10) -> None:
        """Paragraphs, one a line of the text; an empty line is room between them."""
        for line in text.splitlines():
            if line:
                self.write(line, size)
            else:
                self.gap(size)

    def page(self) -> None:
        """What comes next begins a new page."""
        self._end()

    def gap(self, points: float) -> None:
        """Room before what comes next."""
        self._y -= points

    def save(self, out: Path) -> None:
        """Write the pages."""
        self._end()
        self._book.save(out)

    def _begin(self) -> None:
        self._y = self._sheet[1] - MARGIN
        self._seen: list[bytes] = []
        self._unseen: list[bytes] = []
        self._used: dict[str, Object] = {}

    def _end(self) -> None:
        number = str(len(self._book) + 1)
        self._set(number, (self._sheet[0] - MARGIN - 20, MARGIN / 2), 9, "Regular")
        words = b"BT 3 Tr\n" + b"".join(self._unseen) + b"ET\n"
        self._book.add(self._sheet, b"".join(self._seen) + words, self._used)
        self._begin()

    def _set(self, text: str, at: tuple[float, float], size: float, style: str) -> None:
        if not text.strip():
            return
        glyphs, wide = self._faces[style].set(text)
        for name, dx, dy in glyphs:
            self._used[name] = self._glyph(name, style)
            place = (size, size, at[0] + dx * size, at[1] + dy * size, name.encode())
            self._seen.append(b"q %.2f 0 0 %.2f %.2f %.2f cm /%s Do Q\n" % place)
        self._unseen.append(blank.written(text, at, wide * size, size))

    def _glyph(self, name: str, style: str) -> Object:
        """The glyph's outline, drawn once in each part of the book."""
        part = self._book.part()
        if self._of_part[0] is not part:
            self._of_part = part, {}
        known = self._of_part[1]
        if name not in known:
            grey = Array([Name.CalGray, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]))])
            known[name] = part.make_stream(
                b"/Ink cs 0 sc\n" + self._faces[style].outline(name),
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([-2, -2, 3, 3]),
                Resources=Dictionary(ColorSpace=Dictionary(Ink=grey)),
            )
        return known[name]

    def _lines(self, text: str, width: float, size: float, style: str) -> Iterator[str]:
        """The text in lines no wider than that, broken between words, else between letters."""
        measure = self._faces[style].set
        line, wide = "", 0.0
        for piece in _pieces(text):
            more = measure(piece)[1] * size
            if line.strip() and wide + measure(piece.strip())[1] * size > width:
                yield line.strip()
                line, wide = "", 0.0
            line, wide = line + piece, wide + more
        yield line.strip()


def _pieces(text: str) -> Iterator[str]:
    """Words with the blank behind them; long ones in letters with their signs."""
    for word in text.split(" "):
        if len(word) <= 24:
            yield word + " "
            continue
        piece = ""
        for letter in word:
            joins = unicodedata.category(letter)[0] == "M" or piece.endswith(VIRAMA)
            if piece and not joins:
                yield piece
                piece = ""
            piece += letter
        yield piece + " "
