"""A record beside what is known of its page becomes counts: found, exact, edits, unseen errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from rapidfuzz.distance import Levenshtein

from classifiers.record import UNKNOWN, Cell, Document, Record, RegisterPage
from ocr.scan import Unreadable
from panji.truth import KnownCell, KnownPage, folded

_SAME_PLACE = 0.5
"""Overlap from which a cell is taken to be the known one."""

_UNSURE = ("low-confidence", "maybe-empty")

Types = Mapping[str, str]
"""The type of each column id of a register kind, in the kind's order."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts that add up over pages; `auto` cells are those that no eye would have seen.

    `cells` have something in them, `texts` of these are known; `exact` and `auto` count among
    `texts`. `ghosts` are empty cells in which something was read.
    """

    pages: int = 0
    kinds: int = 0
    cells: int = 0
    found: int = 0
    texts: int = 0
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


@dataclass(frozen=True, slots=True)
class ScoredCell:
    """A known cell beside what was read there; `read` is None if it was not found.

    `type` is its column's type (the column's id where it has none), `true` None if not known.
    `only_confidence`: nothing but too low a confidence makes it wait, or it does not wait.
    `box` is the known one, in pixels of the page as received.
    """

    type: str
    true: str | None
    read: str | None
    edits: int
    confidence: float
    auto: bool
    only_confidence: bool
    box: tuple[float, float, float, float]

    @property
    def exact(self) -> bool:
        """Whether it was found and nothing in it is wrong."""
        return self.read is not None and self.edits == 0

    @property
    def score(self) -> Score:
        """What it adds to its page's counts."""
        found, auto = int(self.read is not None), int(self.auto and self.true is not None)
        wrong = int(auto and self.edits > 0)
        if self.true == "":
            return Score(ghosts=int(bool(self.read)), auto_wrong=wrong)
        if self.true is None:
            return Score(cells=1, found=found)
        return Score(
            cells=1,
            found=found,
            texts=1,
            exact=int(self.exact),
            characters=len(folded(self.true)),
            edits=self.edits,
            auto=auto,
            auto_wrong=wrong,
        )


@dataclass(frozen=True, slots=True)
class ScoredPage:
    """The counts of a page and each of its known cells, in the order of the truth."""

    score: Score
    cells: tuple[ScoredCell, ...]


def total(scores: Iterable[Score]) -> Score:
    """All of them together."""
    return sum(scores, Score())


def score(
    read: Record | Unreadable, known: KnownPage, seconds: float, types: Types | None = None
) -> ScoredPage:
    """How much of the page was read right; `types` are those of the known kind's columns."""
    at = read.rows if isinstance(read, RegisterPage) else ()
    there = [cell for row in at for cell in row]
    cells = tuple(_cell(one, _match(one, known, there), types or {}) for one in known.cells)
    text = " ".join(read.text.split()) if isinstance(read, Document) else ""
    told = UNKNOWN if isinstance(read, Unreadable) else read.kind.choice
    right = told == known.kind != UNKNOWN
    page = Score(pages=1, kinds=int(right), seconds=seconds) + _text(text, known.text)
    return ScoredPage(page + total(cell.score for cell in cells), cells)


def _match(one: KnownCell, page: KnownPage, cells: Sequence[Cell]) -> Cell | None:
    """The cell in the same place; around tight truth, the one that holds it and no other's."""
    best = max(cells, key=lambda cell: cell.reading.box.overlap(one.box), default=None)
    if best is None or best.reading.box.overlap(one.box) >= _SAME_PLACE:
        return best
    around = (cell for cell in cells if _holds(cell, one)) if page.tight else ()
    best = min(around, key=lambda cell: cell.reading.box.area, default=None)
    return best if best and sum(_holds(best, other) for other in page.cells) == 1 else None


def _holds(cell: Cell, one: KnownCell) -> bool:
    (x, y), box = one.box.centre, cell.reading.box
    return box.x0 <= x < box.x1 and box.y0 <= y < box.y1


def _cell(known: KnownCell, cell: Cell | None, types: Types) -> ScoredCell:
    right = known.writings
    text = folded(cell.reading.text) if cell else ""
    true = min(right, key=lambda one: Levenshtein.distance(text, one)) if right else None
    box = known.box
    only = cell is not None and all(r.startswith(_UNSURE) for r in cell.reasons)
    return ScoredCell(
        type=_type(known, cell, types),
        true=true,
        read=text if cell else None,
        edits=0 if true is None else Levenshtein.distance(text, true),
        confidence=cell.reading.confidence if cell else 0.0,
        auto=cell is not None and cell.state == "auto",
        only_confidence=only or (cell is not None and cell.state == "auto"),
        box=(box.x0, box.y0, box.x1, box.y1),
    )


def _type(known: KnownCell, cell: Cell | None, types: Types) -> str:
    if known.column:
        return known.column
    if types and known.of == len(types):
        return list(types.values())[known.number]
    return types.get(cell.column, "unknown") if cell else "unknown"


def _text(text: str, known: str) -> Score:
    true = folded(known)
    if not true:
        return Score()
    return Score(characters=len(true), edits=Levenshtein.distance(folded(text), true))
