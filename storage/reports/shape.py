"""What every report is: a table whose numbers know which records they count."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal

from classifiers.district import District
from ocr.faults import Language
from storage.clock import indian
from storage.reports.rates import Desks

Query = Mapping[str, str]
"""Which records: a value for each of the names that the report's lists are asked by."""
Opens = Literal["records", "pages", "book"]
SEEN: Final = frozenset({"normal", "confidential"})
"""Levels of pages whose words may be counted: a restricted one is told by none, as in search."""


@dataclass(frozen=True, slots=True)
class Number:
    """How many records there are of the `of`."""

    n: int
    of: Query


@dataclass(frozen=True, slots=True)
class Word:
    """Something that is said in the reader's language: a key of words.toml."""

    key: str

    def said(self, language: Language) -> str:
        """In that language."""
        return say(self.key, language)


@dataclass(frozen=True, slots=True)
class Named:
    """What the district calls something, in both languages."""

    hi: str
    en: str

    def said(self, language: Language) -> str:
        """In that language."""
        return self.hi if language == "hi" else self.en


@dataclass(frozen=True, slots=True)
class Link:
    """A record by its name: a file, a page, or a row of a page."""

    text: str
    what: Literal["file", "page"]
    id: int
    row: int | None = None


Cell = str | int | date | datetime | Number | Word | Named | Link | None


@dataclass(frozen=True, slots=True)
class Report:
    """A table: keys of its headings in words.toml, and its rows.

    `opens` says where a number leads: a list of this report, pages as the arrears have them, or
    the screen of a book.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    opens: Opens = "records"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks and when: the records of these desks (None: all of the district), at a moment."""

    district: District
    desks: Desks
    moment: datetime

    @property
    def today(self) -> date:
        """The day that it is in India then."""
        return indian(self.moment).date()

    def office(self, code: str) -> Named:
        """The name of an office; its code if the district has none of that code now."""
        known = self.district.offices.get(code)
        return Named(known.name, known.english) if known else Named(code, code)

    def head(self, code: str, title: str) -> Named:
        """The title of a head; the one given, if the district has none of that code now."""
        known = self.district.heads.get(code)
        return Named(known.title, known.english) if known else Named(title, title)

    def kind(self, kind: str) -> str:
        """The title of a kind of register or letter; its id if the district has none of it now."""
        return self.district.titles.get(kind, kind)


@dataclass(frozen=True, slots=True)
class Fact:
    """A record that is counted, as a row of a list, and by which values it is counted."""

    told: tuple[Cell, ...]
    of: Query = field(default_factory=dict)


def counted(
    facts: Iterable[Fact], by: Sequence[str], column: str, values: Sequence[str]
) -> dict[tuple[str, ...], tuple[Number, ...]]:
    """The facts in a table: a row for each combination of `by`, a number for each of `values`."""
    heaps: dict[tuple[str, ...], dict[str, int]] = {}
    for one in facts:
        heap = heaps.setdefault(tuple(one.of[name] for name in by), dict.fromkeys(values, 0))
        heap[one.of[column]] += 1
    return {
        row: tuple(
            Number(n, {**dict(zip(by, row, strict=True)), column: value})
            for value, n in heap.items()
        )
        for row, heap in sorted(heaps.items())
    }


def those(facts: Iterable[Fact], query: Query) -> tuple[tuple[Cell, ...], ...]:
    """The records of the facts that a number counts."""
    return tuple(one.told for one in facts if query.items() <= one.of.items())


def say(key: str, language: Language) -> str:
    """The words under that key."""
    return _words()[key][language]


def text(cell: Cell, language: Language) -> str:
    """A cell as it is written."""
    match cell:
        case None:
            return "–"
        case Number():
            return str(cell.n)
        case Word() | Named():
            return cell.said(language)
        case Link():
            return cell.text
        case date():
            return f"{indian(cell) if isinstance(cell, datetime) else cell:%d.%m.%Y}"
        case _:
            return str(cell)


@cache
def _words() -> dict[str, dict[Language, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
