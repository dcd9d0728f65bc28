"""Posts are given and lists of files printed from the command line."""

from __future__ import annotations

import pytest

from tests.commands import Panji

POST = "SHO-PSTIRWA-KNJ"


def test_a_post_that_is_given_is_listed_with_its_marking(ready: Panji) -> None:
    """A vacant one has no brackets; a post that the district lacks is a fault."""
    words = ("--name", "राम कुमार", "--initials", "rk", "--since", "2024-03-01")
    assert ready("post", "assign", POST, *words).returncode == 0
    listed = [line.split("\t") for line in ready("post", "list").stdout.splitlines()]
    known = {marking: (office, name) for marking, office, _, name in listed}
    assert known["SHO(RK)-PSTIRWA-KNJ"] == ("KNJ-TIR", "राम कुमार (2024-03-01)")
    assert known["SHO-PSTHATHIA-KNJ"] == ("KNJ-THT", "–")
    assert ready("post", "assign", POST, *words).stderr.startswith("E741: ")
    assert ready("post", "assign", "SHO-PSNOWHERE-KNJ", *words).stderr.startswith("E740: ")


@pytest.mark.parametrize(("option", "value"), [("--since", "1.3.2024"), ("--initials", "रा")])
def test_a_day_or_initials_that_are_none_are_named(ready: Panji, option: str, value: str) -> None:
    told = {"--name": "राम", "--initials": "RK", "--since": "2024-03-01"} | {option: value}
    words = [word for pair in told.items() for word in pair]
    done = ready("post", "assign", POST, *words)
    assert done.stderr.startswith("E812: ")
    assert option in done.stderr


def test_an_empty_store_has_no_file_due(ready: Panji) -> None:
    assert ready("report", "review-due", "--json").stdout.strip() == "[]"
    assert ready("report", "review-due").returncode == 0
