"""The CSV files of a district become offices, heads, terms and Acts; a mistake names its line."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn, Protocol, TypeVar, cast, get_args

from classifiers.district import (
    Act,
    Disposal,
    Head,
    HeadLevel,
    Limit,
    Office,
    OfficeType,
    Post,
    Term,
)
from classifiers.faults import (
    BadCode,
    BadDate,
    DuplicateEntry,
    FileMissing,
    MissingKey,
    NotReadable,
    UnknownHead,
    UnknownKey,
    UnknownOffice,
    WrongValue,
)
from classifiers.kinds import RegisterKind

_OFFICE_CODE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_POST_CODE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+){2,}", re.ASCII)
_HEAD_CODE = re.compile(
    r"(?P<basic>[A-Z])(?:-(?P<primary>\d{2})(?:0(?P<secondary>\d{2})(?P<tertiary>\(\d{1,2}\))?)?)?"
)
_DAYS = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_RETENTION = re.compile(r"A|B|C-\d{1,2}")


class Coded(Protocol):
    """Anything a table holds: it has a code."""

    @property
    def code(self) -> str:
        """The code, unique in its table."""


C = TypeVar("C", bound=Coded)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a CSV file with its place, for what is said when it is wrong."""

    file: str
    number: int
    cells: Mapping[str, str]

    @property
    def key(self) -> str:
        """The place as faults name it."""
        return f"line {self.number}"

    def given(self, column: str) -> str:
        """The cell's text; MissingKey if it is blank."""
        text = self.cells[column].strip()
        if not text:
            raise MissingKey(file=self.file, key=f"{self.key}, {column}")
        return text

    def several(self, column: str, separator: str | None = ";") -> tuple[str, ...]:
        """The parts of a cell that holds several, blanks left out."""
        parts = (part.strip() for part in self.cells[column].split(separator))
        return tuple(part for part in parts if part)

    def day(self, column: str) -> date | None:
        """The date of a cell, None if it is blank; BadDate if it is none."""
        text = self.cells[column].strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise BadDate(file=self.file, key=f"{self.key}, {column}", found=text) from None


def offices(path: Path) -> dict[str, Office]:
    """The offices of a district by code; every parent must be there."""
    columns = ("code", "name", "english", "variants", "type", "parent", "valid_from", "valid_to")
    lines = tuple(_lines(path, columns))
    found = _coded(lines, _office)
    for line in lines:
        parent = line.cells["parent"].strip()
        if parent and parent not in found:
            raise UnknownOffice(file=line.file, key=line.key, office=parent)
    return found


def posts(path: Path, known: Mapping[str, Office]) -> dict[str, Post]:
    """The posts of a district by code; the office of each must be `known`."""
    columns = ("code", "office", "title", "english", "valid_from", "valid_to")
    lines = tuple(_lines(path, columns))
    found = _coded(lines, _post)
    for line in lines:
        if (office := line.given("office")) not in known:
            raise UnknownOffice(file=line.file, key=line.key, office=office)
    return found


def limits(path: Path, registers: Mapping[str, RegisterKind]) -> dict[str, Limit]:
    """The limits of time by code; kind and columns of each must be among the `registers`."""
    columns = ("code", "title", "english", "kind", "since", "done", "pending", "days")
    lines = tuple(_lines(path, columns))
    for line in lines:
        _check_columns(line, registers)
    return _coded(lines, _limit)


def disposals(path: Path, registers: Mapping[str, RegisterKind]) -> dict[str, Disposal]:
    """When rows are disposed of, by kind; each kind and its columns must be in `registers`."""
    lines = tuple(_lines(path, ("kind", "since", "done", "pending")))
    for line in lines:
        _check_columns(line, registers)
    return _coded(lines, _disposal)


def heads(path: Path) -> dict[str, Head]:
    """The file heads of a district by code; the head above each must be there."""
    columns = ("code", "title", "english", "retention", "valid_from", "valid_to")
    lines = tuple(_lines(path, columns))
    found = _coded(lines, _head)
    for line in lines:
        parent = found[line.given("code")].parent
        if parent and parent not in found:
            raise UnknownHead(file=line.file, key=line.key, head=parent)
    return found


def terms(path: Path) -> tuple[Term, ...]:
    """A list of the lexicon, in its order."""
    return tuple(_coded(_lines(path, ("code", "name", "forms")), _term).values())


def acts(path: Path) -> dict[str, Act]:
    """The Acts by code."""
    columns = ("code", "name", "forms", "restricted", "valid_from", "valid_to")
    return _coded(_lines(path, columns), _act)


def retention(file: str, key: str, text: str) -> str:
    """A retention category as it must be written: A, B, C-3; BadCode otherwise."""
    if not _RETENTION.fullmatch(text):
        raise BadCode(file=file, key=key, found=text, example="A, B, C-10")
    return text


