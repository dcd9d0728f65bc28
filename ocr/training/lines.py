"""A number becomes a made-up line of text as the network sees it, and what it says.

The same seed, faces and words make the same lines, whatever was made before. A strip is brought
into the network's window by the code that the engine uses (`ocr.engines.lipi.window`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from ocr.engines import LETTERS, Strip
from ocr.engines.lipi import Window, window
from ocr.training.faces import Family, lent, letters
from ocr.training.hands import LETTER, Hands
from ocr.training.texts import Texts
from ocr.training.wear import Ink, beside, pulled, scanned, stroked
from samples.faces import Face, Type

_SIZES = (15.0, 18.0, 21.0, 25.0, 30.0)
"""Pixels of क as scanned; a strip is then brought to the size that recognition wants."""

_ABOVE, _BESIDE = 0.1, 0.05
"""Paper that recognition leaves around a line, in heights of lines."""

_LENT = {True: 0.5, False: 0.15}
"""The share of lines, written-like and typed, whose Latin is of another face."""

_MARKS = "./-:,"
_AIRY, _SPACED, _PULLED = 0.2, 0.3, 0.3
"""The shares of lines whose marks stand off, as some faces have them; whose blanks are narrower or
wider than the face's; and of typed lines that are pulled about, so that no face is learnt by
heart."""

_REAL = 0.35
"""The share of lines by real hands, where there are any."""

_DRAWN, _WIDER = 1.1, (0.75, 1.2)
"""How much, at most, real hands are pulled about, and how much larger or smaller than it should be
their writing comes out: thirty hands are few."""

_CLUSTER = re.compile(
    "(?:[\\u0915-\\u0939\\u0958-\\u095f]\\u093c?\\u094d)*"
    "[\\u0900-\\u097f][\\u0900-\\u0903\\u093a-\\u094f\\u0951-\\u0957]*|."
)
_RUN = re.compile(f" |[{_MARKS}]|[^ {_MARKS}]+")


@dataclass(frozen=True, slots=True)
class Gaps:
    """Letters between clusters and behind marks, and how much wider blanks are than the face's."""

    loose: float = 0.0
    marks: float = 0.0
    blanks: float = 1.0

    def width(self, piece: str, type_: Type) -> float:
        """Pixels from the start of a piece to that of the next."""
        wide = type_.width(piece) * (self.blanks if piece == " " else 1)
        return wide + type_.height * (self.loose + self.marks * (piece in _MARKS))


_TIGHT = Gaps()


@dataclass(frozen=True, slots=True)
class Line:
    """A line in the network's window and its text."""

    window: Window
    text: str


class Lines:
    """Makes lines by number."""

    def __init__(
        self,
        families: Sequence[Family],
        texts: Texts,
        seed: int,
        hands: Hands | None = None,
        latins: Sequence[str] = (),
    ) -> None:
        self._typed = [one for one in families if not one.hand]
        self._drawn = [one for one in families if one.hand] or self._typed
        self._texts, self._seed, self._hands, self._latins = texts, seed, hands, latins

    def __getitem__(self, number: int) -> Line:
        """The line of this number."""
        rng = Random(f"{self._seed}/{number}")  # noqa: S311 - made-up lines need no secrecy
        chance = np.random.default_rng([self._seed, number])
        drawn, read = self._texts.line(rng)
        hand = rng.random() < 0.4
        letter = rng.choice(_SIZES)
        type_ = Type(self._face(drawn, rng, hand=hand), letter)
        care = rng.choice((0.0, rng.uniform(0.1, 1.2))) if hand else 0.0
        size = rng.uniform(0.85, 1.2)
        if self._hands and rng.random() < _REAL:
            ink, read = self._hands.line(rng, letter)
            ink = pulled(ink, chance, letter, rng.uniform(0, _DRAWN))
            size = rng.uniform(*_WIDER)
        else:
            ink = _written(drawn, type_, rng, chance, care)
        other = lambda: _set(self._texts.line(rng)[0], type_, _TIGHT)  # noqa: E731
        ink = _stretched(stroked(ink, chance, letter), rng)
        around = beside(_room(ink, letter, chance), chance, letter, other)
        seen = scanned(around, chance, letter, other)
        scale = LETTERS * LETTER * size / letter
        strip = cv2.resize(seen, None, fx=scale, fy=scale, interpolation=_how(scale))
        return Line(window(_darkened(strip)), read)

    def _face(self, text: str, rng: Random, *, hand: bool) -> Face:
        """A face for the text, at times with another's Latin, if the two have all its letters."""
        family = rng.choice(self._drawn if hand and rng.random() < 0.75 else self._typed)
        face = rng.choice(family.faces)
        if not self._latins or rng.random() >= _LENT[hand]:
            return face
        other = rng.choice(self._latins)
        return lent(face, other) if {*text} - {" "} <= face.letters | letters(other) else face


