from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.meaning import Setting
from classifiers.parsers.dates import parse
from classifiers.values import Day

DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")


@pytest.mark.parametrize(
    "written",
    [
        "१८/०८/२००६", "18.8.06", "18-08-2006", "दिनांक 18.08.2006", "दि0 18/8/2006", "18 . 8 . 2006",
        "18.08.2006 समय 10.30 बजे", "18 अगस्त 2006", "१८ अग० २००६",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_writing_of_the_office(setting: Setting, written: str) -> None:
    meaning = parse(written, setting)
    assert meaning.value == Day(date(2006, 8, 18))
    assert meaning.whole


@pytest.mark.parametrize("written", ["31.02.2006", "१२/१३/२००६", "0.1.2006", "29.2.2005"])
def test_a_day_that_never_was_has_no_value_and_says_so(setting: Setting, written: str) -> None:
    meaning = parse(written, setting)
    assert meaning.value is None
    assert meaning.reasons[0].startswith("impossible-date")


@pytest.mark.parametrize(
    ("year", "written", "full"),
    [(2006, "1.1.06", 2006), (1998, "1.1.98", 1998), (1999, "1.1.00", 2000), (2001, "1.1.99", 1999),
     (None, "1.1.24", 2024), (None, "1.1.98", 1998)],
)  # fmt: skip
def test_a_year_of_two_figures_is_set_by_the_books_year(
    setting: Setting, year: int | None, written: str, full: int
) -> None:
    meaning = parse(written, Setting(setting.district, year))
    assert meaning.value == Day(date(full, 1, 1))


def test_words_around_a_day_leave_it_in_doubt(setting: Setting) -> None:
    meaning = parse("लगभग 18.08.2006 को रात में", setting)
    assert meaning.value == Day(date(2006, 8, 18))
    assert not meaning.whole


@given(
    day=st.dates(date(1950, 1, 1), date(2025, 12, 31)),
    sign=st.sampled_from([".", "/", "-"]),
    width=st.sampled_from([1, 2]),
    figures=st.sampled_from(["full", "short", "deva"]),
)
def test_every_day_comes_back_from_its_writing(
    setting: Setting, day: date, sign: str, width: int, figures: str
) -> None:
    year = f"{day.year % 100:02}" if figures == "short" else str(day.year)
    written = f"{day.day:0{width}}{sign}{day.month:0{width}}{sign}{year}"
    written = written.translate(DEVANAGARI) if figures == "deva" else written
    assert parse(f" {written} ", Setting(setting.district, day.year)).value == Day(day)
