"""What was read, typed or named is text on every screen, whatever it says: nothing of it runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.review.conftest import log_in
from tests.review.desk import ask, cell, now, opened, register, saved
from tests.review.hostile import HOSTILE, MARK, into
from tests.review.site import Site, copied, served

WAITING = """
    SELECT DISTINCT scans.source FROM documents
    JOIN pages ON page_id = pages.id JOIN scans ON scan_id = scans.sha256
    WHERE documents.state = 'review'
"""
LOADING = "Failed to load resource"
WATCH = """
    const ran = () => console.error("something ran");
    Object.defineProperty(window, "pwned", { set: ran });
    Object.defineProperty(Object.prototype, "pwned", { set: ran });
    document.addEventListener("securitypolicyviolation", ran);
"""


@pytest.fixture(scope="module")
def texts() -> dict[int, str]:
    """The hostile texts by cell of the first page."""
    return {}


@pytest.fixture(scope="module")
def site(
    built: Path, texts: dict[int, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A server on a store full of them."""
    home = copied(built, tmp_path_factory.mktemp("hostile") / "home")
    still = Site("", home)
    texts |= into(home, register(still), register(still, 1), letter(still))
    with served(home) as running:
        yield running


@pytest.fixture
def page(page: Page, site: Site) -> Iterator[Page]:
    """A page that fails the test if anything ran, was blocked, or went elsewhere."""
    ran: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and LOADING not in message.text:
            ran.append(message.text)

    page.on("console", said)
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    page.on("popup", lambda popup: ran.append(popup.url))
    page.on("request", lambda r: None if r.url.startswith(site.address) else ran.append(r.url))
    page.add_init_script(WATCH)
    yield page
    clean(page)
    assert not ran


def clean(page: Page) -> None:
    """No element was made of a text, and none hides the screen."""
    made = "main :is(script, iframe, object, style, link, meta, base, math, details)"
    assert page.locator(f"{made}, [onerror], [onfocus], [onload], [ontoggle]").count() == 0
    expect(page.locator("header .brand")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


def shown(page: Page, site: Site, path: str) -> None:
    """Open a screen; it is clean."""
    page.goto(f"{site.address}{path}")
    clean(page)


def filled(site: Site, texts: dict[int, str]) -> int:
    """The page whose cells they are in."""
    of = "SELECT document_id FROM cells JOIN register_rows ON row_id = register_rows.id"
    return int(ask(site, f"{of} WHERE cells.id = ?", next(iter(texts)))[0][0])


def letter(site: Site) -> int:
    return int(ask(site, "SELECT id FROM documents WHERE tag = 'document' ORDER BY id")[0][0])


def in_html(text: str) -> str:
    """As a browser has it in a document: no NUL, one kind of line end."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def in_box(text: str) -> str:
    """As a browser has it in a textarea."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_in_the_strip_they_are_texts_to_be_corrected(
    page: Page, site: Site, texts: dict[int, str]
) -> None:
    log_in(page, site, "read")
    opened(page, site, filled(site, texts))
    page.keyboard.press("Alt+o")
    seen = {}
    for number in list(texts)[: len(HOSTILE)]:
        row = page.locator(f"#cell-{number}")
        for _ in range(99):
            if row.count():
                break
            page.keyboard.press("PageDown")
        row.focus()
        seen[number] = row.input_value()
        offered = page.locator("#panel li button").first.text_content() or ""
        assert in_box(f"1{texts[number]}") in in_box(offered)
    assert seen == {number: in_box(texts[number]) for number in seen}
    assert len(seen) == len(HOSTILE)
    clean(page)


def test_unknown_kinds_and_headings_are_texts(page: Page, site: Site) -> None:
    log_in(page, site, "read")
    ((strange,),) = ask(site, "SELECT id FROM documents WHERE kind = ?", HOSTILE[0])
    opened(page, site, strange)
    assert page.locator("h1").text_content() == HOSTILE[0]
    assert HOSTILE[1] in page.locator("#row .head").all_text_contents()
    shown(page, site, f"/records/{strange}")
    assert HOSTILE[1] in page.locator("th").all_text_contents()


def test_a_record_shows_them_in_its_table(page: Page, site: Site, texts: dict[int, str]) -> None:
    log_in(page, site, "lead")
    shown(page, site, f"/records/{filled(site, texts)}")
    cells = page.locator("main .wide").first.locator("td").all_text_contents()
    for text in texts.values():
        assert any(one.startswith(in_html(text)) for one in cells), text


def test_a_letter_shows_them_in_its_text(page: Page, site: Site) -> None:
    log_in(page, site, "lead")
    shown(page, site, f"/records/{letter(site)}")
    told = page.locator("main pre").text_content()
    assert told == in_html("\n".join((MARK, *HOSTILE)))


def test_what_was_found_and_what_was_asked_are_texts(page: Page, site: Site) -> None:
    log_in(page, site, "lead")
    shown(page, site, f"/search?q={quote(MARK)}")
    assert page.locator(".hits a").count() > 5
    for text in HOSTILE:
        short = text[:200]
        shown(page, site, f"/search?q={quote(short)}&kind={quote(text[:60])}")
        wanted = in_box(short).replace("\n", "").replace("\0", "\ufffd")  # as in an attribute
        assert page.locator("#q").input_value() == wanted


def test_the_queue_shows_odd_names_of_scans_and_nothing_else(page: Page, site: Site) -> None:
    log_in(page, site, "lead")
    shown(page, site, "/queue")
    names = [in_html(name) for (name,) in ask(site, WAITING)]
    told = page.locator("bdi").all_text_contents()
    assert sorted(set(told)) == sorted(names)
    shown(page, site, f"/queue?kind={quote(HOSTILE[5])}&desk={quote(HOSTILE[5])}")


def test_odd_names_of_people_are_shown_to_the_administrator_and_themselves(
    page: Page, site: Site
) -> None:
    log_in(page, site, "root")
    names = [in_html(name) for (name,) in ask(site, "SELECT full_name FROM users")]
    shown(page, site, "/users")
    cells = page.locator("td").all_text_contents()
    for name in names:
        assert any(one.startswith(name) for one in cells), name
    for path in ("/users/read", "/me"):
        shown(page, site, path)
    assert (page.locator("main p").first.text_content() or "").startswith(names[-1])


def test_what_is_typed_is_saved_as_it_is_and_stands_in_the_history(page: Page, site: Site) -> None:
    log_in(page, site, "read")
    document = register(site)
    opened(page, site, document)
    page.locator("#row textarea").last.focus()  # the remarks, where all signs may stand
    first = now(page)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(HOSTILE[5])
    page.keyboard.press("Enter")
    saved(page)
    assert cell(site, first)["text"] == HOSTILE[5]
    shown(page, site, f"/records/{document}")
    told = page.locator("main table").last.locator("tbody tr").first.text_content() or ""
    assert HOSTILE[5] in told
