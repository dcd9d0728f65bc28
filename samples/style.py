"""How one page writes figures, abbreviation rings and dates, chosen once a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Literal

Digits = Literal["deva", "ascii"]
Ring = Literal["०", "॰", ".", "0"]

LATIN = "0123456789"
DEVANAGARI = "०१२३४५६७८९"
RING = "०"  # in the samples' and districts' data always a ring; figures are Latin there
_HELD = "\ue000"
_RING_PLACE = re.compile(r"०|(?<=[\u0900-\u0963])0")  # a district's words may have it as 0

DATES = ("{d:02}.{m:02}.{y}", "{d:02}/{m:02}/{y}", "{d:02}-{m:02}-{y}", "{d}.{m}.{yy:02}")


@dataclass(frozen=True, slots=True)
class Style:
    """Figures, ring and usual date pattern of a page."""

    digits: Digits
    ring: Ring
    dates: str

    def write(self, text: str) -> str:
        """`text` of a grammar as this page writes it."""
        return self._write(text, self.ring)

    def truth(self, text: str) -> str:
        """As written, but every round ring as ० (what scoring and the samples' form expect)."""
        return self._write(text, "." if self.ring == "." else RING)

    def _write(self, text: str, ring: str) -> str:
        held = _RING_PLACE.sub(_HELD, text)
        if self.digits == "deva":
            held = held.translate(str.maketrans(LATIN, DEVANAGARI))
        return held.replace(_HELD, ring)

    def day(self, day: date, rng: Random) -> str:
        """The day, mostly in the page's pattern, now and then in another."""
        pattern = self.dates if rng.random() < 0.8 else rng.choice(DATES)
        return pattern.format(d=day.day, m=day.month, y=day.year, yy=day.year % 100)


def choose(rng: Random) -> Style:
    """A style; the ring 0 only beside Latin figures, as typists write it."""
    digits: Digits = "deva" if rng.random() < 0.4 else "ascii"
    rings: tuple[Ring, ...] = ("०", "०", "०", "॰", ".")
    if digits == "ascii":
        rings += ("0", "0")
    return Style(digits, rng.choice(rings), rng.choice(DATES))
