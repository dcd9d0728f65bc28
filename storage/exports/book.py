"""A PDF/A-2u that grows page by page and is the same, byte for byte, when made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf

from storage.exports import blank

PART = 16
"""Pages that are in memory; a longer book is put together from parts on the disk."""


class Book:
    """Pages of a title; `folder` is for its parts.

    Nothing in it comes from a clock or by chance: `dated` is when its newest scan came in.
    """

    def __init__(self, title: str, dated: datetime, folder: Path) -> None:
        self._title, self._dated, self._folder = title, dated, folder
        self._parts: list[Path] = []
        self._numbers: list[int] = []
        self._part: Pdf | None = None
        self._font: Object | None = None

    def __len__(self) -> int:
        """How many pages there are."""
        return len(self._numbers)

    def part(self) -> Pdf:
        """The part that the next page goes to: what the page refers to has to be made in it."""
        if self._part is not None and len(self._part.pages) == PART:
            self._flush(self._part)
        if self._part is None:
            self._part = Pdf.new()
            self._font = blank.embedded(self._part)
        return self._part

    def add(
        self,
        points: tuple[float, float],
        content: bytes,
        drawn: Mapping[str, Object],
        number: int | None = None,
    ) -> None:
        """The next page: its size, its content and what that draws; F1 is the blank typeface.

        `number` is what the page is called, by default one more than its place.
        """
        part = self.part()
        page = part.add_blank_page(page_size=(round(points[0], 3), round(points[1], 3)))
        things = Dictionary({f"/{name}": thing for name, thing in drawn.items()})
        page.Resources = Dictionary(Font=Dictionary(F1=self._font), XObject=things)
        page.Contents = part.make_stream(content)
        self._numbers.append(len(self) + 1 if number is None else number)

    def save(self, out: Path) -> None:
        """Write the book."""
        self._flush(self.part())
        with ExitStack() as opened:
            first, *rest = (opened.enter_context(Pdf.open(part)) for part in self._parts)
            for part in rest:
                first.pages.extend(part.pages)
            self._describe(first)
            first.save(out, deterministic_id=True, min_version="1.7")
        for path in self._parts:
            path.unlink()

    def _flush(self, part: Pdf) -> None:
        path = self._folder / f"part-{len(self._parts)}.pdf"
        part.save(path, deterministic_id=True)
        part.close()
        self._parts.append(path)
        self._part = None

    def _describe(self, pdf: Pdf) -> None:
        """What PDF/A wants to be told."""
        pdf.Root.Lang = "hi-IN"
        pdf.Root.PageLabels = Dictionary(Nums=Array(list(self._labels())))
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            told["dc:title"] = self._title
            told["xmp:CreateDate"] = self._dated.isoformat(timespec="seconds")
            told["pdfaid:part"] = "2"
            told["pdfaid:conformance"] = "U"

    def _labels(self) -> Iterator[object]:
        """Where the numbers do not run on, the place and the number that stands there."""
        for place, number in enumerate(self._numbers):
            if place == 0 or number != self._numbers[place - 1] + 1:
                yield place
                yield Dictionary(S=Name.D, St=number)
