"""Why something was decided, as a code with its details; said in the user's language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from ocr.faults import Language

_MARK = "|"


def reason(code: str, *details: object) -> str:
    """The reason as stored: `code|detail|…`; KeyError if reasons.toml has no such code."""
    _texts()[code]
    return _MARK.join((code, *(str(detail).replace(_MARK, "/") for detail in details)))


def say(stored: str, language: Language = "en") -> str:
    """What a stored reason says, in words; levels by their names."""
    code, *details = stored.split(_MARK)
    texts = _texts()
    named = (texts.get(f"level-{one}", {}).get(language, one) for one in details)
    return texts[code][language].format(*named)


@cache
def _texts() -> dict[str, dict[Language, str]]:
    text = files("classifiers").joinpath("reasons.toml").read_text(encoding="utf-8")
    found: dict[str, dict[Language, str]] = tomllib.loads(text)["reason"]
    return found
