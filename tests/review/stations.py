"""The stations of quality as a browser works at them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.review.conftest import log_in
from tests.review.desk import ask, cell
from tests.review.site import Site

ARMS = """
    FROM cells JOIN register_rows ON row_id = register_rows.id
    JOIN documents ON document_id = documents.id WHERE documents.kind = 'arms'
"""
SHUT = "SELECT kind, engine FROM gates WHERE open = 0"


def station(page: Page, site: Site, name: str) -> int:
    """Open a station; the cell that waits there."""
    page.goto(f"{site.address}/quality/{name}")
    return here(page)


def here(page: Page) -> int:
    """The cell that the station shows, its field ready to type in."""
    expect(page.locator("form.station [data-first]")).to_be_focused()
    looked(page)
    return int(page.locator("form.station [name=cell]").input_value())


def looked(page: Page) -> None:
    """Wait until all pictures are there: nothing is sent before."""
    for picture in page.locator("form img").all():
        picture.evaluate("one => one.decode()")


def typed(page: Page, text: str) -> None:
    """Type over what stands in the field, and send it."""
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_be_visible()


def post(page: Page, site: Site, path: str, **form: str | int) -> int:
    """The status of a form sent by hand with the session's token."""
    token = page.locator("body").get_attribute("data-csrf") or ""
    sent: dict[str, str | float | bool] = {"csrf": token, **form}
    return page.request.post(f"{site.address}{path}", form=sent, max_redirects=0).status


def disputed(page: Page, site: Site) -> int:
    """A cell that `second` keyed otherwise than the machine read it."""
    log_in(page, site, "second")
    number = station(page, site, "second")
    typed(page, "९९९९")
    page.context.clear_cookies()
    return number


def shut(page: Page, site: Site) -> tuple[str, str]:
    """Draw samples, find the first right and those after it wrong until a gate shuts; which."""
    page.goto(f"{site.address}/quality")
    page.get_by_role("button", name="Draw samples").press("Enter")
    right = here(page)
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_be_visible()
    assert cell(site, right)["state"] == "approved"
    while not ask(site, SHUT):
        number = here(page)
        typed(page, "७७७")
        assert cell(site, number)["text"] == "७७७"
    ((kind, engine),) = ask(site, SHUT)
    return kind, engine
