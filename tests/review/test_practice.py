"""Practice by keyboard alone: a score that is earned, real records untouched, the gate opened."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from panji.settings import SHIPPED
from review.practice.exercise import Exercise, load, names
from review.practice.score import same
from tests.review.conftest import log_in
from tests.review.desk import ask, now, register, saved
from tests.review.site import Site, copied, served

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
PAGES = 4
OWN = {"attempts", "users", "sessions", "audit", "audit_values", "sqlite_sequence"}
"""Tables that practice and logging in write to; no record is in them."""


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with practice pages, in a district whose offices all require one."""
    work = tmp_path_factory.mktemp("practice")
    home = copied(built, work / "home")
    shutil.copytree(SHIPPED, work / "district")
    with (work / "district" / "district.toml").open("a", encoding="utf-8") as file:
        file.write('\n[practice]\noffices = ["KNJ"]\n')
    told = {"PANJI_HOME": str(home), "PANJI_DISTRICT": str(work / "district")}
    command = [sys.executable, "-m", "panji", "practice", "--pages", str(PAGES)]
    subprocess.run(command, env=os.environ | told, check=True, stdout=subprocess.DEVNULL)
    with served(home, PANJI_DISTRICT=told["PANJI_DISTRICT"]) as running:
        yield running


def exercise(site: Site) -> Exercise:
    """The page with least to do, but more than one cell: after the last the score is shown."""
    found = [load(site.home, name) for name in names(site.home)]
    return min((one for one in found if one.doubtful > 1), key=lambda one: one.doubtful)


def digests(site: Site) -> dict[str, str]:
    """The number and a hash of the rows of every table that holds records."""
    tables = [
        str(name) for (name,) in ask(site, "SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    found = {}
    for table in sorted(set(tables) - OWN - {"search_held"}):  # that is kept in tables beside it
        rows = ask(site, f"SELECT * FROM {table}")
        found[table] = f"{len(rows)} {hashlib.sha256(repr(rows).encode()).hexdigest()}"
    return found


def begin(page: Page, site: Site, name: str) -> None:
    """Open the strip of a practice page."""
    page.goto(f"{site.address}/practice/{name}")
    page.wait_for_selector("#row .cell.now")


def correct(page: Page, one: Exercise) -> None:
    """Go through the doubtful cells and type what is right where it is not."""
    right = {number: true for number, _, _, true in one.cells()}
    for _ in range(one.doubtful):
        cell = now(page)
        if not same(page.input_value(f"#cell-{cell}"), right[cell]):
            page.keyboard.press("Control+a")
            page.keyboard.insert_text(right[cell])
        page.keyboard.press("Enter")
    expect(page.locator("#left")).to_have_text("")
    saved(page)


def score(page: Page) -> None:
    """Finish, by keyboard."""
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator("main form button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("dl.figures")).to_be_visible()


def test_an_office_may_require_practice_and_a_passed_page_opens_real_work(
    page: Page, site: Site
) -> None:
    before = digests(site)
    log_in(page, site, "read")
    expect(page).to_have_url(f"{site.address}/practice")
    assert "Your office asks for" in page.locator("main").inner_text()
    document = register(site)
    for path in ("/queue", f"/pages/{document}"):
        page.goto(f"{site.address}{path}")
        assert "E412" in page.locator("main").inner_text()
    one = exercise(site)
    begin(page, site, one.name)
    expect(page.locator(".band")).to_contain_text("Made-up page")
    correct(page, one)
    score(page)
    assert "Passed." in page.locator("main").inner_text()
    assert "100.0 %" in page.locator("dl.figures").inner_text()
    expect(page.locator("main a.button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}/queue")
    assert digests(site) == before
    logged = ask(site, "SELECT DISTINCT action FROM audit WHERE actor = 'read'")
    assert {action for (action,) in logged} == {"login", "policy assignment"}


def test_whoever_accepts_everything_fails_sees_what_was_missed_and_earns_nothing_by_copying(
    page: Page, site: Site
) -> None:
    one = exercise(site)
    log_in(page, site, "second")
    begin(page, site, one.name)
    for _ in range(one.doubtful):
        page.keyboard.press("Enter")
    saved(page)
    score(page)
    assert "Not passed" in page.locator("main").inner_text()
    number, _, cell, true = next(
        told for told in one.cells() if not same(told[2].reading.text, told[3])
    )
    line = page.locator("table.missed tbody tr").first
    assert line.locator("td").nth(3).inner_text() == true
    assert line.locator("td").nth(2).inner_text() == (cell.reading.text or "(empty)")
    picture = line.locator("img")
    assert f"/cells/{number}.jpg" in str(picture.get_attribute("src"))
    expect(picture).to_have_js_property("complete", value=True)
    begin(page, site, one.name)
    correct(page, one)
    score(page)
    assert "does not count" in page.locator("main").inner_text()
    page.goto(f"{site.address}/queue")
    assert "E412" in page.locator("main").inner_text()


def test_an_attempt_outlives_a_reload_and_is_one_persons_own(page: Page, site: Site) -> None:
    one = exercise(site)
    log_in(page, site, "lead")
    begin(page, site, one.name)
    first = now(page)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("९९")
    page.keyboard.press("Enter")
    saved(page)
    page.goto(f"{page.url.partition('?')[0]}?cell={first}")
    expect(page.locator(f"#cell-{first}")).to_have_value("९९")
    page.goto(f"{site.address}/practice")
    assert "under way" in page.locator("main").inner_text()
    assert page.locator("main h2").all_inner_texts() == ["Pages"]


def test_undo_takes_back_on_a_practice_page_too(page: Page, site: Site) -> None:
    one = exercise(site)
    log_in(page, site, "away")
    begin(page, site, one.name)
    first = now(page)
    before = page.input_value(f"#cell-{first}")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("९९")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+z")
    saved(page)
    expect(page.locator(f"#cell-{first}")).to_have_value(before)


def test_a_broken_page_is_named_and_the_others_are_still_there(page: Page, site: Site) -> None:
    broken = site.home / "practice" / "pages" / "000-broken-easy" / "exercise.json"
    broken.parent.mkdir()
    broken.write_text("{", encoding="utf-8")
    log_in(page, site, "scan")
    page.goto(f"{site.address}/practice")
    expect(page.locator("main table a")).to_have_count(PAGES)
    page.goto(f"{site.address}/practice/000-broken-easy")
    assert "E435" in page.locator("main").inner_text()
    shutil.rmtree(broken.parent)


def test_what_is_left_undecided_is_told_before_an_attempt_is_finished(
    page: Page, site: Site
) -> None:
    one = exercise(site)
    log_in(page, site, "scan")
    begin(page, site, one.name)
    page.keyboard.press("Enter")
    saved(page)
    page.keyboard.press("Control+Shift+Enter")
    expect(page.get_by_role("link", name="Back to the page")).to_be_focused()
    assert f"{one.doubtful - 1} of {one.doubtful}" in page.locator("main").inner_text()


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_practice_has_no_fault_that_axe_finds(page: Page, site: Site, lang: str) -> None:
    log_in(page, site, "read")
    if lang == "hi":
        page.locator(".who button[value=hi]").press("Enter")
        expect(page.locator("html")).to_have_attribute("lang", "hi")
    one = exercise(site)
    paths = ["/practice", f"/practice/{one.name}", f"/practice/{one.name}/score"]
    for path in paths:
        page.goto(f"{site.address}{path}")
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
