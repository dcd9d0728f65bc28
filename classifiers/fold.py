"""Text as written becomes plain (for parsers) or folded (for comparing); the text stays as it is.

Registers write the ring of an abbreviation as ० 0 o ॰ . alike (मु०अ०सं०, मु0अ0सं0), so a ring
must be told from a zero before figures are read: it stands directly behind a Devanagari letter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

RING = "॰"

_LETTER = "\u0900-\u0963\u0971-\u097f"
_JOINERS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"))
_FIGURES = str.maketrans("०१२३४५६७८९", "0123456789")
_DASHES = str.maketrans("–—−‐‑／：", "-----/:")
_RING = re.compile(rf"(?<=[{_LETTER}])[0०oOॐ॰°·•.](?![0-9०-९])")
_GLUED = re.compile(rf"(?<=[{_LETTER}])[0०॰°](?=[0-9०-९])")
_BLANKS = re.compile(r"\s+")
_NASALS = re.compile("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])")
_BETWEEN = re.compile(r"(?<!\d)[./\-]|[./\-](?!\d)")
_MARKED = re.compile(r"(?<=\d)[./\-](?=\d)")
_OTHER = re.compile(rf"[^\w{_LETTER}./\-]+")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """NFC, joiners out, rings as ॰, figures Latin, dashes and blanks single."""
    kept = unicodedata.normalize("NFC", text).translate(_JOINERS).translate(_DASHES)
    ringed = _GLUED.sub(f"{RING} ", _RING.sub(RING, kept))
    return _BLANKS.sub(" ", ringed.translate(_FIGURES)).strip()


def alike(one: str, other: str) -> bool:
    """Whether two typed the same: by `fold`, and any mark between figures is as good as another."""
    return _marked(one) == _marked(other)


def _marked(text: str) -> str:
    return _MARKED.sub("/", fold(text))


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A key to compare by: `plain` without rings, nuktas, visargas and punctuation.

    A half nasal is written as anusvara (अन्तिम = अंतिम), a candrabindu too, Latin letters small.
    """
    bare = plain(text).replace("़", "").replace("ँ", "ं").replace("ः", "")
    bare = _NASALS.sub("ं", bare.replace(RING, ""))
    bare = _BETWEEN.sub(" ", _OTHER.sub(" ", bare)).replace("_", " ")
    return _BLANKS.sub(" ", bare).strip().lower()
