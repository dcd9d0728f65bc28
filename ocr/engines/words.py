"""The words a Tesseract model knows, looked up in its file without being unpacked.

A squished DAWG: a header, then one number of 64 bits for each edge, a node's edges one behind
the other (format: Tesseract's `dict/dawg.h`).
"""

from __future__ import annotations

import struct
from functools import lru_cache

import numpy as np

_HEADER = struct.Struct("<hii")
_MAGIC = 42
_LAST, _BACKWARD, _WORD = 1, 2, 4

STOPS = " .,;:!?|'\"()[]{}-–—_।॥"
"""What may stand before and behind a word."""


class Words:
    """The words of a model; `in` tells whether a text is one of them."""

    def __init__(self, part: bytes, numbers: dict[str, int]) -> None:
        """`part` is the DAWG's part of the file, `numbers` the number of each character.

        ValueError if it is no DAWG.
        """
        magic, characters, count = _HEADER.unpack_from(part)
        if magic != _MAGIC:
            raise ValueError("no DAWG")
        self._edges = np.frombuffer(part, np.uint64, count, _HEADER.size)
        self._flags_at = int(characters).bit_length()
        self._chars = {number: char for char, number in numbers.items()}
        self.children = lru_cache(200_000)(self._children)

    def __contains__(self, text: str) -> bool:
        """Whether the whole text is a word."""
        node, ends = 0, False
        for char in text:
            step = self.children(node).get(char)
            if step is None:
                return False
            node, ends = step
        return ends

    def letters(self, text: str) -> int:
        """The letters of a reading that is a word; 0 if it is none, or a figure."""
        bare = text.strip(STOPS)
        known = bare and not any(map(str.isdigit, bare)) and bare in self
        return len(bare) if known else 0

    def _children(self, node: int) -> dict[str, tuple[int, bool]]:
        """By character: the node behind it, -1 if there is none, and whether a word ends there."""
        found: dict[str, tuple[int, bool]] = {}
        while node >= 0:
            edge = int(self._edges[node])
            flags = edge >> self._flags_at
            if not flags & _BACKWARD:
                char = self._chars.get(edge & ((1 << self._flags_at) - 1))
                if char is not None:
                    found[char] = (flags >> 3) or -1, bool(flags & _WORD)
            node = -1 if flags & _LAST else node + 1
        return found
