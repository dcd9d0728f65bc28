"""What stands where something was found: the pieces that were looked for, identifiers masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from ocr.geometry import Box
from storage.search import terms
from storage.search.found import Part
from storage.search.mask import masked
from storage.search.query import Query
from storage.search.rank import reaches
from storage.search.sound import key, skeleton, spellings

LONGEST: Final = 160
LINES: Final = 3
_BLACK: Final = re.compile(r"\S+")
_ALIKE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Sought:
    """What marks a word as looked for."""

    words: frozenset[str]
    sounds: frozenset[str]
    names: tuple[str, ...]
    _told: dict[str, bool] = field(default_factory=dict, compare=False)

    def is_in(self, text: str) -> bool:
        """Whether a word (or some, as one name) is what was looked for."""
        if text not in self._told:
            self._told[text] = self._holds(text)
        return self._told[text]

    def _holds(self, text: str) -> bool:
        told = terms.words(text)
        if not self.words.isdisjoint(told) or not self.sounds.isdisjoint(terms.sounds(text)):
            return True
        name = " ".join(told)
        if not name or any(map(str.isdigit, name)):
            return False
        return any(reaches(_ALIKE, one, name) for one in self.names)

    def is_one(self, first: str, second: str) -> bool:
        """Whether two words together are a name that was written as one."""
        sound = skeleton(_spelling(first) + _spelling(second))
        return len(sound) > 2 and any(sound == key(name) for name in self.names)


def sought(query: Query) -> Sought:
    """What the query looks for, in words."""
    numbers = [part for case in query.cases for part in case.split("/")]
    words = frozenset((*query.words, *numbers, *(one.lower() for one in query.sections)))
    sounds = frozenset(sound for word in query.words for sound in terms.sounds(word))
    return Sought(words, sounds, tuple(name for name in _names(query) if name))


def _names(query: Query) -> Iterable[str]:
    return dict.fromkeys((query.name, query.relative, query.place, *query.words))


def parts(text: str, wanted: Sought) -> tuple[Part, ...]:
    """The text, at most 160 letters around what was looked for, in pieces."""
    flat = " ".join(text.split())
    spans = _spans(flat, wanted)
    start, end = _window(flat, spans)
    shown, told, at = masked(flat), list[Part](), start
    for first, last in spans:
        if first >= end or last <= start:
            continue
        if first > at:
            told.append((shown[at:first], False))
        told.append((shown[max(first, start) : last], True))
        at = last
    rest = shown[at : max(at, end)]
    return tuple(_dots(told + ([(rest, False)] if rest else []), start > 0, end < len(flat)))


def _spans(text: str, wanted: Sought) -> list[tuple[int, int]]:
    """Where words stand that were looked for; neighbours are one."""
    black = [(word.start(), word.end()) for word in _BLACK.finditer(text)]
    said = [text[start:end] for start, end in black]
    marked = [wanted.is_in(word) for word in said]
    for at in range(len(black) - 1):
        if not (marked[at] or marked[at + 1]) and wanted.is_one(*said[at : at + 2]):
            marked[at] = marked[at + 1] = True
    spans: list[tuple[int, int]] = []
    for (start, end), hit in zip(black, marked, strict=True):
        if hit and spans and text[spans[-1][1] : start] == " ":
            spans[-1] = (spans[-1][0], end)
        elif hit:
            spans.append((start, end))
    return spans


@lru_cache(maxsize=20_000)
def _spelling(word: str) -> str:
    return "".join(spellings(word))


def _window(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if len(text) <= LONGEST:
        return 0, len(text)
    middle = spans[0][0] if spans else 0
    start = max(0, min(middle - LONGEST // 3, len(text) - LONGEST))
    start = text.rfind(" ", 0, start) + 1 if start else 0
    blank = text.find(" ", min(start + LONGEST, len(text)))
    return start, blank if blank > 0 else len(text)


def _dots(told: list[Part], before: bool, after: bool) -> Iterable[Part]:  # noqa: FBT001
    return [*([("… ", False)] if before else []), *told, *([(" …", False)] if after else [])]


def of_lines(lines: Sequence[dict[str, Any]], wanted: Sought) -> tuple[str, tuple[Box, ...]]:
    """Of a letter's lines the first with most of what was looked for and its neighbours.

    And the boxes of the words looked for, of all lines, at most 20.
    """
    texts = [" ".join(word["text"] for word in line["words"]) for line in lines]
    counts = [len(_spans(text, wanted)) for text in texts]
    best = max(range(len(counts)), key=counts.__getitem__, default=0)
    boxes = [
        Box(**word["box"])
        for line, count in zip(lines, counts, strict=True)
        if count
        for word in line["words"]
        if wanted.is_in(word["text"])
    ]
    start = max(0, best - 1)
    return " ".join(texts[start : start + LINES]), tuple(boxes[:20])
