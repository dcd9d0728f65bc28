"""An attempt beside the right answers: how exact, how fast, what was missed, whether it passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from classifiers.fold import plain
from classifiers.record import Cell
from classifiers.tidy import tidy
from review.practice.attempt import Acts, Standing, standing
from review.practice.exercise import Exercise
from storage.reviews.practice import Practised

Why = Literal["wrong", "spoilt", "flagged", "undecided", "unseen"]
"""Typed or accepted wrongly; sure and right before; flagged; not looked at; sure and wrong."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A cell that is not right in the end: where, what stands there, what is right, and why."""

    cell: int
    row: int
    heading: str
    text: str
    answer: str
    why: Why


@dataclass(frozen=True, slots=True)
class Score:
    """Of `cells` cells in `rows` rows so many are right; `doubtful` of them waited for a person."""

    cells: int
    right: int
    doubtful: int
    rows: int
    seconds: float
    missed: tuple[Missed, ...]

    @property
    def decided(self) -> int:
        """How many of the doubtful cells are right; a cell that was right before takes one away."""
        return max(0, self.doubtful - sum(one.why != "unseen" for one in self.missed))

    @property
    def pace(self) -> float:
        """Seconds a row."""
        return self.seconds / max(1, self.rows)

    def passes(self, exact: float) -> bool:
        """Whether so large a share of the doubtful cells is right."""
        return self.decided >= exact * self.doubtful


def same(text: str, answer: str) -> bool:
    """Whether both say the same: rings, figures, joiners and blanks count in no one way."""
    return plain(tidy(text)) == plain(tidy(answer))


def score(exercise: Exercise, acts: Acts) -> Score:
    """What the acts come to."""
    now = standing(exercise, acts)
    missed = []
    for number, row, cell, answer in exercise.cells():
        if why := _why(now[number], cell, answer):
            missed.append(Missed(number, row, cell.heading, now[number].text, answer, why))
    count = sum(map(len, exercise.answers))
    seconds = sum(act.seconds for act in acts)
    rows = len(exercise.answers)
    return Score(count, count - len(missed), exercise.doubtful, rows, seconds, tuple(missed))


def kept(exercise: Exercise, found: Score) -> dict[str, Any]:
    """What is kept of a score, as columns of an attempt."""
    missed = [asdict(one) for one in found.missed]
    return {
        "page": exercise.name,
        "cells": found.cells,
        "right": found.right,
        "seconds": found.seconds,
        "missed": missed,
    }


def of(exercise: Exercise, done: Practised) -> Score:
    """The score of an attempt that was kept."""
    missed = tuple(_missed(one) for one in done.missed)
    rows = len(exercise.answers)
    return Score(done.cells, done.right, exercise.doubtful, rows, done.seconds, missed)


def _missed(told: Mapping[str, Any]) -> Missed:
    return Missed(**told)


def _why(now: Standing, cell: Cell, answer: str) -> Why | None:
    if now.flag:
        return "flagged"
    doubtful = cell.state == "review"
    if doubtful and now.state == "review":
        return "undecided"
    if same(now.text, answer):
        return None
    if doubtful:
        return "wrong"
    return "spoilt" if now.text != cell.reading.text else "unseen"
