"""Cells as read become cells of a record: values beside the text, and whether they need an eye."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from classifiers.around import around
from classifiers.confidence import honest, measured_as
from classifiers.decode import Expected, decode, mixed
from classifiers.ditto import is_ditto
from classifiers.kinds import Column
from classifiers.lexicon import Lexicon, of_column, with_page
from classifiers.meaning import Meaning, Setting
from classifiers.parsers import parse
from classifiers.reasons import reason
from classifiers.record import Cell
from classifiers.thresholds import Measure, threshold
from classifiers.tidy import tidy
from classifiers.values import CaseNumber, Day, Serial, Value
from ocr.reading import ReadCell, Reading

_AGREE = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """What the cells of a table share: columns, headings as read, doubts about each column."""

    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    doubts: tuple[tuple[str, ...], ...]
    setting: Setting


def rows(table: Sequence[Sequence[ReadCell]], frame: Frame) -> tuple[tuple[Cell, ...], ...]:
    """The rows with values and states; ditto signs take the value of the cell above."""
    above: dict[int, Cell] = {}
    told = []
    page = around(table, frame.columns)
    lexicons = [
        with_page(of_column(column, frame.setting.district), page.words) for column in frame.columns
    ]
    for number, row in enumerate(table):
        cells = tuple(
            _decoded(cell, frame, page.expected(number, cell.column), lexicons[cell.column], above)
            for cell in row
        )
        above |= {read.column: cell for read, cell in zip(row, cells, strict=True) if _filled(cell)}
        told.append(cells)
    return _in_sequence(tuple(told))


def _decoded(
    read: ReadCell, frame: Frame, expected: Expected, lexicon: Lexicon, above: dict[int, Cell]
) -> Cell:
    """The cell with the text that its column, the district and the page make likeliest.

    Where that is not what was read first, the first reading is told and stands first among the
    alternatives: a person who looks at the cell can take it back with one key.
    """
    first = tidy(read.reading.raw)
    column = frame.columns[read.column]
    best = decode(read, column, lexicon, frame.setting, expected)
    sure = honest(best.confidence, read.reading.source, measured_as(column.type, best.text))
    reading = replace(read.reading, text=best.text, confidence=sure)
    cell = _cell(replace(read, reading=reading), frame, above.get(read.column))
    others = (other for other in dict.fromkeys((first, *best.others)) if other != best.text)
    changed = () if best.text == first else (reason("decoded", first),)
    return replace(cell, reasons=(*cell.reasons, *changed), alternatives=tuple(others))


def _cell(read: ReadCell, frame: Frame, above: Cell | None) -> Cell:
    column, heading = frame.columns[read.column], frame.headings[read.column]
    text = read.reading.text
    doubts = (*frame.doubts[read.column], *_by_hand(read))
    if not text.strip():
        return _judged(column, heading, _typed(read.reading, None), "empty", doubts)
    if is_ditto(text, frame.setting.district):
        return _same(read, column, heading, above, doubts)
    meaning = parse(text, column, frame.setting)
    wrong = () if meaning.whole else meaning.reasons
    wrong = (*doubts, *wrong, *_mixed(text), *_outside(meaning.value, frame.setting, column))
    reading = _typed(read.reading, meaning.value)
    cell = _judged(column, heading, reading, column.type, wrong)
    return _explained(cell, meaning)


def _by_hand(read: ReadCell) -> tuple[str, ...]:
    """Writing is read too badly to be taken unseen; an empty cell was written by nobody."""
    written = bool(read.lines) and read.hand >= threshold("hand")
    return (reason("handwritten"),) if written else ()


def _same(
    read: ReadCell, column: Column, heading: str, above: Cell | None, doubts: tuple[str, ...]
) -> Cell:
    value = above.reading.value if above else None
    unsure = above is None or above.state == "review"
    wrong = (*doubts, *((reason("ditto-first"),) if above is None else ()))
    cell = _judged(column, heading, _typed(read.reading, value), column.type, wrong)
    return replace(
        cell,
        state="review" if unsure else cell.state,
        reasons=(reason("ditto"), *cell.reasons),
    )


def _judged(
    column: Column, heading: str, reading: Reading[Value], measure: Measure, wrong: tuple[str, ...]
) -> Cell:
    """The cell, `auto` only if nothing is wrong with it and it was read with enough confidence."""
    needed = threshold(measure, reading.source)
    if reading.confidence < needed:
        wrong = (*wrong, _unsure(measure, reading.confidence, needed))
    return Cell(column.id, heading, reading, "review" if wrong else "auto", wrong)


def _unsure(measure: Measure, confidence: float, needed: float) -> str:
    if measure == "empty":
        return reason("maybe-empty")
    return reason("low-confidence", f"{confidence:.2f}", f"{needed:.2f}")


def _explained(cell: Cell, meaning: Meaning) -> Cell:
    """The cell with what was made of its text, though that alone needs no eye."""
    more = tuple(said for said in meaning.reasons if said not in cell.reasons)
    return replace(cell, reasons=(*cell.reasons, *more))


def _mixed(text: str) -> tuple[str, ...]:
    """A hand keeps to one script's figures; an engine that does not has misread one."""
    return (reason("mixed-figures"),) if mixed(text) else ()


def _outside(value: Value | None, setting: Setting, column: Column) -> tuple[str, ...]:
    """A date or case of another year than the book's."""
    year = value.day.year if isinstance(value, Day) else None
    if isinstance(value, CaseNumber) and column.type == "case":
        year = value.year
    if year is None or setting.year is None or year == setting.year:
        return ()
    return (reason("outside-year", setting.year),)


def _in_sequence(table: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Running numbers that do not run as most of the page's do wait for a person.

    All do where no two agree: nothing then says which of them is right.
    """
    numbers = {r: _serial(row) for r, row in enumerate(table)}
    steps = Counter(number - r for r, number in numbers.items() if number is not None)
    if steps.total() < _AGREE:
        return table
    start, agree = steps.most_common(1)[0]
    wrong = {
        r: reason("out-of-sequence", r + start) if agree >= _AGREE else reason("no-sequence")
        for r, number in numbers.items()
        if number is not None and (number != r + start or agree < _AGREE)
    }
    return tuple(
        tuple(_broken(cell, wrong[r]) for cell in row) if r in wrong else row
        for r, row in enumerate(table)
    )


def _serial(row: tuple[Cell, ...]) -> int | None:
    values = (cell.reading.value for cell in row)
    return next((value.number for value in values if isinstance(value, Serial)), None)


def _broken(cell: Cell, why: str) -> Cell:
    if not isinstance(cell.reading.value, Serial):
        return cell
    return replace(cell, state="review", reasons=(*cell.reasons, why))


def _typed(reading: Reading[None], value: Value | None) -> Reading[Value]:
    return Reading(
        reading.raw, reading.text, value, reading.confidence, reading.box, reading.source
    )


def _filled(cell: Cell) -> bool:
    return bool(cell.reading.text.strip())
