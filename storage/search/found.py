"""What a search is asked and what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ocr.geometry import Box

FACETS: Final = ("office", "kind", "year", "head", "state")
Part = tuple[str, bool]
"""A piece of a snippet, and whether it is what was looked for."""


@dataclass(frozen=True, slots=True)
class Seer:
    """Who asks: sees the records of these offices (None: all) at these levels, and no others."""

    offices: frozenset[str] | None
    levels: frozenset[str]


EVERYTHING: Final = Seer(None, frozenset({"normal", "confidential", "restricted"}))


@dataclass(frozen=True, slots=True)
class Filters:
    """Only hits of this office, kind, year, head and state; None: all."""

    office: str | None = None
    kind: str | None = None
    year: int | None = None
    head: str | None = None
    state: str | None = None


NO_FILTERS: Final = Filters()


@dataclass(frozen=True, slots=True)
class Hit:
    """A register row (`row` counted from 1) or a letter (`row` and `column` None) that was found.

    `text` is the cell's or the letter's lines', identifiers masked, as in the snippet; `boxes`
    are their places in pixels of the page as received. `score` is 0 to 1; `why` says what
    matched: `name`, `alias`, `relative`, `place`, `case`, `section`, `file`, `words`, `sound`.
    """

    document: int
    record_key: str
    row: int | None
    column: str | None
    text: str
    boxes: tuple[Box, ...]
    sha256: str
    page: int
    source: str
    office: str
    kind: str
    year: int | None
    head: str
    file_no: str | None
    state: str
    snippet: tuple[Part, ...]
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits first. `counted` were looked at, `more` if there are more than those.

    `facets` count those that were looked at, by what each of office, kind … is, most first.
    `cut` if time ran out: what was found till then is told.
    """

    hits: tuple[Hit, ...]
    counted: int
    more: bool
    facets: dict[str, tuple[tuple[str | int | None, int], ...]] = field(default_factory=dict)
    cut: bool = False
