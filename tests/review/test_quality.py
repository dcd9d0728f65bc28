"""The stations of quality by keyboard alone, in a real browser, on a store that was really read."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.review.conftest import log_in
from tests.review.desk import ask, cell, change, opened, saved
from tests.review.site import Site
from tests.review.stations import ARMS, disputed, here, post, station, typed

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


@pytest.fixture(autouse=True)
def nobody_has_rows(site: Site) -> None:
    """A row is another's for two minutes after he left: too long for the next test."""
    change(site, "UPDATE register_rows SET held_by = NULL, held_until = NULL")


def test_the_second_keyer_sees_the_picture_and_not_the_text(page: Page, site: Site) -> None:
    log_in(page, site, "second")
    number = station(page, site, "second")
    text = cell(site, number)["text"]
    assert len(text) > 3
    assert text not in page.content()
    assert page.locator(".crop img").evaluate("one => one.decode().then(() => one.naturalWidth)")
    typed(page, text)
    assert cell(site, number)["state"] == "approved"
    assert ask(site, "SELECT agrees, settled, text FROM keyings WHERE cell_id = ?", number) == [
        (1, 1, text)
    ]
    assert here(page) != number


def test_who_corrected_a_cell_is_never_asked_to_key_it_again(page: Page, site: Site) -> None:
    found = (
        f"SELECT documents.id, cells.id {ARMS} AND \"column\" = 'valid' AND cells.state = 'auto'"
    )
    document, number = ask(site, f"{found} AND cells.version = 1 ORDER BY cells.id DESC")[0]
    log_in(page, site, "read")
    opened(page, site, document)
    page.goto(f"{page.url}?cell={number}")
    expect(page.locator(f"#cell-{number}")).to_be_focused()
    page.keyboard.insert_text("३१.१२.२०२६")
    page.keyboard.press("Enter")
    saved(page)
    version = cell(site, number)["version"]
    sent = {"cell": number, "version": version, "text": "३१.१२.२०२६"}
    assert post(page, site, "/quality/second", **sent) == 409
    assert cell(site, number)["version"] == version
    page.context.clear_cookies()
    log_in(page, site, "second")
    assert post(page, site, "/quality/second", **sent) == 303
    assert ask(site, "SELECT agrees FROM keyings WHERE cell_id = ?", number) == [(1,)]


def test_rows_that_others_have_are_not_given_out_and_it_says_so(page: Page, site: Site) -> None:
    change(site, "UPDATE register_rows SET held_by = 'x', held_until = '2126-01-01 00:00:00+00:00'")
    log_in(page, site, "second")
    page.goto(f"{site.address}/quality/second")
    expect(page.get_by_role("status")).to_contain_text("in the hands of others")


def test_nothing_is_sent_before_its_picture_was_seen(page: Page, site: Site) -> None:
    log_in(page, site, "second")
    page.route("**/api/cells/*.jpg*", lambda route: route.abort())
    page.goto(f"{site.address}/quality/second")
    expect(page.locator("textarea")).to_be_focused()
    number = int(page.locator("[name=cell]").input_value())
    page.keyboard.insert_text("९९")
    page.keyboard.press("Enter")
    expect(page.locator("#why")).to_contain_text("The picture has not come")
    assert ask(site, "SELECT count(*) FROM keyings WHERE cell_id = ?", number) == [(0,)]


def test_an_empty_keying_is_asked_for_once_more(page: Page, site: Site) -> None:
    log_in(page, site, "second")
    number = station(page, site, "second")
    page.keyboard.press("Enter")
    expect(page.locator("#why")).to_contain_text("once more")
    assert ask(site, "SELECT count(*) FROM keyings WHERE cell_id = ?", number) == [(0,)]


