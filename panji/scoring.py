"""A record beside what is known of its page becomes counts: found, exact, edits, unseen errors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from rapidfuzz.distance import Levenshtein

from classifiers.record import Cell, Record, RegisterPage
from ocr.scan import Unreadable
from panji.truth import KnownCell, KnownPage, folded

_SAME_PLACE = 0.5
"""Overlap from which a cell is taken to be the known one."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts that add up over pages; `auto` cells are those that no eye would have seen."""

    pages: int = 0
    kinds: int = 0
    cells: int = 0
    found: int = 0
    exact: int = 0
    characters: int = 0
    edits: int = 0
    auto: int = 0
    auto_wrong: int = 0
    ghosts: int = 0
    seconds: float = 0.0

    def __add__(self, other: Score) -> Score:
        """Both together."""
        names = (field.name for field in fields(self))
        return Score(**{name: getattr(self, name) + getattr(other, name) for name in names})


def total(scores: Iterable[Score]) -> Score:
    """All of them together."""
    return sum(scores, Score())


def score(read: Record | Unreadable, known: KnownPage, seconds: float) -> Score:
    """How much of the page was read right."""
    page = Score(pages=1, seconds=seconds)
    if isinstance(read, Unreadable):
        return page + total(_missed(cell) for cell in known.cells) + _text("", known.text)
    page += Score(kinds=int(read.kind.choice == known.kind))
    if isinstance(read, RegisterPage):
        cells = [cell for row in read.rows for cell in row]
        return page + total(_cell(cell, cells) for cell in known.cells) + _text("", known.text)
    missed = total(_missed(cell) for cell in known.cells)
    return page + missed + _text(read.text.replace("\n", " "), known.text)


def _cell(known: KnownCell, cells: Sequence[Cell]) -> Score:
    best = max(cells, key=lambda cell: cell.reading.box.overlap(known.box), default=None)
    if best is None or best.reading.box.overlap(known.box) < _SAME_PLACE:
        return _missed(known)
    auto = int(best.state == "auto")
    text, true = folded(best.reading.text), folded(known.text)
    edits = Levenshtein.distance(text, true)
    wrong = auto * int(edits > 0)
    if not true:
        return Score(ghosts=int(bool(text)), auto_wrong=wrong)
    return Score(
        cells=1,
        found=1,
        exact=int(edits == 0),
        characters=len(true),
        edits=edits,
        auto=auto,
        auto_wrong=wrong,
    )


def _missed(known: KnownCell) -> Score:
    length = len(folded(known.text))
    return Score(cells=int(length > 0), characters=length, edits=length)


def _text(text: str, known: str) -> Score:
    true = folded(known)
    if not true:
        return Score()
    return Score(characters=len(true), edits=Levenshtein.distance(folded(text), true))
