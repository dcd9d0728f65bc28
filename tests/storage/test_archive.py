"""The archive keeps every byte it is given, once, and on the disk before anyone relies on it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from ocr.faults import NotAFile, Tampered
from storage import ledger
from storage.archive import Archive
from storage.database import opened
from storage.faults import DiskFull
from storage.owner import this_process
from storage.sqlite import Wrapper
from tests.storage import builders


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive on a disk with room."""
    return Archive(tmp_path / "archive", reserve=0)


def received(tmp_path: Path, content: bytes, name: str = "a.png") -> Path:
    """A file as it was received."""
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_a_file_is_kept_under_its_hash(archive: Archive, tmp_path: Path) -> None:
    """The name says the content, the content is whole, and nobody may write to it."""
    content = builders.png("a")
    kept = archive.keep(received(tmp_path, content))
    sha256 = hashlib.sha256(content).hexdigest()
    assert kept.sha256 == sha256
    assert kept.path == f"scans/{sha256[:2]}/{sha256[2:4]}/{sha256}.png"
    assert kept.bytes == len(content)
    assert archive.place(kept.path).read_bytes() == content
    assert archive.place(kept.path).stat().st_mode & 0o777 == 0o444


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"II*\0rest", "tif"),
        (b"MM\0*rest", "tif"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"%PDF-1.7", "pdf"),
        (b"", "bin"),
        (b"PK\3\4 named .tif", "bin"),
    ],
)
def test_the_suffix_comes_from_the_content(
    archive: Archive, tmp_path: Path, content: bytes, suffix: str
) -> None:
    """What it was named does not count; what cannot be decoded is kept too."""
    kept = archive.keep(received(tmp_path, content, "x.tif"))
    assert kept.path.endswith(f".{suffix}")
    assert archive.place(kept.path).read_bytes() == content


def test_the_same_bytes_under_two_names_are_one_file(archive: Archive, tmp_path: Path) -> None:
    """Keeping again writes nothing."""
    first = archive.keep(received(tmp_path, b"same", "a.jpg"))
    before = archive.place(first.path).stat()
    assert archive.keep(received(tmp_path, b"same", "b.tif")) == first
    assert archive.place(first.path).stat() == before
    assert not list((archive.root / "incoming").iterdir())


def test_a_copy_that_was_changed_since_is_not_taken_for_the_scan(
    archive: Archive, tmp_path: Path
) -> None:
    """E106, whether bytes were flipped or a link stands there."""
    source = received(tmp_path, b"good")
    place = archive.place(archive.keep(source).path)
    place.unlink()
    place.write_bytes(b"evil")
    with pytest.raises(Tampered):
        archive.keep(source)
    place.unlink()
    place.symlink_to(source)
    with pytest.raises(Tampered):
        archive.keep(source)


def test_links_devices_and_folders_are_refused(archive: Archive, tmp_path: Path) -> None:
    """E111; nothing is read through a link."""
    link, fifo = tmp_path / "link", tmp_path / "fifo"
    link.symlink_to(received(tmp_path, b"secret"))
    os.mkfifo(fifo)
    for path in (link, fifo, tmp_path, Path("/dev/null")):
        with pytest.raises(NotAFile):
            archive.keep(path)


def test_a_nearly_full_disk_is_named_before_anything_is_written(tmp_path: Path) -> None:
    """E201 while twice the bytes and the reserve are not free."""
    archive = Archive(tmp_path / "archive", reserve=1 << 60)
    with pytest.raises(DiskFull):
        archive.keep(received(tmp_path, b"a"))
    assert not [path for path in archive.root.rglob("*") if path.is_file()]


def test_a_disk_that_fills_while_writing_leaves_no_half_file(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E201, and neither the scan nor its part is there."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(DiskFull):
        patch.setattr(os, "fsync", full)
        archive.keep(received(tmp_path, b"a"))
    assert not [path for path in archive.root.rglob("*") if path.is_file()]


def test_leftovers_of_killed_writers_are_purged_and_those_of_living_ones_stay(
    archive: Archive, tmp_path: Path
) -> None:
    """Only parts of processes of this host that run no more go."""
    archive.keep(received(tmp_path, b"a"))
    incoming = archive.root / "incoming"
    host = os.uname().nodename
    for owner in (f"{host}:999999999:gone", f"{host}:{os.getpid()}:old-start", "elsewhere:1:x"):
        (incoming / f"{owner}.1.part").write_bytes(b"half")
    (incoming / f"{this_process()}.1.part").write_bytes(b"half")
    assert archive.purge() == 2
    assert len(list(incoming.iterdir())) == 2


async def test_a_scan_is_on_the_disk_before_the_database_commits(
    archive: Archive, tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File fsync, rename, folder fsync, COMMIT: in this order for each of 20 scans."""
    seen: list[str] = []
    fsync, rename, commit = os.fsync, Path.rename, Wrapper.commit

    def spy_fsync(handle: int) -> None:
        fsync(handle)
        seen.append("folder" if Path(f"/proc/self/fd/{handle}").is_dir() else "file")

    def spy_rename(path: Path, target: Path) -> Path:
        seen.append("rename")
        return rename(path, target)

    async def spy_commit(wrapper: Wrapper) -> None:
        await commit(wrapper)
        seen.append("commit")

    async with opened(sqlite_url):
        batch = await ledger.open_batch()
        monkeypatch.setattr(os, "fsync", spy_fsync)
        monkeypatch.setattr(Path, "rename", spy_rename)
        monkeypatch.setattr(Wrapper, "commit", spy_commit)
        for number in range(20):
            seen.clear()
            name = f"{number}"
            kept = builders.archived(archive, tmp_path, name)
            await ledger.accept(batch, name, kept, builders.scan(name))
            told = [step for step in seen if step != "folder"]
            assert told == ["file", "rename", "commit"]
            assert seen.index("rename") < len(seen) - 2
            assert seen[-2:] == ["folder", "commit"]
