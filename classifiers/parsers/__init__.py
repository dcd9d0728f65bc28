"""Text of a column becomes a value by the grammar of its type; text and raw stay untouched."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from classifiers.kinds import Column, ColumnType
from classifiers.meaning import Meaning, Setting
from classifiers.parsers import (
    amounts,
    cases,
    codes,
    dates,
    officers,
    persons,
    places,
    sections,
    serials,
    words,
)

_PARSERS: Mapping[ColumnType, Callable[[str, Setting], Meaning]] = {
    "serial": serials.parse,
    "case": cases.parse,
    "date": dates.parse,
    "sections": sections.parse,
    "person": persons.parse,
    "place": places.parse,
    "officer": officers.parse,
    "amount": amounts.parse,
    "code": codes.parse,
}


def parse(text: str, column: Column, setting: Setting) -> Meaning:
    """What `text` means in `column`; never raises, whatever the text."""
    if column.type == "text":
        return words.parse(text, column.words, setting)
    return _PARSERS[column.type](text, setting)
