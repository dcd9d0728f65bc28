"""The installed Devanagari type faces, and text set in one of them, properly shaped.

Each family was looked at: conjuncts, matras and reph stand where they should. Left out are
FreeSans, FreeSerif and Sarai, which break conjuncts, Chandas, whose ब looks like व in small
sizes, and Kalimati and Samanata, which have Nepal's figures.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from PIL import ImageDraw, ImageFont, features

from samples.faults import NoFace, NoShaping

FAMILIES = (
    "Noto Sans Devanagari",  # fonts-noto-core
    "Noto Serif Devanagari",
    "Lohit Devanagari",  # fonts-lohit-deva
    "Annapurna SIL",  # fonts-sil-annapurna
    "Gargi",  # fonts-gargi
    "Nakula",  # fonts-nakula
    "Sahadeva",  # fonts-sahadeva
    "Aksharyogini2",  # fonts-aksharyogini2
    "Samyak Devanagari",  # fonts-samyak-deva, has no Latin figures
)
_LATIN = ("Noto Serif", "Noto Sans", "DejaVu Serif", "DejaVu Sans")
_LOOSE = {"Gargi": "./-:,"}  # set with gaps as wide as a word's; taken from the Latin face
_TALL = "र्किंज्ञूँ"  # from the highest mark to the lowest


@dataclass(frozen=True, slots=True)
class Face:
    """A type face: files of its weights, the file for letters it lacks, the letters it has."""

    family: str
    regular: str
    bold: str
    latin: str
    letters: frozenset[str]


@cache
def faces() -> tuple[Face, ...]:
    """The known families that are installed, in a fixed order; NoFace if there is none."""
    if not features.check("raqm"):
        raise NoShaping
    found = tuple(_face(family, files) for family in FAMILIES if (files := _files(family)))
    if not found:
        raise NoFace
    return found


@dataclass(frozen=True, slots=True)
class Type:
    """A face at a size: `height` is that of क from baseline to headline, in pixels."""

    face: Face
    height: float
    bold: bool = False

    @property
    def leading(self) -> float:
        """Pixels from baseline to baseline."""
        up, down = self.reach
        return 1.12 * (up + down)

    @property
    def reach(self) -> tuple[float, float]:
        """Pixels above and below the baseline that text can take."""
        _, top, _, bottom = self._font(self._file).getbbox(_TALL, anchor="ls")
        return -top, bottom

    def width(self, text: str) -> float:
        """Pixels that a line of `text` takes."""
        return sum(font.getlength(run) for run, font in self._runs(text))

    def draw(
        self, on: ImageDraw.ImageDraw, at: tuple[float, float], text: str, fill: tuple[int, ...]
    ) -> None:
        """Draw a line of `text` with its baseline's left end at `at`."""
        x, y = at
        for run, font in self._runs(text):
            on.text((x, y), run, fill=fill, font=font, anchor="ls")
            x += font.getlength(run)

    def wrap(self, text: str, width: float) -> list[str]:
        """The words of `text` in lines no wider than `width` (a longer word stands alone)."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    @property
    def _file(self) -> str:
        return self.face.bold if self.bold else self.face.regular

    def _font(self, file: str) -> ImageFont.FreeTypeFont:
        return _font(file, max(round(self.height / _share(self._file)), 6))

    def _runs(self, text: str) -> list[tuple[str, ImageFont.FreeTypeFont]]:
        parts = groupby(text, lambda letter: letter in self.face.letters or letter == " ")
        return [
            ("".join(run), self._font(self._file if own else self.face.latin)) for own, run in parts
        ]


@cache
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.RAQM)


@cache
def _share(file: str) -> float:
    """Height of क as a share of the size; faces differ by a third in it."""
    _, top, _, bottom = _font(file, 200).getbbox("क", anchor="ls")
    return (min(bottom, 0) - top) / 200


def _face(family: str, files: dict[str, str]) -> Face:
    regular = files.get("Regular") or files.get("Normal") or next(iter(files.values()))
    latin = next((f["Regular"] for name in _LATIN if "Regular" in (f := _files(name))), regular)
    letters = _letters(regular) - set(_LOOSE.get(family, ""))
    return Face(family, regular, files.get("Bold", regular), latin, letters)


def _files(family: str) -> dict[str, str]:
    """File by style name of an installed family; empty if it is not installed."""
    lines = _ask("fc-list", f":family={family}", "--format", "%{style[0]}|%{file}\\n").splitlines()
    return dict(sorted(_pair(line) for line in lines if line.endswith("tf")))


def _pair(line: str) -> tuple[str, str]:
    style, _, file = line.partition("|")
    return style, file


def _letters(file: str) -> frozenset[str]:
    spans = _ask("fc-query", "--format", "%{charset}\\n", file).splitlines()[0].split()
    ends = [(span.partition("-")[0], span.rpartition("-")[2]) for span in spans]
    return frozenset(chr(c) for a, b in ends for c in range(int(a, 16), int(b, 16) + 1))


def _ask(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
