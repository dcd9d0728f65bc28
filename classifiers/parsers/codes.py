"""An identifier: 17ए, स्था०-590/2012, 272727, or a diary number with its time: 58 समय 05.10 बजे."""

from __future__ import annotations

import re

from classifiers.fold import RING, plain
from classifiers.meaning import Meaning, Setting
from classifiers.reasons import reason
from classifiers.values import Code

_CUE = r"(?:(?:रपट|जी॰?\s?डी॰?|रो॰?\s?आम)\s*(?:सं॰?|संख्या|नं॰?|नम्बर)?\s*[:\-]?\s*)?"
DIARY = rf"{_CUE}(\d{{1,3}})\s*(?:समय|बवक्त)\s*(\d{{1,2}})\s?[.:]\s?(\d{{2}})\s*(?:बजे)?\.?"
_DIARY = re.compile(DIARY)
_WORD = rf"[A-Za-z\u0900-\u0963{RING}]+"
_CODE = re.compile(rf"(?:{_WORD}[ .]?[-/ ]?\s?)?\d+(?:\s?[-/]\s?\d+)*(?:\s?[-/]?\s?(?:{_WORD}))?")
_LAST_HOUR, _LAST_MINUTE = 24, 59
_MOST = 24


def parse(text: str, _setting: Setting) -> Meaning:
    """The identifier in one writing: no blanks around signs; a diary number as `58 05:10`."""
    line = plain(text).strip(" ,;।")
    diary = _DIARY.fullmatch(line)
    if diary:
        return _diary(*diary.groups())
    if not line or not any(sign.isalnum() for sign in line):
        return Meaning(None, whole=False, reasons=(reason("no-value", "code"),))
    value = Code(re.sub(r"\s?([-/])\s?", r"\1", line))
    if _CODE.fullmatch(line) and len(line) <= _MOST:
        return Meaning(value, whole=True)
    return Meaning(value, whole=False, reasons=(reason("partly"),))


def _diary(number: str, hour: str, minute: str) -> Meaning:
    value = Code(f"{int(number)} {int(hour):02}:{minute}")
    if int(hour) > _LAST_HOUR or int(minute) > _LAST_MINUTE:
        return Meaning(value, whole=False, reasons=(reason("partly"),))
    return Meaning(value, whole=True)
