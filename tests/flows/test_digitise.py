"""Scans through the whole chain, in processes of their own and with a real Prefect server."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests import drawn
from tests.commands import Panji
from tests.hostile import half_jpeg
from tests.tricks import told

NUMBERS = """
    SELECT file_pages.number, scans.source, pages.number FROM file_pages
    JOIN documents ON documents.id = document_id JOIN pages ON pages.id = page_id
    JOIN scans ON scans.sha256 = scan_id ORDER BY file_pages.number
"""

pytestmark = pytest.mark.xdist_group("prefect")


def test_every_page_is_filed_under_its_file_name_and_number(panji: Panji, tmp_path: Path) -> None:
    drawn.jpeg(tmp_path / "in", "one.jpg", 3)
    drawn.tiff(tmp_path / "in", "book.tif", [4, 5, 6])
    done = panji.digitised(tmp_path / "in")
    assert done["pages"]["new"] == done["pages"]["filed"] + done["pages"]["review"] == 4
    places = [(line["source"], line["page"]) for line in panji.exported("documents")]
    assert places == [("book.tif", 1), ("book.tif", 2), ("book.tif", 3), ("one.jpg", 1)]
    assert panji("verify").returncode == 0


def test_the_pages_of_a_run_have_their_numbers_in_their_file_as_they_lie(
    panji: Panji, tmp_path: Path
) -> None:
    drawn.jpeg(tmp_path / "in", "z.jpg", 3)
    drawn.tiff(tmp_path / "in", "book.tif", [4, 5])
    assert (
        panji("digitise", "--office", "KNJ-TIR", "--workers", "2", tmp_path / "in").returncode == 0
    )
    with closing(sqlite3.connect(panji.home / "panji.sqlite3")) as store:
        found = store.execute(NUMBERS).fetchall()
    assert found == [(1, "book.tif", 1), (2, "book.tif", 2), (3, "z.jpg", 1)]


def test_the_same_scans_again_file_nothing(panji: Panji, tmp_path: Path) -> None:
    drawn.jpeg(tmp_path / "in", "one.jpg", 3)
    panji.digitised(tmp_path / "in")
    before = panji.exported("documents")
    again = panji.digitised(tmp_path / "in")
    assert again["known"] == again["files"] == 1
    assert set(again["pages"].values()) == {0}
    assert panji.exported("documents") == before


def test_a_page_that_kills_its_worker_twice_is_set_aside_and_the_others_are_filed(
    panji: Panji, tmp_path: Path
) -> None:
    for lines in (3, 4, 5, 7):
        drawn.jpeg(tmp_path / "in", f"{lines}.jpg", lines)
    done = panji.having(told({7: "die"})).digitised(tmp_path / "in", status=3)
    assert [(one["source"], one["code"]) for one in done["troubles"]] == [("7.jpg", "E303")]
    assert len(panji.exported("documents")) == 3


def test_a_page_whose_worker_is_killed_once_is_filed_all_the_same(
    panji: Panji, tmp_path: Path
) -> None:
    drawn.jpeg(tmp_path / "in", "one.jpg", 3)
    flag = tmp_path / "once"
    flag.touch()
    done = panji.having(told({3: f"once {flag}"})).digitised(tmp_path / "in")
    assert not flag.exists()
    assert done["troubles"] == []


@pytest.mark.parametrize(("trick", "code"), [("hang", "E302"), ("bug", "E303"), ("fault", "E303")])
def test_a_page_that_cannot_be_read_is_named_with_its_reason(
    panji: Panji, tmp_path: Path, trick: str, code: str
) -> None:
    drawn.tiff(tmp_path / "in", "book.tif", [3, 7])
    limited = panji.having({"PANJI_PAGE_SECONDS": "8", **told({7: trick})})
    done = limited.digitised(tmp_path / "in", status=3)
    assert [(one["page"], one["code"]) for one in done["troubles"]] == [(2, code)]
    assert done["pages"]["quarantined"] == 1


def test_a_bad_file_does_not_stop_the_batch_and_is_named_again_the_next_time(
    panji: Panji, tmp_path: Path
) -> None:
    drawn.jpeg(tmp_path / "in", "good.jpg", 3)
    half_jpeg(tmp_path / "in")
    first = panji.digitised(tmp_path / "in", status=3)
    assert [one["code"] for one in first["troubles"]] == ["E102"]
    again = panji.digitised(tmp_path / "in", status=3)
    assert again["troubles"] == first["troubles"]
    assert len(panji.exported("documents")) == 1


def test_a_book_with_too_many_unreadable_pages_stops_and_the_next_run_goes_on(
    panji: Panji, tmp_path: Path
) -> None:
    drawn.tiff(tmp_path / "in", "book.tif", [7] * 4 + [3] * 16)
    drawn.jpeg(tmp_path / "in", "other.jpg", 4)
    done = panji.having(told({7: "fault"})).digitised(tmp_path / "in", status=3)
    assert [(one["source"], one["code"]) for one in done["stopped"]] == [("book.tif", "E804")]
    assert done["pages"]["waiting"] > 0
    assert "other.jpg" in {line["source"] for line in panji.exported("documents")}
    again = panji.digitised(tmp_path / "in", status=3)
    assert again["pages"]["waiting"] == 0
    assert again["pages"]["resumed"] == done["pages"]["waiting"]
