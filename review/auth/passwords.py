"""Passwords: long rather than odd, any script, hashed with Argon2id."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from review.faults import WeakPassword

SHORTEST: Final = 15
LONGEST: Final = 200
# RFC 9106's second choice: 64 MiB, three passes, one lane.
HASHER: Final = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)


def hashed(password: str, name: str = "", words: tuple[str, ...] = ()) -> str:
    """The hash of a new password; WeakPassword if it is short, common, or made of `words`.

    `words` are names that belong to the place: the user's, the offices'.
    """
    normal = _normal(password)
    if not SHORTEST <= len(normal) <= LONGEST or _weak(normal, (name, *words)):
        raise WeakPassword(shortest=SHORTEST, longest=LONGEST)
    return HASHER.hash(normal)


def matches(password: str, kept: str) -> bool:
    """Whether it is the password of that hash; takes as long for one that nobody has."""
    try:
        return HASHER.verify(kept, _normal(password)[: 4 * LONGEST])
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobody() -> str:
    """A hash that no password has, so that a wrong name takes as long as a wrong password."""
    return HASHER.hash("\0")


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)


def _weak(password: str, words: tuple[str, ...]) -> bool:
    """Whether little is left once common words, figures and repetition are taken out."""
    rest = password.casefold()
    for word in sorted({*_common(), *(w.casefold() for w in words if len(w) > 3)}, key=len)[::-1]:
        rest = rest.replace(word, "")
    kept = {letter for letter in rest if letter.isalnum()}
    return len(kept) < 5


@cache
def _common() -> tuple[str, ...]:
    text = files("review.auth").joinpath("common.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.split() if len(line) > 3)
