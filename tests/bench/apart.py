"""Where two texts differ by word, and whether typing over a part makes one the other."""

from __future__ import annotations

from itertools import takewhile


def words_apart(text: str, true: str) -> tuple[int, int]:
    """From where to where the words of `text` are not those of `true`."""
    own, its = text.split(" "), true.split(" ")
    first = sum(1 for _ in takewhile(_alike, zip(own, its, strict=False)))
    most = min(len(own), len(its)) - first
    last = sum(
        1 for _ in takewhile(_alike, zip(own[: -most - 1 : -1], its[: -most - 1 : -1], strict=True))
    )
    end = len(text) - len(" ".join(own[len(own) - last :])) - (last > 0)
    return min(len(" ".join(own[:first])) + (first > 0), max(end, 0)), max(end, 0)


def _alike(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def fits(text: str, true: str, start: int, end: int) -> bool:
    """Whether the text becomes the true one by typing over that part of it."""
    before, behind = text[:start], text[end:]
    room = len(true) >= len(before) + len(behind)
    return room and true.startswith(before) and true.endswith(behind)
