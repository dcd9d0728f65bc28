import pytest

from classifiers.meaning import Setting
from classifiers.parsers.sections import parse
from classifiers.values import Sections


@pytest.mark.parametrize(
    ("written", "sections", "act", "also"),
    [
        ("२७९/३३८/३०४ए भा०द०वि०", ("279", "338", "304A"), "IPC", ()),
        ("279/338/304-A IPC", ("279", "338", "304A"), "IPC", ()),
        ("धारा 379, 411 भा0द0सं0", ("379", "411"), "IPC", ()),
        ("302 व 34 ता०हि०", ("302", "34"), "IPC", ()),
        ("107/116 द०प्र०सं०", ("107", "116"), "CRPC", ()),
        ("115(2), 351(2) बीएनएस", ("115(2)", "351(2)"), "BNS", ()),
        ("2/3 गैंगस्टर एक्ट", ("2", "3"), "GANG", ()),
        ("498ए/304बी भा०द०वि० व 3/4 डी०पी० एक्ट", ("498A", "304B"), "IPC", ("DP 3", "DP 4")),
        ("376डीए भा०द०वि० एवं 5एम/6 पॉक्सो एक्ट", ("376DA",), "IPC", ("POCSO 5M", "POCSO 6")),
        ("8/20 एन0डी0पी0एस0 एक्ट", ("8", "20"), "NDPS", ()),
    ],
)
def test_sections_are_read_with_their_acts(
    setting: Setting, written: str, sections: tuple[str, ...], act: str, also: tuple[str, ...]
) -> None:
    assert parse(written, setting).value == Sections(sections, act, also)


def test_an_act_written_as_the_office_writes_it_needs_no_eye(setting: Setting) -> None:
    assert parse("302/34 भा०द०वि०", setting).whole


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("379/411", "act-not-named"),
        ("379 भा०द०बि०", "near"),
        ("12 समुद्री अधिनियम", "act-unknown"),
        ("302 बीएनएस", "act-not-in-force"),
        ("लगभग 302 भा०द०वि०", "partly"),
        ("भा०द०वि०", "no-value"),
    ],
)
def test_a_doubt_is_named(setting: Setting, written: str, why: str) -> None:
    meaning = parse(written, setting)
    assert not meaning.whole
    assert any(said.startswith(why) for said in meaning.reasons)
