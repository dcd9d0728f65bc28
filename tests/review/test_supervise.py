"""The supervisor's numbers are the store's, open what they count, and end at his offices."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.review.conftest import log_in
from tests.review.desk import ask, cell, change, now, opened, register, saved
from tests.review.site import Site, copied, served
from tests.review.test_search import WCAG

WAITING = "SELECT SUM(waiting) FROM documents WHERE state = 'review'"
SETTLED = "SELECT COUNT(*) FROM edits WHERE act = 'accept' AND undone_by IS NULL"
CRIME = "SELECT id, year, volume FROM documents WHERE kind = 'crime'"


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on a store that has been worked in for a month."""
    home = copied(built, tmp_path_factory.mktemp("supervise") / "home")
    # In a process of its own: Playwright keeps an event loop running in this one.
    subprocess.run([sys.executable, "-m", "tests.review.past", home], check=True)
    with served(home) as running:
        yield running


def told(page: Page, selector: str) -> list[int]:
    """The numbers of the cells found."""
    return [int(one) for one in page.locator(selector).all_inner_texts()]


def test_the_forecast_counts_what_the_store_says(page: Page, site: Site) -> None:
    log_in(page, site, "lead")
    page.goto(f"{site.address}/supervise")
    assert told(page, "#to-review") == [ask(site, WAITING)[0][0]]
    assert told(page, "#to-read") == [0]
    card = page.locator(".verdict").inner_text()
    assert "Cutover 25.12.2024 has passed" in card
    assert "measured over 10 days, work on 9 of them" in card
    assert re.search(r"done about \d\d\.\d\d\.\d{4}, nine times of ten between", card)


def test_the_reviewers_table_and_its_chart_tell_the_same(page: Page, site: Site) -> None:
    log_in(page, site, "lead")
    page.goto(f"{site.address}/supervise")
    days = told(page, ".people tfoot td")
    drawn = page.locator("section[aria-labelledby=people] .chart text").all_text_contents()
    assert [int(one) for one in drawn[::2]] == days[:-1]
    assert days[-1] == ask(site, SETTLED)[0][0]


def test_a_number_of_the_arrears_opens_the_pages_it_counts(page: Page, site: Site) -> None:
    log_in(page, site, "lead")
    page.goto(f"{site.address}/supervise/arrears")
    total = told(page, "tfoot td:nth-of-type(5)")
    assert total == [ask(site, "SELECT COUNT(*) FROM documents WHERE state = 'review'")[0][0]]
    links = page.locator("tbody td.n a")
    for at in range(links.count()):
        page.goto(f"{site.address}/supervise/arrears")
        link = links.nth(at)
        count = link.inner_text()
        link.press("Enter")
        expect(page.locator("tbody tr")).to_have_count(int(count))
        assert page.get_by_role("status").inner_text().startswith(f"{count} pages")


def test_what_was_asked_leads_to_its_cell_in_the_strip(page: Page, site: Site) -> None:
    ((cell,),) = ask(site, "SELECT id FROM cells WHERE flag = 'asked'")
    log_in(page, site, "lead")
    page.goto(f"{site.address}/supervise/asked")
    assert "read सिंह" in page.locator(".asked").inner_text()
    expect(page.locator(".asked img")).to_have_js_property("complete", value=True)
    assert page.evaluate("document.querySelector('.asked img').naturalWidth") > 20
    page.locator(".asked a").press("Enter")
    expect(page.locator(f"#cell-{cell}")).to_be_focused()


def test_a_question_is_put_and_answered_in_words_by_keyboard_alone(page: Page, site: Site) -> None:
    log_in(page, site, "read")
    first = opened(page, site, register(site))
    page.keyboard.press("F10")
    page.keyboard.insert_text("क्या यह धारा 379 है?")
    page.keyboard.press("Enter")
    saved(page)
    assert cell(site, first)["flag"] == "asked"
    assert now(page) != first
    page.goto(f"{site.address}/queue")  # gives the rows back
    page.context.clear_cookies()
    log_in(page, site, "lead")
    page.goto(f"{site.address}/supervise/asked")
    page.locator("li", has_text="क्या यह धारा 379 है?").get_by_role("link").press("Enter")
    expect(page.locator("#panel .said")).to_contain_text("क्या यह धारा 379 है?")
    page.keyboard.press("F10")
    page.keyboard.insert_text("हाँ, पिछली पंक्ति देखें")
    page.keyboard.press("Enter")
    saved(page)
    assert (cell(site, first)["flag"], cell(site, first)["state"]) == (None, "review")
    page.goto(f"{site.address}/queue")
    page.context.clear_cookies()
    log_in(page, site, "read")
    page.goto(f"{site.address}/pages/{register(site)}?cell={first}")
    expect(page.locator("#panel .said")).to_have_count(2)


