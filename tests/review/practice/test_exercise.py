"""Practice pages are kept whole, given back equal, and a broken one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.faults import NoSuchPage, PracticeBroken
from review.practice.exercise import filed, keep, load, names
from tests.review.practice.pages import exercise


def test_a_page_is_given_back_as_it_was_kept(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG")
    keep(tmp_path, exercise(), picture)
    keep(tmp_path, exercise(), picture)
    assert names(tmp_path) == ["001-test-easy"]
    assert load(tmp_path, "001-test-easy") == exercise()
    assert Path(filed(tmp_path, exercise()).path).read_bytes() == b"\x89PNG"


@pytest.mark.parametrize("name", ["none", "../pages", ".001-test-easy.part", "", "x" * 90])
def test_there_is_no_page_of_another_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoSuchPage):
        load(tmp_path, name)


def test_a_page_that_was_cut_short_is_named(tmp_path: Path) -> None:
    file = tmp_path / "practice" / "pages" / "001-x-easy" / "exercise.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"name": "001', encoding="utf-8")
    with pytest.raises(PracticeBroken) as broken:
        load(tmp_path, "001-x-easy")
    assert "001-x-easy" in broken.value.message("hi")
