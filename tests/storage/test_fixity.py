"""Every way to touch the archive is found: flip, missing, extra, moved, link."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.archive import Archive, Kept
from storage.fixity import Fixity, fixity
from tests.storage import builders

CLEAN = Fixity((), (), ())


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    return Archive(tmp_path / "archive", reserve=0)


@pytest.fixture
def kept(archive: Archive, tmp_path: Path) -> list[Kept]:
    """Three scans of the archive."""
    return [builders.archived(archive, tmp_path, name) for name in ("a", "b", "c")]


def test_an_untouched_archive_is_clean(archive: Archive, kept: list[Kept]) -> None:
    """No file is missing, changed or untracked."""
    assert fixity(archive, kept) == CLEAN


def test_one_flipped_bit_is_found(archive: Archive, kept: list[Kept]) -> None:
    """Changed, although size and name are right."""
    place = archive.place(kept[1].path)
    content = bytearray(place.read_bytes())
    content[-1] ^= 1
    place.chmod(0o644)
    place.write_bytes(content)
    assert fixity(archive, kept) == Fixity((), (kept[1].path,), ())


def test_a_missing_and_an_extra_file_are_found(archive: Archive, kept: list[Kept]) -> None:
    """A file moved elsewhere is both."""
    place = archive.place(kept[0].path)
    place.rename(place.with_name("moved.png"))
    moved = str(Path(kept[0].path).with_name("moved.png"))
    assert fixity(archive, kept) == Fixity((kept[0].path,), (), (moved,))


def test_two_files_swapped_are_both_found(archive: Archive, kept: list[Kept]) -> None:
    """The name must be that of the content."""
    one, two = (archive.place(each.path) for each in kept[:2])
    content = one.read_bytes(), two.read_bytes()
    for place, other in ((one, content[1]), (two, content[0])):
        place.unlink()
        place.write_bytes(other)
    assert fixity(archive, kept).changed == tuple(sorted(each.path for each in kept[:2]))


def test_a_link_in_a_scan_s_place_is_found_even_if_it_leads_to_the_same_bytes(
    archive: Archive, kept: list[Kept], tmp_path: Path
) -> None:
    """What it leads to can be changed without touching the archive."""
    place = archive.place(kept[2].path)
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    assert fixity(archive, kept) == Fixity((), (), (), replaced=(kept[2].path,))


def test_an_empty_archive_lacks_everything(tmp_path: Path, kept: list[Kept]) -> None:
    """Also when not even its folder is there."""
    found = fixity(Archive(tmp_path / "nowhere"), kept)
    assert found == Fixity(tuple(sorted(one.path for one in kept)), (), ())
