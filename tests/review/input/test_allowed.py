"""What cannot stand in a column is refused with its reason; what may be put right is proposed."""

from __future__ import annotations

import pytest

from tests.review.input.conftest import Cell

SPLIT = "क" + "\u0958"


@pytest.mark.parametrize(
    ("type_", "text", "char"),
    [
        ("serial", "१२क", "क"),
        ("serial", "12a", "a"),
        ("serial", "१२।", "।"),
        ("date", "१२।०३।९४", "।"),
        ("date", "12|03|94", "|"),
        ("amount", "१०।", "।"),
        ("case", "१२।२००६", "।"),
        ("sections", "380।411", "।"),
        ("person", "राम=", "="),
        ("place", "कन्नौज|", "|"),
        ("text", "ाम", "ा"),
        ("text", "रामाी", "ी"),
        ("text", "अि", "ि"),
        ("text", "क्ा", "ा"),
        ("text", "्क", "्"),
        ("text", "अ्", "्"),
        ("text", "राम ्", "्"),
        ("text", "का्", "्"),
        ("text", "क््", "्"),
        ("text", "़क", "़"),
        ("text", "ंक", "ं"),
        ("text", "कंं", "ं"),
        ("text", "क्ं", "ं"),
        ("text", "◌ि", "◌ि"),
        ("text", "क\u200dख", "\u200d"),
        ("text", "क\u200cख", "\u200c"),
        ("text", "क\u200bख", "\u200b"),
        ("text", "क्\u200c", "\u200c"),
        ("text", SPLIT, "\u0958"),
        ("text", "क\ufffd", "\ufffd"),
        ("text", "क\u0007", "\u0007"),
        ("text", "क\ue001", "\ue001"),
        ("text", "রাম", "র"),
        ("person", "राम راм"[:6], "ر"),
    ],
)
def test_what_cannot_stand_in_a_column_is_refused(
    pure: Cell, type_: str, text: str, char: str
) -> None:
    found = pure.call("allowed", "m.refused(g[0], g[1])", type_, text)
    assert found["char"] == char
    assert text[found["at"] :].startswith(char)
    assert found["hi"]
    assert found["en"]


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        ("serial", "१२"),
        ("serial", "(12)"),
        ("date", "१२/०३/१९९४"),
        ("date", "दि० 2.6.00 समय 10:30 बजे"),
        ("date", "5 जनवरी 2006"),
        ("amount", "₹1,948/-"),
        ("amount", "७२ वर्ष"),
        ("case", "मु०अ०सं० 7/16 धारा 307 भा०द०वि०"),
        ("sections", "3(1)(द,ध) एस०सी०/एस०टी० एक्ट"),
        ("code", "स्था०-590/2012"),
        ("person", "श्रीमती रामकली पत्नी स्व० सोनेलाल, नि० ग्राम पूरा"),
        ("officer", "उ०नि० श्री आर०के० सिंह"),
        ("place", "कोतवाली छिबरामऊ (कन्नौज)"),
        ("text", "|= देखें © हुक्म نامہ ॐ दुःख हँसना क्\u200dया सन्\u200cमति"),
        ("text", "पढ़ना अर्थात् ऑफिस कर्र्वाई"),
        ("new-type", "देखें #"),
        ("serial", ""),
    ],
)
def test_what_registers_hold_is_let_through(pure: Cell, type_: str, text: str) -> None:
    text = pure.call("allowed", "g[0].normalize('NFC')", text)
    assert pure.call("allowed", "m.refused(g[0], g[1])", type_, text) is None


def test_two_signs_say_so_and_a_danda_in_figures_says_so(pure: Cell) -> None:
    code = "[m.refused('text', 'कािन'), m.refused('date', '१२।३')].map(r => [r.hi, r.en])"
    two, danda = pure.call("allowed", code)
    assert two == ["एक अक्षर पर दो मात्राएँ नहीं लगतीं", "a letter carries one vowel sign, not two"]
    assert danda == [
        "अंकों में पूर्ण विराम नहीं आता; / या 1 लिखें",
        "no danda in figures; write / or 1",
    ]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("मु0अ0सं0 12", "मु०अ०सं० 12"),
        ("मु.अ.सं. 12", "मु०अ०सं० 12"),
        ("भाoदoविo", "भा०द०वि०"),
        ("है|", "है।"),
        ("दु:ख अत: वह", "दुःख अतः वह"),
    ],
)
def test_what_a_person_must_agree_to_is_only_proposed(pure: Cell, text: str, better: str) -> None:
    assert pure.call("allowed", "m.done(g[0], m.fixed(g[0]))", text) == better
    assert pure.call("allowed", "m.done(g[0])", text) == text
    for fix in pure.call("allowed", "m.fixed(g[0])", text):
        assert not fix["safe"]
        assert fix["hi"]
        assert fix["en"]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  राम   सिंह ", "राम सिंह"),
        ("राम\t\nसिंह", "राम सिंह"),
        ("\u0958\u093e", "क\u093c\u093e"),
        ("रा\u200dम\ufeff", "राम"),
        ("क्\u200dया", "क्\u200dया"),
    ],
)
def test_safe_fixes_are_done_at_once(pure: Cell, text: str, clean: str) -> None:
    assert pure.call("allowed", "m.done(g[0])", text) == clean


@pytest.mark.parametrize(
    "text", ["निवासी: कन्नौज", "10:30 बजे", "वार्ड 10", "2.6.2006", "वह गया.", "A|B", "नं० 0123"]
)
def test_nothing_is_proposed_where_nothing_is_wrong(pure: Cell, text: str) -> None:
    assert pure.call("allowed", "m.fixed(g[0])", text) == []