def _office(line: Line) -> Office:
    code, type_ = line.given("code"), line.given("type")
    if not _OFFICE_CODE.fullmatch(code):
        raise BadCode(file=line.file, key=line.key, found=code, example="KNJ-TIR")
    if type_ not in get_args(OfficeType):
        _refuse(line, "type", ", ".join(get_args(OfficeType)))
    return Office(
        code,
        line.given("name"),
        line.given("english"),
        line.several("variants"),
        cast("OfficeType", type_),
        line.cells["parent"].strip() or None,
        line.day("valid_from"),
        line.day("valid_to"),
    )


def _post(line: Line) -> Post:
    code = line.given("code")
    if not _POST_CODE.fullmatch(code):
        raise BadCode(file=line.file, key=line.key, found=code, example="SHO-PSTIRWA-KNJ")
    return Post(
        code,
        line.given("office"),
        line.given("title"),
        line.given("english"),
        line.day("valid_from"),
        line.day("valid_to"),
    )


def _limit(line: Line) -> Limit:
    if not _DAYS.fullmatch(line.given("days")):
        _refuse(line, "days", "1 … 9999")
    return Limit(
        line.given("code"),
        line.given("title"),
        line.given("english"),
        line.given("kind"),
        line.given("since"),
        line.given("done"),
        line.several("pending"),
        int(line.given("days")),
    )


def _disposal(line: Line) -> Disposal:
    told = line.given("kind"), line.given("since"), line.given("done")
    return Disposal(*told, line.several("pending"))


def _check_columns(line: Line, registers: Mapping[str, RegisterKind]) -> None:
    """The kind is there, `since` a column of its dates, `done` another of its columns."""
    kind = line.given("kind")
    if kind not in registers:
        _refuse(line, "kind", ", ".join(registers))
    dates = [column.id for column in registers[kind].columns if column.type == "date"]
    others = [column.id for column in registers[kind].columns if column.id != line.given("since")]
    for name, known in (("since", dates), ("done", others)):
        if line.given(name) not in known:
            _refuse(line, name, ", ".join(known))


def _refuse(line: Line, column: str, expected: str) -> NoReturn:
    """Raise the fault of a cell that holds something else than it may."""
    key, found = f"{line.key}, {column}", line.given(column)
    raise WrongValue(file=line.file, key=key, found=found, expected=expected)


def _head(line: Line) -> Head:
    code = line.given("code")
    match = _HEAD_CODE.fullmatch(code)
    if match is None:
        raise BadCode(file=line.file, key=line.key, found=code, example="K, K-11, K-11011")
    level, parent = _above(match)
    kept = retention(line.file, f"{line.key}, retention", line.given("retention"))
    dates = line.day("valid_from"), line.day("valid_to")
    return Head(code, level, line.given("title"), line.given("english"), parent, kept, *dates)


def _above(match: re.Match[str]) -> tuple[HeadLevel, str | None]:
    """The level of a head's code and the code of the head above it."""
    basic, primary, secondary, tertiary = match.groups()
    if tertiary:
        return "tertiary", f"{basic}-{primary}0{secondary}"
    if secondary:
        return "secondary", f"{basic}-{primary}"
    return ("primary", basic) if primary else ("basic", None)


def _term(line: Line) -> Term:
    return Term(line.given("code"), line.given("name"), line.several("forms"))


def _act(line: Line) -> Act:
    return Act(
        line.given("code"),
        line.given("name"),
        line.several("forms"),
        line.several("restricted", None),
        line.day("valid_from"),
        line.day("valid_to"),
    )


def _coded(lines: Iterator[Line] | tuple[Line, ...], make: Callable[[Line], C]) -> dict[str, C]:
    found: dict[str, C] = {}
    for line in lines:
        entry = make(line)
        if entry.code in found:
            raise DuplicateEntry(file=line.file, key=line.key, name=entry.code)
        found[entry.code] = entry
    return found


def _lines(path: Path, columns: tuple[str, ...]) -> Iterator[Line]:
    rows = list(csv.reader(_text(path).splitlines()))
    heading = rows[0] if rows else []
    for missing in set(columns) - set(heading):
        raise MissingKey(file=path.name, key=f"the column {missing}")
    for unknown in set(heading) - set(columns):
        raise UnknownKey(file=path.name, key=unknown)
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(heading):
            expected = f"{len(heading)} columns are needed"
            key, found = f"line {number}", f"{len(row)} columns"
            raise WrongValue(file=path.name, key=key, found=found, expected=expected)
        yield Line(path.name, number, dict(zip(heading, row, strict=True)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise FileMissing(file=path.name) from None
    except (OSError, UnicodeDecodeError) as error:
        raise NotReadable(file=path.name, reason=str(error)) from None
