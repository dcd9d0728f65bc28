"""An officer: उ०नि० श्री अनिल सिद्दीकी, हे०का० 412 महेश कुशवाहा."""

from __future__ import annotations

import re
from functools import lru_cache

from classifiers.district import Term
from classifiers.fold import plain
from classifiers.meaning import Meaning, Setting
from classifiers.reasons import reason
from classifiers.values import Officer
from classifiers.vocabulary import exact, nearest, pattern

_NAME = re.compile(r"[\u0900-\u0963]+[॰.]?(?:\s[\u0900-\u0963]+[॰.]?){0,4}")
_NUMBER = re.compile(r"^(?:नं॰?\s*|पी॰एन॰ओ॰\s*)?\d{1,9}\s*")
_ALIKE = 0.6


def parse(text: str, setting: Setting) -> Meaning:
    """Rank (its code) and name; a rank that was guessed from a misread form is not whole."""
    line = plain(text).strip(" .,;:-।")
    ranks, titles = setting.district.terms["ranks"], setting.district.terms["titles"]
    match = leading(ranks).match(line)
    if match is None:
        return _misread(line, ranks, titles)
    rank = exact(match[1], ranks)
    name = _name(line[match.end() :], titles)
    if not name or rank is None:
        return Meaning(None, whole=False, reasons=(reason("no-value", "officer"),))
    whole = bool(_NAME.fullmatch(name))
    return Meaning(Officer(name, rank.code), whole, () if whole else (reason("partly"),))


def _misread(line: str, ranks: tuple[Term, ...], titles: tuple[Term, ...]) -> Meaning:
    first, _, rest = line.partition(" ")
    if not first:
        return Meaning(None, whole=False, reasons=(reason("no-value", "officer"),))
    near = nearest(first, ranks, _ALIKE) if rest else None
    if near is None:
        value = Officer(_name(line, titles) or line, None)
        return Meaning(value, whole=False, reasons=(reason("rank-unknown"),))
    value = Officer(_name(rest, titles) or rest, near.code)
    return Meaning(value, whole=False, reasons=(reason("near", near.name),))


def _name(text: str, titles: tuple[Term, ...]) -> str:
    bare = _NUMBER.sub("", text.strip())
    return re.sub(rf"^(?:{pattern(titles)}\s+)+", "", bare).strip(" ,.")


@lru_cache(maxsize=8)
def leading(ranks: tuple[Term, ...]) -> re.Pattern[str]:
    """A rank at the start of plain text, up to a blank, a figure or the end."""
    return re.compile(rf"({pattern(ranks)})(?:\s+|(?=\d)|$)")
