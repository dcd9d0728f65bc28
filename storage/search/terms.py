"""What a row or a letter can be found by: its words, their sounds, its numbers and its place.

Each term is one token in both databases' full-text index. A private letter of Unicode before a
term says what it is, so that no word that somebody typed can be taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from classifiers.fold import fold, plain
from storage.search.sound import WORD, skeleton, spelt

SOUND: Final = "\ue001"
CASE: Final = "\ue002"
SECTION: Final = "\ue003"
FILE: Final = "\ue004"
OFFICE: Final = "\ue005"
LEVEL: Final = "\ue006"
KIND: Final = "\ue007"
YEAR: Final = "\ue008"

LONGEST: Final = 60
_BREAK: Final = re.compile(r"[./\-\s]+")
_OTHER: Final = re.compile(r"[\W_]+")
_TAIL: Final = re.compile(r"^\d+[a-z\u0900-\u0963]*")


def words(text: str) -> list[str]:
    """The words of a text as they are compared; no signs, figures Latin, numbers apart."""
    return [word[:LONGEST] for word in _BREAK.split(fold(text)) if word]


@lru_cache(maxsize=20_000)
def sounds(text: str) -> tuple[str, ...]:
    """The skeletons of its words, those of one consonant left out."""
    found = (skeleton(spelt(word)) for word in WORD.findall(plain(text)))
    return tuple(sound[:LONGEST] for sound in found if len(sound) > 1)


def bare(code: str) -> str:
    """A code or number without its signs: K-11011/5 is k110115."""
    return _OTHER.sub("", fold(code))[:LONGEST]


def case(number: int, year: int | None) -> str:
    """The term of a case number; without a year it is found by the number alone."""
    return f"{CASE}{number}y{year or ''}"


def section(text: str) -> str:
    """The term of a section: 25(1)(b) of "ARMS 25(1)(b)" is 25; 376D stays 376d."""
    match = _TAIL.match(fold("".join(text.split()[-1:])))
    return f"{SECTION}{match[0] if match else bare(text)}"


def of_text(text: str) -> set[str]:
    """The terms of words as they stand."""
    return {SOUND + sound for sound in sounds(text)}.union(*map(of_word, words(text)))


@lru_cache(maxsize=20_000)
def of_word(word: str) -> frozenset[str]:
    """The terms of one of `words`: its sounds, and itself if it is not letters alone."""
    heard = frozenset(SOUND + sound for sound in sounds(word))
    return heard if heard and WORD.fullmatch(word) else heard | {word}


def of_value(value: dict[str, Any] | None) -> set[str]:
    """The terms of what a reading means: case numbers, sections, Acts, places, codes."""
    if not value:
        return set()
    told = set(_parts(value))
    return {*told, *(SOUND + one for one in sounds(str(value.get("name") or "")))}


def of_place(told: dict[str, Any]) -> set[str]:
    """The terms of what holds the row: file, office, level, kind and year of its document."""
    kept = {OFFICE + bare(told["seen_by"]), LEVEL + bare(told["level"]), KIND + bare(told["kind"])}
    if told["file_no"]:
        kept.add(FILE + bare(told["file_no"]))
    return kept | ({f"{YEAR}{told['year']}"} if told["year"] else set())


def _parts(value: dict[str, Any]) -> Iterator[str]:
    if value.get("kind") == "case":
        yield case(value["number"], value["year"])
    several: Iterable[str] = (*(value.get("sections") or ()), *(value.get("also") or ()))
    yield from (section(one) for one in several)
    for name in ("act", "code"):
        if value.get(name):
            yield from words(str(value[name]))
