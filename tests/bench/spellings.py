"""How people write a name they heard: Roman in several habits, Hindi with slips."""

from __future__ import annotations

import random
import re
from typing import Final

_CONSONANTS: Final = dict(
    zip(
        "कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
        "k kh g gh ch chh j jh t th d dh n t th d dh n p ph b bh m y r l v sh sh s h".split(),  # noqa: SIM905
        strict=True,
    )
)
_VOWELS: Final = dict(zip("अआइईउऊऋएऐओऔ", "a aa i ee u oo ri e ai o au".split(), strict=True))  # noqa: SIM905
_SIGNS: Final = dict(zip("ािीुूृेैोौ", "aa i ee u oo ri e ai o au".split(), strict=True))  # noqa: SIM905
_HABITS: Final = (
    (("aa", "a"), ("ee", "i"), ("oo", "u")),
    (("aa", "a"), ("v", "w"), ("ph", "f"), ("chh", "ch")),
    (("aa", "a"), ("ee", "i"), ("oo", "u"), ("sh", "s"), ("ksh", "x")),
    (("ai", "e"), ("au", "o"), ("aa", "a"), ("ri", "r")),
    (("kh", "k"), ("bh", "b"), ("dh", "d"), ("th", "t"), ("aa", "a"), ("ee", "i")),
    (),
)
_SLIPS: Final = (
    ("ि", "ी"), ("ु", "ू"), ("श", "ष"), ("श", "स"), ("ब", "व"), ("न", "ण"), ("े", "ै"), ("ो", "ौ"),
    ("ट", "ठ"), ("क", "ख"), ("द", "ध"), ("ज", "झ"), ("त", "थ"), ("ड", "ड़"), ("ड", "ढ"), ("ं", ""),
    ("ा", ""), ("ज", "ज़"), ("न्", "ं"),
)  # fmt: skip
_READ: Final = (
    ("म", "भ"), ("घ", "ध"), ("व", "ब"), ("प", "ष"), ("य", "थ"), ("ट", "ढ"), ("र", "स"), ("न", "त"),
    ("ल", "त"), ("क", "फ"), ("द", "ट"), ("ज", "त"),
)  # fmt: skip


def roman(name: str, chance: random.Random) -> str:
    """The name in Roman as one writer has it."""
    habit = chance.choice(_HABITS)
    told = " ".join(_word(word) for word in name.split())
    for usual, own in habit:
        told = told.replace(usual, own)
    if chance.random() < 0.15:
        told = re.sub(r"([bdgkmnpt])\1", r"\1", told)
    return told.title() if chance.random() < 0.5 else told


def misspelt(name: str, chance: random.Random) -> str:
    """The name in Hindi with one or two slips of those that writers make."""
    for _ in range(chance.randint(1, 2)):
        name = _slip(name, _SLIPS, chance)
    return name


def misread(name: str, chance: random.Random) -> str:
    """The name in Hindi with a letter taken for one that looks like it."""
    return _slip(name, _READ, chance)


def blanks(name: str, chance: random.Random) -> str:
    """Words written as one, or one as two."""
    parts = name.split()
    if len(parts) > 1:
        at = chance.randrange(len(parts) - 1)
        return " ".join([*parts[:at], parts[at] + parts[at + 1], *parts[at + 2 :]])
    cut = [at for at in range(2, len(name) - 1) if name[at] in _CONSONANTS and name[at - 1] != "्"]
    at = chance.choice(cut) if cut else 0
    return f"{name[:at]} {name[at:]}".strip()


def _slip(name: str, pairs: tuple[tuple[str, str], ...], chance: random.Random) -> str:
    able = [pair for pair in (*pairs, *((b, a) for a, b in pairs)) if pair[0] and pair[0] in name]
    if not able:
        return name
    old, new = chance.choice(able)
    at = chance.choice([found.start() for found in re.finditer(old, name)])
    return name[:at] + new + name[at + len(old) :]


def _word(word: str) -> str:  # noqa: C901 - one branch a kind of letter
    """Letter by letter; the last schwa is not spoken, nor one between a vowel and a syllable."""
    word = word.replace("क्ष", "क्ष").replace("ज्ञ", "ग्य")
    if word == "सिंह":
        return "singh"
    told: list[tuple[str, str]] = []
    for letter in word:
        if letter in _CONSONANTS:
            told.append((_CONSONANTS[letter], "ə"))
        elif letter in _SIGNS and told:
            told[-1] = (told[-1][0], _SIGNS[letter])
        elif letter == "्" and told:
            told[-1] = (told[-1][0], "")
        elif letter in _VOWELS:
            told.append(("", _VOWELS[letter]))
        elif letter in "ंँ" and told:
            told.append(("n", ""))
        elif letter == "़" and told:
            told[-1] = (
                {"d": "r", "dh": "rh", "j": "z", "ph": "f"}.get(told[-1][0], told[-1][0]),
                "ə",
            )
    return _spoken(told)


def _spoken(told: list[tuple[str, str]]) -> str:
    out = ""
    for at in range(len(told) - 1, -1, -1):
        head, vowel = told[at]
        last = at == len(told) - 1
        if vowel == "ə":
            after = told[at + 1] if not last else ("", "")
            before = told[at - 1][1] if at else ""
            silent = last and len(told) > 1
            silent |= bool(at and not last and before and after[0] and after[1] not in {"", "ə"})
            vowel = "" if silent else "a"
            told[at] = (head, vowel)
        out = head + vowel + out
    return out
