"""Table lines moved, added and removed by keyboard and mouse; the page read again with them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.review.conftest import log_in
from tests.review.desk import ask, change
from tests.review.site import Site

READING = 240_000


@pytest.fixture
def document(site: Site) -> int:
    """The page with most to do."""
    return int(ask(site, "SELECT id FROM documents WHERE kind = 'history'")[0][0])


@pytest.fixture
def lines(page: Page, site: Site, document: int) -> Page:
    """The operator at the table lines of that page."""
    log_in(page, site, "lead")
    page.goto(f"{site.address}/pages/{document}/lines")
    expect(page.locator("#working")).to_contain_text("columns")
    return page


def value(page: Page, line: str) -> int:
    return int(page.locator(line).get_attribute("aria-valuenow") or 0)


def shape(site: Site, document: int) -> tuple[int, int]:
    """Rows, and cells of the first."""
    rows = ask(site, "SELECT id FROM register_rows WHERE document_id = ?", document)
    cells = ask(site, "SELECT count(*) FROM cells WHERE row_id = ?", rows[0][0])
    return len(rows), int(cells[0][0])


def test_tab_goes_from_line_to_line_and_arrows_move_the_one_with_the_focus(lines: Page) -> None:
    lines.locator("#line-0-x-1").focus()
    before = value(lines, "#line-0-x-1")
    lines.keyboard.press("ArrowRight")
    lines.keyboard.press("Shift+ArrowRight")
    assert value(lines, "#line-0-x-1") == before + 29
    lines.keyboard.press("Tab")
    expect(lines.locator("#line-0-x-2")).to_be_focused()
    label = f"column line 3 of {lines.locator('.line:not(.level)').count()}"
    expect(lines.locator("#line-0-x-2")).to_have_attribute("aria-label", label)


def test_insert_adds_a_line_and_delete_takes_it_away(lines: Page) -> None:
    count = lines.locator(".line:not(.level)").count()
    lines.locator("#line-0-x-1").focus()
    lines.keyboard.press("Insert")
    expect(lines.locator(".line:not(.level)")).to_have_count(count + 1)
    expect(lines.locator("#line-0-x-2")).to_be_focused()
    lines.keyboard.press("Delete")
    expect(lines.locator(".line:not(.level)")).to_have_count(count)


def test_a_line_is_dragged_with_the_mouse(lines: Page) -> None:
    before = value(lines, "#line-0-x-1")
    box = lines.locator("#line-0-x-1 .grip").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 200
    lines.mouse.move(x, y)
    lines.mouse.down()
    lines.mouse.move(x + 15, y, steps=4)
    lines.mouse.up()
    assert value(lines, "#line-0-x-1") > before + 10


def test_the_page_is_read_again_with_the_lines_drawn_and_entries_stay(
    lines: Page, site: Site, document: int
) -> None:
    rows, columns = shape(site, document)
    kept = ask(
        site,
        """SELECT cells.id FROM cells JOIN register_rows ON row_id = register_rows.id
            WHERE document_id = ? AND number = 2 AND position = ?""",
        document,
        columns - 1,
    )[0][0]
    change(site, "UPDATE cells SET text = 'हाथ से', state = 'corrected' WHERE id = ?", kept)
    lines.locator("#line-0-x-1").focus()
    lines.keyboard.press("Delete")
    lines.keyboard.press("Control+Enter")
    told = lines.locator("#lines[data-version='2'] #working")
    expect(told).to_contain_text("columns", timeout=READING)
    assert shape(site, document) == (rows, columns - 1)
    again = "SELECT text, state, position FROM cells WHERE id = ?"
    assert ask(site, again, kept) == [("हाथ से", "corrected", columns - 2)]
    drawn = "SELECT ruled FROM pages JOIN documents ON page_id = pages.id WHERE documents.id = ?"
    assert ask(site, drawn, document)[0][0] is not None
    lines.goto(f"{site.address}/records/{document}")
    expect(lines.locator("main")).to_contain_text("हाथ से")


def test_lines_that_would_lose_an_entry_are_refused_by_its_words(
    lines: Page, site: Site, document: int
) -> None:
    before = shape(site, document)
    change(
        site,
        """UPDATE cells SET text = 'हाथ से', state = 'corrected' WHERE position = 1 AND row_id IN
            (SELECT id FROM register_rows WHERE document_id = ? AND number IN (2, 3))""",
        document,
    )
    for _ in range(lines.locator(".line.level").count() - 3):
        lines.locator("#line-0-y-2").focus()
        lines.keyboard.press("Delete")
    lines.keyboard.press("Control+Enter")
    expect(lines.locator("#refused")).to_contain_text("हाथ से", timeout=READING)
    assert shape(site, document) == before
