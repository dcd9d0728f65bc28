"""What was filed is found on the screen, opens at its pixels, and shows its history."""

from __future__ import annotations

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.review.conftest import log_in
from tests.review.desk import ask, change, now, opened, register, saved
from tests.review.site import Site

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
PERSON = """
    SELECT cells.value, register_rows.document_id, number, "column" FROM cells
    JOIN register_rows ON row_id = register_rows.id JOIN documents ON document_id = documents.id
    WHERE cells.value LIKE '%"person"%' AND length(cells.text) > 12
    AND tag = 'register' AND level != 'restricted'
"""


def test_a_name_typed_in_the_box_leads_to_its_cell_on_the_page(page: Page, site: Site) -> None:
    value, document, number, column = ask(site, PERSON)[0]
    log_in(page, site, "lead")
    page.goto(f"{site.address}/search")
    expect(page.locator("[name=q]")).to_be_focused()
    page.keyboard.insert_text(json.loads(value)["name"])
    page.keyboard.press("Enter")
    wanted = f"/records/{document}?row={number}&column={column}"
    hit = page.locator(f'.hits a[href="{wanted}"]')
    expect(hit).to_be_visible()
    hit.press("Enter")
    expect(page.locator("rect.hit")).to_have_count(1)
    box = page.locator("rect.hit").bounding_box()
    assert box is not None
    assert box["width"] > 20


def test_a_station_finds_nothing_of_another(page: Page, site: Site) -> None:
    value, *_ = ask(site, PERSON)[0]
    log_in(page, site, "away")
    page.goto(f"{site.address}/search?q={json.loads(value)['name']}")
    assert page.locator(".hits a").count() == 0
    assert page.get_by_role("status").inner_text().startswith("0")


def test_a_correction_stands_in_the_history_of_its_record(page: Page, site: Site) -> None:
    log_in(page, site, "read")
    document = register(site)
    opened(page, site, document)
    before = page.input_value(f"#cell-{now(page)}")
    page.keyboard.insert_text("७७")
    page.keyboard.press("Enter")
    saved(page)
    page.goto(f"{site.address}/records/{document}")
    told = page.locator("main table").last.locator("tbody tr").first.inner_text()
    assert "read सिंह" in told
    assert "७७" in told
    assert before in told


def test_a_restricted_record_opens_only_for_a_reason_that_is_logged(page: Page, site: Site) -> None:
    document, key = ask(site, "SELECT id, record_key FROM documents WHERE tag = 'document'")[0]
    change(site, "UPDATE documents SET level = 'restricted' WHERE id = ?", document)
    log_in(page, site, "lead")
    page.goto(f"{site.address}/records/{document}")
    assert page.locator("main pre, main svg").count() == 0
    hidden = page.request.get(f"{site.address}/api/pages/{document}/leaves/0.jpg")
    assert hidden.status == 404
    page.keyboard.type("asked for by the court, 12/2026")
    page.keyboard.press("Enter")
    expect(page.locator("main svg")).to_have_count(1)
    assert page.request.get(f"{site.address}/api/pages/{document}/leaves/0.jpg").ok
    logged = ask(site, "SELECT actor, action FROM audit WHERE object = ?", f"document/{key}")
    assert ("lead", "unmasking") in logged


def test_search_and_record_have_no_fault_that_axe_finds(page: Page, site: Site) -> None:
    log_in(page, site, "lead")
    for path in ("/search", "/search?q=राम", f"/records/{register(site)}", "/queue", "/me"):
        page.goto(f"{site.address}{path}")
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
