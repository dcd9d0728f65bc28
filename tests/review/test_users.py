"""An administrator manages people, sees no record, and cannot raise himself."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.review.conftest import log_in
from tests.review.desk import ask, register
from tests.review.site import Site


def test_a_new_user_logs_in_once_with_the_password_shown_and_must_choose_his_own(
    page: Page, site: Site
) -> None:
    log_in(page, site, "root")
    page.goto(f"{site.address}/users")
    page.fill("[name=name]", "nayak")
    page.fill("[name=full_name]", "उ०नि० नायक सिंह")
    page.select_option("[name=office]", "KNJ-TIR")
    page.get_by_role("button", name="Add").click()
    first = page.locator("#first").inner_text()
    page.get_by_role("button", name="Log out").click()
    page.fill("[name=name]", "nayak")
    page.fill("[name=password]", first)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Choose a password of your own first.")).to_be_visible()
    page.goto(f"{site.address}/queue")
    assert "E403" in page.locator("main").inner_text()


def test_an_administrator_opens_no_record(page: Page, site: Site) -> None:
    log_in(page, site, "root")
    for path in (f"/pages/{register(site)}", f"/records/{register(site)}", "/search?q=राम"):
        page.goto(f"{site.address}{path}")
        assert "E403" in page.locator("main").inner_text()


def test_who_is_shut_out_is_out_at_once(page: Page, site: Site) -> None:
    log_in(page, site, "root")
    other = page.context.browser.new_context()  # type: ignore[union-attr]  # there is one
    shut = other.new_page()
    log_in(shut, site, "second")
    page.goto(f"{site.address}/users/second")
    page.get_by_role("button", name="Shut out").click()
    shut.goto(f"{site.address}/queue")
    assert "/login" in shut.url
    other.close()


def test_his_own_rights_are_not_his_to_change(page: Page, site: Site) -> None:
    log_in(page, site, "root")
    page.goto(f"{site.address}/users/root")
    assert page.get_by_role("button", name="Save").count() == 0
    token = page.locator("body").get_attribute("data-csrf") or ""
    told: dict[str, str | float | bool] = {
        "csrf": token,
        "full_name": "root",
        "role": "supervisor",
        "office": "KNJ",
    }
    answer = page.request.post(f"{site.address}/users/root/change", form=told)
    assert answer.status == 409
    assert ask(site, "SELECT role FROM users WHERE name = 'root'") == [("admin",)]


def test_the_users_screens_have_no_fault_that_axe_finds(page: Page, site: Site) -> None:
    log_in(page, site, "root")
    for path in ("/users", "/users/read"):
        page.goto(f"{site.address}{path}")
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert found.violations_count == 0, found.generate_report()
