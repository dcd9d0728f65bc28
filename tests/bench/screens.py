"""Pictures of every screen, for docs/screens.md: looks at a made-up store, in Hindi.

    .venv/bin/python -m tests.bench.screens docs/screens [HOME]

HOME is a store made by `python -m tests.review.site HOME` before; else one is made.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.review.conftest import ARGUMENTS, CHROMIUM, log_in
from tests.review.desk import ask, change, opened, register
from tests.review.site import Site, served

LETTER = "SELECT id FROM documents WHERE tag = 'document' AND level != 'restricted' ORDER BY id"
NAME = """
    SELECT coalesce(name, said) FROM search_names JOIN documents ON documents.id = document_id
    WHERE level = 'normal' AND relative != '' ORDER BY length(said) LIMIT 1 OFFSET 2
"""
OPEN = "UPDATE documents SET level = 'normal' WHERE kind IN ('malkhana', 'arms')"
SIZE = ViewportSize(width=1366, height=768)


def main(out: Path, home: Path) -> None:
    """Serve the store and take one picture after the other."""
    out.mkdir(parents=True, exist_ok=True)
    told = {"PANJI_LANG": "hi", "PANJI_PRACTICE_PAGES": "2"}
    with served(home, **told) as site, sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        for name, page in taken(chromium, site):
            page.wait_for_load_state("networkidle")
            page.screenshot(path=out / f"{name}.jpg", type="jpeg", quality=80)
        chromium.close()


def taken(chromium: Browser, site: Site) -> Iterator[tuple[str, Page]]:
    """Each screen by its name, as it is to be looked at."""
    change(site, OPEN)
    page = chromium.new_page(viewport=SIZE)
    page.goto(f"{site.address}/login")
    yield "login", page
    log_in(page, site, "read")
    yield from reviewer(page, site)
    for user, screens in (("scan", operator), ("lead", supervisor), ("root", admin)):
        other = chromium.new_page(viewport=SIZE)
        log_in(other, site, user)
        yield from screens(other, site)


def reviewer(page: Page, site: Site) -> Iterator[tuple[str, Page]]:
    """What a reviewer does: queue, strip, letter, search, record, practice."""
    yield "queue", at(page, site, "/queue")
    opened(page, site, register(site, 1))
    page.keyboard.press("Enter")
    page.keyboard.press("F10")
    page.keyboard.insert_text("शेड है या शैड?")
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("#net")).to_have_text("सब सहेजा गया")
    yield "strip", page
    ((name,),) = ask(site, NAME)
    opened(page, site, int(ask(site, LETTER)[0][0]))
    yield "letter", page
    yield "search", at(page, site, f"/search?q={name}")
    yield "record", at(page, site, f"/records/{register(site, 1)}?row=2")
    yield "practice", at(page, site, "/practice")
    yield "me", at(page, site, "/me")


def operator(page: Page, site: Site) -> Iterator[tuple[str, Page]]:
    """What a scanning operator does: scans, a batch, table lines, rescans."""
    yield "scans", at(page, site, "/scans")
    (batch,) = ask(site, "SELECT id FROM batches ORDER BY id")[0]
    yield "batch", at(page, site, f"/scans/{batch}")
    yield "lines", at(page, site, f"/pages/{register(site, 1)}/lines")
    yield "rescans", at(page, site, "/scans/rescans")


def supervisor(page: Page, site: Site) -> Iterator[tuple[str, Page]]:
    """What a supervisor does: quality and its stations, overview and its parts, exports."""
    at(page, site, "/quality")
    page.locator("form[action='/quality/samples/draw'] button").press("Enter")
    yield "quality", at(page, site, "/quality")
    for station in ("second", "samples", "carpet"):
        yield station, at(page, site, f"/quality/{station}")
    yield "supervise", at(page, site, "/supervise")
    yield "arrears", at(page, site, "/supervise/arrears")
    yield "books", at(page, site, "/supervise/books")
    page.locator("main table a").first.click()
    yield "book", page
    page.locator("[name=pages]").fill("120")
    page.get_by_role("button", name="गिनती दर्ज करें").press("Enter")
    page.locator("form", has_text="जिल्द बन्द करें").locator("[name=reason]").fill("शेष पृष्ठ दीमक से नष्ट")
    page.get_by_role("button", name="जिल्द बन्द करें").press("Enter")
    yield "closed", page
    yield from reports(page, site)
    yield "asked", at(page, site, "/supervise/asked")
    yield "due", at(page, site, "/files/due")
    page.locator("main table a").first.click()
    yield "file", page
    page.get_by_role("button", name="निर्णय अंकित करें").scroll_into_view_if_needed()
    yield "acts", page
    yield "exports", at(page, site, "/exports")


def reports(page: Page, site: Site) -> Iterator[tuple[str, Page]]:
    """The list of them, and two."""
    yield "reports", at(page, site, "/supervise/reports")
    yield "report", at(page, site, "/supervise/reports/books")
    change(site, OPEN)  # the reviewer's saves have guarded it again
    yield "pending", at(page, site, "/supervise/reports/registers")


def admin(page: Page, site: Site) -> Iterator[tuple[str, Page]]:
    """What an administrator does."""
    yield "users", at(page, site, "/users")


def at(page: Page, site: Site, path: str) -> Page:
    """The page, gone there."""
    page.goto(site.address + path)
    return page


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        given = [Path(one).absolute() for one in sys.argv[1:]]
        store = given[1] if len(given) > 1 else Path(work) / "home"
        if not store.exists():
            subprocess.run([sys.executable, "-m", "tests.review.site", store], check=True)
        practice = [sys.executable, "-m", "panji", "practice", "--pages", "2"]
        subprocess.run(practice, env=os.environ | {"PANJI_HOME": str(store)}, check=True)
        main(given[0], store)
