"""A measure as text for the terminal: tables by kind, condition, writing and column type."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from panji.compare import Compared
from panji.measure import Measured
from panji.scoring import Score, total
from panji.words import Words

WIDE = 160
"""Columns of a table in a file or a log."""
_COLUMNS = ("pages", "kinds", "cells", "found", "exact", "cer", "unseen", "unseen_wrong", "ghosts")


def show(found: Measured, say: Words) -> None:
    """Print the measure by register kind, condition, writing, column type, and over all."""
    registers = [pair for pair in found.pages if pair[0].cells]
    letters = [pair for pair in found.pages if not pair[0].cells]
    for title, part in (("registers", registers), ("letters", letters)):
        if part:
            measured = Measured(found.engine, tuple(part), found.seconds, found.memory)
            _show(say(f"measure_{title}"), measured, say)
    rate = 60 * len(found.pages) / found.seconds
    print(say("measure_speed", rate=f"{rate:.1f}", memory=found.memory))


def told(compared: Compared, names: tuple[str, str], say: Words) -> str:
    """Which of two is better, by how much, and whether it could be chance."""
    figures = say(
        "measure_pairs",
        first=names[0],
        second=names[1],
        cells=compared.cells,
        only_first=compared.only_first,
        only_second=compared.only_second,
        chance=f"{compared.chance:.2g}",
        low=f"{100 * compared.low:+.2f}",
        high=f"{100 * compared.high:+.2f}",
    )
    best = names[0] if compared.verdict == "first" else names[1]
    verdict = "measure_even" if compared.verdict == "even" else "measure_better"
    return f"{figures}\n{say(verdict, best=best)}"


def _show(title: str, found: Measured, say: Words) -> None:
    table = Table("", *(say(f"measure_{name}") for name in _COLUMNS), title=title)
    whole = total(scored.score for _, scored in found.pages)
    groups = (
        found.by("kind"),
        found.by("condition"),
        found.by("writing"),
        found.by_type(),
        {say("measure_all"): whole},
    )
    for group in filter(None, groups):
        for name, scored in group.items():
            table.add_row(name, *_figures(scored))
        table.add_section()
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)


def _figures(scored: Score) -> Iterator[str]:
    yield str(scored.pages or "")
    yield str(scored.kinds if scored.pages else "")
    yield str(scored.cells)
    yield _percent(scored.found, scored.cells)
    yield _percent(scored.exact, scored.texts)
    yield _percent(scored.edits, scored.characters)
    yield _percent(scored.auto, scored.texts)
    yield _percent(scored.auto_wrong, scored.auto)
    yield str(scored.ghosts)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "–"
