"""What a parser made of a text: its value, whether the grammar accepted all of it, and why not."""

from __future__ import annotations

from dataclasses import dataclass

from classifiers.district import District
from classifiers.values import Value


@dataclass(frozen=True, slots=True)
class Meaning:
    """A value (None if there is none); `whole` if all of the text was understood for certain."""

    value: Value | None
    whole: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a text stands: the district whose words it uses, and the year of its book if known."""

    district: District
    year: int | None = None

    def full_year(self, written: str) -> int:
        """The year of two or four figures: two are set nearest to the book's year.

        Without a book's year, those after the district's cutover lie in the last century.
        """
        number = int(written)
        if len(written) > 2:
            return number
        if self.year is None:
            century = self.district.cutover.year // 100 * 100
            return century + number - (100 if century + number > self.district.cutover.year else 0)
        near = self.year // 100 * 100 + number
        return min((near - 100, near, near + 100), key=lambda year: abs(year - (self.year or year)))
