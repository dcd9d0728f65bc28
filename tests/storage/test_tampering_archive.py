"""Whatever is done to the archive, or to the rows that lead to it, is found in its own words."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.database import opened
from storage.tables.scans import Entry, Receipt, Scan
from storage.verify import verify
from tests.storage.test_verify import codes, stocked

Trick = Callable[[Path, Path], None]


def rewritten(place: Path, content: bytes) -> None:
    place.unlink()
    place.write_bytes(content)


def flipped(one: Path, two: Path) -> None:
    content = bytearray(one.read_bytes())
    content[-1] ^= 1
    rewritten(one, bytes(content))


def truncated(one: Path, two: Path) -> None:
    rewritten(one, one.read_bytes()[:-1])


def grown(one: Path, two: Path) -> None:
    rewritten(one, one.read_bytes() + b"\0")


def deleted(one: Path, two: Path) -> None:
    one.unlink()


def renamed(one: Path, two: Path) -> None:
    one.rename(one.with_name("other.png"))


def swapped(one: Path, two: Path) -> None:
    first, second = one.read_bytes(), two.read_bytes()
    rewritten(one, second)
    rewritten(two, first)


def linked(one: Path, two: Path) -> None:
    elsewhere = one.parents[4] / "elsewhere.png"
    one.rename(elsewhere)
    one.symlink_to(elsewhere)


def folder_linked(one: Path, two: Path) -> None:
    elsewhere = one.parents[4] / "elsewhere"
    one.parent.rename(elsewhere)
    one.parent.symlink_to(elsewhere)


def foldered(one: Path, two: Path) -> None:
    one.unlink()
    one.mkdir()


def piped(one: Path, two: Path) -> None:
    one.unlink()
    os.mkfifo(one)


def extra(one: Path, two: Path) -> None:
    one.with_name("extra.png").write_bytes(b"x")


TRICKS: dict[Trick, list[str]] = {
    flipped: ["E702"],
    truncated: ["E702"],
    grown: ["E702"],
    deleted: ["E701"],
    renamed: ["E701", "E703"],
    swapped: ["E702", "E702"],
    linked: ["E853"],
    folder_linked: ["E703", "E853"],
    foldered: ["E853"],
    piped: ["E853"],
    extra: ["E703"],
}


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.__name__)
async def test_each_kind_of_tampering_with_a_file_is_found(
    sqlite_url: str, tmp_path: Path, trick: Trick
) -> None:
    """Not one more finding than there are files touched."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        one, two = [archive.place(scan.path) for scan in await Scan.filter(source__in=["a", "b"])]
        trick(one, two)
        assert codes(await verify(archive)) == TRICKS[trick]


async def test_a_file_that_cannot_be_read_is_named_and_the_others_are_checked(
    sqlite_url: str, tmp_path: Path
) -> None:
    """E854: what is in it is not known, so nothing else is said of it."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        scan = await Scan.get(source="b")
        archive.place(scan.path).chmod(0)
        allowed = os.geteuid()
        for folder in [*archive.root.rglob("*"), archive.root, *tmp_path.parents[:3], tmp_path]:
            if folder.is_dir():
                folder.chmod(0o755)
        os.seteuid(65534)  # root reads everything
        try:
            report = await verify(archive)
        finally:
            os.seteuid(allowed)
        assert codes(report) == ["E854"]


Rows = Callable[[], Awaitable[None]]


async def scan_repointed() -> None:
    other = await Scan.get(source="b")
    await Scan.filter(source="a").update(path=other.path)


async def entry_repointed() -> None:
    other = await Scan.get(source="b")
    await Entry.filter(scan__source="a").update(scan_id=other.sha256)


async def size_changed() -> None:
    await Scan.filter(source="a").update(bytes=1)


async def forgotten() -> None:
    scan = await Scan.get(source="c")
    await Entry.filter(scan=scan).delete()
    await Receipt.filter(identity=scan.sha256).delete()
    await scan.delete()


@pytest.mark.parametrize(
    ("trick", "found"),
    [
        (scan_repointed, ["E855"]),
        (entry_repointed, ["E710"]),
        (size_changed, ["E702"]),
        (forgotten, ["E703", "E857"]),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
async def test_each_row_that_leads_elsewhere_is_found(
    url: str, tmp_path: Path, trick: Rows, found: list[str]
) -> None:
    """Also a scan of which every row was deleted: the log still says that it came in."""
    async with opened(url):
        archive = await stocked(tmp_path)
        await trick()
        assert codes(await verify(archive)) == found


async def test_a_repointed_row_does_not_make_the_operator_remove_the_scan(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Its file is neither untracked nor missing; a changed one is still seen."""
    async with opened(sqlite_url):
        archive = Archive((await stocked(tmp_path)).root)
        place = archive.place((await Scan.get(source="a")).path)
        await scan_repointed()
        flipped(place, place)
        assert codes(await verify(archive)) == ["E855", "E702"]
