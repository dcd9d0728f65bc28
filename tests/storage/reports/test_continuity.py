"""What is wrong with a book's serials is found where it is, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from storage.reports.continuity import Continuity, Entry, check

ROWS = 10


def book(*pages: list[int | None]) -> list[Entry]:
    """Pages with these serials, each its own document."""
    return [
        Entry(100 + page, page, row, number)
        for page, numbers in enumerate(pages)
        for row, number in enumerate(numbers, start=1)
    ]


def whole(pages: int) -> list[list[int | None]]:
    """Serials from 1 on, ten a page."""
    return [[ROWS * page + row for row in range(1, ROWS + 1)] for page in range(pages)]


def lost(found: Continuity) -> set[int]:
    return {one for gap in found.gaps for one in range(gap.first, gap.last + 1)}


def test_a_whole_book_is_clean() -> None:
    assert check(book(*whole(4))) == Continuity(40, 0)
    assert check([]) == Continuity(0, 0)


def test_a_serial_missing_within_a_page_is_told_with_its_neighbours() -> None:
    (gap,) = check(book([1, 2, 4, 5])).gaps
    assert (gap.first, gap.last, gap.pages, gap.sure) == (3, 3, 0, True)
    assert gap.after is not None
    assert (gap.after.row, gap.before.row) == (2, 3)


def test_a_page_that_is_missing_is_told_as_a_page() -> None:
    first, _, third = whole(3)
    (gap,) = check(book(first, third)).gaps
    assert (gap.first, gap.last, gap.pages) == (11, 20, 1)


def test_a_book_that_does_not_begin_with_one_lacks_its_beginning() -> None:
    _, second = whole(2)
    (gap,) = check(book(second)).gaps
    assert (gap.first, gap.last, gap.after, gap.pages) == (1, 10, None, 1)
    assert check(book(second), None).clean


def test_rows_without_a_legible_serial_may_be_the_missing_ones() -> None:
    found = check(book([1, 2, None, 4], [5, 6, 7, 8]))
    (gap,) = found.gaps
    assert (gap.first, gap.blank, gap.pages, gap.sure) == (3, 1, 0, False)
    assert found.blank == 1


def test_a_doubtful_neighbour_makes_a_gap_unsure() -> None:
    entries = book([1, 2, 3, 99])
    (gap,) = check([*entries[:3], replace(entries[3], sure=False)]).gaps
    assert (gap.first, gap.last, gap.sure) == (4, 98, False)


def test_what_a_doubtful_reading_may_explain_is_not_counted_as_missing() -> None:
    entries = book([1, 2, 4, 5, 99])
    found = check([*entries[:4], replace(entries[4], sure=False)])
    assert (found.missing, found.unsure, len(found.gaps)) == (1, 1, 2)


def test_a_repeated_serial_is_told_with_all_its_places() -> None:
    found = check(book([1, 2, 3, 3, 4]))
    (repeat,) = found.repeats
    assert (repeat.number, [one.row for one in repeat.at]) == (3, [3, 4])
    assert not any((found.gaps, found.strays, found.twice))


def test_a_serial_out_of_order_is_not_missing() -> None:
    found = check(book([1, 2, 9, 3, 4, 5, 6, 7, 8]))
    (stray,) = found.strays
    assert stray.entry.number == 9
    assert stray.after is not None
    assert stray.after.number == 2
    assert not found.gaps


def test_pages_that_changed_places_are_out_of_order_and_nothing_is_missing() -> None:
    first, second, third = whole(3)
    found = check(book(second, first, third))
    assert len(found.strays) == ROWS
    assert not any((found.gaps, found.repeats, found.twice))


def test_a_page_scanned_twice_is_told_once_and_not_row_by_row() -> None:
    first, second, third = whole(3)
    found = check(book(first, second, second, third))
    (twice,) = found.twice
    assert (twice.first.page, twice.second.page, twice.shared) == (1, 2, ROWS)
    assert not any((found.gaps, found.repeats, found.strays))


def test_in_a_book_of_many_years_a_one_begins_a_new_count() -> None:
    entries = book([1, 2, 3], [4, 1, 2], [3, 5])
    (gap,) = check(entries, restarts=True).gaps
    assert (gap.first, gap.last) == (4, 4)
    assert check(entries).repeats


@given(st.sets(st.integers(1, 79), max_size=40))
def test_exactly_the_serials_taken_out_are_missing(taken: set[int]) -> None:
    pages = [[one for one in page if one not in taken] for page in whole(8)]
    found = check(book(*pages))
    assert lost(found) == taken
    assert not any((found.repeats, found.strays, found.twice))


@given(st.lists(st.one_of(st.none(), st.integers(1, 60)), max_size=60), st.integers(1, 12))
def test_every_serial_up_to_the_highest_in_order_stands_or_is_missing(
    numbers: list[int | None], width: int
) -> None:
    """Whatever stands in a book, it adds up."""
    pages = [numbers[at : at + width] for at in range(0, len(numbers), width)]
    found = check(book(*pages))
    seen = {one for one in numbers if one is not None}
    assert not lost(found) & seen
    assert found.rows == len(numbers)
    if not found.twice and found.gaps:
        assert lost(found) | seen >= set(range(1, max(gap.last for gap in found.gaps) + 1))
    assert all(gap.first <= gap.last < (gap.before.number or 0) for gap in found.gaps)