def test_a_question_left_with_escape_is_none(page: Page, site: Site) -> None:
    log_in(page, site, "read")
    first = opened(page, site, register(site))
    page.keyboard.press("F10")
    page.keyboard.insert_text("नहीं")
    page.keyboard.press("Escape")
    expect(page.locator(f"#cell-{first}")).to_be_focused()
    assert cell(site, first)["flag"] is None


def test_composing_the_question_sends_and_leaves_nothing(page: Page, site: Site) -> None:
    """An input method's Enter and Esc end its own word alone; no key of the strip is heard."""
    log_in(page, site, "read")
    first = opened(page, site, register(site))
    page.keyboard.press("F10")
    devtools = page.context.new_cdp_session(page)
    told = {"text": "धारा", "selectionStart": 4, "selectionEnd": 4}
    devtools.send("Input.imeSetComposition", told)
    for key in ("Enter", "Escape", "F4", "F8"):
        page.evaluate(
            """key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
            {key, code: key, keyCode: 229, isComposing: true, bubbles: true, cancelable: true}))""",
            key,
        )
    expect(page.locator("dialog[open] input")).to_be_focused()
    assert cell(site, first)["flag"] is None
    devtools.send("Input.insertText", {"text": "धारा 379?"})
    page.keyboard.press("Enter")
    saved(page)
    assert ask(site, "SELECT note FROM edits WHERE cell_id = ?", first)[-1] == ("धारा 379?",)


def test_another_station_sees_and_counts_nothing_of_it(page: Page, site: Site) -> None:
    _, year, _ = ask(site, CRIME)[0]
    change(site, "UPDATE users SET role = 'supervisor' WHERE name = 'away'")
    log_in(page, site, "away")
    page.goto(f"{site.address}/supervise")
    assert told(page, "#to-review") == [0]
    assert "थाना तिर्वा" not in page.locator("main").inner_text()
    assert "read सिंह" not in page.locator("main").inner_text()
    for path in ("arrears", "pages", "asked", "books"):
        page.goto(f"{site.address}/supervise/{path}")
        assert page.locator("tbody tr, .asked .card").count() == 0, path
    book = f"office=KNJ-TIR&kind=crime&year={year}"
    for path in ("pages?desk=KNJ-TIR", f"book?{book}", "books?office=KNJ-TIR", "pages?desk="):
        assert page.request.get(f"{site.address}/supervise/{path}").status == 404, path


def test_a_book_is_approved_and_taken_back_by_keyboard(page: Page, site: Site) -> None:
    document, year, volume = ask(site, CRIME)[0]
    change(
        site,
        "UPDATE cells SET state = 'auto' WHERE row_id IN"
        " (SELECT id FROM register_rows WHERE document_id = ?)",
        document,
    )
    settled = "UPDATE documents SET state = 'auto', waiting = 0, level = 'normal' WHERE id = ?"
    change(site, settled, document)
    cells = "SELECT COUNT(*) FROM cells JOIN register_rows r ON r.id = row_id WHERE"
    cells += " document_id = ? AND cells.state = ?"
    (count,) = ask(site, cells, document, "auto")[0]
    log_in(page, site, "lead")
    page.goto(
        f"{site.address}/supervise/book?office=KNJ-TIR&kind=crime&year={year}&volume={volume}"
    )
    page.get_by_role("button", name="Approve 1 of 1").press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"1 pages approved, {count} cells")
    assert ask(site, cells, document, "approved") == [(count,)]
    page.get_by_role("button", name="Take it back").press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"Taken back: 1 pages, {count} cells")
    assert ask(site, cells, document, "auto") == [(count,)]


def test_the_supervisors_screens_have_no_fault_that_axe_finds(page: Page, site: Site) -> None:
    _, year, volume = ask(site, CRIME)[0]
    book = f"book?office=KNJ-TIR&kind=crime&year={year}&volume={volume}"
    log_in(page, site, "lead")
    paths = ["", *(f"/{one}" for one in ("arrears", "pages", "asked", "books", book))]
    paths += ["/reports", "/reports/books"]
    for path in [*(f"/supervise{one}" for one in paths), "/exports"]:
        page.goto(f"{site.address}{path}")
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
