"""A day: १८/०८/२००६, 2.6.00, 15-10-2006, 5 जनवरी 2006; दि० and a time may stand beside it."""

from __future__ import annotations

import re
from datetime import date

from classifiers.fold import plain
from classifiers.meaning import Meaning, Setting
from classifiers.reasons import reason
from classifiers.values import Day
from classifiers.vocabulary import exact, pattern

_CUE = r"(?:(?:दिनांक|दि॰?|ता॰?|तारीख)\s*[:\-]?\s*)?"
_TIME = r"(?:[\s,]*(?:समय\s*)?(?:करीब\s*)?\d{1,2}[.:]\d{2}\s*(?:बजे)?)?"
_SIGN = r"\s?[./\-]\s?"
FIGURES = rf"(?<!\d)(\d{{1,2}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{4}}|\d{{2}})(?!\d)"
_FIGURES = re.compile(FIGURES)
_WHOLE = re.compile(rf"{_CUE}{FIGURES}{_TIME}\.?")


def parse(text: str, setting: Setting) -> Meaning:
    """The day; a date that does not exist has no value and says so."""
    line = plain(text)
    match = _WHOLE.fullmatch(line)
    if match:
        return _day(match.groups(), setting, whole=True)
    spelt = _spelt(line, setting)
    if spelt:
        return spelt
    match = _FIGURES.search(line)
    if match:
        return _day(match.groups(), setting, whole=False)
    return Meaning(None, whole=False, reasons=(reason("no-value", "date"),))


def _spelt(line: str, setting: Setting) -> Meaning | None:
    """A day whose month is a word."""
    months = setting.district.terms["months"]
    sign = r"[\s,./\-]*"
    spelt = rf"{_CUE}(\d{{1,2}}){sign}({pattern(months)}){sign}(\d{{4}}|\d{{2}})"
    match = re.fullmatch(spelt, line)
    month = exact(match[2], months) if match else None
    if match is None or month is None:
        return None
    return _day((match[1], month.code, match[3]), setting, whole=True)


def _day(figures: tuple[str, ...], setting: Setting, *, whole: bool) -> Meaning:
    day, month, year = figures
    full = setting.full_year(year)
    said = (reason("short-year", year, full),) if len(year) < 4 else ()
    try:
        value = Day(date(full, int(month), int(day)))
    except ValueError:
        written = ".".join(figures)
        return Meaning(None, whole=False, reasons=(reason("impossible-date", written),))
    return Meaning(value, whole=whole, reasons=said if whole else (*said, reason("partly")))
