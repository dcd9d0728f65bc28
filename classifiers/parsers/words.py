"""Free text, or a word of the column's closed vocabulary: आरोप पत्र संख्या 213 दिनांक 25-01-2006."""

from __future__ import annotations

import re
from functools import lru_cache

from classifiers.district import Term
from classifiers.fold import plain
from classifiers.meaning import Meaning, Setting
from classifiers.parsers import cases, dates
from classifiers.reasons import reason
from classifiers.values import Code
from classifiers.vocabulary import exact, nearest, pattern
from classifiers.vocabulary import words as as_terms

_ALIKE = 0.8
_TAIL = (
    r"(?:[\s,]*(?:संख्या|सं॰?|नं॰?)?\s*\d{1,5}(?:\s?[/\-]\s?\d{2,4})?)?"
    rf"(?:[\s,]*(?:दिनांक|दि॰?)?\s*{dates.FIGURES})?"
)
_CASE = re.compile(rf"{cases.CUE}{cases.NUMBER}\s*")
_SIGNS = re.compile(
    r"^[\u093a-\u094d\u0951-\u0957\u0962\u0963]|[^\u0900-\u0963\w\s॰.,;:/()\-–'\"!?%+&₹]"
)
_DOUBLED = re.compile(r"[\u093e-\u094c]{2}|\u094d[\u093e-\u094d]|\s[\u093a-\u094d]")


def parse(text: str, listed: tuple[str, ...], _setting: Setting) -> Meaning:
    """The word as a code; free text has no value and is whole if it is written as Hindi is."""
    line = plain(text).strip(" .,;:-।")
    if not line or _SIGNS.search(line) or _DOUBLED.search(line):
        return Meaning(None, whole=False, reasons=(reason("malformed"),))
    return _word(line, listed) if listed else Meaning(None, whole=True)


def _word(line: str, listed: tuple[str, ...]) -> Meaning:
    terms = as_terms(listed)
    found = exact(line, terms) or exact(_CASE.sub("मु॰अ॰सं॰ ", line), terms) or _numbered(line, terms)
    if found:
        return Meaning(Code(found.code), whole=True)
    near = nearest(line, terms, _ALIKE)
    if near:
        return Meaning(Code(near.code), whole=False, reasons=(reason("near", near.name),))
    return Meaning(None, whole=False, reasons=(reason("partly"),))


def _numbered(line: str, terms: tuple[Term, ...]) -> Term | None:
    match = _with_tail(terms).fullmatch(line)
    found = exact(match[1], terms) if match else None
    return found if isinstance(found, Term) else None


@lru_cache(maxsize=64)
def _with_tail(terms: tuple[Term, ...]) -> re.Pattern[str]:
    return re.compile(rf"({pattern(terms)}){_TAIL}")
