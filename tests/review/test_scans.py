"""The grid of pages by keyboard: marked, ordered, turned, described; the list of rescans."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.review.conftest import log_in
from tests.review.desk import ask, change, register
from tests.review.site import Site

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
READING = 240_000
DONE = "Done: 1 pages."


@pytest.fixture
def grid(page: Page, site: Site) -> Page:
    """The operator at the pages of the first batch."""
    log_in(page, site, "scan")
    page.goto(f"{site.address}/scans/1")
    expect(page.locator("#tiles li").first).to_be_focused()
    return page


def tile(page: Page, document: int) -> Locator:
    return page.locator(f'#tiles li[data-document="{document}"]')


def stood(site: Site, document: int) -> tuple[object, ...]:
    asked = "SELECT kind, office, year, volume, flag, version FROM documents WHERE id = ?"
    return ask(site, asked, document)[0]


def test_arrows_move_space_selects_and_enter_opens(grid: Page, site: Site) -> None:
    grid.keyboard.press("ArrowRight")
    expect(grid.locator("#tiles li").nth(1)).to_be_focused()
    grid.keyboard.press("Space")
    grid.keyboard.press("Shift+ArrowRight")
    expect(grid.locator("#count")).to_have_text("2 selected")
    grid.keyboard.press("Enter")
    expect(grid).to_have_url(f"{site.address}/records/3")


def test_a_page_marked_for_the_scanner_is_on_the_list_until_another_stands_in_its_stead(
    grid: Page, site: Site
) -> None:
    first = grid.locator("#tiles li").first
    document = int(first.get_attribute("data-document") or 0)
    grid.keyboard.press("m")
    expect(first).to_contain_text("to be scanned again")
    assert stood(site, document)[4] == "rescan"
    grid.goto(f"{site.address}/scans/rescans")
    grid.locator("table a", has_text="New scan is there").first.press("Enter")
    expect(grid.locator("[name=new]")).to_be_focused()
    grid.get_by_role("button", name="This page stands in its stead").press("Enter")
    expect(grid.get_by_text("Nothing has to be scanned again.")).to_be_visible()
    grid.goto(f"{site.address}/scans/1")
    expect(grid.locator("#tiles li").first).to_contain_text("replaced by a new scan")
    assert stood(site, document)[4] == "replaced"


def test_pages_are_put_in_another_order_by_keys(grid: Page) -> None:
    tiles = grid.locator("#tiles li")
    first = tiles.first.get_attribute("data-entry")
    grid.keyboard.press("Alt+ArrowRight")
    expect(tiles.nth(1)).to_have_attribute("data-entry", first or "")
    grid.reload()
    expect(tiles.nth(1)).to_have_attribute("data-entry", first or "")
    tiles.nth(1).focus()
    grid.keyboard.press("Alt+ArrowLeft")
    expect(tiles.first).to_have_attribute("data-entry", first or "")


def test_volume_and_office_are_said_of_several_pages_at_once(grid: Page, site: Site) -> None:
    letters = [one for (one,) in ask(site, "SELECT id FROM documents WHERE tag = 'document'")]
    for document in letters[1:3]:
        tile(grid, document).click()
    grid.keyboard.press("k")
    expect(grid.locator("#told [name=kind]")).to_be_focused()
    grid.locator("#told [name=volume]").fill("7")
    grid.keyboard.press("Enter")
    expect(grid.locator("#working")).to_have_text("Done: 2 pages.")
    assert [stood(site, document)[3] for document in letters[1:3]] == [7, 7]


def test_a_page_turned_by_a_key_is_read_again_that_way_up(grid: Page, site: Site) -> None:
    document = ask(site, "SELECT id FROM documents WHERE kind = 'arms_licence'")[0][0]
    asked = "SELECT turned FROM pages JOIN documents ON page_id = pages.id WHERE documents.id = ?"
    before = ask(site, asked, document)[0][0]
    tile(grid, document).focus()
    grid.keyboard.press("r")
    grid.keyboard.press("r")
    expect(tile(grid, document)).to_contain_text("Ctrl+Enter reads again")
    grid.keyboard.press("Control+Enter")
    expect(grid.locator("#working")).to_have_text(DONE, timeout=READING)
    assert ask(site, asked, document)[0][0] == (before - 180) % 360
    expect(grid.locator("#refused li")).to_have_count(0)


def test_a_page_of_unknown_kind_is_given_one_and_gets_its_columns(page: Page, site: Site) -> None:
    document = register(site)
    change(site, "UPDATE documents SET kind = 'unknown' WHERE id = ?", document)
    asked = """SELECT DISTINCT "column" FROM cells JOIN register_rows ON row_id = register_rows.id
        WHERE document_id = ?"""
    change(
        site,
        """UPDATE cells SET "column" = 'c' || position WHERE row_id IN
            (SELECT id FROM register_rows WHERE document_id = ?)""",
        document,
    )
    log_in(page, site, "read")
    page.locator(f'a[href="/pages/{document}/lines"]').first.press("Enter")
    page.locator("#told [name=kind]").select_option("arms")
    page.locator("#told button").press("Enter")
    expect(page.locator("h1")).to_have_text("शस्त्र लाइसेंस रजिस्टर", timeout=READING)
    assert {"serial", "licence_no"} & {name for (name,) in ask(site, asked, document)}
    (guesses,) = ask(site, "SELECT guesses FROM documents WHERE id = ?", document)[0]
    assert "person" in guesses


def test_a_page_that_went_to_another_office_is_only_counted(grid: Page, site: Site) -> None:
    ((document,),) = ask(site, "SELECT id FROM documents WHERE kind = 'history'")
    tile(grid, document).focus()
    grid.locator("#told [name=office]").select_option("KNJ-CHM")
    grid.locator("#told button").press("Enter")
    expect(grid.locator("#facts")).to_contain_text("1 pages went to other offices")
    expect(tile(grid, document)).to_have_count(0)
    assert grid.request.get(f"{site.address}/pages/{document}/lines").status == 404
    assert stood(site, document)[1] == "KNJ-CHM"


def test_a_restricted_page_shows_no_picture_and_is_not_changed(grid: Page, site: Site) -> None:
    document = ask(site, "SELECT id FROM documents WHERE level = 'restricted'")[0][0]
    expect(tile(grid, document).locator("img")).to_have_count(0)
    before = stood(site, document)
    tile(grid, document).focus()
    grid.keyboard.press("m")
    expect(grid.locator("#refused")).to_contain_text("E403")
    assert stood(site, document) == before
    assert grid.request.get(f"{site.address}/api/pages/{document}/small.jpg").status == 404


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_operators_screens_have_no_fault_that_axe_finds(
    page: Page, site: Site, language: str
) -> None:
    log_in(page, site, "scan")
    if language == "hi":
        page.get_by_role("button", name="हिन्दी").click()
    marked = ask(site, "SELECT id FROM documents WHERE tag = 'document'")[0][0]
    change(site, "UPDATE documents SET flag = 'rescan' WHERE id = ?", marked)
    for path in ("/scans", "/scans/1", "/scans/rescans", f"/pages/{register(site)}/lines"):
        page.goto(f"{site.address}{path}")
        page.wait_for_load_state("networkidle")
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
