"""Every fault of the store has a code of its own and says what to do in both languages."""

from __future__ import annotations

import re
import string

import pytest

from ocr.faults import Fault
from storage import faults
from storage.exports import faults as handed_over
from storage.search import faults as searched

OURS: list[type[Fault]] = [
    one
    for module in (faults, handed_over, searched)
    for one in vars(module).values()
    if isinstance(one, type) and one.__module__ == module.__name__ and "code" in vars(one)
]


def test_codes_are_unique_and_in_our_ranges() -> None:
    """E2xx, E7xx, E84x and E85x are the store's."""
    codes = [one.code for one in OURS]
    assert len(set(codes)) == len(codes) >= 15
    assert all(re.fullmatch(r"E([27]\d|8[45])\d", code) for code in codes)


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.code)
def test_both_languages_say_the_same_details(kind: type[Fault]) -> None:
    """The same placeholders, Hindi in Devanagari, one line, ending in a full stop."""
    parts = [
        {part for _, part, _, _ in string.Formatter().parse(text) if part}
        for text in (kind.en, kind.hi)
    ]
    assert parts[0] == parts[1]
    details = dict.fromkeys(parts[0], "x")
    assert kind(**details).message("en").endswith(".")
    assert kind(**details).message("hi").endswith("।")
    assert re.search("[\u0900-\u097f]", kind.hi)
