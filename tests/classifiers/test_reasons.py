import re
from pathlib import Path

import pytest

import classifiers
from classifiers.reasons import reason, say


def test_a_reason_is_said_in_both_languages() -> None:
    stored = reason("outside-year", 2006)
    assert say(stored) == "Outside the year 2006 of the register"
    assert say(stored, "hi") == "रजिस्टर के वर्ष 2006 से बाहर"


def test_an_unknown_reason_is_refused_where_it_is_made() -> None:
    with pytest.raises(KeyError):
        reason("no such code")


def test_every_reason_named_in_the_code_has_its_words() -> None:
    folder = Path(classifiers.__file__).parent
    sources = "".join(path.read_text() for path in folder.rglob("*.py"))
    named = set(re.findall(r'reason\("([a-z-]+)"', sources))
    assert named
    for code in named:
        assert say(reason(code, 1, 2), "hi") != say(reason(code, 1, 2), "en")
