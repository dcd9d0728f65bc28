"""The lines of a table on a flat leaf, as found or as a person drew them, become a grid."""

from __future__ import annotations

from dataclasses import dataclass

from ocr.grid import Grid


@dataclass(frozen=True, slots=True)
class Ruling:
    """Column lines `xs` and row lines `ys`, first to last, in full-size pixels of leaf `leaf`.

    `across` numbers those stretches between `ys` that are no row; `heading` says whether the
    first row is the table's heading, None that nobody said so.
    """

    leaf: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[int, ...] = ()
    heading: bool | None = None


def ruling(leaf: int, grid: Grid, factor: float) -> Ruling:
    """The lines of a grid in work pixels, which are `factor` of full-size ones."""
    return Ruling(leaf, _by(grid.xs, 1 / factor), _by(grid.ys, 1 / factor), grid.across)


def grid_of(lines: Ruling, factor: float) -> Grid:
    """The grid in work pixels that the lines make."""
    return Grid(_by(lines.xs, factor), _by(lines.ys, factor), lines.across)


def _by(at: tuple[float, ...], factor: float) -> tuple[float, ...]:
    return tuple(round(one * factor, 1) for one in at)
