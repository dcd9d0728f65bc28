"""The parts of a letter that its layout tells: subject, address, who signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from classifiers.fold import fold, plain
from classifiers.office import address

_SUBJECT = re.compile(r"^\s*(?:विषय|विषयः|विषय॰)\s*[:：\-–—.]*\s*")
_OPENS = tuple(map(fold, ("महोदय", "सन्दर्भ", "निवेदन है", "सेवा में", "कृपया", "उपरोक्त विषयक")))
_END = re.compile(r"(?:।|सम्बन्ध में|संबंध में|सम्बन्ध मे)\s*।?\s*$")
_SIGNED = re.compile(r"^\s*[(\[{]\s*([\u0900-\u0963][\u0900-\u0963 .॰०]{2,40})\s*[)\]}]\s*$")
_SUBJECT_LINES = 3
_ALIKE = 75


@dataclass(frozen=True, slots=True)
class Part:
    """A part by name: its text as written and the numbers of the lines it stands on."""

    name: str
    text: str
    lines: tuple[int, ...]


def parts(lines: Sequence[str]) -> Iterator[Part]:
    """Subject, addressee and signatory, as far as they are there."""
    subject = _subject(lines)
    if subject:
        yield subject
    told = address(lines)
    if told:
        first = lines.index(told[0])
        yield Part("addressee", " ".join(told), tuple(range(first, first + len(told))))
    yield from _signed(lines)


def _subject(lines: Sequence[str]) -> Part | None:
    start = next((n for n, line in enumerate(lines) if _is_subject(line)), None)
    if start is None:
        return None
    last = start
    while not _END.search(lines[last]) and last + 1 < min(len(lines), start + _SUBJECT_LINES):
        if fold(lines[last + 1]).startswith(_OPENS):
            break
        last += 1
    text = " ".join(lines[start : last + 1])
    return Part("subject", _SUBJECT.sub("", text), tuple(range(start, last + 1)))


def _is_subject(line: str) -> bool:
    first = fold(plain(line).partition(" ")[0])
    return bool(_SUBJECT.match(line)) or fuzz.ratio(first, "विषय") > _ALIKE


def _signed(lines: Sequence[str]) -> Iterator[Part]:
    """The name in brackets at the foot; the last one signs."""
    for number in range(len(lines) - 1, -1, -1):
        match = _SIGNED.match(lines[number])
        if match:
            yield Part("signatory", match[1].strip(), (number,))
            return
