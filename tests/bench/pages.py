"""Made-up pages as the store keeps them: a register's rows of cells, a letter's lines."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tests.bench.people import LEXICON, People

ACTS = (("379", "भा०द०वि०"), ("420", "भा०द०वि०"), ("323", "भा०द०वि०"), ("3/25", "आर्म्स एक्ट"))
RESULTS = ("आरोप पत्र", "अन्तिम रिपोर्ट", "विवेचना प्रचलित", "खारिजा")
LEVELS = ("normal", "confidential", "restricted")
STATES = ("auto", "review", "approved")


@dataclass(frozen=True)
class Said:
    """A cell: its column, text and plain value."""

    column: str
    text: str
    value: dict[str, Any] | None = None


@dataclass(frozen=True)
class Register:
    """A page of the crime register."""

    office: str
    year: int
    level: str
    state: str
    rows: list[list[Said]]
    tag: str = "register"
    kind: str = "crime"
    head: str = "K-11011"
    volume: int | None = 1
    text: str = "अपराध रजिस्टर"
    lines: list[Any] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """Cells that wait for a person."""
        return int(self.state == "review")


@dataclass(frozen=True)
class Letter(Register):
    """A letter of some lines; it has no rows."""

    tag: str = "document"
    kind: str = "circular"
    head: str = "Q-15015"
    volume: int | None = None


def made(chance: random.Random, offices: Sequence[str]) -> Register:
    """A page of one of the offices: nine of ten of the register, one a letter."""
    office, year = chance.choice(offices), chance.randint(1985, 2024)
    level = chance.choices(LEVELS, (80, 15, 5))[0]
    state = chance.choices(STATES, (60, 30, 10))[0]
    people = People(chance.getrandbits(48))
    if chance.random() < 0.1:
        lines = [_line(chance, people, at) for at in range(20)]
        text = "\n".join(" ".join(word["text"] for word in one["words"]) for one in lines)
        return Letter(office, year, level, state, [], text=text, lines=lines)
    first = 10 * chance.randint(0, 40)
    rows = [_row(chance, people, first + at, year) for at in range(1, 11)]
    return Register(office, year, level, state, rows)


def _row(chance: random.Random, people: People, number: int, year: int) -> list[Said]:
    section, act = chance.choice(ACTS)
    day = f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.{year}"
    return [
        Said("serial", str(number), {"kind": "serial", "number": number}),
        Said("case", f"{number}/{year % 100:02}", {"kind": "case", "number": number, "year": year}),
        Said(
            "sections", f"{section} {act}", {"kind": "sections", "sections": [section], "act": act}
        ),
        _person("complainant", people),
        _person("accused", people),
        Said("reported", day, {"kind": "date", "day": "-".join(reversed(day.split(".")))}),
        Said("result", chance.choice(RESULTS)),
        Said("remarks", _words(chance, chance.randint(2, 10))),
    ]


def _person(column: str, people: People) -> Said:
    one = people.one()
    value = {"kind": "person", "name": one.name, "alias": None, "relation": one.code}
    return Said(column, one.written, value | {"relative": one.relative, "place": one.place})


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_common(), k=count))


def _line(chance: random.Random, people: People, at: int) -> dict[str, Any]:
    told = people.one().written if at % 7 == 3 else _words(chance, 9)
    y = 150.0 * at
    words = [
        {"text": word, "confidence": 0.9, "box": _box(200.0 * x, y)}
        for x, word in enumerate(told.split())
    ]
    return {"words": words, "box": {"x0": 0.0, "y0": y, "x1": 200.0 * len(words), "y1": y + 90}}


def _box(x: float, y: float) -> dict[str, float]:
    return {"x0": x, "y0": y, "x1": x + 180, "y1": y + 90}


@cache
def _common() -> tuple[str, ...]:
    with (LEXICON / "words.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["name"] for row in csv.DictReader(file))
