"""The pages of ../shared/registers, their true texts fed in: what the classifiers make of them."""

import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from classifiers.classify import classify
from classifiers.district import District
from classifiers.kind import identify
from classifiers.record import RegisterPage
from ocr.reading import RecognisedPage
from tests.builders import NO_HINTS, SHARED, noisy, page

Known = dict[str, Any]
PAGES = sorted((SHARED / "registers").glob("*.json"))

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PAGES, reason="../shared/registers is not here"),
]


def known(path: Path) -> Known:
    found: Known = json.loads(path.read_text(encoding="utf-8"))
    return found


def read(truth: Known, change: Callable[[str], str] = str) -> RecognisedPage:
    """The page as if every text had been read as `change` makes it."""
    if truth["kind"] == "letter":
        return page([change(line["text"]) for line in truth["lines"]])
    widths = [cell["box"][2] - cell["box"][0] for cell in truth["header"]]
    header = [change(cell["text"]) for cell in truth["header"]]
    rows = [[change(cell["text"]) for cell in row] for row in truth["rows"]]
    return page([change(truth["title"]), change(truth["thana"])], header, rows, widths=widths)


def test_every_page_read_truly_is_of_its_kind(kannauj: District) -> None:
    told = [
        (truth["class"], identify(read(truth), kannauj, NO_HINTS).choice)
        for truth in map(known, PAGES)
    ]
    assert [pair for pair in told if pair[0] != pair[1]] == []


@pytest.mark.parametrize("seed", range(3))
def test_a_tenth_of_the_letters_misread_leaves_33_of_36_kinds_right(
    kannauj: District, seed: int
) -> None:
    chance = random.Random(seed)
    right = 0
    for truth in map(known, PAGES):
        noise = read(truth, lambda text: noisy(text, 0.1, chance))
        right += identify(noise, kannauj, NO_HINTS).choice == truth["class"]
    assert right >= 33 * len(PAGES) / 36


def test_of_dates_cases_and_sections_read_truly_99_in_100_have_their_value(
    kannauj: District,
) -> None:
    filled: Counter[str] = Counter()
    valued: Counter[str] = Counter()
    for path in PAGES:
        record = classify(read(known(path)), kannauj, NO_HINTS)
        if not isinstance(record, RegisterPage):
            continue
        types = {c.id: c.type for c in kannauj.registers[record.kind.choice].columns}
        for cell in (cell for row in record.rows for cell in row if cell.reading.text):
            filled[types[cell.column]] += 1
            valued[types[cell.column]] += cell.reading.value is not None
    for type_ in ("date", "case", "sections"):
        assert filled[type_] > 0
        assert valued[type_] >= 0.99 * filled[type_]


def test_the_station_on_every_register_is_known(kannauj: District) -> None:
    for truth in map(known, PAGES):
        if truth["kind"] == "register":
            office = classify(read(truth), kannauj, NO_HINTS).office.choice
            forms = (kannauj.offices[office].name, *kannauj.offices[office].variants)
            assert truth["thana"] in forms