def _written(text: str, type_: Type, rng: Random, chance: np.random.Generator, care: float) -> Ink:
    """The ink of a text: by a hand word by word, by a machine in one go or letter by letter."""
    gaps = _gaps(rng)
    if care:
        words = (_set(word, type_, gaps) for word in text.split())
        moved = [pulled(word, chance, type_.height, care) for word in words]
        return _in_row(moved, type_, rng, care)
    ink = _set(text, type_, gaps)
    if rng.random() < _PULLED:
        ink = pulled(ink, chance, type_.height, rng.uniform(0.1, 0.6))
    return _skewed(ink, rng.gauss(0, 0.008)) if rng.random() < 0.5 else ink


def _gaps(rng: Random) -> Gaps:
    """How a line is spaced."""
    loose = rng.uniform(0.02, 0.35) if rng.random() < 0.08 else 0.0
    marks = rng.uniform(0.0, 0.8) if rng.random() < _AIRY else 0.0
    blanks = rng.uniform(0.65, 1.8) if rng.random() < _SPACED else 1.0
    return Gaps(loose, marks, blanks)


def _in_row(words: Sequence[Ink], type_: Type, rng: Random, care: float) -> Ink:
    """Words side by side with uneven blanks, each a little above or below the last."""
    gaps = [round(type_.height * rng.uniform(0.25, 0.9)) for _ in words]
    shift = [round(rng.gauss(0, 0.06 * care) * type_.height) for _ in words]
    out = np.zeros((words[0].shape[0], sum(w.shape[1] for w in words) + sum(gaps[1:])), np.float32)
    x = 0
    for word, gap, by in zip(words, [0, *gaps[1:]], shift, strict=True):
        x += gap
        out[:, x : x + word.shape[1]] = np.roll(word, by, axis=0)
        x += word.shape[1]
    return out


def _set(text: str, type_: Type, gaps: Gaps) -> Ink:
    """The text set in type, no wider than it is."""
    up, down = type_.reach
    pieces = (_CLUSTER if gaps.loose else _RUN).findall(text) if gaps != _TIGHT else [text]
    widths = [gaps.width(piece, type_) for piece in pieces]
    sheet = Image.new("L", (round(sum(widths) + 2 * type_.height), round(1.5 * (up + down)) + 8), 0)
    x, y = type_.height, up + 0.25 * (up + down) + 4
    for piece, width in zip(pieces, widths, strict=True):
        type_.draw(ImageDraw.Draw(sheet), (x, y), piece, (255,))
        x += width
    ink = np.asarray(sheet, np.float32) / np.float32(255)
    inked = np.flatnonzero(ink.max(axis=0) > 0.2)
    return ink[:, inked[0] : inked[-1] + 1] if len(inked) else ink


def _skewed(ink: Ink, slope: float) -> Ink:
    rows, columns = ink.shape
    moved = np.array([[1, 0, 0], [slope, 1, -slope * columns / 2]], np.float32)
    return np.asarray(cv2.warpAffine(ink, moved, (columns, rows)), np.float32)


def _stretched(ink: Ink, rng: Random) -> Ink:
    """Narrower or wider than the face is."""
    if rng.random() < 0.5:
        return ink
    wide = cv2.resize(ink, None, fx=rng.uniform(0.75, 1.3), fy=1, interpolation=cv2.INTER_AREA)
    return np.asarray(wide, np.float32)


def _room(ink: Ink, letter: float, chance: np.random.Generator) -> Ink:
    """The ink with the paper around it that recognition leaves, more or less."""
    rows = np.flatnonzero(ink.max(axis=1) > 0.2)
    ink = ink[rows[0] : rows[-1] + 1] if len(rows) else ink
    line = letter / LETTER
    above, below = (max(0, round(line * chance.normal(_ABOVE, 0.05))) for _ in "ab")
    left, right = (max(0, round(line * chance.exponential(_BESIDE) * 2)) for _ in "ab")
    least = round(letter)  # a full stop alone is no picture that can be cleaned
    below, right = (
        max(more, least - side) for more, side in zip((below, right), ink.shape, strict=True)
    )
    wide = cv2.copyMakeBorder(ink, above, below, left, right, cv2.BORDER_CONSTANT, value=(0,))
    return np.asarray(wide, np.float32)


def _how(scale: float) -> int:
    return cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC


def _darkened(strip: Strip) -> Strip:
    """As recognition does: the darkest twentieth black."""
    inked = cv2.bitwise_not(strip)
    strongest = max(float(np.percentile(inked, 95)), 32)
    return cv2.bitwise_not(cv2.convertScaleAbs(inked, alpha=255 / strongest))
