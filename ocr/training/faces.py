"""Type faces become the hands and machines that write made-up lines: installed ones and npm's.

The packages @fontsource/NAME (npm) hold a face in subsets: a Devanagari file without Latin
figures beside a Latin one, so a line is set run by run. A face in which common conjuncts show
their halants is left out. Packages without Devanagari lend their Latin: offices write 1 and 4 in
more ways than the few families that have both scripts know.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from PIL import ImageFont

from samples.faces import Face

HANDS = frozenset(
    {"amita", "dekko", "kalam", "modak", "playpen-sans-deva", "ranga", "tillana", "yatra-one"}
)
"""Families that look as if written."""

_NEPAL = frozenset({"Kalimati", "Samanata"})
"""Their figures are Nepal's, which offices here do not write."""

_CONJUNCTS = ("क्ष", "ज्ञ", "त्र", "श्र", "प्र", "न्य", "स्थ", "त्त", "ट्र", "र्म", "ष्ट", "न्न", "म्ब", "क्त")
_MOST = 2
"""More conjuncts set apart than this are no style but a fault."""

_HALANT = 0x094D
_LATIN = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"


@dataclass(frozen=True, slots=True)
class Family:
    """The faces of a family by weight and width; `hand` if it looks written."""

    name: str
    faces: tuple[Face, ...]
    hand: bool


def families(npm: Path | None, left_out: Sequence[str] = ()) -> tuple[Family, ...]:
    """All families to be had, in a fixed order, those named in `left_out` aside.

    `npm` is a folder with node_modules/@fontsource, or None for the installed faces alone.
    """
    found: dict[str, list[Face]] = {}
    for face in (*_installed(), *(_packaged(npm) if npm else ())):
        if _opens(face.regular) and _joins(face.regular):
            found.setdefault(face.family, []).append(face)
    return tuple(
        Family(name, tuple(faces), name in HANDS)
        for name, faces in sorted(found.items())
        if name not in left_out and name not in _NEPAL
    )


def latins(npm: Path | None) -> tuple[str, ...]:
    """Files of the packages that have Latin alone: hands and typewriters, in a fixed order."""
    folders = sorted(npm.glob("node_modules/@fontsource/*/files")) if npm else []
    return tuple(
        str(folder / f"{folder.parent.name}-latin-400-normal.woff")
        for folder in folders
        if not any(folder.glob("*-devanagari-*"))
    )


def lent(face: Face, latin: str) -> Face:
    """The face with the Latin letters and figures of another."""
    return replace(face, latin=latin, letters=face.letters - letters(latin))


def _installed() -> Iterator[Face]:
    command = ("fc-list", ":lang=hi", "--format", "%{family[0]}|%{file}\\n")
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in sorted(set(lines.splitlines())):
        family, _, file = line.partition("|")
        if file.endswith(("ttf", "otf")):
            name = family.removesuffix(" UI")
            yield Face(name, file, file, _LATIN, letters(file))


def _packaged(npm: Path) -> Iterator[Face]:
    for file in sorted(npm.glob("node_modules/@fontsource/*/files/*-devanagari-*-normal.woff")):
        latin = file.with_name("-latin-".join(file.name.rsplit("-devanagari-", 1)))
        other = str(latin) if latin.exists() else _LATIN
        yield Face(file.parts[-3], str(file), str(file), other, letters(str(file)))


@cache
def letters(file: str) -> frozenset[str]:
    """What a file has glyphs for."""
    with TTFont(file, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def _opens(file: str) -> bool:
    """Whether FreeType takes the file, and its blank is not an empty box."""
    try:
        ImageFont.truetype(file, 20)
    except OSError:
        return False
    return " " in letters(file)


def _joins(file: str) -> bool:
    """Whether most common conjuncts are set as one, no halant nor empty box among their glyphs."""
    plain = BytesIO()
    with TTFont(file, recalcTimestamp=False) as opened:
        opened.flavor = None  # HarfBuzz wants the file unpacked
        opened.save(plain)
    font = hb.Font(hb.Face(plain.getvalue()))
    halant = font.get_nominal_glyph(_HALANT)
    apart = [text for text in _CONJUNCTS if {0, halant} & _shaped(font, text)]
    return len(apart) <= _MOST


def _shaped(font: hb.Font, text: str) -> set[int]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return {info.codepoint for info in buffer.glyph_infos}
