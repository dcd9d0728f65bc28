"""Visible Hindi and English in a PDF: outlines that HarfBuzz has put in their places.

Outlines and not a typeface, because readers put Devanagari together from a typeface's glyphs as
they are seen (the sign of an इ first) and lose conjuncts; the words themselves lie unseen behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import uharfbuzz as hb
from fontTools.pens.basePen import BasePen

from storage.exports.faults import TypefaceMissing

FOLDER: Final = Path("/usr/share/fonts/truetype/noto")
HINDI: Final = "NotoSansDevanagari"
LATIN: Final = "NotoSans"

Placed = tuple[str, float, float]
"""A glyph's name (style, typeface, number) and where it stands, in ems from the text's start."""


class Letters:
    """The two typefaces of a style: what is not Devanagari or a figure is of the other."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.set = lru_cache(4096)(self._set)

    def _set(self, text: str) -> tuple[list[Placed], float]:
        """The glyphs of the text, and how wide it is in ems."""
        placed: list[Placed] = []
        x = 0.0
        for latin, letters in groupby(text, self._is_latin):
            face = self._latin if latin else self._hindi
            for glyph, dx, dy, advance in _shaped(face, "".join(letters)):
                placed.append((f"{self.style}{int(latin)}-{glyph}", x + dx, dy))
                x += advance
        return placed, x

    def outline(self, name: str) -> bytes:
        """The glyph of that name as content of a PDF, an em high."""
        latin, _, glyph = name.removeprefix(self.style).partition("-")
        font = self._latin if latin == "1" else self._hindi
        pen = _Outline()
        font.draw_glyph_with_pen(int(glyph), pen)
        scale = 1 / font.face.upem
        return b"%.6f 0 0 %.6f 0 0 cm\n%s f\n" % (scale, scale, b"\n".join(pen.told))

    def _is_latin(self, letter: str) -> bool:
        return not self._hindi.get_nominal_glyph(ord(letter))

    @cached_property
    def _hindi(self) -> Any:
        return _font(HINDI, self.style)

    @cached_property
    def _latin(self) -> Any:
        return _font(LATIN, self.style)


def _font(family: str, style: str) -> Any:
    path = FOLDER / f"{family}-{style}.ttf"
    if not path.exists():
        raise TypefaceMissing(path=str(path))
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))


def _shaped(font: Any, text: str) -> Iterator[tuple[int, float, float, float]]:
    """Number, offsets and advance of each glyph, in ems."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    em = font.face.upem
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        yield info.codepoint, at.x_offset / em, at.y_offset / em, at.x_advance / em


class _Outline(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Lines and curves as a PDF has them."""

    def __init__(self) -> None:
        super().__init__(None)
        self.told: list[bytes] = []

    def _moveTo(self, pt: Any) -> None:  # noqa: N802 - fontTools' name
        self.told.append(b"%d %d m" % pt)

    def _lineTo(self, pt: Any) -> None:  # noqa: N802
        self.told.append(b"%d %d l" % pt)

    def _curveToOne(self, pt1: Any, pt2: Any, pt3: Any) -> None:  # noqa: N802
        self.told.append(b"%.1f %.1f %.1f %.1f %.1f %.1f c" % (*pt1, *pt2, *pt3))

    def _closePath(self) -> None:  # noqa: N802
        self.told.append(b"h")
