"""A letter is corrected as a register is: its kind, head and office, its lines, its fields."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from classifiers.letter_rows import KIND, LINE
from tests.review.conftest import log_in
from tests.review.desk import ask, now, opened, saved
from tests.review.site import Site
from tests.review.test_search import WCAG

LETTERS = "SELECT id FROM documents WHERE tag = 'document' AND state = 'review' ORDER BY id"
CELL = """
    SELECT cells.id FROM cells JOIN register_rows ON row_id = register_rows.id
    WHERE document_id = ? AND "column" = ? ORDER BY number, position
"""
DOCUMENT = (
    "SELECT kind, head, office, text, state, file_id, fields_read FROM documents WHERE id = ?"
)


def letter(site: Site, nth: int = 0) -> int:
    return int(ask(site, LETTERS)[nth][0])


def cell(site: Site, document: int, column: str) -> int:
    return int(ask(site, CELL, document, column)[0][0])


def go(page: Page, number: int) -> None:
    """To a cell of the page by its address, as the arrows would come to it."""
    page.goto(page.url.split("?")[0] + f"?cell={number}")
    expect(page.locator(f"#cell-{number}")).to_be_focused()


def test_a_kind_is_chosen_from_the_list_and_brings_its_head(page: Page, site: Site) -> None:
    document = letter(site)
    log_in(page, site, "read")
    opened(page, site, document)
    go(page, cell(site, document, KIND))
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("परिपत्र")
    page.keyboard.press("Enter")
    saved(page)
    assert ask(site, DOCUMENT, document)[0][:2] == ("circular", "S-12011")
    page.keyboard.press("Control+Z")
    saved(page)
    assert ask(site, DOCUMENT, document)[0][0] != "circular"


def test_what_is_not_in_the_list_is_refused_in_words(page: Page, site: Site) -> None:
    document = letter(site)
    log_in(page, site, "read")
    opened(page, site, document)
    go(page, cell(site, document, KIND))
    page.keyboard.insert_text("कुछ और")
    page.keyboard.press("Enter")
    expect(page.locator("#says")).to_contain_text("Choose an entry of the list")


def test_a_corrected_line_changes_the_text_and_never_the_scan_s_own_lines(
    page: Page, site: Site
) -> None:
    document = letter(site)
    log_in(page, site, "read")
    opened(page, site, document)
    lines = "SELECT lines FROM documents WHERE id = ?"
    before = ask(site, lines, document)
    go(page, cell(site, document, LINE))
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("कार्यालय थाना तिर्वा जनपद कन्नौज")
    page.keyboard.press("Enter")
    saved(page)
    text = ask(site, DOCUMENT, document)[0][3]
    assert text.startswith("कार्यालय थाना तिर्वा जनपद कन्नौज\n")
    assert ask(site, lines, document) == before
    page.goto(f"{site.address}/records/{document}")
    expect(page.locator("pre")).to_contain_text("कार्यालय थाना तिर्वा जनपद कन्नौज")
    expect(page.get_by_role("region", name="History")).to_contain_text("Line")


def test_a_letter_whose_cells_are_all_accepted_is_filed_under_its_head(
    page: Page, site: Site
) -> None:
    document = letter(site, 1)
    log_in(page, site, "read")
    opened(page, site, document)
    for _ in range(80):
        if page.locator("#says .button").count():
            break
        before = now(page)
        page.keyboard.press("Control+Enter")
        if not page.locator("#says .button").count():
            focused = page.locator("textarea:focus")
            expect(focused).not_to_have_id(f"cell-{before}")
    saved(page)
    kind, head, _, _, state, file, _ = ask(site, DOCUMENT, document)[0]
    assert (kind != "unknown", state, file is not None) == (True, "approved", True)
    ((number,),) = ask(site, "SELECT file_no FROM files WHERE id = ?", file)
    assert number.startswith(head)


def test_the_letter_s_strip_has_no_barrier(page: Page, site: Site) -> None:
    log_in(page, site, "read")
    opened(page, site, letter(site))
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
