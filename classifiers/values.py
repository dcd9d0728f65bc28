"""What a reading means: one small type a kind of column, tagged so that JSON gives it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Serial:
    """A running number."""

    number: int
    kind: Literal["serial"] = "serial"


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case or reference number within a year, with the sections where the cell has both.

    `also` as in Sections.
    """

    number: int
    year: int | None
    sections: tuple[str, ...] = ()
    act: str | None = None
    also: tuple[str, ...] = ()
    kind: Literal["case"] = "case"


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day."""

    day: date
    kind: Literal["date"] = "date"


@dataclass(frozen=True, slots=True)
class Sections:
    """Sections of an Act; `act` is its canonical code, None if it is not named or known.

    `also` are the sections of further Acts in the same cell, each after its Act: "DP 3", "? 7".
    """

    sections: tuple[str, ...]
    act: str | None
    also: tuple[str, ...] = ()
    kind: Literal["sections"] = "sections"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as registers write one: name, alias, relation to whom, where from."""

    name: str
    alias: str | None = None
    relation: str | None = None
    relative: str | None = None
    place: str | None = None
    kind: Literal["person"] = "person"


@dataclass(frozen=True, slots=True)
class Officer:
    """A police officer: canonical rank and name."""

    name: str
    rank: str | None
    kind: Literal["officer"] = "officer"


@dataclass(frozen=True, slots=True)
class Place:
    """A place or office of the district: its code where known."""

    name: str
    code: str | None
    kind: Literal["place"] = "place"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity with its unit: rupees, years of age, days, kilometres."""

    amount: Decimal
    unit: str | None
    kind: Literal["amount"] = "amount"


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier or a word of a closed vocabulary, in its canonical writing."""

    code: str
    kind: Literal["code"] = "code"


Value = Serial | CaseNumber | Day | Sections | Person | Officer | Place | Amount | Code
