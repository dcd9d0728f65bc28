"""Where the words of a text stand on the page, and what of it may leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ocr.geometry import Box
from ocr.reading import ReadLine, Word
from storage.exports.order import Choice


@dataclass(frozen=True, slots=True)
class Block:
    """A cell of a table: its column's stable id, the lines in it, whether a person saw it."""

    column: str
    lines: tuple[ReadLine, ...]
    box: Box
    seen: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """The words of a page in pixels as received, and the places that a picture may not show."""

    lines: tuple[ReadLine, ...]
    rows: tuple[tuple[Block, ...], ...]
    covered: tuple[Box, ...]

    def all_lines(self) -> Iterator[ReadLine]:
        """Lines outside the table, then those of its cells, row by row."""
        yield from self.lines
        for row in self.rows:
            for block in row:
                yield from block.lines


def spread(text: str, box: Box, confidence: float) -> tuple[ReadLine, ...]:
    """The text's lines in the box, as high as each other, words as wide as they are long.

    For texts whose words have no places of their own: typed ones and those of cells.
    """
    lines = [words for line in text.splitlines() if (words := line.split())]
    step = box.height / max(len(lines), 1)
    tops = [box.y0 + step * n for n in range(len(lines))]
    return tuple(
        _line(words, Box(box.x0, top, box.x1, top + step), confidence)
        for words, top in zip(lines, tops, strict=True)
    )


def _line(words: list[str], box: Box, confidence: float) -> ReadLine:
    letter = box.width / (sum(map(len, words)) + len(words) - 1)
    placed, at = [], 0
    for word in words:
        x0 = box.x0 + letter * at
        x1 = min(x0 + letter * len(word), box.x1)
        placed.append(Word(word, confidence, Box(min(x0, x1), box.y0, x1, box.y1)))
        at += len(word) + 1
    return ReadLine(tuple(placed), box)


def may_leave(line: ReadLine, choice: Choice) -> ReadLine:
    """The line with its identifiers dotted unless the choice is whole.

    The line as a whole is looked at: an identifier may be written as several words.
    """
    told = choice.words(line.text)
    words, at = [], 0
    for word in line.words:
        words.append(replace(word, text=told[at : at + len(word.text)]))
        at += len(word.text) + 1
    return replace(line, words=tuple(words))


def hidden(lines: Iterable[tuple[ReadLine, Box]], choice: Choice) -> tuple[Box, ...]:
    """The boxes of those lines of which something may not leave.

    All of the box: where in it the figures stand is known too roughly to show the rest.
    """
    return tuple(box for line, box in lines if may_leave(line, choice) != line)
