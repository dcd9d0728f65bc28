"""Two opinions on every line: Tesseract's network and our own, each as likely as it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ocr.engines import Strip, StripWord
from ocr.engines.devanagari import Devanagari
from ocr.engines.lipi import Lipi
from ocr.models import WEIGHTS


class Both:
    """The engines `devanagari` and `lipi`: what is heard by one stands beside the other's."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        """Raise EngineMissing or ModelUnreadable if one of the models cannot be had."""
        self._first, self._second = Devanagari(), Lipi(weights)
        self.name = f"both/{_version(self._first.name)}-{_version(self._second.name)}"

    @classmethod
    def taught(cls, weights: Path) -> Both:
        """The engine with weights of that place's own; see `ocr.engines.load`."""
        return cls(weights)

    def read(self, strips: Sequence[Strip]) -> tuple[tuple[StripWord, ...], ...]:
        """The words of each strip; see `ocr.engines.Engine`."""
        pairs = zip(self._first.hear(strips), self._second.hear(strips), strict=True)
        return self._first.words([replace(own, beside=other) for own, other in pairs], strips)


def _version(name: str) -> str:
    return name.partition("/")[2]
