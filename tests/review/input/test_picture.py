"""The picture of the keyboard shows what the keys write, and is there when it is asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.review.input.conftest import Cell, faults


def draw(cell: Cell, layout: str, **options: object) -> None:
    code = "window.board2 = m.picture(document.querySelector('#board'), g[0])"
    cell.call("picture", f"({code}, null)", {"layout": layout, **options})
    cell.page.focus("#cell")


@pytest.mark.parametrize(
    ("layout", "label"),
    [
        ("inscript", "K: क, शिफ़्ट ख, ऑल्ट-जी-आर क़"),
        ("remington", "D: क, शिफ़्ट क्"),
        ("phonetic", "K: क, शिफ़्ट ख़"),
    ],
)
def test_a_key_is_read_out_with_all_its_levels(cell: Cell, layout: str, label: str) -> None:
    draw(cell, layout, shown=True)
    label = cell.call("layouts", "g[0].normalize('NFC')", label)
    expect(cell.page.get_by_role("cell", name=label, exact=True)).to_be_visible()


def test_f9_shows_and_hides_it_from_within_a_cell(cell: Cell) -> None:
    draw(cell, "inscript")
    board = cell.page.locator("#board")
    expect(board).to_be_hidden()
    cell.keys.press("F9")
    expect(board).to_be_visible()
    cell.keys.press("F9")
    expect(board).to_be_hidden()


def test_the_key_that_is_pressed_lights_up_until_it_is_let_go(cell: Cell) -> None:
    draw(cell, "inscript", shown=True)
    cell.attach("inscript")
    key = cell.page.locator("[data-code=KeyK]")
    cell.keys.down("KeyK")
    expect(key).to_have_class("input-key input-pressed")
    cell.keys.up("KeyK")
    expect(key).to_have_class("input-key")
    assert cell.text == "क"


def test_it_follows_the_layout_and_says_when_the_keys_are_the_systems(cell: Cell) -> None:
    draw(cell, "remington", shown=True, lang="en")
    expect(cell.page.get_by_role("region", name="Keyboard: Remington GAIL")).to_be_visible()
    cell.page.evaluate("board2.setLayout('system')")
    expect(cell.page.get_by_text("what the computer is set to")).to_be_visible()
    assert cell.page.locator("td").count() == 0


def test_axe_finds_no_fault_in_the_picture(cell: Cell) -> None:
    draw(cell, "inscript", shown=True)
    assert not faults(cell.page)


def test_nothing_is_left_when_it_is_detached(cell: Cell) -> None:
    draw(cell, "inscript", shown=True)
    cell.page.evaluate("board2.detach()")
    cell.keys.press("F9")
    assert cell.page.locator("#board *").count() == 0
