"""A case number: १५०/२००६, मु०अ०सं० 7/16, 3/08 धारा 307 भा०द०वि०."""

from __future__ import annotations

import re

from classifiers.fold import RING, plain
from classifiers.meaning import Meaning, Setting
from classifiers.parsers import dates, sections
from classifiers.reasons import reason
from classifiers.values import CaseNumber, Sections

_R = rf"\s*[{RING}0.]?\s*"
_KINDS = (
    rf"(?:मु|मुकदमा){_R}(?:अ|अपराध){_R}(?:सं|स|संख्या|नं)",
    rf"(?:अ|अपराध){_R}(?:सं|संख्या|नं)",
    rf"(?:मु|वाद|केस|एस{_R}टी|पंचा|गु|गुमशुदगी|मर्ग|पंचायतनामा){_R}(?:नं|सं|संख्या|नम्बर)",
    rf"एन{_R}सी{_R}आर{_R}(?:नं|सं|संख्या)?",
)
CUE = rf"(?:{'|'.join(_KINDS)}){_R}[:\-]?\s*"
NUMBER = r"(?<![\d/])(\d{1,5})\s?[/\-]\s?(\d{4}|\d{2})(?![\d/])"
_CASE = re.compile(rf"(?:{CUE})?{NUMBER}")
_BARE = re.compile(rf"(?:{CUE})?(\d{{1,5}})")
_SECTIONS = re.compile(r"[\s,]*(?:अन्तर्गत\s*)?(?:धारा|दफा|u/s)\s*[:\-]?\s*(?=\d)")
_DATED = re.compile(rf"[\s,]*(?:दिनांक|दि॰?)\s*{dates.FIGURES}")


def parse(text: str, setting: Setting) -> Meaning:
    """Number and year, with the sections that follow; without a year it is not whole."""
    line = plain(text)
    match = _CASE.match(line) or _CASE.search(line)
    if match is None:
        return _without_year(line)
    year = setting.full_year(match[2])
    tail = line[match.end() :]
    if match.start() or not _known(tail):
        value = CaseNumber(int(match[1]), year)
        return Meaning(value, whole=False, reasons=(*_short(match[2], year), reason("partly")))
    return _with_sections(int(match[1]), match[2], tail, setting)


def _with_sections(number: int, written: str, tail: str, setting: Setting) -> Meaning:
    year, said = setting.full_year(written), _short(written, setting.full_year(written))
    cue = _SECTIONS.match(tail)
    if cue is None:
        return Meaning(CaseNumber(number, year), whole=True, reasons=said)
    follows = sections.parse(tail[cue.end() :], setting)
    found = follows.value
    if not isinstance(found, Sections):
        return Meaning(CaseNumber(number, year), whole=False, reasons=(*said, *follows.reasons))
    value = CaseNumber(number, year, found.sections, found.act, found.also)
    return Meaning(value, whole=follows.whole, reasons=(*said, *follows.reasons))


def _without_year(line: str) -> Meaning:
    bare = _BARE.fullmatch(line)
    if bare is None:
        return Meaning(None, whole=False, reasons=(reason("no-value", "case"),))
    return Meaning(CaseNumber(int(bare[1]), None), whole=False, reasons=(reason("partly"),))


def _known(tail: str) -> bool:
    """Whether what follows the number is nothing, its date, or its sections."""
    return not tail.strip(" .,") or bool(_SECTIONS.match(tail) or _DATED.fullmatch(tail))


def _short(written: str, year: int) -> tuple[str, ...]:
    return (reason("short-year", written, year),) if len(written) < 4 else ()
