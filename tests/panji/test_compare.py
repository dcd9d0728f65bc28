"""Two measures beside each other: better, worse, or only by chance."""

from typing import Any

from panji.compare import binomial, compare


def measured(*edits: int) -> dict[str, Any]:
    cells = [
        {"true": "12", "read": "12", "edits": n, "box": [i, 0, i + 1, 1]}
        for i, n in enumerate(edits)
    ]
    return {"pages": {"a.png": {"cells_read": cells}}}


def test_one_discordant_pair_could_be_chance() -> None:
    got = compare(measured(0, 0), measured(0, 1))
    assert (got.cells, got.only_first, got.only_second, got.verdict) == (2, 1, 0, "even")


def test_ten_discordant_pairs_of_ten_are_hardly_chance() -> None:
    got = compare(measured(*[1] * 10), measured(*[0] * 10))
    assert got.verdict == "second"
    assert got.chance < 0.01
    assert got.low > 0


def test_the_binomial_test_is_that_of_the_books() -> None:
    assert binomial(0, 0) == binomial(5, 5) == 1.0
    assert round(binomial(1, 9), 6) == 0.021484


def test_cells_of_pages_that_only_one_has_are_left_out() -> None:
    assert compare(measured(0), {"pages": {}}).cells == 0
