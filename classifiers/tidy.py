"""What the engine said becomes what stands in the cell: marks of the grid out, figures joined.

Only slips that the way offices write excludes are mended: a rule's remains read as a stroke, a
blank inside a number or date, a ring read as a letter. Everything else stays as it was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LETTER = "\u0900-\u0963\u0971-\u097f"
_MARKS = r"|\[\]{}<>_`*~^¬©®=\\।॥"
_STRAY = re.compile(rf"^(?:[{_MARKS}]+\s*)+|(?:\s*[|\[\]{{}}<>_`*~^¬©®=\\]+)+$|(?<=\s)[।|]+(?=\S)")
_JOINED = re.compile(r"(?<=\d)\s*([/.\-])\s+(?=\d)|(?<=\d)\s+([/.\-])(?=\d)")
_RING = re.compile(rf"(?<=[{_LETTER}])[oO°॰](?=[{_LETTER}\s]|$)")


def tidy(raw: str) -> str:
    """The raw reading of a cell as it stands there; the same where nothing is surely wrong."""
    text = " ".join(raw.split())
    for mend in _MENDS:
        text = " ".join(mend(text).split())
    return text


def _unmarked(text: str) -> str:
    return _STRAY.sub("", text)


def _joined(text: str) -> str:
    return _JOINED.sub(lambda match: match[1] or match[2], text)


def _ringed(text: str) -> str:
    """Rings as the office's typewriters set them, a zero behind a letter."""
    return _RING.sub("०", text)


_MENDS: tuple[Callable[[str], str], ...] = (_unmarked, _joined, _ringed)
