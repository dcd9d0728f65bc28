"""What somebody typed, taken apart: names, relative, place, case numbers, sections, a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from classifiers.fold import RING, fold, plain
from storage.search import terms
from storage.search.faults import SearchTooLong, SearchTooShort
from storage.search.names import tidy
from storage.search.sound import words

LETTERS: Final = 200
WORDS: Final = 12

_SLASHED: Final = re.compile(r"(?<=[sdwcruSDWCRU])\s?/\s?(?=[oOsS]\b)")
_CASE: Final = re.compile(r"(?<![\w/-])(\d{1,5})\s?/\s?(\d{4}|\d{2})(?![\w/-])")
_FILE: Final = re.compile(r"(?<!\w)[A-Za-z]{1,2}-\d{3,6}[\w/()-]*")
_NUMBERS: Final = re.compile(r"(?<![\w/])\d{1,4}[a-zA-Z]?(?:\(\w{1,3}\))*")
_NAME: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Query:
    """`groups` are what must all be in a line: of each group any, a `*` behind beginnings.

    `name`, `relative` and `place` are folded and empty if not said; `marked` if something said
    where the name ends. `words` are all words as they are compared.
    """

    groups: tuple[frozenset[str], ...]
    name: str
    relative: str
    place: str
    marked: bool
    words: tuple[str, ...]
    cases: tuple[str, ...]
    sections: tuple[str, ...]
    file: str


def understood(text: str) -> Query:
    """The query of a text; SearchTooShort or SearchTooLong if it cannot be one."""
    line = _SLASHED.sub("/", plain(_printable(text)).replace(RING, ""))
    if sum(len(word) for word in terms.words(line)) < 2:
        raise SearchTooShort
    if len(text) > LETTERS or len(terms.words(line)) > WORDS:
        raise SearchTooLong(letters=LETTERS, words=WORDS)
    file, rest = _file(line)
    sections, rest = _sections(rest)
    cases, rest = _cases(rest)
    name, relative, place = _person(fold_marks(rest))
    rest = f"{name} {relative} {place}".strip() if name or relative or place else rest
    kept = tuple(terms.words(_unmarked(rest)))
    groups = [frozenset({f"{terms.FILE}{file}*"})] if file else []
    groups += [_either_year(number, year) for number, year in cases]
    groups += [frozenset({terms.section(one), one.lower()}) for one in sections]
    groups += [terms.of_word(word) for word in kept]
    return Query(
        groups=tuple(dict.fromkeys(groups)),
        name=name,
        relative=relative,
        place=place,
        marked=bool(relative or place),
        words=kept,
        cases=tuple(f"{number}/{year}" for number, year in cases),
        sections=tuple(sections),
        file=file,
    )


def fold_marks(text: str) -> str:
    """Folded, but s/o and r/o keep their stroke."""
    parts = re.split(r"(?i)(?<!\w)([sdwcr]/o|u/s)(?!\w)", text)
    return " ".join(part.lower() if at % 2 else fold(part) for at, part in enumerate(parts))


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _file(line: str) -> tuple[str, str]:
    match = _FILE.search(line)
    return (terms.bare(match[0]), _FILE.sub(" ", line, count=1)) if match else ("", line)


def _sections(line: str) -> tuple[list[str], str]:
    """The numbers behind धारा; the rest of the line without both."""
    cue = _mark("section").search(line)
    if cue is None:
        return [], line
    run = re.match(r"(?:[\d()/,:\s-]|व(?=\s)|[a-zA-Z](?![a-zA-Z]))+", line[cue.end() :])
    if run is None:
        return [], line
    found = [number[0] for number in _NUMBERS.finditer(run[0].replace("/", " "))]
    return found, f"{line[: cue.start()]} {line[cue.end() + run.end() :]}" if found else line


def _cases(line: str) -> tuple[list[tuple[int, str]], str]:
    found = [(int(match[1]), match[2]) for match in _CASE.finditer(line)]
    rest = _CASE.sub(" ", line)
    return found, _mark("case").sub(" ", rest) if found else rest


def _either_year(number: int, year: str) -> frozenset[str]:
    """A year of two figures is of this century or of the last."""
    years = [year] if len(year) == 4 else [f"20{year}", f"19{year}"]
    return frozenset(terms.case(number, int(one)) for one in years)


def _person(line: str) -> tuple[str, str, str]:
    """Name, relative and place as the marks between them tell; all a name if there are none."""
    head, place = _halves(line, "residence")
    head, relative = _halves(head, "relation")
    name = _halves(head, "alias")[0] or head
    place = _mark("residence").sub(" ", place)
    found = tidy(name), tidy(relative), tidy(place)
    return ("", "", "") if any(letter.isdigit() for letter in found[0]) else found


def _halves(text: str, mark: str) -> tuple[str, str]:
    match = _mark(mark).search(text)
    if match is None or not text[match.end() :].strip():
        return text.strip(), ""
    return text[: match.start()].strip(), text[match.end() :].strip()


def _unmarked(text: str) -> str:
    """Without marks and titles, unless nothing else is there."""
    left = text
    for mark in ("relation", "residence", "title", "alias"):
        left = _mark(mark).sub(" ", left)
    return left if _NAME.search(left) or not _NAME.search(text) else text


@cache
def _mark(name: str) -> re.Pattern[str]:
    """Any of the words of that list, whole; dots and rings may stand behind."""
    forms = sorted(words()[name], key=len, reverse=True)
    told = "|".join(re.escape(form) for form in forms)
    return re.compile(rf"(?i)(?<![\w\u0900-\u097f])(?:{told})[.॰:]*(?![\w\u0900-\u097f])")
