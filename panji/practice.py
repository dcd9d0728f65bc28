"""Practice pages: made-up registers, read by the chain as real ones, kept with their answers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from classifiers.district import District
from classifiers.kinds import RegisterKind
from classifiers.load import load
from classifiers.record import Hints, Record, RegisterPage
from flows.page import PageReader
from flows.sheet import Sheet
from ocr.decoder import Decoder
from ocr.geometry import Box
from ocr.scan import Scan, Unreadable
from panji.settings import Settings
from panji.truth import KnownCell, known
from review.practice import exercise as exercises
from review.practice.exercise import Difficulty, Exercise
from review.practice.score import same
from samples.form import PLAIN
from samples.make import Order, write
from samples.truth import Level
from storage.learning import weights

_LEVELS: Final[tuple[tuple[Difficulty, Level], ...]] = (
    ("easy", "clean"),
    ("fair", "light"),
    ("hard", "medium"),
)
_TRIES = 12
"""Pages made for one that is fit to practise on; a kind with none is left out."""

_SAME_PLACE = 0.5
"""Overlap from which a cell is taken to be the known one."""


def make(settings: Settings, pages: int) -> Iterator[str]:
    """Make what is lacking of so many pages, kinds and difficulties in turn; each name as made."""
    district, there = load(settings.district), set(exercises.names(settings.home))
    wanted = {name: one for name, one in _wanted(district, pages).items() if name not in there}
    if wanted:
        maker = _Maker(settings, district)
        yield from (name for name, one in wanted.items() if maker.made(name, *one))


def _wanted(
    district: District, pages: int
) -> dict[str, tuple[int, RegisterKind, Difficulty, Level]]:
    """Each page's number, kind and difficulty by its name."""
    kinds, found = list(district.registers.values()), {}
    for n in range(pages):
        kind, (difficulty, level) = kinds[n % len(kinds)], _LEVELS[(n + n // len(kinds)) % 3]
        found[f"{n + 1:03}-{kind.id}-{difficulty}"] = (n, kind, difficulty, level)
    return found


class _Maker:
    """Engine, district and decoder, loaded once."""

    def __init__(self, settings: Settings, district: District) -> None:
        self._home = settings.home
        self._district = district
        self._reader = PageReader(settings.engine, settings.district, weights.in_use(settings.home))

    def made(
        self, name: str, number: int, kind: RegisterKind, difficulty: Difficulty, level: Level
    ) -> bool:
        """Whether a page fit to practise on was found and kept."""
        order = Order(kind, level, turned=0, form=PLAIN)
        for seed in range(_TRIES):
            with tempfile.TemporaryDirectory() as work:
                (picture,) = write(Path(work), self._district, 1000 * number + seed, [order])
                found = self._read(name, difficulty, picture)
                if found and found.record.kind.choice == kind.id and self._fit(found):
                    exercises.keep(self._home, found, picture)
                    return True
        return False

    def _read(self, name: str, difficulty: Difficulty, picture: Path) -> Exercise | None:
        with Decoder() as decoder:
            scan = decoder.probe(picture)
        assert isinstance(scan, Scan)
        record = self._reader.read(Sheet(picture, scan, 1, Hints()))
        (page,) = known(picture.parent)
        answers = _answers(record, page.cells)
        if answers is None or not isinstance(record, RegisterPage):
            return None
        return Exercise(name, difficulty, scan, record, answers)

    def _fit(self, one: Exercise) -> bool:
        """Nothing wrong was taken unseen, and whoever presses Enter alone fails."""
        wrong = [cell.state for *_, cell, true in one.cells() if not same(cell.reading.text, true)]
        least = (1 - self._district.practice.exact) * one.doubtful
        return "auto" not in wrong and len(wrong) > least


def _answers(
    record: Record | Unreadable, there: tuple[KnownCell, ...]
) -> tuple[tuple[str, ...], ...] | None:
    """The true text of each cell that was read; None unless they are the known cells, all once."""
    if not isinstance(record, RegisterPage) or not there:
        return None
    found = [[_match(cell.reading.box, there) for cell in row] for row in record.rows]
    places = [one for row in found for one in row]
    if None in places or sorted(p for p in places if p is not None) != list(range(len(there))):
        return None
    return tuple(tuple(there[p or 0].text or "" for p in row) for row in found)


def _match(box: Box, there: tuple[KnownCell, ...]) -> int | None:
    """Which of the known cells is in the same place."""
    best = max(range(len(there)), key=lambda n: there[n].box.overlap(box))
    return best if there[best].box.overlap(box) >= _SAME_PLACE else None