def test_a_difference_goes_to_a_third_who_decides_with_one_key(page: Page, site: Site) -> None:
    number = disputed(page, site)
    before = cell(site, number)
    assert (before["flag"], before["state"]) == ("disputed", "review")
    log_in(page, site, "lead")
    assert station(page, site, "disputes") == number
    assert page.locator("[data-key='Alt+1']").get_attribute("data-text") == before["text"]
    page.keyboard.press("Alt+2")
    expect(page.locator(".said")).to_be_visible()
    after = cell(site, number)
    assert (after["text"], after["flag"], after["source"]) == ("९९९९", None, "person lead")
    (document,) = ask(site, f"SELECT documents.id {ARMS} AND cells.id = ?", number)[0]
    page.goto(f"{site.address}/records/{document}")
    expect(page.locator("main table").last).to_contain_text("second सिंह")


def test_a_disputed_cell_can_be_looked_at_but_not_written_in_the_strip(
    page: Page, site: Site
) -> None:
    number = disputed(page, site)
    (document,) = ask(site, f"SELECT documents.id {ARMS} AND cells.id = ?", number)[0]
    log_in(page, site, "read")
    page.goto(f"{site.address}/pages/{document}?cell={number}")
    expect(page.locator(f"#cell-{number}")).to_have_attribute("readonly", "")
    expect(page.locator(f"#mark-{number}")).to_contain_text("supervisor decides")
    wish = {"key": "k" * 9, "cell": number, "version": 2, "act": "accept", "text": "", "seconds": 1}
    token = page.locator("body").get_attribute("data-csrf") or ""
    answer = page.request.post(
        f"{site.address}/api/pages/{document}/edits",
        data={"bundle": "b" * 9, "wishes": [wish]},
        headers={"x-csrf": token},
    )
    assert (answer.status, answer.json()["code"]) == (403, "E414")


def test_another_office_finds_every_station_empty(page: Page, site: Site) -> None:
    log_in(page, site, "away")
    page.goto(f"{site.address}/quality")
    assert set(page.locator(".stations .count").all_inner_texts()) == {"0"}
    for name in ("second", "samples", "carpet", "proposals"):
        page.goto(f"{site.address}/quality/{name}")
        expect(page.locator("main")).to_contain_text("Nothing waits here")
    (number,) = ask(site, f"SELECT cells.id {ARMS} LIMIT 1")[0]
    sent = {"cell": number, "version": 1, "text": "x"}
    for name in ("second", "samples"):
        assert post(page, site, f"/quality/{name}", **sent) == 404
    told = {"proposal": 1, "cell": number, "version": 1, "what": "drop"}
    assert post(page, site, "/quality/proposals", **told) == 404


def test_a_restricted_record_is_named_and_shown_only_after_its_reason(
    page: Page, site: Site
) -> None:
    free = ask(site, "SELECT id, level FROM documents WHERE level <> 'restricted'")
    change(site, "UPDATE documents SET level = 'restricted'")
    log_in(page, site, "second")
    page.goto(f"{site.address}/quality/second")
    link = page.locator("main ul a").first
    expect(link).to_be_visible()
    link.press("Enter")
    expect(page.get_by_role("button", name="Review of this page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main svg").first).to_be_visible()
    assert station(page, site, "second")
    for document, level in free:
        change(site, "UPDATE documents SET level = ? WHERE id = ?", level, document)


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_no_station_has_a_fault_that_axe_finds(page: Page, site: Site, lang: str) -> None:
    if lang == "hi":
        disputed(page, site)
    (number,) = ask(site, f"SELECT cells.id {ARMS} AND cells.flag IS NULL ORDER BY cells.id DESC")[
        0
    ]
    told = "INSERT INTO proposals (cell_id, text, confidence, source, state, at)"
    told += " VALUES (?, ?, 0.9, 'other/2', 'open', '2026-01-01 00:00:00+00:00')"
    change(site, told, number, lang)
    log_in(page, site, "lead")
    page.locator("[name=lang]").click()
    if page.locator("html").get_attribute("lang") != lang:
        page.locator("[name=lang]").click()
    for name in ("", "/second", "/disputes", "/samples", "/carpet", "/proposals"):
        page.goto(f"{site.address}/quality{name}")
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
