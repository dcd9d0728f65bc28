"""A running number: ०१, 148, 12."""

from __future__ import annotations

import re

from classifiers.fold import plain
from classifiers.meaning import Meaning, Setting
from classifiers.reasons import reason
from classifiers.values import Serial

_WHOLE = re.compile(r"\(?(\d{1,6})[.)\-]?")
_PART = re.compile(r"(?<!\d)(\d{1,6})(?!\d)")


def parse(text: str, _setting: Setting) -> Meaning:
    """The number; not whole if anything else stands beside it."""
    line = plain(text)
    whole = _WHOLE.fullmatch(line)
    if whole:
        return Meaning(Serial(int(whole[1])), whole=True)
    part = _PART.search(line)
    if part:
        return Meaning(Serial(int(part[1])), whole=False, reasons=(reason("partly"),))
    return Meaning(None, whole=False, reasons=(reason("no-value", "serial"),))
