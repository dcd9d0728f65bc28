"""Writes made-up register pages whose entries look written by a pen, or typed unevenly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

import cv2
import numpy as np
from PIL import Image, ImageDraw

from classifiers.district import District
from ocr.ink import Grey
from samples.ageing.age import age
from samples.ageing.field import Pixels
from samples.faces import Face, Type, _letters, faces
from samples.grammar import grammar
from samples.look import Look, look
from samples.make import Order
from samples.register import register_text
from samples.scribe import Scribe
from samples.style import choose
from samples.table import register_page
from samples.truth import Truth

Sort = Literal["pen", "typewriter", "type"]

_UP, _DOWN = 1.9, 1.0
"""Room above and below the baseline of a piece of writing, in letter heights."""

_CLUSTER = re.compile(
    "(?:[\\u0915-\\u0939\\u0958-\\u095f]\\u093c?\\u094d)*"
    "[\\u0900-\\u097f][\\u0900-\\u0903\\u093a-\\u094f\\u0951-\\u0957]*|."
)


@dataclass(frozen=True, slots=True)
class Hand:
    """How one person writes, or one machine types: the most each of its faults does.

    Lengths in letter heights, angles in tangents; `pen` is the stroke's width, 0 for the face's.
    """

    sort: Sort
    seed: int
    sway: float = 0.0
    tremble: float = 0.0
    drift: float = 0.0
    slant: float = 0.0
    jump: float = 0.0
    pen: float = 0.0
    uneven: float = 0.0


@dataclass(frozen=True, slots=True)
class Written(Type):
    """Type drawn word by word through the faults of a hand."""

    hand: Hand = Hand("type", 0)

    def draw(
        self, on: ImageDraw.ImageDraw, at: tuple[float, float], text: str, fill: tuple[int, ...]
    ) -> None:
        """Each word by itself, so that none stands as the one before."""
        x, y = at
        rng = np.random.default_rng([self.hand.seed, hash((round(x), round(y))) & 0xFFFFFFFF])
        for word in re.findall(r"\S+\s*|\s+", text):
            for piece in self._pieces(word):
                if piece.strip():
                    ink = self._piece(piece, rng)
                    place = (round(x - self.height), round(y - _UP * self.height))
                    on.bitmap(place, Image.fromarray(ink), fill=fill)
                x += self.width(piece)

    def _pieces(self, word: str) -> list[str]:
        """A machine strikes letters one by one; a pen goes through the word."""
        return _CLUSTER.findall(word) if self.hand.sort == "typewriter" else [word]

    def _piece(self, text: str, rng: np.random.Generator) -> Grey:
        """The writing as ink, 0 to 255, with a letter height of room at its sides."""
        high = self.height
        size = (round(Type.width(self, text) + 2 * high), round((_UP + _DOWN) * high))
        sheet = Image.new("L", size, 0)
        jump = float(rng.normal(0, self.hand.jump)) * high
        Type.draw(self, ImageDraw.Draw(sheet), (high, _UP * high + jump), text, (255,))
        inked = _pulled(np.asarray(sheet), self.hand, high, rng)
        return _inked(inked, self.hand, high, rng)


@dataclass(frozen=True, slots=True)
class HandLook(Look):
    """A look whose entries are written; headings and title are set in type."""

    hand: Hand = Hand("type", 0)

    @property
    def body(self) -> Type:
        """The type of the entries, as the hand writes it."""
        return Written(self.face, self.px(self.size), False, self.hand)  # noqa: FBT003


def page(
    district: District, seed: str, order: Order, hand: Hand, face: Face | None
) -> tuple[Grey, int]:
    """Grey pixels (h, w) of a register page written so, and its dpi."""
    old, truth = known_page(district, seed, order, hand, face)
    return cv2.cvtColor(old, cv2.COLOR_RGB2GRAY), truth.dpi


def known_page(
    district: District, seed: str, order: Order, hand: Hand, face: Face | None
) -> tuple[Pixels, Truth]:
    """The (h, w, 3) picture of a register page written so, and what is known of it."""
    rng = Random(seed)
    style = choose(rng)
    scribe = Scribe(rng, grammar(), style, district)
    text = register_text(order.kind, scribe, rng.randint(8, 16))  # type: ignore[arg-type]
    seen = look(rng, len(order.kind.columns), spread=False)  # type: ignore[union-attr]
    seen = HandLook(
        seen.dpi, seen.width, seen.height, seen.spread, face or seen.face, rng.choice(faces()),
        seen.size, seen.ink, seen.rules, seen.centred, seen.roomy, hand=hand,
    )  # fmt: skip
    sheet, truth = register_page(order.kind, text, style, seen)  # type: ignore[arg-type]
    noise = np.random.default_rng(rng.getrandbits(64))
    return age(np.asarray(sheet), truth, order.level, noise, (scribe.station, "जनपद", "x"))


def some_hand(rng: Random, sort: Sort, *, drawn: bool) -> Hand:
    """A hand of that sort at random; a face `drawn` like writing may stand as it is."""
    seed = rng.getrandbits(30)
    if sort == "typewriter":
        return Hand(sort, seed, jump=rng.uniform(0, 0.04), uneven=rng.uniform(0, 0.35))
    if sort == "type":
        return Hand(sort, seed)
    care = (
        rng.choice((0.0, *(rng.uniform(0.15, 1.5) for _ in range(4))))
        if drawn
        else rng.uniform(0.4, 1.6)
    )
    return Hand(
        sort, seed, sway=0.10 * care, tremble=rng.uniform(0.005, 0.03) * care,
        drift=0.05 * care, slant=rng.uniform(0.02, 0.14) * care,
        jump=rng.uniform(0.0, 0.08) * care,
        pen=rng.choice((0.0, rng.uniform(0.02, 0.07))),
        uneven=rng.choice((0.0, rng.uniform(0, 0.3))),
    )  # fmt: skip


def face_files(folder: Path, sort: str) -> list[Face]:
    """Faces of FOLDER/hand or FOLDER/type: NAME-deva.ttf with NAME-latn.ttf beside it."""
    found = []
    for file in sorted((folder / sort).glob("*-deva.ttf")):
        latin = file.with_name(file.name.replace("-deva", "-latn"))
        other = str(latin) if latin.exists() else faces()[0].latin
        found.append(Face(file.stem, str(file), str(file), other, _letters(str(file))))
    return found


def _pulled(ink: Grey, hand: Hand, high: float, rng: np.random.Generator) -> Grey:
    """The strokes moved: slowly (sway), quickly (tremble), up or down along the word, aslant."""
    if hand.sort != "pen":
        return ink
    rows, columns = ink.shape
    ys, xs = np.mgrid[0:rows, 0:columns].astype(np.float32)
    tilt, lean = rng.normal(0, hand.drift), rng.normal(0, hand.slant)
    dy = tilt * (xs - columns / 2) + lean * 0
    dx = lean * (ys - _UP * high)
    for reach, size in ((1.2, hand.sway), (0.35, hand.tremble)):
        dx = dx + size * high * _field(rng, ink.shape, reach * high)
        dy = dy + size * high * _field(rng, ink.shape, reach * high)
    return cv2.remap(
        ink, (xs + dx).astype(np.float32), (ys + dy).astype(np.float32), cv2.INTER_LINEAR
    )


def _field(rng: np.random.Generator, shape: tuple[int, ...], reach: float) -> Grey:
    """Smooth noise of unit spread whose bumps are about `reach` pixels wide."""
    rows, columns = (max(2, round(side / reach) + 2) for side in shape)
    coarse = rng.normal(0, 1, (rows, columns)).astype(np.float32)
    return cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def _inked(ink: Grey, hand: Hand, high: float, rng: np.random.Generator) -> Grey:
    """The strokes as thick as the pen, and unevenly dark."""
    if hand.pen:
        size = max(1, round(hand.pen * high * rng.uniform(0.7, 1.3)))
        ink = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    if hand.uneven:
        dark = 1 - hand.uneven * np.abs(_field(rng, ink.shape, 0.8 * high))
        ink = np.clip(ink * dark, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(ink)
