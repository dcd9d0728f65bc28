"""Logging in, out, and what a stranger sees."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.review.conftest import log_in
from tests.review.site import Site


def test_a_reviewer_logs_in_by_keyboard_and_sees_what_waits(page: Page, site: Site) -> None:
    log_in(page, site, "read")
    assert page.get_by_role("heading", level=1).inner_text() == "Waiting for review"
    assert page.get_by_role("link", name="Begin with the riskiest page").count() == 1


def test_a_stranger_is_sent_to_the_form_and_back(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/queue")
    assert page.url.endswith("/login?next=/queue")


def test_after_logging_out_the_cookie_opens_nothing(page: Page, site: Site) -> None:
    log_in(page, site, "read")
    kept = page.context.cookies()
    page.get_by_role("button", name="Log out").click()
    page.context.add_cookies(kept)  # type: ignore[arg-type]  # what was there before
    page.goto(f"{site.address}/queue")
    assert "/login" in page.url
