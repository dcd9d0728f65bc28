"""A layout at an input takes its keys only, and leaves the browser's to the browser."""

from __future__ import annotations

import pytest

from tests.review.input.conftest import Cell


def test_the_systems_keyboard_is_left_alone(cell: Cell) -> None:
    cell.attach("system")
    cell.keys.type("thana 12")
    assert cell.text == "thana 12"


def test_control_z_takes_back_and_control_y_brings_again(cell: Cell) -> None:
    cell.attach("remington")
    cell.keys.type("dk")
    cell.keys.type("fe")
    assert cell.text == "कामि"
    seen = {cell.text}
    for _ in range(6):
        cell.keys.press("Control+z")
        seen.add(cell.text)
    assert cell.text == ""
    assert "का◌ि" in seen
    for _ in range(6):
        cell.keys.press("Control+Shift+z")
    assert cell.text == "कामि"


def test_keys_with_control_alt_and_meta_stay_the_browsers(cell: Cell) -> None:
    cell.attach("inscript")
    cell.keys.type("k")
    for key in ("Control+a", "Alt+k", "Meta+k", "Control+Alt+k"):
        cell.keys.press(key)
    assert cell.text == "क"
    assert cell.page.evaluate("[cell.selectionStart, cell.selectionEnd]") == [0, 1]


def test_enter_tab_arrows_and_escape_reach_the_page(cell: Cell) -> None:
    cell.attach("phonetic")
    cell.page.evaluate(
        "window.seen = []; document.addEventListener('keydown', "
        "(e) => seen.push([e.key, e.defaultPrevented, cell.value]))"
    )
    cell.keys.type("raam")
    for key in ("Enter", "ArrowLeft", "ArrowUp", "Escape", "Tab"):
        cell.keys.press(key)
    assert cell.page.evaluate("seen.slice(4)") == [
        [key, False, "राम"] for key in ("Enter", "ArrowLeft", "ArrowUp", "Escape", "Tab")
    ]
    assert cell.page.evaluate("document.activeElement.id") == "next"


def test_an_input_method_that_composes_is_not_disturbed(cell: Cell) -> None:
    cell.attach("inscript")
    chromium = cell.page.context.new_cdp_session(cell.page)
    code = {"type": "keyDown", "windowsVirtualKeyCode": 229, "code": "KeyK", "key": "k"}
    chromium.send("Input.imeSetComposition", {"text": "था", "selectionStart": 2, "selectionEnd": 2})
    chromium.send("Input.dispatchKeyEvent", code)
    assert cell.text == "था"
    chromium.send("Input.insertText", {"text": "थाना"})
    assert cell.text == "थाना"


def test_text_that_comes_whole_stays_as_it_came(cell: Cell) -> None:
    cell.attach("remington")
    cell.keys.insert_text("Kanpur कन्नौज")
    assert cell.text == "Kanpur कन्नौज"


def test_a_key_is_known_by_its_place_when_the_system_writes_hindi(cell: Cell) -> None:
    cell.attach("remington")
    chromium = cell.page.context.new_cdp_session(cell.page)
    key = {"type": "keyDown", "code": "KeyD", "key": "्", "text": "्", "windowsVirtualKeyCode": 68}
    chromium.send("Input.dispatchKeyEvent", key)
    assert cell.text == "क"


@pytest.mark.parametrize(
    ("key", "code", "text"),
    [("/", "NumpadDivide", "/"), ("4", "Numpad4", "४"), ("-", "NumpadSubtract", "-")],
)
def test_the_numpad_writes_what_is_printed_on_it(
    cell: Cell, key: str, code: str, text: str
) -> None:
    cell.attach("remington", figures="deva")
    chromium = cell.page.context.new_cdp_session(cell.page)
    pressed = {"type": "keyDown", "code": code, "key": key, "text": key, "isKeypad": True}
    chromium.send("Input.dispatchKeyEvent", pressed)
    assert cell.text == text


