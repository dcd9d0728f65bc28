"""The content of a register page: title, headings and rows of cells, from a register kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from classifiers.kinds import Column, RegisterKind
from samples.scribe import Scribe

DITTO = ('"', '"', "तथैव", "उपरोक्त")
_REPEATABLE = {"place", "officer", "text", "date"}


@dataclass(frozen=True, slots=True)
class RegisterText:
    """What a register page says, in the grammars' writing (Latin figures, ring ०)."""

    title: str
    thana: str
    district: str
    year: str
    page: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def register_text(kind: RegisterKind, scribe: Scribe, rows: int) -> RegisterText:
    """`rows` made-up entries of a register of this kind, some cells empty or ditto."""
    rng = scribe.rng
    gaps, dittos = rng.choice((0.0, 0.02, 0.06)), rng.choice((0.0, 0.0, 0.05))
    return RegisterText(
        title=rng.choice((kind.title, kind.title, *kind.variants)),
        thana=scribe.station,
        district=scribe.district.name,
        year=f"वर्ष {scribe.year}",
        page=f"पृष्ठ सं० {rng.randint(1, 180)}",
        headings=tuple(_heading(column, scribe) for column in kind.columns),
        rows=tuple(_row(kind, scribe, gaps, dittos if n else 0.0) for n in range(rows)),
    )


def _heading(column: Column, scribe: Scribe) -> str:
    return scribe.rng.choice((column.heading,) * 3 + column.variants)


def _row(kind: RegisterKind, scribe: Scribe, gaps: float, dittos: float) -> tuple[str, ...]:
    scribe.next_row()
    entered = scribe.today
    cells = []
    for place, column in enumerate(kind.columns):
        chance = scribe.rng.random()
        if place > 1 and chance < gaps:
            cells.append("")
        elif column.type in _REPEATABLE and chance > 1 - dittos:
            cells.append(scribe.rng.choice(DITTO))
        else:
            cells.append(cell(column, place, scribe))
    scribe.today = min(scribe.today, entered + timedelta(2))
    return tuple(cells)


def cell(column: Column, place: int, scribe: Scribe) -> str:
    """One cell of `column`, the `place`-th from 0; from its closed vocabulary if it has one."""
    if column.words and column.type in {"text", "code"}:
        return scribe.rng.choice(column.words)
    if column.type == "case" and place > 2:
        scribe.case = scribe.rng.randint(1, 900)
    return scribe.say(scribe.grammar.rule_of(column))
