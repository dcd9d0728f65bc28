"""Completion proposes the column's words and takes only the keys that are its own."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.review.input.conftest import Cell, faults

PLACES = ["कन्नौज", "कोतवाली छिबरामऊ", "कोतवाली कन्नौज", "तिर्वा", "गुरसहायगंज", "छिबरामऊ", "तालग्राम"]


def proposed(cell: Cell, text: str, words: list[str], **how: object) -> list[str]:
    code = "m.suggest(g[0], g[1], g[1].length, g[2]).map(s => s.word)"
    found: list[str] = cell.call("suggest", code, words, text, how)
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("को", ["कोतवाली छिबरामऊ", "कोतवाली कन्नौज"]),
        ("छिबर", ["छिबरामऊ"]),
        ("थाना तिर", ["तिर्वा"]),
        ("कोतवाली क", ["कोतवाली कन्नौज", "कन्नौज", "कोतवाली छिबरामऊ"]),
        ("गूरसाहय", ["गुरसहायगंज"]),
        ("तिरव", ["तिर्वा"]),
        ("कनौज", ["कन्नौज"]),
        ("तिर्वा", []),
        ("थाना ", []),
        ("", []),
    ],
)
def test_prefixes_come_first_then_the_same_consonants(
    pure: Cell, text: str, words: list[str]
) -> None:
    assert proposed(pure, text, PLACES) == words


def test_the_order_of_the_list_is_kept_and_the_limit_holds(pure: Cell) -> None:
    words = ["रामू", "राम", "रामनरेश", "रमेश"]
    assert proposed(pure, "रा", words) == words[:3]
    assert proposed(pure, "राम", words) == ["रामू", "रामनरेश", "रमेश"]
    assert proposed(pure, "रा", words, limit=2) == words[:2]


def test_a_closed_vocabulary_replaces_the_whole_pure(pure: Cell) -> None:
    words = ["दोषसिद्ध", "दोषमुक्त"]
    code = "m.suggest(g[0], g[1], 3, {whole: true})"
    assert pure.call("suggest", code, words, "दोषम") == [
        {"word": word, "from": 0, "to": 4} for word in words
    ]


def test_nothing_is_proposed_inside_a_word(pure: Cell) -> None:
    assert pure.call("suggest", "m.suggest(g[0], g[1], 1)", PLACES, "कन") == []


def options(cell: Cell) -> list[str]:
    return cell.page.get_by_role("option").all_inner_texts()


def test_tab_takes_what_is_chosen_and_stays_in_the_cell(cell: Cell) -> None:
    cell.complete(PLACES)
    cell.keys.type("थाना को")
    assert options(cell) == PLACES[1:3]
    cell.keys.press("ArrowDown")
    cell.keys.press("ArrowDown")
    cell.keys.press("Tab")
    assert cell.text == "थाना कोतवाली कन्नौज"
    assert cell.page.evaluate("document.activeElement.id") == "cell"
    cell.keys.press("Control+z")
    assert cell.text == "थाना को"


def test_tab_on_a_closed_vocabulary_takes_and_moves_on(cell: Cell) -> None:
    cell.complete(["दोषसिद्ध", "दोषमुक्त"], whole=True)
    cell.keys.type("द")
    cell.keys.press("ArrowDown")
    cell.keys.press("Tab")
    assert (cell.text, cell.page.evaluate("document.activeElement.id")) == ("दोषसिद्ध", "next")


def test_right_at_the_end_takes_the_first_and_within_the_text_only_moves(cell: Cell) -> None:
    cell.complete(PLACES)
    cell.keys.type("छिबर")
    cell.keys.press("ArrowLeft")
    cell.keys.press("ArrowRight")
    assert cell.text == "छिबर"
    cell.keys.press("ArrowRight")
    assert cell.text == "छिबरामऊ"


def test_enter_is_the_pages_unless_an_option_is_chosen(cell: Cell) -> None:
    cell.complete(PLACES)
    cell.page.evaluate(
        "window.entered = 0; document.addEventListener('keydown', (e) => "
        "{ if (e.key === 'Enter') entered += 1; })"
    )
    cell.keys.type("को")
    cell.keys.press("Enter")
    assert (cell.page.evaluate("entered"), cell.text) == (1, "को")
    cell.keys.press("ArrowUp")
    cell.keys.press("Enter")
    assert (cell.page.evaluate("entered"), cell.text) == (1, "कोतवाली कन्नौज")


def test_escape_closes_the_list_and_a_second_one_is_the_pages(cell: Cell) -> None:
    cell.complete(PLACES)
    cell.page.evaluate(
        "window.escaped = 0; document.addEventListener('keydown', (e) => "
        "{ if (e.key === 'Escape') escaped += 1; })"
    )
    cell.keys.type("को")
    cell.keys.press("Escape")
    assert options(cell) == []
    assert cell.page.evaluate("escaped") == 0
    cell.keys.press("Escape")
    assert (cell.page.evaluate("escaped"), cell.text) == (1, "को")


def test_a_screen_reader_hears_a_combobox_and_the_option_that_is_chosen(cell: Cell) -> None:
    cell.complete(PLACES, label="स्थान")
    box = cell.page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    cell.keys.type("को")
    expect(box).to_have_attribute("aria-expanded", "true")
    listed = cell.page.get_by_role("listbox", name="स्थान")
    expect(box).to_have_attribute("aria-controls", listed.get_attribute("id") or "none")
    cell.keys.press("ArrowDown")
    chosen = cell.page.get_by_role("option", selected=True)
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "none")
    expect(chosen).to_have_text("कोतवाली छिबरामऊ")


def test_axe_finds_no_fault_in_the_open_list(cell: Cell) -> None:
    cell.complete(PLACES)
    cell.keys.type("को")
    cell.keys.press("ArrowDown")
    assert not faults(cell.page)


def test_the_list_opens_under_its_cell(cell: Cell) -> None:
    cell.complete(PLACES)
    cell.keys.type("को")
    box, listed = cell.page.locator("#cell").bounding_box(), cell.page.get_by_role("listbox")
    under = listed.bounding_box()
    assert box is not None
    assert under is not None
    assert abs(under["x"] - box["x"]) < 1
    assert abs(under["y"] - box["y"] - box["height"]) < 1


def test_a_click_takes_an_option(cell: Cell) -> None:
    cell.complete(PLACES)
    cell.keys.type("को")
    cell.page.get_by_role("option").nth(1).click()
    assert cell.text == "कोतवाली कन्नौज"


def test_a_layout_and_completion_work_in_one_cell(cell: Cell) -> None:
    cell.attach("phonetic")
    cell.complete(PLACES)
    cell.keys.type("chhibar")
    cell.keys.press("ArrowDown")
    cell.keys.press("Tab")
    assert cell.text == "छिबरामऊ"
    cell.keys.type(" thaanaa")
    assert cell.text == "छिबरामऊ थाना"


def test_detaching_leaves_a_plain_input(cell: Cell) -> None:
    cell.complete(PLACES)
    cell.page.evaluate("box.detach()")
    cell.keys.type("को")
    assert options(cell) == []
    assert cell.page.locator("#cell").get_attribute("role") is None
