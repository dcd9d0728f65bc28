"""Signs that stand for what is written above: 〃 ,, तथैव -do-."""

from __future__ import annotations

import re

from classifiers.district import District
from classifiers.vocabulary import exact

_SIGNS = re.compile(r"\s*[-–—]*\s*(?:[〃״″„”“\"]+|''|,,|’’|‘‘)[\s〃״″„”“\"',’‘]*[-–—]*\s*")


def is_ditto(text: str, district: District) -> bool:
    """Whether a cell says no more than: same as above."""
    return bool(_SIGNS.fullmatch(text)) or exact(text, district.terms["ditto"]) is not None
