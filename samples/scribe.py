"""The scribe says a rule: templates become text with numbers, days, names and offices filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from classifiers.district import District
from samples.grammar import Grammar
from samples.style import Style

_BRACES = re.compile(r"\{(?:(\w+):)?([\w-]+)\}")
_RANGE = re.compile(r"(\d+)-(\d+)")
_DAYS_LATER = (0, 0, 1, 2, 4, 9, 20)
_NEW_CODES = date(2024, 7, 1)  # BNS and BNSS replace IPC and CrPC


class Scribe:
    """Writes one page: keeps its year, its station, the day it has come to, what it has named."""

    def __init__(self, rng: Random, grammar: Grammar, style: Style, district: District) -> None:
        """Choose the page's year, station and first numbers from `rng`."""
        self.rng, self.grammar, self.style, self.district = rng, grammar, style, district
        last = district.cutover.year
        self.year = rng.choice((last, *(rng.randint(1998, last) for _ in range(4))))
        self.today = date(self.year, rng.randint(1, 9), rng.randint(1, 28))
        self.serial = rng.randint(1, 280)
        self.case = rng.randint(1, 600)
        self.station = self.office("thana", "थाना")
        self.co = self.office("circle", "क्षेत्राधिकारी सदर")
        self.named: dict[str, str] = {}
        self._makers: dict[str, Callable[[], str]] = {
            "serial": lambda: str(self.serial),
            "case": self._case,
            "date": self._date,
            "time": self._time,
            "year": lambda: str(self.year),
            "yy": lambda: f"{self.year % 100:02}",
            "sections": lambda: self.say(f"sections_{self._codes()}"),
            "chapter": lambda: self.say("act_chapter" + "_new" * (self._codes() == "new")),
            "district": lambda: self.district.name,
            "station": lambda: self.station,
            "co": lambda: self.co,
            "circle": lambda: self.co.partition(" ")[2] or self.co,
        }

    def office(self, kind: str, otherwise: str) -> str:
        """The name of one of the district's offices of a type."""
        names = [office.name for office in self.district.offices.values() if office.type == kind]
        return self.rng.choice(names) if names else otherwise

    def say(self, name: str) -> str:
        """One saying of a rule, of a built-in (`date`, `case`, …) or of a range `A-B`."""
        if name in self.named:
            return self.named[name]
        if name in self._makers:
            return self._makers[name]()
        if span := _RANGE.fullmatch(name):
            return str(self.rng.randint(int(span[1]), int(span[2])))
        return self.fill(self.rng.choice(self.grammar.rules[name]))

    def fill(self, template: str) -> str:
        """`template` with every {rule} said and every {tag:rule} said and remembered."""
        return _BRACES.sub(self._one, template)

    def next_row(self) -> None:
        """Go on to the next entry of a register: one serial more, some days and cases later."""
        self.serial += 1
        self.case += self.rng.randint(1, 4)
        self.today = min(self.today + timedelta(self.rng.randint(0, 6)), date(self.year, 12, 31))

    def _one(self, match: re.Match[str]) -> str:
        tag, name = match.groups()
        if tag is None:
            return self.say(name)
        if tag not in self.named:
            self.named[tag] = self.say(name)
        return self.named[tag]

    def _codes(self) -> str:
        return "new" if self.today >= _NEW_CODES else "old"

    def _case(self) -> str:
        year = self.say("year") if self.rng.random() < 0.5 else self.say("yy")
        return f"{self.case}/{year}"

    def _date(self) -> str:
        self.today += timedelta(self.rng.choice(_DAYS_LATER))
        return self.style.day(self.today, self.rng)

    def _time(self) -> str:
        hour, minute = self.rng.randint(0, 23), self.rng.randrange(0, 60, 5)
        return f"{hour:02}.{minute:02}"
