"""The record of a page: what it is, under which head it belongs, its rows or its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from classifiers.values import Value
from ocr.pages import Page
from ocr.reading import Mark, Reading, ReadLine

State = Literal["auto", "review", "corrected", "approved"]
Level = Literal["normal", "confidential", "restricted"]

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hints:
    """What the operator said about a batch; None where he said nothing.

    `sure` if a person looked at this page and said so: then nothing on it counts against him.
    """

    office: str | None = None
    register: str | None = None
    year: int | None = None
    volume: int | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Guess:
    """A choice (kind, head or office) with its confidence 0 to 1 and why it was made."""

    choice: str
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Who may see it, and what in the record makes it so."""

    level: Level
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a record: `column` is the stable id in its kind, `heading` as read.

    `reasons` say what was made of the reading and what makes it wait for a person;
    `alternatives` are the next best readings, the likeliest first.
    """

    column: str
    heading: str
    reading: Reading[Value]
    state: State
    reasons: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """Something named in a letter: the reference, a date, a person, a section."""

    name: str
    reading: Reading[Value]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of a register: rows of typed cells."""

    tag: Literal["register"]
    page: Page
    kind: Guess
    head: Guess
    office: Guess
    year: int | None
    volume: int | None
    sensitivity: Sensitivity
    lines: tuple[ReadLine, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A page that is not a register page, or one whose rows could not be found."""

    tag: Literal["document"]
    page: Page
    kind: Guess
    head: Guess
    office: Guess
    year: int | None
    sensitivity: Sensitivity
    lines: tuple[ReadLine, ...]
    fields: tuple[Field, ...]
    state: State
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """The lines one under the other."""
        return "\n".join(line.text for line in self.lines)


Record = RegisterPage | Document