def test_keys_write_at_the_caret_and_over_a_selection(cell: Cell) -> None:
    cell.attach("inscript")
    cell.page.fill("#cell", "थाना कन्नौज")
    cell.page.evaluate("cell.setSelectionRange(0, 4)")
    cell.keys.type("kal")
    assert cell.text == "कोत कन्नौज"
    assert cell.page.evaluate("cell.selectionStart") == 3


def test_the_caret_stays_where_it_was_when_an_open_consonant_settles(cell: Cell) -> None:
    cell.attach("phonetic")
    cell.page.fill("#cell", "सिंह")
    cell.keys.press("Home")
    cell.keys.type("raam")
    cell.keys.press("Escape")
    assert (cell.text, cell.page.evaluate("cell.selectionStart")) == ("रामसिंह", 3)


@pytest.mark.parametrize(
    ("layout", "keys", "left"), [("phonetic", "raks", "रक"), ("remington", "df", "क")]
)
def test_backspace_takes_one_letter_as_it_is_seen(
    cell: Cell, layout: str, keys: str, left: str
) -> None:
    cell.attach(layout)
    cell.keys.type(keys)
    cell.keys.press("Backspace")
    cell.page.focus("#next")
    assert cell.text == left


@pytest.mark.parametrize("layout", ["system", "inscript", "remington", "phonetic"])
def test_the_ring_key_writes_the_ring_in_every_layout(cell: Cell, layout: str) -> None:
    cell.attach(layout)
    cell.keys.insert_text("मु")
    cell.keys.press("Control+'")
    assert cell.text == "मु०"


def test_the_ring_key_can_be_changed(cell: Cell) -> None:
    cell.attach("system", ring={"code": "Digit0", "altKey": True})
    cell.keys.press("Control+'")
    cell.keys.press("Alt+0")
    assert cell.text == "०"


def test_the_layout_changes_while_one_types_and_goes_when_detached(cell: Cell) -> None:
    cell.attach("inscript")
    cell.keys.type("k")
    cell.page.evaluate("one.setLayout('remington')")
    cell.keys.type("d")
    cell.page.evaluate("one.detach()")
    cell.keys.type("k")
    assert cell.text == "ककk"


def test_a_cell_that_may_not_be_changed_is_not(cell: Cell) -> None:
    cell.attach("inscript")
    cell.page.evaluate("cell.readOnly = true")
    cell.keys.type("k")
    cell.keys.press("Control+'")
    assert cell.text == ""


@pytest.mark.parametrize("layout", ["system", "inscript", "remington", "phonetic"])
def test_passing_through_a_cell_never_changes_it(cell: Cell, layout: str) -> None:
    held = "क\u200cख ◌ि \u0958"
    cell.page.fill("#cell", held)
    cell.attach(layout)
    cell.keys.press("ArrowDown")
    cell.keys.press("Tab")
    assert cell.text == held


def test_the_page_hears_input_for_every_key(cell: Cell) -> None:
    cell.attach("inscript")
    cell.page.evaluate(
        "window.heard = []; cell.addEventListener('input', (e) => heard.push(e.inputType))"
    )
    cell.keys.type("ke")
    assert cell.page.evaluate("heard") == ["insertText", "insertText"]


def test_altgr_writes_the_third_level(cell: Cell) -> None:
    code = "[['inscript', '4'], ['remington', '1'], ['phonetic', '1']].map(([l, k]) => "
    code += "m.type(l, '', 'AltGr+' + k)?.insert ?? null)"
    assert cell.call("layouts", code) == ["₹", "१", None]


def test_caps_lock_changes_no_letter(cell: Cell) -> None:
    code = """[[false, 'K'], [true, 'k']].map(([shiftKey, key]) =>
        m.named({code: 'KeyK', key, shiftKey, capsLock: true, altGraph: false}))"""
    assert cell.call("layouts", code) == ["k", "K"]
