"""Words and figures by real hands become the ink of lines, each of one writer.

Words lie in a folder as NAME.png beside NAME.gt.txt; the writer is the number that NAME begins
with. Figures and letters are the arrays of NAME.npz, pictures `X` or `Train_X`, classes `Y` or
`Train_Y`, `labels` (DHCD: Acharya et al., 2015; NHCD: Pant et al., 2012).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.training.alphabet import normal, spelt
from ocr.training.wear import Ink

_TRUTH = ".gt.txt"
_APART = 5
"""Every fifth writer is never taught: the others' figures would flatter."""

LETTER = 0.5
"""Height of क as a share of that of a line with its signs: about, faces differ."""

_WORDS, _GAPS = (1, 1, 2, 2, 3, 4), (0.3, 0.9)
"""Words of a line, and blanks between them in letters."""

_FIGURES, _LETTERS = "०१२३४५६७८९", "कखगघच"
_CODED = 0.3
"""The share of lines that are figures and short codes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The (h, w) ink of a word or sign, what it says, and where its headline runs (row)."""

    ink: Ink
    text: str
    headline: int


@dataclass(frozen=True, slots=True)
class Writer:
    """A person's words, and how high a letter without signs is in them, in pixels.

    It is told from how high the words are, as the lines of a page are measured (`ocr.lines`).
    """

    name: str
    words: tuple[Piece, ...]
    letter: float


class Hands:
    """Makes the ink of lines of what writers left."""

    def __init__(self, writers: Sequence[Writer], signs: dict[str, Sequence[Ink]]) -> None:
        self._writers, self._signs = writers, signs

    def line(self, rng: Random, letter: float) -> tuple[Ink, str]:
        """The ink of a line whose letters are about so many pixels high, and its text."""
        if self._signs and rng.random() < _CODED:
            return self._code(rng, letter)
        writer = rng.choice(self._writers)
        words = rng.sample(writer.words, min(rng.choice(_WORDS), len(writer.words)))
        sized = [_sized(word, letter / writer.letter) for word in words]
        text = " ".join(word.text for word in words)
        return _in_row(sized, rng, letter), text

    def _code(self, rng: Random, letter: float) -> tuple[Ink, str]:
        """Figures as they stand in registers, sign by sign, each by anybody."""
        text = _coded(rng, [char for char in _LETTERS if char in self._signs])
        high = letter * rng.uniform(0.9, 1.2)
        pieces = [self._sign(char, rng, high) for char in text]
        gap = max(1, round(high * rng.uniform(0.04, 0.25)))
        tallest = max(piece.shape[0] for piece in pieces)
        row = [np.pad(one, ((tallest - one.shape[0], 0), (0, gap))) for one in pieces]
        return np.hstack(row), text

    def _sign(self, char: str, rng: Random, high: float) -> Ink:
        if char in self._signs:
            ink = rng.choice(self._signs[char])
            scale = high * rng.uniform(0.85, 1.1) / ink.shape[0]
            return _resized(ink, scale)
        return _struck(char, round(high), rng)


def hands(words: Path, signs: Path | None) -> Hands:
    """The hands of the folders that are taught; ValueError where no word was found."""
    found = writers(words, taught=True)
    if not found:
        raise ValueError(f"{words}: no NAME.png beside NAME{_TRUTH}, the writer's number first")
    return Hands(found, _kept_signs(signs) if signs else {})


def writers(folder: Path, *, taught: bool) -> list[Writer]:
    """The writers of a folder who are taught, or those who are held back, in a fixed order."""
    by: dict[str, list[Piece]] = defaultdict(list)
    for path in sorted(folder.glob(f"*{_TRUTH}")):
        known = re.match(r"\d+", path.name)
        text = normal(path.read_text(encoding="utf-8"))
        piece = _piece(path.with_name(path.name.removesuffix(_TRUTH) + ".png"), text)
        if known and piece and text and spelt(text) is not None:
            by[known[0]].append(piece)
    return [
        Writer(name, tuple(words), LETTER * _height(words))
        for place, (name, words) in enumerate(sorted(by.items()))
        if (place % _APART != 0) == taught
    ]


