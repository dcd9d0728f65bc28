"""What a cell's text looks like, cheaply, and how well a column of cells fits a column type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from classifiers.district import District
from classifiers.fold import plain
from classifiers.kinds import ColumnType
from classifiers.parsers import cases, codes, dates, sections
from classifiers.vocabulary import pattern

Shape = Mapping[ColumnType, float]

_AKIN: Mapping[ColumnType, tuple[ColumnType, ...]] = {
    "serial": ("amount", "code"),
    "amount": ("serial", "text"),
    "code": ("case", "text"),
    "case": ("code",),
    "sections": ("case", "text"),
    "person": ("text",),
    "officer": ("person", "text"),
    "text": ("person", "place", "officer"),
    "date": (),
    "place": (),
}
_DATE = re.compile(rf"\D{{0,12}}{dates.FIGURES}.{{0,16}}")
_CASE = re.compile(rf"(?:{cases.CUE})?{cases.NUMBER}(?:\s*धारा.*)?")
_SECTIONS = re.compile(rf"(?:धारा\s*)?{sections.RUN}\s*\D*")
_SERIAL = re.compile(r"\(?\d{1,4}[.)]?")
_CODE = re.compile(rf"{codes.DIARY}|\D{{0,10}}\d[\d\-/]*\D?")


def shape(texts: Sequence[str], district: District) -> Shape:
    """How well the non-empty texts of a grid column fit each type, 0 to 1."""
    told = [_type(plain(text), *_lists(district)) for text in texts if text.strip()]
    found: dict[ColumnType, float] = {}
    for one in told:
        found[one] = found.get(one, 0) + 1 / len(told)
        for akin in _AKIN[one]:
            found[akin] = found.get(akin, 0) + 0.5 / len(told)
    return found


def _type(line: str, ranks: str, relations: str, units: str) -> ColumnType:
    if _DATE.fullmatch(line):
        return "date"
    if _CASE.fullmatch(line):
        return "case"
    if re.fullmatch(rf"\d+\s*{units}", line):
        return "amount"
    if _SERIAL.fullmatch(line):
        return "serial"
    if _CODE.fullmatch(line):
        return "code"
    return _worded(line, ranks, relations)


def _worded(line: str, ranks: str, relations: str) -> ColumnType:
    if _SECTIONS.fullmatch(line):
        return "sections"
    if re.match(rf"{ranks}\s", line):
        return "officer"
    return "person" if re.search(rf"\s{relations}\s", line) else "text"


@lru_cache(maxsize=8)
def _lists(district: District) -> tuple[str, str, str]:
    """Patterns of ranks, relations and units."""
    terms = district.terms
    return pattern(terms["ranks"]), pattern(terms["relations"]), pattern(terms["units"])
