"""A person: श्रीमती रीता उर्फ गुड़िया पत्नी शकील निवासी रामपुर."""

from __future__ import annotations

import re
from functools import lru_cache

from classifiers.district import District, Term
from classifiers.fold import plain
from classifiers.meaning import Meaning, Setting
from classifiers.reasons import reason
from classifiers.values import Person
from classifiers.vocabulary import exact, pattern

_NAME = re.compile(r"[\u0900-\u0963॰. ]+")
_PLACE = re.compile(r"[\u0900-\u0963॰.,/()\-\d ]+")
_SEVERAL = re.compile(r"(?:^|\s)[12]\s?[.)\-]\s*\D|\sआदि$|\sव अन्य|\d+\s?नफर")
_MOST_WORDS = 6
Lists = tuple[tuple[Term, ...], ...]


def parse(text: str, setting: Setting) -> Meaning:
    """Name, alias, relation (its code: son, wife …), relative and place, titles left out."""
    line = plain(text).strip(" .,;:-।")
    if _SEVERAL.search(line):
        first = re.split(r"(?:^|\s)\d\s?[.)\-]\s*", line)
        one = next((part.strip(" ,") for part in first if part.strip(" ,")), "")
        return Meaning(_person(one, setting.district), whole=False, reasons=(reason("several"),))
    person = _person(line, setting.district)
    if person is None:
        return Meaning(None, whole=False, reasons=(reason("no-value", "person"),))
    if _well_formed(person) or exact(line, setting.district.terms["unnamed"]):
        return Meaning(person, whole=True)
    return Meaning(person, whole=False, reasons=(reason("partly"),))


def _person(line: str, district: District) -> Person | None:
    names = ("aliases", "relations", "residence", "titles")
    lists: Lists = tuple(district.terms[name] for name in names)
    head, place = _halves(line, _breaks(lists[2]))
    head, relative, relation = _related(head, lists[1])
    titles = _leading(lists[3])
    head, alias = _halves(head, _breaks(lists[0]))
    name = titles.sub("", head).strip(" ,.")
    if not name:
        return None
    kin = titles.sub("", relative).strip(" ,.") if relative else None
    return Person(name, alias or None, relation, kin or None, place or None)


def _related(head: str, relations: tuple[Term, ...]) -> tuple[str, str | None, str | None]:
    """What stands before the relation, the relative, and the relation's code."""
    match = _breaks(relations).search(head)
    term = exact(match[1], relations) if match else None
    if match is None or term is None:
        return head, None, None
    return head[: match.start()].strip(), head[match.end() :].strip(), term.code


def _halves(text: str, cut: re.Pattern[str]) -> tuple[str, str]:
    match = cut.search(text)
    if match is None:
        return text.strip(), ""
    return text[: match.start()].strip(" ,"), text[match.end() :].strip(" ,")


def _well_formed(person: Person) -> bool:
    """Whether every part is Devanagari words, as many as a name has, and nothing is missing."""
    if bool(person.relation) != bool(person.relative):
        return False
    names = [part for part in (person.name, person.alias, person.relative) if part]
    right = all(_NAME.fullmatch(name) and len(name.split()) <= _MOST_WORDS for name in names)
    return right and (person.place is None or bool(_PLACE.fullmatch(person.place)))


@lru_cache(maxsize=16)
def _breaks(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """A form of the terms between blanks."""
    return re.compile(rf"(?:(?<=\s)|(?<=,)|^)({pattern(terms)})(?=\s|$)\s*")


@lru_cache(maxsize=16)
def _leading(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """Any number of titles at the start."""
    return re.compile(rf"^(?:{pattern(terms)}\s+)+")
