"""Who may see a record: its kind, its sections, its words; what was not read for certain is hidden.

Sections and words are the district's data (acts.csv `restricted`, sensitive.csv): the offences of
BNS 72 / IPC 228A, POCSO, JJ, ITP and SC/ST Acts, as Nipun Saxena v. Union of India demands.
Assess again after a person's corrections: sections that are then certain may free the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from classifiers.district import Act, District
from classifiers.fold import fold, plain
from classifiers.heads import kind_of
from classifiers.kinds import Column, LetterKind, RegisterKind
from classifiers.meaning import Setting
from classifiers.parsers import sections
from classifiers.reasons import reason
from classifiers.record import Document, Record, Sensitivity, State
from classifiers.values import Amount, CaseNumber, Sections, Value

_SECTION = re.compile(r"(\d+)([A-Z]*)")
_CUE = fold("धारा")
_AGE = re.compile(r"(?:उम्र|आयु|वय)\s*(?:करीब|लगभग)?\s*(\d{1,2})(?!\d)")
_ADULT = 18
_LONG, _ALIKE = 6, 86
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """What of a cell tells who may see its page."""

    column: str
    text: str
    value: Value | None
    state: State


def assess(record: Record, district: District) -> Sensitivity:
    """The level and every reason for it."""
    kind, text = record.kind.choice, " ".join(line.text for line in record.lines)
    if isinstance(record, Document):
        values = [field.reading.value for field in record.fields]
        return letter(kind, record.year, text, values, district)
    cells = [cell for row in record.rows for cell in row]
    said = [Said(c.column, c.reading.text, c.reading.value, c.state) for c in cells]
    return table(kind, text, said, district)


def table(kind: str, text: str, cells: Sequence[Said], district: District) -> Sensitivity:
    """The same of a register page; `text` is what stands outside of its cells, or all of it."""

    def triggers(known: RegisterKind | LetterKind) -> Iterator[str]:
        yield from _by_words(" ".join([text, *(cell.text for cell in cells)]), district)
        if isinstance(known, RegisterKind):
            yield from _by_sections((cell.value for cell in cells), district)
            yield from _unread(cells, known)
            yield from _minors(cells, known)

    return _level(kind, triggers, district)


def letter(
    kind: str, year: int | None, text: str, values: Sequence[Value | None], district: District
) -> Sensitivity:
    """The same of a letter; `values` are those of its fields."""

    def triggers(_: RegisterKind | LetterKind) -> Iterator[str]:
        yield from _by_words(text, district)
        yield from _by_sections(values, district)
        yield from _in_letter(text, year, district)

    return _level(kind, triggers, district)


def _level(
    kind: str, triggers: Callable[[RegisterKind | LetterKind], Iterable[str]], district: District
) -> Sensitivity:
    known = kind_of(kind, district)
    if known is None:
        return Sensitivity("restricted", (reason("kind-unknown"),))
    found = tuple(dict.fromkeys(triggers(known)))
    if found:
        return Sensitivity("restricted", found)
    if known.level == "normal":
        return Sensitivity("normal")
    return Sensitivity(known.level, (reason("level-of-kind", known.level),))


def is_restricted(section: str, act: Act) -> bool:
    """Whether a section (376DA, 3(1)) lies in what the Act's list restricts."""
    return any(one == "*" or _within(section, one) for one in act.restricted)


def _by_words(text: str, district: District) -> Iterator[str]:
    key = fold(text)
    for term in district.terms["sensitive"]:
        if any(_there(fold(form), key) for form in term.written):
            yield reason("word-restricted", term.name)


def _there(form: str, text: str) -> bool:
    if form in text:
        return True
    long = len(form) >= _LONG and len(text) >= len(form)
    return long and fuzz.partial_ratio(form, text, score_cutoff=_ALIKE) > 0


def _by_sections(values: Iterable[Value | None], district: District) -> Iterator[str]:
    for value in values:
        if isinstance(value, Sections | CaseNumber):
            for code, section in _pairs(value):
                act = district.acts.get(code)
                if act and is_restricted(section, act):
                    yield reason("section-restricted", f"{section} {act.code}")


def _pairs(value: Sections | CaseNumber) -> Iterator[tuple[str, str]]:
    yield from ((value.act or "?", section) for section in value.sections)
    for one in value.also:
        code, _, section = one.partition(" ")
        yield code, section


def _within(section: str, listed: str) -> bool:
    first, _, last = listed.partition("-")
    bounds = _order(first), _order(last or first)
    return bounds[0] <= _order(section) <= bounds[1]


def _order(section: str) -> tuple[int, str]:
    match = _SECTION.match(section)
    return (int(match[1]), match[2]) if match else (0, "")


def _unread(cells: Sequence[Said], kind: RegisterKind) -> Iterator[str]:
    """Fail closed: sections that wait for a person could be anything."""
    wanted = {column.id for column in kind.columns if _holds_sections(column)}
    if any(cell.column in wanted and cell.state == "review" for cell in cells):
        yield reason("sections-unread")
    told = {cell.column for cell in cells}
    if any(column.type == "sections" and column.id not in told for column in kind.columns):
        yield reason("sections-unread")
    filled = [cell for cell in cells if cell.text.strip()]
    waiting = sum(1 for cell in filled if cell.state == "review")
    if kind.level != "normal" and waiting > _MOSTLY * len(filled):
        yield reason("mostly-unread")


def _holds_sections(column: Column) -> bool:
    return column.type == "sections" or (column.type == "case" and _CUE in fold(column.heading))


def _minors(cells: Sequence[Said], kind: RegisterKind) -> Iterator[str]:
    ages = {c.id for c in kind.columns if c.type == "amount" and fold(c.heading) in ("आयु", "उम्र")}
    for cell in cells:
        value = cell.value
        if isinstance(value, Amount) and value.amount < _ADULT:
            young = cell.column in ages and value.unit in ("year", "month", "day", None)
            if young:
                yield reason("minor", cell.text)


def _in_letter(text: str, year: int | None, district: District) -> Iterator[str]:
    """Sections anywhere in the text, an age, and sections that are spoken of but not read."""
    line = plain(text)
    setting = Setting(district, year)
    groups = [g for part in line.split(plain("धारा"))[1:] for g in sections.groups(part, setting)]
    for group in groups:
        if group.act:
            restricted = [one for one in group.sections if is_restricted(one, group.act)]
            yield from (reason("section-restricted", f"{s} {group.act.code}") for s in restricted)
    if _CUE in fold(text) and not any(group.act for group in groups):
        yield reason("sections-unread")
    for age in _AGE.findall(line):
        if int(age) < _ADULT:
            yield reason("minor", age)
