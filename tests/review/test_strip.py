"""The row strip by keyboard alone, in a real browser, on a store that was really read."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.review.conftest import log_in
from tests.review.desk import ask, cell, change, now, opened, register, saved
from tests.review.site import Site


@pytest.fixture
def strip(page: Page, site: Site) -> Page:
    """A reviewer at the strip of the page with most to do."""
    log_in(page, site, "read")
    opened(page, site, register(site))
    return page


def test_enter_confirms_a_doubtful_cell_and_goes_to_the_next(strip: Page, site: Site) -> None:
    first = now(strip)
    strip.keyboard.press("Enter")
    assert now(strip) != first
    saved(strip)
    assert cell(site, first)["state"] == "approved"
    assert cell(site, now(strip))["state"] == "review"


def at_readings(page: Page, site: Site, text: str, other: str) -> int:
    """A cell in which anything may stand, with these readings, opened."""
    ((name,),) = ask(
        site,
        "SELECT cells.id FROM cells JOIN register_rows ON row_id = register_rows.id"
        " WHERE document_id = ? AND cells.column = 'licensee' AND state = 'review' LIMIT 1",
        register(site),
    )
    told = json.dumps([other])
    change(site, "UPDATE cells SET text = ?, alternatives = ? WHERE id = ?", text, told, name)
    page.goto(f"{page.url.split('?')[0]}?cell={name}")
    expect(page.locator(f"#cell-{name}")).to_be_focused()
    return int(name)


def over(page: Page, text: str) -> None:
    """Type over all of the cell's text."""
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def test_only_the_words_in_doubt_are_typed_over(strip: Page, site: Site) -> None:
    first = at_readings(strip, site, "पुत्र राम लाल", "पुत्र रम लाल")
    strip.keyboard.insert_text("श्याम")
    strip.keyboard.press("Enter")
    saved(strip)
    assert cell(site, first)["text"] == "पुत्र श्याम लाल"


def test_what_is_typed_over_a_cell_is_its_text_after_enter(strip: Page, site: Site) -> None:
    first = now(strip)
    over(strip, "९९")
    strip.keyboard.press("Enter")
    saved(strip)
    assert (cell(site, first)["text"], cell(site, first)["state"]) == ("९९", "corrected")
    assert cell(site, first)["source"] == "person read"


def test_alt_and_a_figure_put_another_reading_in_the_cell(strip: Page, site: Site) -> None:
    first = at_readings(strip, site, "राम लाल", "श्याम लाल")
    strip.keyboard.press("Alt+Digit1")
    strip.keyboard.press("Enter")
    saved(strip)
    assert cell(site, first)["text"] == "श्याम लाल"


def test_one_key_confirms_a_row_and_one_takes_it_all_back(strip: Page, site: Site) -> None:
    first = now(strip)
    (row,) = ask(site, "SELECT row_id FROM cells WHERE id = ?", first)
    waiting = "SELECT count(*) FROM cells WHERE row_id = ? AND state = 'review'"
    ((before,),) = ask(site, waiting, *row)
    strip.keyboard.press("Control+Enter")
    saved(strip)
    assert ask(site, waiting, *row) == [(0,)]
    strip.keyboard.press("Control+z")
    saved(strip)
    assert ask(site, waiting, *row) == [(before,)]
    assert ask(site, "SELECT row_id FROM cells WHERE id = ?", now(strip)) == [row]


def test_composing_with_an_input_method_triggers_no_key(strip: Page, site: Site) -> None:
    first = now(strip)
    devtools = strip.context.new_cdp_session(strip)
    strip.keyboard.press("Control+a")
    told = {"text": "कन्नौ", "selectionStart": 5, "selectionEnd": 5}
    devtools.send("Input.imeSetComposition", told)
    strip.evaluate("""document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
        {key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true, bubbles: true}))""")
    assert now(strip) == first
    assert cell(site, first)["version"] == 1 or cell(site, first)["state"] == "review"


def test_a_letter_where_only_figures_can_stand_is_refused_with_a_reason(
    strip: Page, site: Site
) -> None:
    serial = ask(
        site,
        "SELECT cells.id, cells.text FROM cells JOIN register_rows ON row_id = register_rows.id"
        " WHERE document_id = ? AND cells.column = 'serial' LIMIT 1",
        register(site),
    )[0]
    strip.goto(f"{strip.url}?cell={serial[0]}")
    strip.wait_for_selector("#row .cell.now")
    over(strip, "क")
    assert strip.locator("#says").inner_text() != ""
    strip.keyboard.press("Enter")
    assert now(strip) == serial[0]
    assert cell(site, serial[0])["text"] == serial[1]
    strip.keyboard.press("Escape")
    assert strip.input_value(f"#cell-{serial[0]}") == serial[1]


