"""Every layout writes what its chart says and every word a police office needs."""

from __future__ import annotations

import pytest

from tests.review.input.conftest import Cell
from tests.review.input.words import KEYS

# hi-inscript2.mim of m17n-db 1.8, key by key; J, V and N stand as in XKB's "in(deva)".
INSCRIPT = {
    "`1234567890-=": "` १ २ ३ ४ ५ ६ ७ ८ ९ ० - ृ",
    "~!@#$%^&*()_+": "~ ऍ ॅ ्र र् ज्ञ त्र क्ष श्र ( ) ः ऋ",
    "qwertyuiop[]\\": "ौ ै ा ी ू ब ह ग द ज ड ़ ॉ",
    "QWERTYUIOP{}|": "औ ऐ आ ई ऊ भ ङ घ ध झ ढ ञ ऑ",
    "asdfghjkl;'": "ो े ् ि ु प र क त च ट",
    'ASDFGHJKL:"': "ओ ए अ इ उ फ ऱ ख थ छ ठ",
    "zxcvbnm,./": "z ं म न व ल स , . य",
    "ZXCVBNM<>?": "Z ँ ण ऩ B ळ श ष । ?",
}
# remington_gail.kmn 1.1.1 of SIL, key by key.
REMINGTON = {
    "`1234567890-=": "़ 1 2 3 4 5 6 7 8 9 0 ; ृ",
    "~!@#$%^&*()_+": "द्य । / ः * - ‘ ’ द्ध त्र ऋ . ्",
    "qwertyuiop[]\\": "ु ू म त ज ल न प व च ख् , (",
    "QWERTYUIOP{}|": "फ ॅ म् त् ज् ल् न् प् व् च् क्ष् द्व )",
    "asdfghjkl;'": "ं े क ◌ि ह ी र ा स य श्",
    'ASDFGHJKL:"': "ा ै क् थ् ळ भ् श्र ज्ञ स् रू ष्",
    "zxcvbnm,./": "्र ग ब अ इ द उ ए ण् ध्",
    "ZXCVBNM<>?": "र् ग् ब् ट ठ छ ड ढ झ घ्",
}


@pytest.mark.parametrize(("layout", "chart"), [("inscript", INSCRIPT), ("remington", REMINGTON)])
def test_every_key_writes_what_the_chart_says(
    pure: Cell, layout: str, chart: dict[str, str]
) -> None:
    code = "[...g[1]].map(k => m.type(g[0], '', k)?.insert ?? k)"
    for keys, texts in chart.items():
        assert pure.call("layouts", code, layout, keys) == texts.split()


@pytest.mark.parametrize(("layout", "column"), [("inscript", 1), ("remington", 2), ("phonetic", 3)])
def test_every_police_word_is_written_by_real_keys(cell: Cell, layout: str, column: int) -> None:
    cell.attach(layout, figures="deva")
    wrong = {row[0]: found for row in KEYS if (found := cell.written(row[column])) != row[0]}
    assert not wrong
    assert len(KEYS) > 60


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("fd", "कि"),
        ("fLFk", "स्थि"),
        ("f[k", "खि"),
        ("fVz", "ट्रि"),
        ("fV+V", "ट्टि"),
        ("fM`", "ड़ि"),
        ("deZ", "कर्म"),
        ("/kkfeZd", "धार्मिक"),
        ("ew[Zk", "मूर्ख"),
        ("ew[kZ", "मूर्ख"),
        ("Zd", "र्क"),
        ("gWa", "हँ"),
        ("gaW", "हँ"),
        ("10#30", "10:30"),
        ("!!", "॥"),
    ],
)
def test_a_typewriters_order_becomes_unicodes(cell: Cell, keys: str, text: str) -> None:
    cell.attach("remington")
    assert cell.written(keys) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("raam", "राम"),
        ("raam siMh", "राम सिंह"),
        ("gyaan jnaan yogYa", "ज्ञान ज्ञान योग्य"),
        ("achchhaa acchaa", "अच्छा अच्चा"),
        ("sh Sh shh S s", "श ष ष ष स"),
        ("kaii mauu bhaaii gaye", "कई मऊ भाई गये"),
        ("shriimaan_ arthaat.h", "श्रीमान् अर्थात्"),
        ("JN GN k_h", "ञ ङ क्ह"),
        ("q K G z f", "क़ ख़ ग़ ज़ फ़"),
        ("nahii.n haa.N", "नहीं हाँ"),
        ("hai|", "है।"),
        ("380/411", "३८०/४११"),
    ],
)
def test_roman_letters_become_hindi_by_the_rules(cell: Cell, keys: str, text: str) -> None:
    cell.attach("phonetic")
    assert cell.written(keys) == cell.call("layouts", "g[0].normalize('NFC')", text)


def test_dates_and_times_can_be_written_on_inscript_without_a_numpad(cell: Cell) -> None:
    cell.attach("inscript", figures="latin")
    assert cell.written("12/03/1994 10:30 k/") == "12/03/1994 10:30 कय"


@pytest.mark.parametrize("layout", ["inscript", "remington", "phonetic"])
def test_a_nought_behind_a_letter_is_the_ring_of_an_abbreviation(cell: Cell, layout: str) -> None:
    keys = {"inscript": "cg0 10", "remington": "eq0 10", "phonetic": "mu0 10"}[layout]
    cell.attach(layout, figures="latin")
    assert cell.written(keys) == "मु० 10"


@pytest.mark.parametrize("way", ["deva", "latin"])
def test_the_office_chooses_its_figures(cell: Cell, way: str) -> None:
    cell.attach("inscript", figures=way)
    assert cell.written("19") == {"deva": "१९", "latin": "19"}[way]
    assert cell.call("layouts", "m.figures('१2/मु०', g[0])", "deva") == "१२/मु०"


@pytest.mark.parametrize(("layout", "keys"), [("inscript", "dfjkl]"), ("phonetic", "raRih.n~")])
def test_what_is_inserted_is_always_nfc(cell: Cell, layout: str, keys: str) -> None:
    code = """[...g[1]].reduce((t, k) => {
        const c = m.type(g[0], t, k);
        return c ? t.slice(0, t.length - c.erase) + c.insert : t + k;
    }, 'न').normalize('NFC')"""
    text = cell.call("layouts", code, layout, keys)
    cell.attach(layout)
    cell.page.fill("#cell", "न")
    cell.keys.press("End")
    cell.keys.type(keys)
    assert cell.text == text
