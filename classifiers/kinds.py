"""The kinds of register and letter a district keeps, as its TOML files say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from classifiers.record import Level

ColumnType = Literal[
    "serial", "case", "date", "sections", "person", "place", "officer", "amount", "text", "code"
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register kind; `id` is stable for ever, exports carry it.

    `variants` are other headings it is known under, `words` its closed vocabulary if it has one,
    `width` its usual share of the table's width; `critical` if a mistake in it harms somebody,
    `running` if its dates go on down the book.
    """

    id: str
    type: ColumnType
    heading: str
    variants: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    width: float = 1.0
    critical: bool = False
    running: bool = False


@dataclass(frozen=True, slots=True)
class RegisterKind:
    """A kind of register: titles it is known under, columns in order, where it is filed.

    `second` if another person keys its critical columns again, without seeing what stands there.
    """

    id: str
    title: str
    variants: tuple[str, ...]
    columns: tuple[Column, ...]
    head: str
    retention: str
    level: Level
    second: bool = False


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter: titles and phrases that tell it, with weights, where it is filed."""

    id: str
    title: str
    phrases: tuple[tuple[str, float], ...]
    head: str
    retention: str
    level: Level
