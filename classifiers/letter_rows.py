"""A letter as rows of cells, so that people correct it as they correct a register: row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from statistics import fmean
from typing import Final

from classifiers.reasons import reason
from classifiers.record import UNKNOWN, Cell, Document, Guess, State
from classifiers.thresholds import threshold
from classifiers.values import Code, Value
from ocr.geometry import Box, union
from ocr.reading import Reading, ReadLine

# No column of a register has a slash in its id, whatever a district calls them.
KIND: Final = "letter/kind"
HEAD: Final = "letter/head"
OFFICE: Final = "letter/office"
YEAR: Final = "letter/year"
FACTS: Final = (KIND, HEAD, OFFICE, YEAR)
LINE: Final = "letter/line"
FIELD: Final = "field/"
"""Before a field's name, so that an office named in the text is not the letter's own."""

MAIN: Final = ("reference", "date", "addressee", "subject", "signatory")
"""The fields that every letter has a place for, found or not."""

SOURCE: Final = "rules"
_TOP = 6


def letter_rows(letter: Document) -> tuple[tuple[Cell, ...], ...]:
    """What it is (kind, head, office, year), then its lines, then its fields, a row each.

    Facts have their codes as text. Boxes are as wide as the letter's text, so that the rows'
    pictures are of one size. What made the letter wait is in state `review`; where nothing
    stands out, the kind is.
    """
    block = _block(letter)
    lines = tuple((_line(line, block, letter.state),) for line in letter.lines)
    fields = tuple((cell,) for cell in _fields(letter, block))
    waits = letter.state == "review"
    found = any(row[0].state == "review" for row in lines + fields)
    facts = _facts(letter, block, kind_waits=waits and (not found or _unsure(letter.kind)))
    return (facts, *lines, *fields)


def _block(letter: Document) -> Box:
    """All of the letter's text, or the page if it has none."""
    if letter.lines:
        return union(line.box for line in letter.lines)
    return Box(0, 0, letter.page.width, letter.page.height)


def _unsure(guess: Guess) -> bool:
    return guess.choice == UNKNOWN or guess.confidence < threshold("document")


def _facts(letter: Document, block: Box, *, kind_waits: bool) -> tuple[Cell, ...]:
    """Side by side over the letter's first lines, which tell them."""
    bottom = max((line.box.y1 for line in letter.lines[:_TOP]), default=block.y1)
    step = block.width / len(FACTS)
    boxes = [
        Box(block.x0 + n * step, block.y0, block.x0 + (n + 1) * step, bottom)
        for n in range(len(FACTS))
    ]
    kind, head, office = (
        _fact(*told)
        for told in zip(FACTS, (letter.kind, letter.head, letter.office), boxes, strict=False)
    )
    year = str(letter.year or "")
    dated = _read(year, None, letter.kind.confidence, boxes[3], SOURCE)
    return (
        replace(kind, state="review") if kind_waits else kind,
        head,
        replace(office, state="review") if letter.office.choice == UNKNOWN else office,
        Cell(YEAR, "", dated, "auto"),
    )


def _fact(column: str, guess: Guess, box: Box) -> Cell:
    known = guess.choice != UNKNOWN
    code = guess.choice if known else ""
    value = Code(code) if known else None
    read = _read(code, value, guess.confidence, box, SOURCE)
    return Cell(column, "", read, "auto", guess.reasons)


def _line(line: ReadLine, block: Box, of: State) -> Cell:
    sure = fmean(word.confidence for word in line.words) if line.words else 0.0
    return _judged(LINE, _read(line.text, None, sure, _across(line.box, block), "ocr"), of)


def _fields(letter: Document, block: Box) -> Iterator[Cell]:
    """The fields found, and an empty cell for each of the main ones that was not."""
    for field in letter.fields:
        box = _across(field.reading.box, block)
        yield _judged(FIELD + field.name, replace(field.reading, box=box), letter.state)
    found = {field.name for field in letter.fields}
    for name in MAIN:
        if name not in found:
            yield Cell(FIELD + name, "", _read("", None, 0.0, block, SOURCE), "auto")


def _judged(column: str, reading: Reading[Value], of: State) -> Cell:
    """A cell of a waiting letter waits if it was not read well."""
    needed = threshold("document")
    if of != "review" or reading.confidence >= needed:
        return Cell(column, "", reading, "auto")
    why = reason("low-confidence", f"{reading.confidence:.2f}", f"{needed:.2f}")
    return Cell(column, "", reading, "review", (why,))


def _read(text: str, value: Value | None, sure: float, box: Box, source: str) -> Reading[Value]:
    return Reading(text, text, value, sure, box, source)


def _across(box: Box, block: Box) -> Box:
    return Box(min(box.x0, block.x0), box.y0, max(box.x1, block.x1), box.y1)