def _height(words: Sequence[Piece]) -> float:
    """How high a typical word is: of those that are wider than high, if there are such."""
    high = [(rows, columns > rows) for rows, columns in (word.ink.shape for word in words)]
    return float(np.median([rows for rows, wide in high if wide] or [rows for rows, _ in high]))


def _piece(picture: Path, text: str) -> Piece | None:
    grey = cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE)
    ink = None if grey is None else _trimmed((255 - grey).astype(np.float32) / np.float32(255))
    return None if ink is None else Piece(ink, text, _headline(ink))


def _trimmed(ink: Ink) -> Ink | None:
    rows, columns = (np.flatnonzero(ink.max(axis=side) > 0.4) for side in (1, 0))
    if not len(rows):
        return None
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _headline(ink: Ink) -> int:
    """The row with the most ink in the upper half: there the letters hang."""
    return int(np.argmax(ink[: max(1, len(ink) // 2)].sum(axis=1)))


def _sized(word: Piece, scale: float) -> Piece:
    return Piece(_resized(word.ink, scale), word.text, round(word.headline * scale))


def _resized(ink: Ink, scale: float) -> Ink:
    size = (max(1, round(ink.shape[1] * scale)), max(1, round(ink.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(ink, size, interpolation=how), np.float32)


def _in_row(words: Sequence[Piece], rng: Random, letter: float) -> Ink:
    """Words side by side, their headlines about on one line."""
    tops = [-word.headline + round(rng.gauss(0, 0.06) * letter) for word in words]
    above = -min(tops)
    below = max(top + word.ink.shape[0] for top, word in zip(tops, words, strict=True))
    row: list[Ink] = []
    for top, word in zip(tops, words, strict=True):
        gap = round(letter * rng.uniform(*_GAPS)) if row else 0
        under = below - top - word.ink.shape[0]
        row.append(np.pad(word.ink, ((top + above, under), (gap, 0))))
    return np.hstack(row)


def _coded(rng: Random, letters: Sequence[str]) -> str:
    """A serial, a case number, a date, a number with one of the letters, if there are any."""
    number = "".join(rng.choices(_FIGURES, k=rng.randint(1, 5)))
    two = ["".join(rng.choices(_FIGURES, k=2)) for _ in range(3)]
    mark = rng.choice("/-.")
    lettered = number + rng.choice(letters or [""])
    return rng.choice((number, f"{number}/{two[0]}", mark.join(two), lettered))


def _struck(mark: str, high: int, rng: Random) -> Ink:
    """A stroke of the pen: / - or a dot, as high as the figures beside it."""
    ink = np.zeros((high, max(3, round(high * rng.uniform(0.3, 0.5)))), np.float32)
    rows, columns = ink.shape
    thick = max(1, round(high * rng.uniform(0.05, 0.12)))
    ends = {
        "/": ((0, rows - 1), (columns - 1, 0)),
        "-": ((0, rows // 2), (columns - 1, rows // 2)),
        ".": ((columns // 2, rows - thick),) * 2,
    }[mark]
    cv2.line(ink, *ends, 1.0, thick, cv2.LINE_AA)
    return ink


def _kept_signs(folder: Path) -> dict[str, Sequence[Ink]]:
    """The figures and letters of all sets in a folder that codes are made of."""
    found: dict[str, list[Ink]] = defaultdict(list)
    for path in sorted(folder.glob("*.npz")):
        for ink, label in _labelled(path):
            trimmed = _trimmed(ink) if label in _FIGURES + _LETTERS else None
            if trimmed is not None:
                found[label].append(trimmed)
    return dict(found)


def _labelled(path: Path) -> Iterator[tuple[Ink, str]]:
    kept: dict[str, NDArray[np.generic]] = dict(np.load(path))
    pictures, classes = (kept[name] if name in kept else kept[f"Train_{name}"] for name in "XY")
    labels = [str(label) for label in kept["labels"]]
    for picture, number in zip(pictures, classes, strict=True):
        grey = picture.astype(np.float32) / np.float32(255)
        yield (grey if grey.mean() < 0.5 else 1 - grey), labels[int(number)]
