"""Recognition engines: a protocol of one method, found by entry point, imported when chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Protocol

from ocr.faults import UnknownEngine
from ocr.heard import Heard
from ocr.ink import Grey

Strip = Grey
"""One line of text, dark on white, a typical line of letters with their signs 48 pixels high."""

LETTERS = 48


@dataclass(frozen=True, slots=True)
class StripWord:
    """A word in a strip: text, confidence 0 to 1, left and right edge in pixels of the strip.

    `heard` is what the engine heard there, if it is one that tells; classifiers decide with it.
    """

    text: str
    confidence: float
    x0: float
    x1: float
    heard: Heard | None = field(default=None, compare=False)


class Engine(Protocol):
    """Reads lines of text. Called in a page worker, one page at a time; starts no threads."""

    @property
    def name(self) -> str:
        """Engine, model and version, as stored with every reading."""

    def read(self, strips: Sequence[Strip]) -> tuple[tuple[StripWord, ...], ...]:
        """The words of each strip, left to right; a strip is grey, dark on white, one line.

        Raises RecognitionTimedOut or RecognitionFailed; never returns fewer than it got.
        """


def load(name: str, weights: Path | None = None) -> Engine:
    """The engine registered under `name` in the entry points `panji.engines`.

    `weights` are those that the place's own corrections taught: an engine that can use them has a
    class method `taught` that takes them and makes it.
    """
    kind = _kind(name)
    engine: Engine = kind.taught(weights) if weights and learns(name) else kind()
    return engine


def learns(name: str) -> bool:
    """Whether an engine can use weights that a place's own corrections taught."""
    return hasattr(_kind(name), "taught")


def _kind(name: str) -> Any:
    found = {point.name: point for point in entry_points(group="panji.engines")}
    if name not in found:
        raise UnknownEngine(engine=name, known=", ".join(sorted(found)))
    return found[name].load()
