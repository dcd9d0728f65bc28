"""The year and volume of a page: what its lines say, else what most of its dates say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from classifiers.district import District
from classifiers.fold import plain
from classifiers.meaning import Setting
from classifiers.parsers.dates import FIGURES

_NUMBER = r"(\d{4})(?!\d)"
_SAID = re.compile(rf"(?:वर्ष|सन्?|साल|ईस्वी|Year|YEAR)\s*[:\-]?\s*{_NUMBER}")
_VOLUME = re.compile(r"(?:भाग|खण्ड|खंड|जिल्द|Vol\.?)\s*(?:सं॰|नं॰)?\s*[:\-]?\s*(\d{1,2})(?!\d)")
_DATED = re.compile(r"(?:दिनांक|दि॰)\s*[:\-]?\s*" + FIGURES)
_YEARS = re.compile(rf"(?<!\d)(?:\d{{1,2}}[./\-]\d{{1,2}}[./\-]|\d{{1,4}}/){_NUMBER}")
_SHARE = 0.6
_FIRST, _LAST = 1861, 2100


def said(lines: Iterable[str]) -> int | None:
    """The year that a line says: वर्ष २००६."""
    return next((year for line in lines if (year := _match(_SAID, line))), None)


def volume(lines: Iterable[str]) -> int | None:
    """The volume that a line says: भाग 2."""
    found = (_VOLUME.search(plain(line)) for line in lines)
    return next((int(match[1]) for match in found if match), None)


def dated(lines: Sequence[str], district: District) -> int | None:
    """The year of the first date that a letter's lines give."""
    for line in lines:
        match = _DATED.search(plain(line))
        if match:
            return _likely(Setting(district).full_year(match[3]))
    return most(lines)


def most(texts: Iterable[str]) -> int | None:
    """The year of most dates and case numbers, if they agree well enough."""
    years = Counter(int(year) for text in texts for year in _YEARS.findall(plain(text)))
    told = Counter({year: count for year, count in years.items() if _likely(year)})
    if not told:
        return None
    year, count = told.most_common(1)[0]
    return year if count >= _SHARE * told.total() else None


def _match(pattern: re.Pattern[str], line: str) -> int | None:
    match = pattern.search(plain(line))
    return _likely(int(match[1])) if match else None


def _likely(year: int) -> int | None:
    return year if _FIRST <= year <= _LAST else None
