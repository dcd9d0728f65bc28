"""Identifiers in a text, but for their last four figures, as dots: Aadhaar, phone, account, PAN."""

from __future__ import annotations

import re
from typing import Final

_D = "[0-9०-९]"
_IDENTIFIERS: Final = re.compile(
    rf"(?<!{_D})(?:{_D}{{4}}[ -]{_D}{{4}}[ -]{_D}{{4}}(?:[ -]{_D}{{4}})?"
    rf"|[6-9६-९]{_D}{{4}}[ -]{_D}{{5}}"
    rf"|{_D}{{9,18}})(?!{_D})|(?<![A-Za-z])[A-Za-z]{{5}}{_D}{{4}}[A-Za-z](?![A-Za-z])"
)
_KEPT: Final = 4


def masked(text: str) -> str:
    """The text, as long as before."""
    return _IDENTIFIERS.sub(lambda found: _dotted(found[0]), text)


def _dotted(identifier: str) -> str:
    head, tail = identifier[:-_KEPT], identifier[-_KEPT:]
    return "".join("•" if letter.isalnum() else letter for letter in head) + tail