def test_a_bad_scan_is_said_with_one_key_and_waits_for_a_new_scan(strip: Page, site: Site) -> None:
    first = now(strip)
    strip.keyboard.press("F8")
    saved(strip)
    assert (cell(site, first)["flag"], cell(site, first)["state"]) == ("rescan", "review")


def test_inscript_writes_hindi_on_a_plain_keyboard(strip: Page, site: Site) -> None:
    strip.select_option("#keys select", "inscript")
    text = ask(
        site,
        "SELECT cells.id FROM cells JOIN register_rows ON row_id = register_rows.id"
        " WHERE document_id = ? AND cells.text != '' AND cells.column NOT IN ('serial')"
        " AND cells.value LIKE '%person%' LIMIT 1",
        register(site),
    )[0][0]
    strip.reload()
    strip.goto(f"{site.address}/pages/{register(site)}?cell={text}")
    strip.wait_for_selector("#row .cell.now")
    strip.keyboard.press("Control+A")
    strip.keyboard.type("jkce")
    assert strip.input_value(f"#cell-{text}") == "रकमा"
    strip.select_option("#keys select", "system")


def test_a_changed_key_is_shown_works_and_is_kept_with_the_user(strip: Page, site: Site) -> None:
    strip.keyboard.press("F1")
    strip.get_by_role("button", name="Illegible: F4").click()
    strip.keyboard.press("F9")
    assert "another meaning" in strip.locator("dialog [role=status]").inner_text()
    strip.get_by_role("button", name="Illegible: F4").click()
    strip.keyboard.press("Control+i")
    strip.get_by_role("button", name="Close").click()
    opened(strip, site, register(site))
    first = now(strip)
    assert strip.locator("#keys [data-action=illegible] kbd").inner_text() == "Ctrl+I"
    strip.keyboard.press("Control+i")
    saved(strip)
    assert cell(site, first)["flag"] == "illegible"


def test_the_strip_has_no_fault_that_axe_finds(strip: Page) -> None:
    found = Axe().run(strip, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert found.violations_count == 0, found.generate_report()


def test_a_page_of_another_station_is_not_there(page: Page, site: Site) -> None:
    log_in(page, site, "away")
    page.goto(f"{site.address}/pages/{register(site)}")
    assert "E404" in page.locator("main").inner_text()


def test_a_lost_race_shows_both_texts_and_the_loser_chooses(strip: Page, site: Site) -> None:
    first = now(strip)
    before = cell(site, first)
    other = strip.context.new_page()
    opened(other, site, register(site))
    other.goto(f"{other.url}?cell={first}")
    other.wait_for_selector("#row .cell.now")
    over(other, "११")
    other.keyboard.press("Enter")
    saved(other)
    over(strip, "२२")
    strip.keyboard.press("Enter")
    theirs = strip.get_by_role("button", name="Keep theirs: ११")
    mine = strip.get_by_role("button", name="Put mine: २२")
    theirs.wait_for()
    assert cell(site, first)["text"] == "११"
    assert cell(site, first)["version"] == before["version"] + 1
    mine.click()
    saved(strip)
    assert cell(site, first)["text"] == "२२"
    other.close()


def test_what_was_typed_and_not_accepted_is_there_after_the_browser_died(
    strip: Page, site: Site
) -> None:
    first = now(strip)
    over(strip, "४२")
    again = strip.context.new_page()
    strip.close(run_before_unload=False)
    opened(again, site, register(site))
    again.goto(f"{again.url}?cell={first}")
    again.wait_for_selector("#row .cell.now")
    assert again.input_value(f"#cell-{first}") == "४२"
    assert cell(site, first)["text"] != "४२"
    again.keyboard.press("Escape")


def test_saves_made_without_a_network_arrive_once_when_it_is_back(strip: Page, site: Site) -> None:
    first = now(strip)
    edits = "SELECT count(*) FROM edits WHERE cell_id = ?"
    before = ask(site, edits, first)[0][0]
    strip.context.set_offline(True)
    over(strip, "३३")
    strip.keyboard.press("Enter")
    strip.wait_for_selector("#net.bad")
    assert cell(site, first)["text"] != "३३"
    strip.context.set_offline(False)
    saved(strip)
    assert cell(site, first)["text"] == "३३"
    assert ask(site, edits, first)[0][0] == before + 1
