"""Which files a run takes in: all scans below what was named, in a fixed order, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.faults import NoScans, NoSuchPath
from flows.found import find


def made(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_scans_of_all_folders_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    made(tmp_path, "b/2.tif", "b/1.PDF", "a.jpg", "c.jpeg")
    found = find([tmp_path]).files
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "a.jpg",
        "b/1.PDF",
        "b/2.tif",
        "c.jpeg",
    ]


def test_what_is_no_scan_is_passed_over_by_name_and_hidden_files_in_silence(
    tmp_path: Path,
) -> None:
    made(tmp_path, "a.jpg", "a.json", ".hidden.jpg", ".folder/b.jpg")
    found = find([tmp_path])
    assert [path.name for path in found.files] == ["a.jpg"]
    assert [path.name for path in found.passed_over] == ["a.json"]


def test_a_file_that_is_named_itself_is_taken_in_whatever_it_is(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    assert [path.name for path in find([tmp_path / "a.txt"]).files] == ["a.txt"]


def test_links_to_scans_are_named_and_links_to_folders_not_followed(tmp_path: Path) -> None:
    made(tmp_path, "in/a.jpg", "elsewhere/b.jpg")
    (tmp_path / "in" / "link.jpg").symlink_to(tmp_path / "elsewhere" / "b.jpg")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "elsewhere")
    found = find([tmp_path / "in"])
    assert [path.name for path in found.files] == ["a.jpg", "link.jpg"]
    assert [path.name for path in found.passed_over] == ["folder"]


def test_the_same_file_named_twice_is_taken_in_once(tmp_path: Path) -> None:
    made(tmp_path, "a.jpg")
    assert len(find([tmp_path, tmp_path / "a.jpg"]).files) == 1


def test_a_folder_without_scans_is_a_fault(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    with pytest.raises(NoScans):
        find([tmp_path])


def test_folders_set_apart_are_not_looked_into_unless_they_are_named(tmp_path: Path) -> None:
    made(tmp_path, "a.jpg", "home/b.jpg")
    home = tmp_path / "home"
    assert [path.name for path in find([tmp_path], {home}).files] == ["a.jpg"]
    assert [path.name for path in find([home], {home}).files] == ["b.jpg"]


def test_a_path_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPath):
        find([tmp_path / "nothing"])
