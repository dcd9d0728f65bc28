"""A file's screen shows its pages by number and lets two people close what one alone cannot."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.review.conftest import log_in
from tests.review.desk import ask, change
from tests.review.site import Site
from tests.review.test_search import WCAG

CRIME = "SELECT id, file_no FROM files WHERE kind = 'crime'"
STATE = "SELECT state, closed_on, hold FROM files WHERE id = ?"


@pytest.fixture
def file(site: Site) -> tuple[int, str]:
    """Id and number of the crime register's file."""
    number, file_no = ask(site, CRIME)[0]
    return int(number), str(file_no)


def test_a_record_leads_to_its_file_whose_pages_have_numbers(
    page: Page, site: Site, file: tuple[int, str]
) -> None:
    """By keyboard alone; the number is given once and shown from then on."""
    (document,) = ask(site, "SELECT id FROM documents WHERE file_id = ?", file[0])[0]
    log_in(page, site, "read")
    page.goto(f"{site.address}/records/{document}")
    page.get_by_role("link", name=file[1]).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(file[1])
    page.get_by_role("button", name="Number the pages").press("Enter")
    expect(page.locator("tbody tr td.n").first).to_have_text("1")
    assert ask(site, "SELECT number, document_id FROM file_pages WHERE file_id = ?", file[0]) == [
        (1, document)
    ]


def test_one_asks_to_reopen_and_another_allows_it(
    page: Page, site: Site, file: tuple[int, str]
) -> None:
    """A supervisor's own request shows him no button to allow it."""
    change(site, "UPDATE users SET role = 'supervisor' WHERE name = 'second'")
    log_in(page, site, "lead")
    page.goto(f"{site.address}/files/{file[0]}")
    page.locator("form", has_text="Ask to reopen").locator("[name=reason]").fill("नया तथ्य मिला")
    page.get_by_role("button", name="Ask to reopen").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("lead asks to reopen it: नया तथ्य मिला")
    assert page.get_by_role("button", name="Allow").count() == 0
    page.context.clear_cookies()
    log_in(page, site, "second")
    page.goto(f"{site.address}/files/{file[0]}")
    page.get_by_role("button", name="Allow").press("Enter")
    expect(page.locator("dl.facts")).to_contain_text("reopened")
    assert ask(site, STATE, file[0])[0][:2] == ("reopened", None)


def test_a_file_is_sent_to_a_post_and_held_by_a_supervisor(
    page: Page, site: Site, file: tuple[int, str]
) -> None:
    """Both are on the screen at once, with who did it."""
    change(site, "UPDATE files SET state = 'created', closed_on = NULL WHERE id = ?", file[0])
    log_in(page, site, "lead")
    page.goto(f"{site.address}/files/{file[0]}")
    page.get_by_label("To").select_option("SHO-PSTIRWA-KNJ")
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.locator("table").last).to_contain_text("SHO-PSTIRWA-KNJ")
    page.locator("form", has_text="Hold").locator("[name=reason]").fill("मा० न्यायालय का आदेश")
    page.get_by_role("button", name="Hold").press("Enter")
    expect(page.locator(".fault")).to_contain_text("मा० न्यायालय का आदेश")
    assert ask(site, STATE, file[0])[0][2] == "मा० न्यायालय का आदेश"


def test_another_office_sees_no_file_and_changes_none(
    page: Page, site: Site, file: tuple[int, str]
) -> None:
    """As if it were not there."""
    change(site, "UPDATE users SET role = 'supervisor' WHERE name = 'away'")
    log_in(page, site, "away")
    page.goto(f"{site.address}/files/due")
    assert page.locator("tbody tr").count() == 0
    token = page.locator("body").get_attribute("data-csrf") or ""
    for path in (f"/files/{file[0]}", f"/files?no={file[1]}", "/files/due?office=KNJ-TIR"):
        assert page.request.get(f"{site.address}{path}").status == 404, path
    for kind, act in (("work", "number"), ("rule", "hold")):
        form: dict[str, str | float | bool] = {
            "csrf": token,
            "act": act,
            "version": "1",
            "reason": "क्योंकि मैं चाहता हूँ",
        }
        answer = page.request.post(
            f"{site.address}/files/{file[0]}/{kind}", form=form, headers={"x-csrf": token}
        )
        assert answer.status == 404, kind


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_files_screens_have_no_fault_that_axe_finds(
    page: Page, site: Site, file: tuple[int, str], language: str
) -> None:
    change(site, "UPDATE files SET closed_on = '2001-12-31' WHERE kind = 'arms'")
    log_in(page, site, "lead")
    page.context.add_cookies([{"name": "lang", "value": language, "url": site.address}])
    for path in (f"/files/{file[0]}", "/files/due"):
        page.goto(f"{site.address}{path}")
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
