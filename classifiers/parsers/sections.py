"""Sections with their Act: 279/338/304ए भा०द०वि०, 2/3 गैंगस्टर एक्ट, 3(1)(द,ध) एस०सी०/एस०टी० एक्ट."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.district import Act
from classifiers.fold import fold, plain
from classifiers.meaning import Meaning, Setting
from classifiers.reasons import reason
from classifiers.values import Sections
from classifiers.vocabulary import exact, nearest, pattern

_SUFFIX = {
    "ए": "A", "एए": "AA", "एबी": "AB", "बी": "B", "सी": "C", "डी": "D", "डीए": "DA", "डीबी": "DB",
    "ई": "E", "एफ": "F", "जी": "G", "एच": "H", "आई": "I", "जे": "J", "के": "K", "एल": "L",
    "एम": "M", "एन": "N", "क": "A", "ख": "B", "ग": "C", "घ": "D", "ङ": "E",
}  # fmt: skip
_LETTERS = "|".join(sorted(_SUFFIX, key=len, reverse=True))
_ONE = rf"\d{{1,3}}(?!\d)(?:\s?(?:{_LETTERS})(?![\u0900-\u097f])|-?[A-Za-z]{{1,2}}(?![A-Za-z]))?"
_ONE += r"(?:\s?\([^()]{1,6}\))*"
_SIGN = r"\s*(?:[/,]|व|एवं|तथा|सपठित|&)\s*"
RUN = rf"(?<![\d./\-]){_ONE}(?:{_SIGN}{_ONE})*"
_RUN = re.compile(RUN)
_PARTS = re.compile(rf"(\d{{1,3}})\s?-?({_LETTERS}|[A-Za-z]{{1,2}})?\s?((?:\([^()]*\)\s?)*)")
_CUE = re.compile(r"(?:अन्तर्गत|अंतर्गत|जुर्म)?\s*(?:धारा(?:ओं|एं|यें|ये)?|दफा|u/s|U/S)?\s*[:\-]?\s*")
_JOIN = re.compile(r"^[\s,;।]*(?:व|एवं|तथा|और)?(?:\s+|$)|[\s,;।.]+$|\s(?:व|एवं|तथा|और|धारा)\s*$")
_ALIKE = 0.78


@dataclass(frozen=True, slots=True)
class Group:
    """Sections as canonical figures, the words behind them and the Act those words name."""

    sections: tuple[str, ...]
    named: str
    act: Act | None
    sure: bool


def parse(text: str, setting: Setting) -> Meaning:
    """The sections; whole only if each group names an Act exactly, in force in the book's year."""
    line = plain(text)
    found = tuple(groups(line, setting))
    if not found:
        return Meaning(None, whole=False, reasons=(reason("no-value", "sections"),))
    clean = bool(_CUE.fullmatch(_RUN.split(line, maxsplit=1)[0]))
    said = tuple(said for group in found for said in _said(group, setting))
    whole = clean and not said
    if not clean:
        said = (*said, reason("partly"))
    first, *others = found
    also = tuple(f"{_code(group)} {one}" for group in others for one in group.sections)
    value = Sections(first.sections, first.act.code if first.act else None, also)
    return Meaning(value, whole=whole, reasons=said)


def groups(line: str, setting: Setting) -> Iterator[Group]:
    """The groups of sections in plain text, each with the Act named behind it."""
    runs = list(_RUN.finditer(line))
    acts = tuple(setting.district.acts.values())
    ends = [*(run.start() for run in runs[1:]), len(line)]
    for run, end in zip(runs, ends, strict=False):
        named = _trimmed(line[run.end() : end])
        act, sure = _act(named, acts)
        yield Group(canonical(run[0]), named, act, sure)


def canonical(run: str) -> tuple[str, ...]:
    """The sections of a run, letters Latin and large: 304ए -> 304A."""
    return tuple(
        number + _SUFFIX.get(letter, letter.upper()) + tail.replace(" ", "")
        for number, letter, tail in _PARTS.findall(run)
    )


def _act(named: str, acts: tuple[Act, ...]) -> tuple[Act | None, bool]:
    """The Act that the words name, and whether they are written as one of its forms is."""
    if not named:
        return None, False
    found = exact(named, acts) or _leading(named, acts)
    if isinstance(found, Act):
        return found, exact(named, acts) is not None
    near = nearest(named, acts, _ALIKE)
    return (near, False) if isinstance(near, Act) else (None, False)


def _leading(named: str, acts: tuple[Act, ...]) -> Act | None:
    match = re.match(pattern(acts), named)
    found = exact(match[0], acts) if match else None
    return found if isinstance(found, Act) else None


def _trimmed(named: str) -> str:
    before = ""
    while named != before:
        before, named = named, _JOIN.sub("", named)
    return named.strip(" -:()")


def _said(group: Group, setting: Setting) -> Iterator[str]:
    if group.act is None:
        named = fold(group.named)
        yield reason("act-unknown", named) if named else reason("act-not-named")
        return
    if not group.sure:
        yield reason("near", group.act.name)
    if setting.year and not in_force(group.act, setting.year):
        yield reason("act-not-in-force", group.act.name, setting.year)


def in_force(act: Act, year: int) -> bool:
    """Whether the Act was in force for a part of the year."""
    begun = act.valid_from is None or act.valid_from.year <= year
    return begun and (act.valid_to is None or act.valid_to.year >= year)


def _code(group: Group) -> str:
    return group.act.code if group.act else "?"
