"""What is found out about a file before anything decodes it."""

from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path

import pytest

from ocr import faults
from ocr.scan import category, format_of, opened, sha256_of, unreadable
from tests import hostile, sheets


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (hostile.symlink, faults.NotAFile),
        (hostile.fifo, faults.NotAFile),
        (hostile.directory, faults.NotAFile),
        (hostile.long_name, faults.BadName),
        (hostile.undecodable_name, faults.BadName),
        (hostile.newline_name, faults.BadName),
    ],
)
def test_what_is_not_a_file_we_can_keep_is_never_opened(
    make: hostile.Maker, cause: type[faults.Fault], tmp_path: Path
) -> None:
    with pytest.raises(cause), opened(make(tmp_path)):
        pass


def test_a_device_is_refused_before_it_is_touched() -> None:
    with pytest.raises(faults.NotAFile), opened(Path("/dev/tty")):
        pass


def test_a_socket_is_refused(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.jpg"))
        with pytest.raises(faults.NotAFile), opened(tmp_path / "socket.jpg"):
            pass


def test_a_file_that_is_gone_is_a_fault_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(faults.NotOpened), opened(tmp_path / "gone.jpg"):
        pass


def test_a_name_of_255_bytes_is_taken(tmp_path: Path) -> None:
    path = sheets.good_jpeg(tmp_path).rename(tmp_path / ("क" * 83 + "ab.jpg"))
    assert len(os.fsencode(path.name)) == 255
    with opened(path) as file:
        assert format_of(file, path.name) == "jpeg"


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = sheets.good_pdf(tmp_path)
    assert sha256_of(path) == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "head", "form"),
    [
        ("a.tif", b"II*\0rest", "tiff"),
        ("a.TIFF", b"MM\0*rest", "tiff"),
        ("a.tif", b"II+\0rest", "tiff"),
        ("a.jpg", b"\xff\xd8\xff\xe0rest", "jpeg"),
        ("a.JPEG", b"\xff\xd8\xff\xe1rest", "jpeg"),
        ("a.b.png", b"\x89PNG\r\n\x1a\nrest", "png"),
        ("पंजी.pdf", b"%PDF-1.7", "pdf"),
    ],
)
def test_first_bytes_and_extension_together_give_the_format(
    name: str, head: bytes, form: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(head)
    with opened(tmp_path / name) as file:
        assert format_of(file, name) == form


@pytest.mark.parametrize(
    ("name", "head", "cause"),
    [
        ("a.png", b"\xff\xd8\xff\xe0", faults.WrongType),
        ("a", b"\xff\xd8\xff\xe0", faults.WrongType),
        ("a.gif", b"GIF89a", faults.WrongType),
        ("a.pdf", b"PK\3\4", faults.WrongType),
        ("a.pdf", b"%PD", faults.Truncated),
        ("a.png", b"\x89", faults.Truncated),
        ("a.png", b"", faults.EmptyFile),
    ],
)
def test_a_format_that_is_not_certain_is_refused(
    name: str, head: bytes, cause: type[faults.Fault], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(head)
    with opened(tmp_path / name) as file, pytest.raises(cause):
        format_of(file, name)


@pytest.mark.parametrize(
    ("cause", "sort"),
    [
        (faults.Truncated(), "damaged"),
        (faults.Encrypted(), "unsupported"),
        (faults.TooLarge(limit=150), "hostile"),
        (faults.DecoderFailed(), "hostile"),
        (faults.RecognitionTimedOut(), "engine"),
    ],
)
def test_each_fault_has_its_category(cause: faults.Fault, sort: str) -> None:
    assert category(cause) == sort


def test_an_unreadable_page_tells_what_the_fault_said() -> None:
    cause = faults.PageCountDiffers(declared=6, readable=2)
    value = unreadable("ab" * 32, 0, cause, "damaged")
    assert value.message("hi") == cause.message("hi")
    assert value.message("en") == cause.message("en")
