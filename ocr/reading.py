"""What was read in a place: kept as first said, as it stands on the page, and what it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from ocr.geometry import Box
from ocr.heard import Heard
from ocr.pages import Page

V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Reading(Generic[V_co]):
    """One reading of one place.

    `raw` is what the engine first said and never changes; `text` the best reading of what
    stands there, as written; `value` what it means, None until someone made sense of it.
    `confidence` is 0 to 1, `box` is in pixels of the page as received, `source` names the
    engine and its version, or the person.
    """

    raw: str
    text: str
    value: V_co | None
    confidence: float
    box: Box
    source: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the engine with its confidence (0 to 1) and place (received pixels)."""

    text: str
    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of text outside any table, or one line inside a cell."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        """The words with single blanks between them."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """The least sure word's confidence; 0 for a line without words."""
        return min((word.confidence for word in self.words), default=0.0)


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell of a register: where it is (row and column from 0), its lines, its reading.

    `heard` is what the engine heard in each word of its lines, none if the engine does not tell.
    `hand` is the probability that a hand wrote it, told by its strokes, its column's, its row's
    and its table's; 0 for headings, which are not asked.
    """

    row: int
    column: int
    lines: tuple[ReadLine, ...]
    reading: Reading[None]
    heard: tuple[Heard, ...] = field(default=(), compare=False, repr=False)
    hand: float = 0.0


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A register's table: the heading cells, then rows of as many cells, left to right.

    Rows of facing pages are already joined across the gutter.
    """

    header: tuple[ReadCell, ...]
    rows: tuple[tuple[ReadCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a page that is not its text, and its place (received pixels)."""

    kind: Literal["stamp"]
    box: Box


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """All that was read on a page: lines outside the table in reading order, and the table.

    Behind these lines stand those of its rows that are no entries (`ocr.headings`).
    """

    page: Page
    lines: tuple[ReadLine, ...]
    table: ReadTable | None
    engine: str
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """The lines outside the table, one under the other."""
        return "\n".join(line.text for line in self.lines)
