"""The forecast in words says no more than is known."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from panji.outlook import told
from panji.words import Words
from storage.reports.forecast import Forecast
from storage.reports.outlook import GRAVITY, Standing, outlook
from tests.commands import Panji

TODAY, CUTOVER = date(2026, 3, 2), date(2026, 4, 1)
NOTHING = outlook(0, [], TODAY, CUTOVER)


def ahead(left: int, done: list[int], standing: Standing = "before") -> Forecast:
    one = outlook(left, done, TODAY, CUTOVER)
    return Forecast(TODAY, CUTOVER, NOTHING, one, 0, 0, None, (), standing)


def test_a_measured_rate_tells_its_interval() -> None:
    said = told(ahead(1000, [100] * 10), Words("en"))
    assert said[0].startswith("Cutover 01.04.2026: at this rate")
    assert "100.0 a day, measured over 10 days, work on 10 of them." in said[2]
    assert "about 12.03.2026, nine times of ten between 12.03.2026 and 12.03.2026" in said[2]
    assert len(said) == 3


@pytest.mark.parametrize(
    ("done", "words"),
    [
        ([100], "Not enough measured yet: 1 of 5 days."),
        ([0] * 7, "nothing came off it in the last 7 days"),
        ([0, 0, 0, 0, 500], "differ too much to tell a latest"),
    ],
)
def test_what_is_not_known_is_said_to_be_so(done: list[int], words: str) -> None:
    assert words in told(ahead(1000, done), Words("en"))[2]


def test_hours_and_pages_without_a_rate_have_lines_of_their_own() -> None:
    said = told(replace(ahead(1000, [100] * 10), hours=2.5, others=7), Words("en"))
    assert said[3] == "Reviewing left: 2.5 hours of work."
    assert said[4].startswith("Besides, 7 pages wait without doubtful cells")


@pytest.mark.parametrize("standing", GRAVITY)
def test_every_standing_has_words_in_both_languages(standing: Standing) -> None:
    english, hindi = (told(ahead(9, [], standing), Words(one))[0] for one in ("en", "hi"))
    assert "01.04.2026" in english
    assert "01.04.2026" in hindi
    assert english != hindi


def test_the_command_tells_the_forecast_in_both_forms(ready: Panji) -> None:
    found = json.loads(ready("status", "--json").stdout)["forecast"]
    assert (found["standing"], found["cutover"]) == ("done", "2024-12-25")
    assert (found["read"]["left"], found["review"]["per_day"]) == (0, None)
    assert "nothing is left" in ready.having({"PANJI_LANG": "en"})("status").stdout
