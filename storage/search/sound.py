"""How a word sounds, in Devanagari or Roman, as one plain spelling and one skeleton of consonants.

What writers and readers confuse falls together: ब व w, श ष स, long and short vowels, aspirates,
a nasal before its like, doubled letters, गढ and गढ़. No `a` is kept but the first letter, so
that no schwa has to be guessed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from classifiers.fold import plain

LETTERS: Final = "abcdghjklmnprsty"
WORD: Final = re.compile(r"[\u0900-\u0963\u0971-\u097f]+|[a-zA-Z]+")

_NUKTA, _HALF = "\u093c", "\u094d"
_NASALS = "\u0901\u0902"
_CONSONANTS: Final = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह",
        "kKgGnccjJntTdDntTdDnpPbBmyrllvsssh",
        strict=True,
    )
)
_VOWELS: Final = dict(zip("अआइईउऊएऐऍओऔऑ", "aaiiuueeeooo", strict=True)) | {"ऋ": "ri"}
_SIGNS: Final = dict(zip("ािीुूेैॅोौॉॊॆ", "\0iiuueeeooooe", strict=True)) | {"ृ": "ri"}
_ROMAN: Final = {
    "chh": "c", "ch": "c", "ksh": "ks", "kh": "K", "gh": "G", "jh": "J", "th": "T", "dh": "D",
    "ph": "P", "bh": "B", "sh": "s", "rh": "r", "ck": "k", "x": "ks", "q": "k", "z": "j",
    "f": "P", "w": "v", "c": "k", "ee": "i", "ii": "i", "oo": "u", "uu": "u", "ai": "e",
    "ei": "e", "ey": "e", "au": "o", "ou": "o", "a": "",
}  # fmt: skip
_ROMAN_PART: Final = re.compile("|".join(sorted(_ROMAN, key=len, reverse=True)))
_LION: Final = re.compile("s[ie]n?[hG]$|sihn$|sing$")
_FLAP: Final = re.compile(f"(?<=[\u0900-\u0963])(?<![{_HALF}{_NASALS}])[डढ]{_NUKTA}?(?!{_HALF})")
_LABIAL: Final = re.compile(f"[{_NASALS}](?=[पफबभम])")
_NASAL: Final = re.compile(f"[{_NASALS}](?=[क-ह])")
_KNOW: Final = re.compile("ज्ञ")
_SILENT: Final = dict.fromkeys(map(ord, "aiueoy"))
_TWICE: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def spelt(word: str) -> str:
    """The word in Latin letters, alike for both scripts; capitals are aspirates, no inner `a`."""
    bare = word.replace("\u200d", "")
    letters = _roman(bare.lower()) if bare.isascii() else _devanagari(bare)
    return _same().get(letters) or _LION.sub("sing", letters)


@lru_cache(maxsize=100_000)
def skeleton(spelling: str) -> str:
    """The consonants of a spelling, coarse; a vowel at its start is `a`."""
    low = spelling.replace("v", "b").lower()
    rest = low.lstrip("aiueo")
    first, rest = ("a", rest) if len(rest) < len(low) else (rest[:1], rest[1:])
    return _TWICE.sub(r"\1", first + rest.translate(_SILENT))


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """The skeleton of a whole name, wherever its blanks are: रामनरेश is राम नरेश."""
    return skeleton("".join(spellings(text)))


def spellings(text: str) -> list[str]:
    """The spelling of each word of a text; figures and signs are left out."""
    return [spelt(word) for word in WORD.findall(plain(text))]


def variants(skeleton: str) -> Iterator[str]:
    """What one slip makes of a skeleton: a letter lost, added, changed, or two turned round.

    One of less than three letters has none, one of three loses none: too much would sound alike.
    """
    if len(skeleton) < 3:
        return
    for at in range(len(skeleton) + 1):
        head, tail = skeleton[:at], skeleton[at:]
        yield from (head + letter + tail for letter in LETTERS)
        if tail:
            yield from (head + letter + tail[1:] for letter in LETTERS if letter != tail[0])
        if tail and len(skeleton) > 3:
            yield head + tail[1:]
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]


def misread(text: str) -> Iterator[str]:
    """How the text is spelt with one of its letters taken for one that looks like it."""
    return _otherwise(text, _lookalikes())


def changed(text: str) -> Iterator[str]:
    """How the text is spelt with one of its consonants taken for one that is spelt otherwise."""
    return _otherwise(text, _consonants())


def taken(one: str, other: str) -> bool:
    """Whether `other` is `one` with a letter taken for one that looks like it."""
    if len(one) != len(other):
        return False
    pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(pairs) == 1 and pairs[0][1] in _lookalikes().get(pairs[0][0], "")


def _otherwise(text: str, others: Mapping[str, str]) -> Iterator[str]:
    parts = WORD.findall(plain(text))
    told = [spelt(part) for part in parts]
    for at, part in enumerate(parts):
        head, tail = "".join(told[:at]), "".join(told[at + 1 :])
        for place, letter in enumerate(part):
            for other in others.get(letter, ""):
                yield head + spelt(part[:place] + other + part[place + 1 :]) + tail


@cache
def _consonants() -> dict[str, str]:
    """Of each consonant the others, of those that are spelt alike one."""
    # ड is spelt as र where द is not.
    kinds = {letter: (told, letter in "डढ") for letter, told in _CONSONANTS.items()}
    one = {kind: letter for letter, kind in kinds.items()}
    return {
        letter: "".join(other for kind, other in one.items() if kind != kinds[letter])
        for letter in _CONSONANTS
    }


@cache
def _lookalikes() -> dict[str, str]:
    told: dict[str, str] = {}
    for one, other in words()["misread"]:
        told[one] = told.get(one, "") + other
        told[other] = told.get(other, "") + one
    return told


@cache
def words() -> dict[str, Any]:
    """The words that queries and names are taken apart by, from words.toml."""
    text = files("storage.search").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _same() -> dict[str, str]:
    """Spellings of what one name is written as: मो० is मोहम्मद."""
    told: dict[str, list[str]] = words()["same"]
    return {_raw(form): _raw(name) for name, forms in told.items() for form in (name, *forms)}


def _raw(word: str) -> str:
    return _roman(word.lower()) if word.isascii() else _devanagari(word)


def _roman(word: str) -> str:
    if not word:
        return ""
    first = "a" if word.startswith("a") and not word.startswith(("ai", "au")) else ""
    return _final(first + _ROMAN_PART.sub(lambda part: _ROMAN[part[0]], word))


def _devanagari(word: str) -> str:
    told = _KNOW.sub("ग्य", _FLAP.sub("र", word))
    told = _NASAL.sub("न", _LABIAL.sub("म", told)).replace(_NUKTA, "")
    return _final("".join(_letters(told)))


def _letters(word: str) -> Iterable[str]:
    for at, letter in enumerate(word):
        if letter in _VOWELS:
            told = _VOWELS[letter]
            yield told if at == 0 or told != "a" else ""
        else:
            yield _CONSONANTS.get(letter) or _SIGNS.get(letter, "").strip("\0")


def _final(spelling: str) -> str:
    """A breath at the end is not heard: शाह is Sha."""
    if len(spelling) > 2 and spelling[-1] == "h" and not _LION.search(spelling):
        return spelling[:-1]
    return spelling
