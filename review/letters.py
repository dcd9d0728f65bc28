"""A letter's facts on the screen: titles for codes, and codes for what people choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from classifiers.district import District
from classifiers.entities import TYPES
from classifiers.heads import kind_of
from classifiers.kinds import Column
from classifiers.letter_rows import FACTS, FIELD, HEAD, KIND, OFFICE, YEAR
from ocr.faults import Language
from review.faults import NotOfTheList
from review.words import Words, all_words
from storage.reviews.edits import Wish
from storage.reviews.page import CellSeen, PageSeen

Text = Callable[[int, str], str]
"""What is said of a cell, by its id, for the text that is stored."""


def titles(column: str, district: District) -> Mapping[str, str]:
    """What may be chosen in the column of a fact, by its code; nothing for other columns."""
    if column == KIND:
        letters = {one.id: one.title for one in district.letters.values()}
        return letters | {one.id: one.title for one in district.registers.values()}
    if column == HEAD:
        return {one.code: f"{one.code} {one.title}" for one in district.heads.values()}
    if column == OFFICE:
        return {one.code: one.name for one in district.offices.values()}
    return {}


def said(column: str, text: str, district: District) -> str:
    """The title for the code of a fact, any other text as it is."""
    return titles(column, district).get(text, text)


def meant(column: str, text: str, district: District) -> str:
    """The code for the title of a fact, any other text as it is; NotOfTheList."""
    known = titles(column, district)
    if not known or not text or text in known:
        return text
    found = [code for code, title in known.items() if title == text]
    if not found:
        raise NotOfTheList(text=text)
    return found[0]


def titled(letter: PageSeen, district: District) -> Text:
    """How the texts of the letter's cells are told."""
    column = {cell.id: cell.column for row in letter.rows for cell in row.cells}
    return lambda cell, text: said(column.get(cell, ""), text, district)


def columns(page: PageSeen, district: District, language: Language) -> list[dict[str, Any]]:
    """The columns of a letter's cells, each once: facts, lines, fields."""
    say = Words(language)
    found = dict.fromkeys(cell.column for row in page.rows for cell in row.cells)
    return [_column(one, district, say) for one in found]


def _column(column: str, district: District, say: Words) -> dict[str, Any]:
    listed = list(titles(column, district).values())
    return {
        "id": column,
        "heading": say(f"letter.{column.rpartition('/')[2]}"),
        "type": type_of(column),
        "closed": bool(listed),
        "only": all_words()["letter.only"] if listed else None,
        "words": listed,
    }


def type_of(column: str) -> str:
    """What may be typed in a column of a letter."""
    if column == YEAR:
        return "serial"
    return TYPES.get(column.removeprefix(FIELD), "text") if column.startswith(FIELD) else "text"


def column_of(column: str) -> Column | None:
    """The column by which a field's text gets its value; None for what has none."""
    name = column.removeprefix(FIELD)
    kind = TYPES.get(name) if column.startswith(FIELD) else None
    return Column(name, kind, name) if kind else None


def translated(page: PageSeen, wishes: list[Wish], district: District) -> list[Wish]:
    """The wishes with codes; a kind that is chosen brings its head along."""
    cells = {cell.id: cell for row in page.rows for cell in row.cells if cell.column in FACTS}
    told = []
    for wish in wishes:
        cell = cells.get(wish.cell)
        if cell is None:
            told.append(wish)
            continue
        code = meant(cell.column, wish.text, district)
        told.append(replace(wish, text=code))
        told += _head(wish, code, cells, district) if cell.column == KIND else ()
    asked = {wish.cell: wish for wish in told}
    return list(asked.values())


def _head(
    wish: Wish, kind: str, cells: Mapping[int, CellSeen], district: District
) -> tuple[Wish, ...]:
    """The wish that puts the letter under the head of the kind."""
    known = kind_of(kind, district)
    head = next((cell for cell in cells.values() if cell.column == HEAD), None)
    if known is None or head is None or wish.act == "flag" or known.head == head.text:
        return ()
    key = f"{wish.key[:60]}-hd"
    return (Wish(key, head.id, head.version, "correct", known.head, 0.0),)
