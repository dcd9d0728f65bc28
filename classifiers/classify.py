"""A recognised page becomes a record: kind, office, year, values, file head, sensitivity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from classifiers import columns, heads, office, seen, sensitivity, year
from classifiers.cells import Frame, rows
from classifiers.district import District
from classifiers.kind import identify
from classifiers.kinds import Column, RegisterKind
from classifiers.meaning import Setting
from classifiers.reasons import reason
from classifiers.record import (
    Document,
    Guess,
    Hints,
    Record,
    RegisterPage,
    Sensitivity,
    State,
)
from classifiers.thresholds import threshold
from ocr.reading import ReadTable, RecognisedPage

_HEADING_READ = 0.3
_UNASSESSED = Sensitivity("restricted")


def classify(page: RecognisedPage, district: District, hints: Hints) -> Record:
    """The record of a page; what is not certain in it waits for a person, nothing is left out.

    A page with a table is a register's unless its words make it a letter; a register's page
    whose rows were not found is a document that names the register as its kind.
    """
    kind = identify(page, district, hints)
    if page.table is not None and seen.tabular(page) and kind.choice not in district.letters:
        return _register(page, page.table, kind, district, hints)
    return _document(page, kind, district, hints)


def _register(
    page: RecognisedPage, table: ReadTable, kind: Guess, district: District, hints: Hints
) -> RegisterPage:
    lines = [line.text for line in page.lines]
    texts = [cell.reading.text for row in table.rows for cell in row]
    book_year = hints.year or year.said(lines) or year.most(texts)
    frame = _frame(table, kind, Setting(district, book_year))
    record = RegisterPage(
        "register",
        page.page,
        kind,
        heads.choose(kind, district),
        office.of_register(lines, district, hints),
        book_year,
        hints.volume or year.volume(lines),
        _UNASSESSED,
        page.lines,
        rows(table.rows, frame),
        page.marks,
    )
    return replace(record, sensitivity=sensitivity.assess(record, district))


def _frame(table: ReadTable, kind: Guess, setting: Setting) -> Frame:
    """The columns of the table and the doubts about each."""
    headings = seen.headings(table)
    unclear = _unclear(table)
    found = setting.district.registers.get(kind.choice)
    if found is None:
        named: Sequence[Column] = columns.unnamed(seen.grid(table, setting.district).shapes)
        doubts: list[tuple[str, ...]] = [(reason("kind-unknown"),)] * len(headings)
    else:
        named, doubts = _columns(table, found, setting.district)
        if kind.confidence < threshold("kind"):
            doubts = [(*doubt, reason("kind-unsure")) for doubt in doubts]
    doubts = [(*doubt, *unclear) for doubt in doubts]
    return Frame(tuple(named), headings, tuple(doubts), setting)


def _unclear(table: ReadTable) -> tuple[str, ...]:
    """A doubt about every cell of a page that was read badly as a whole, as handwriting is."""
    clarity, needed = seen.clarity(table), threshold("clear")
    return (reason("page-unclear", f"{clarity:.2f}"),) if clarity < needed else ()


def _columns(
    table: ReadTable, kind: RegisterKind, district: District
) -> tuple[Sequence[Column], list[tuple[str, ...]]]:
    aligned = columns.align(seen.grid(table, district), kind)
    pairs = zip(aligned.columns, aligned.heads, strict=True)
    return columns.named(aligned, kind), [_doubt(number, head) for number, head in pairs]


def _doubt(number: int | None, likeness: float) -> tuple[str, ...]:
    if number is None:
        return (reason("column-unknown"),)
    return () if likeness >= _HEADING_READ else (reason("column-unsure"),)


def _document(page: RecognisedPage, kind: Guess, district: District, hints: Hints) -> Document:
    from classifiers import entities  # noqa: PLC0415 - spaCy takes a second, registers need none

    lines = seen.all_lines(page)
    texts = [line.text for line in lines]
    own_year = hints.year or year.dated(texts, district)
    head = heads.choose(kind, district)
    record = Document(
        "document",
        page.page,
        kind,
        head,
        office.of_letter(texts, district, hints),
        own_year,
        _UNASSESSED,
        lines,
        entities.entities(lines, Setting(district, own_year)),
        _state(page, kind, district),
        page.marks,
    )
    return replace(record, sensitivity=sensitivity.assess(record, district))


def _state(page: RecognisedPage, kind: Guess, district: District) -> State:
    """`auto` for a letter whose kind is sure and whose lines were read well on the whole."""
    read = [word.confidence for line in page.lines for word in line.words]
    clear = bool(read) and sum(read) / len(read) >= threshold("document")
    sure = kind.choice in district.letters and kind.confidence >= threshold("document")
    return "auto" if clear and sure else "review"
