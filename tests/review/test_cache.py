"""A folder of pictures stays within its limit, whole, whoever writes to it."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from review.cache import Cache

WRITER = """
import sys
from pathlib import Path
from review.cache import Cache
cache = Cache(Path(sys.argv[1]), 40_000)
for number in range(150):
    name = f"{number % 50:02}-{number}"
    cache.write(name, bytes([number]) * 1000)
    path = cache.find(f"{(number * 7) % 50:02}-{(number * 7) % 150}")
    assert path is None or len(path.read_bytes()) == 1000
"""


def size(root: Path) -> int:
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())


def aged(path: Path, seconds: int) -> None:
    """Last used so many seconds before now."""
    at = path.stat().st_mtime - seconds
    os.utime(path, (at, at))


def test_what_was_written_is_found_and_nothing_else(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 1000)
    path = cache.write("ab-1", b"picture")
    assert cache.find("ab-1") == path
    assert path.read_bytes() == b"picture"
    assert cache.find("ab-2") is None


def test_the_least_used_go_when_it_grows_too_large(tmp_path: Path) -> None:
    """A file that was looked at stays, though it is the oldest."""
    cache = Cache(tmp_path, 1000)
    for number in range(3):
        aged(cache.write(f"a{number}", b"x" * 300), 100 - number)
    assert cache.find("a0")
    cache.write("a3", b"x" * 300)
    assert [number for number in range(4) if cache.find(f"a{number}")] == [0, 2, 3]


def test_the_one_just_made_stays_even_if_it_is_larger_than_all(tmp_path: Path) -> None:
    path = Cache(tmp_path, 10).write("ab", b"x" * 100)
    assert path.stat().st_size == 100


def test_half_a_picture_of_a_dead_writer_goes_and_that_of_a_living_one_stays(
    tmp_path: Path,
) -> None:
    gone = subprocess.run(
        [sys.executable, "-c", "from storage.owner import this_process as o; print(o())"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    dead, other = tmp_path / f"{gone}.1.part", tmp_path / "elsewhere:1:1.1.part"
    dead.write_bytes(b"half")
    other.write_bytes(b"half")
    Cache(tmp_path, 100).write("ab", b"whole")
    assert (dead.exists(), other.exists()) == (False, True)


def test_several_processes_share_a_folder_without_harm(tmp_path: Path) -> None:
    """None sees half a picture, none falls over what another took away, the limit holds."""

    def written(_: int) -> int:
        return subprocess.run([sys.executable, "-c", WRITER, tmp_path], check=False).returncode

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(written, range(3))) == [0, 0, 0]
    assert size(tmp_path) <= 46_000
    assert not list(tmp_path.glob("*.part"))
