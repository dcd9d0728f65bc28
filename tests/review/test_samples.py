"""Samples and their gates, carpets and proposals, by keyboard alone in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.review.conftest import log_in
from tests.review.desk import ask, cell, change
from tests.review.site import Site, copied, served
from tests.review.stations import ARMS, SHUT, here, looked, post, shut, station


@pytest.fixture
def alone(built: Path, tmp_path: Path) -> Iterator[Site]:
    """A site of this test's own: what a gate sends back to review is missed elsewhere."""
    with served(copied(built, tmp_path / "home")) as running:
        yield running


def test_samples_with_mistakes_shut_the_gate_and_a_reason_opens_it(page: Page, alone: Site) -> None:
    site = alone
    log_in(page, site, "lead")
    kind, engine = shut(page, site)
    page.goto(f"{site.address}/quality")
    row = page.locator("#gates tr", has=page.locator(".shut"))
    expect(row).to_contain_text("all cells wait by the sample")
    unseen = "SELECT count(*) FROM cells JOIN register_rows r ON row_id = r.id JOIN documents d"
    unseen += " ON document_id = d.id WHERE cells.state = 'auto' AND d.kind = ?"
    assert ask(site, unseen, kind)[0][0] > 0
    row.get_by_role("button", name="taken unseen to review").press("Enter")
    expect(page.get_by_role("button", name="taken unseen to review")).to_have_count(0)
    assert ask(site, unseen, kind) == [(0,)]
    row.locator("summary").press("Enter")
    row.locator("[name=reason]").press_sequentially("a new model was put in")
    page.keyboard.press("Enter")
    expect(page.locator("#gates .shut")).to_have_count(0)
    assert not ask(site, SHUT)
    logged = ask(site, "SELECT actor FROM audit WHERE object = ?", f"gate/{kind}/{engine}")
    assert logged == [("lead",), ("lead",)]


def test_a_station_may_not_turn_the_gates_of_the_district(page: Page, site: Site) -> None:
    engine = ask(site, "SELECT DISTINCT source FROM cells WHERE source NOT LIKE 'person%'")[0][0]
    turned = {"kind": "arms", "engine": engine, "what": "shut", "reason": "because I want to"}
    log_in(page, site, "lead")
    change(site, "UPDATE users SET office = 'KNJ-TIR' WHERE name = 'lead'")
    assert post(page, site, "/quality/gate", **turned) == 403
    page.goto(f"{site.address}/quality")
    assert page.locator("#gates summary").count() == 0
    change(site, "UPDATE users SET office = 'KNJ' WHERE name = 'lead'")


def test_a_carpet_is_laid_with_arrows_space_and_enter_and_taken_back(
    page: Page, site: Site
) -> None:
    numbers = [
        one for (one,) in ask(site, f"SELECT cells.id {ARMS} AND cells.flag IS NULL LIMIT 6")
    ]
    for number in numbers:
        told = "UPDATE cells SET text = 'एक नाली बन्दूक', state = 'review', \"column\" = 'weapon'"
        change(site, f"{told} WHERE id = ?", number)
    log_in(page, site, "read")
    page.goto(f"{site.address}/quality/carpet")
    page.get_by_role("link", name="एक नाली बन्दूक").press("Enter")
    boxes = page.locator("[name=odd]")
    expect(boxes.first).to_be_focused()
    looked(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    odd = int(page.locator("[name=odd]:checked").get_attribute("value") or 0)
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("1 sent back")
    states = {one: cell(site, one)["state"] for one in numbers}
    assert states.pop(odd) == "review"
    assert set(states.values()) == {"approved"}
    expect(page.locator(".said kbd")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("link", name="एक नाली बन्दूक")).to_be_visible()
    assert {cell(site, one)["state"] for one in numbers} == {"review"}


def test_a_proposal_is_left_with_1_and_taken_with_2(page: Page, site: Site) -> None:
    numbers = [
        one for (one,) in ask(site, f"SELECT cells.id {ARMS} AND cells.flag IS NULL LIMIT 2")
    ]
    for number in numbers:
        told = "INSERT INTO proposals (cell_id, text, confidence, source, state, at)"
        told += " VALUES (?, 'नया पाठ', 0.9, 'other/2', 'open', '2026-01-01 00:00:00+00:00')"
        change(site, told, number)
    log_in(page, site, "read")
    left = station(page, site, "proposals")
    before = cell(site, left)
    page.keyboard.press("1")
    expect(page.locator(".said.dropped")).to_be_visible()
    assert cell(site, left) == before
    taken = here(page)
    page.keyboard.press("2")
    expect(page.locator(".said.saved")).to_be_visible()
    assert (cell(site, taken)["text"], cell(site, taken)["source"]) == ("नया पाठ", "person read")
    expect(page.locator("main")).to_contain_text("Nothing waits here")
