"""The whole story of a page, read by the real engine."""

import numpy as np
import pytest

from ocr.engines import Engine, load
from ocr.ink import Grey
from ocr.read import read_page
from ocr.reading import RecognisedPage
from ocr.scan import Frame
from tests.ocr import drawn, typed

XS = [100, 300, 700, 1140]
TITLE = "मालखाना रजिस्टर"
TEXTS = [
    ["क्रम सं०", "विवरण", "दिनांक"],
    ["१२", "एक मोबाइल फोन", "०७.११.२००६"],
    ["१३", "दो बोरी गेहूँ", "२२.०५.२००६"],
    ["१४", "", "१६.०७.२००६"],
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load("devanagari")


def register(texts: list[list[str]] = TEXTS) -> Grey:
    ys = [300 + 100 * at for at in range(len(texts) + 1)]
    page = drawn.blank()
    for x in XS:
        page[ys[0] : ys[-1], x : x + 2] = 70
    for y in ys:
        page[y : y + 2, 100:1140] = 70
    for row, y in zip(texts, ys, strict=False):
        for text, x in zip(row, XS, strict=False):
            typed.put(page, x + 6, y + 20, text)
    typed.put(page, 480, 180, TITLE)
    return page


def read(page: Grey, engine: Engine) -> RecognisedPage:
    height, width = page.shape
    return read_page(page, Frame(1, width, height, 150), "0" * 64, engine)


def texts(page: RecognisedPage) -> list[list[str]]:
    assert page.table is not None
    rows = (page.table.header, *page.table.rows)
    return [[cell.reading.text for cell in row] for row in rows]


def test_a_register_comes_back_as_it_was_set(engine: Engine) -> None:
    page = read(register(), engine)
    assert texts(page) == TEXTS
    assert page.text == TITLE


def test_a_page_fed_upside_down_reads_the_same_and_knows_its_places(engine: Engine) -> None:
    upright, turned = register(), np.ascontiguousarray(register()[::-1, ::-1])
    page, other = read(upright, engine), read(turned, engine)
    assert (other.page.turned, texts(other)) == (180, TEXTS)
    assert page.table is not None
    assert other.table is not None
    here = page.table.rows[0][2].reading.box
    there = other.table.rows[0][2].reading.box
    height, width = upright.shape
    assert there.x0 == pytest.approx(width - here.x1, abs=4)
    assert there.y0 == pytest.approx(height - here.y1, abs=4)


def test_columns_numbers_and_a_heading_said_again_are_no_entries_but_are_kept(
    engine: Engine,
) -> None:
    head, first, *rest = TEXTS
    page = read(register([head, ["१", "२", "३"], first, head, *rest]), engine)
    assert texts(page) == TEXTS
    assert page.text.split("\n")[1:] == ["१", "२", "३", *head]


def test_an_empty_cell_is_surely_empty(engine: Engine) -> None:
    table = read(register(), engine).table
    assert table is not None
    empty = table.rows[2][1].reading
    assert (empty.text, empty.confidence > 0.9) == ("", True)


def test_what_the_engine_said_is_kept_beside_its_source(engine: Engine) -> None:
    table = read(register(), engine).table
    assert table is not None
    reading = table.rows[0][0].reading
    assert (reading.raw, reading.value, reading.source) == ("१२", None, engine.name)


def test_a_continuation_page_without_a_heading_has_no_header(engine: Engine) -> None:
    page = register()
    page[290:399] = 235
    page[398:400, 100:1140] = 70
    table = read(page, engine).table
    assert table is not None
    assert table.header == ()
    assert len(table.rows) == 3
