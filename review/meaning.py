"""What a text that a person typed means in a column of the district's registers and letters."""

from __future__ import annotations

from classifiers.district import District
from classifiers.kinds import Column
from classifiers.letter_rows import FACTS
from classifiers.meaning import Setting
from classifiers.parsers import parse
from classifiers.values import Code, Value
from review import letters
from storage.reviews.edits import Meaning


def meaning_in(district: District, year: int | None) -> Meaning:
    """The meaning of texts on a page of that year; None where there is none."""

    def meaning(kind: str, column: str, text: str) -> Value | None:
        if column in FACTS:
            return Code(text) if text else None
        found = letters.column_of(column) or column_of(district, kind, column)
        return parse(text, found, Setting(district, year)).value if found else None

    return meaning


def column_of(district: District, kind: str, column: str) -> Column | None:
    """The column of that id in a kind of register; None for one that the kind has not."""
    known = district.registers.get(kind)
    return next((one for one in known.columns if one.id == column), None) if known else None


def heading_of(district: District, kind: str, column: str, otherwise: str = "") -> str:
    """The district's heading of that column; of one that the kind has not `otherwise`, or its id.

    What stands at the top of a page is as it was read, wrongly at times.
    """
    known = column_of(district, kind, column)
    return known.heading if known else otherwise or column
