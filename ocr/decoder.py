"""Scans are decoded in a child process with limits: sizes and pixels come back, nothing else.

A scan is hostile until decoded. The child gets an open file and no name or environment
of ours; it may run out of memory, hang, crash or be taken over: its page becomes a fault, and the
next page finds a new child.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from ocr.decoders import Limits
from ocr.faults import DecoderFailed, DecoderMissing, ScanFault, fault
from ocr.scan import (
    Format,
    Frame,
    Scan,
    Unreadable,
    category,
    format_of,
    hash_of,
    opened,
    unreadable,
)

Grey = NDArray[np.uint8]
T = TypeVar("T")

DEFAULT_LIMITS = Limits()
START_SECONDS = 60.0
LONGEST_ANSWER = 4_000_000  # bytes of JSON; 12,000 pages need 250,000
LENGTH = struct.Struct("!I")


class Decoder:
    """Decodes scans, one at a time, in a child process that lives as long as this does.

    Not to be shared by threads or passed to another process: each page worker makes its own.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self.limits = limits
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child process, whatever it is doing."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def probe(self, path: Path) -> Scan | Unreadable:
        """The scan in a file as received, or why it cannot be read; no pixel is decoded."""
        sha256 = ""
        try:
            with opened(path) as file:
                sha256 = hash_of(file)
                form = format_of(file, path.name)
                size = os.fstat(file.fileno()).st_size
                return Scan(path.name, sha256, size, form, self._frames(file, form))
        except ScanFault as cause:
            return unreadable(sha256, 0, cause, category(cause))

    def page(self, path: Path, scan: Scan, number: int) -> Grey:
        """The pixels of a page (numbered from 1) of a file that holds the bytes of `scan`.

        Returns (height, width) of the page's frame, uint8, 0 black to 255 white; transparent
        parts are white. The orientation in Exif is not applied, that in a TIFF's own tag is, as
        in every viewer. Raises ScanFault.
        """
        frame = scan.frames[number - 1]
        with opened(path) as file:
            return self._pixels(file, scan.format, frame)

    def _frames(self, file: FileIO, form: Format) -> tuple[Frame, ...]:
        def read(_: _Child, answer: dict[str, Any]) -> tuple[Frame, ...]:
            return tuple(Frame(i, *map(int, size)) for i, size in enumerate(answer["frames"], 1))

        return self._ask({"format": form, "number": 0}, file, read)

    def _pixels(self, file: FileIO, form: Format, frame: Frame) -> Grey:
        def read(child: _Child, answer: dict[str, Any]) -> Grey:
            if (answer["width"], answer["height"]) != (frame.width, frame.height):
                raise ValueError("not the page that was asked for")
            pixels = child.read(frame.width * frame.height)
            return np.frombuffer(pixels, np.uint8).reshape(frame.height, frame.width)

        self.limits.check_size(frame.width, frame.height)
        return self._ask({"format": form, "number": frame.number}, file, read)

    def _ask(self, request: dict[str, Any], file: FileIO, read: Callable[..., T]) -> T:
        """What `read` makes of the child's answer; raises the fault that the child met."""
        child = self._ready()
        try:
            child.send(request, file, self.limits.seconds)
            return read(child, _without_fault(child.answer()))
        except ScanFault:
            raise  # met and told by the child, which is fit for the next page
        except (OSError, ValueError, TypeError, LookupError) as error:
            self.close()
            raise DecoderFailed from error
        except BaseException:
            # Ctrl-C too: the rest of this answer must never be taken for the next page.
            self.close()
            raise

    def _ready(self) -> _Child:
        if self._child is None or not self._child.alive:
            self.close()
            self._child = _Child(self.limits)
        return self._child


def _without_fault(answer: dict[str, Any]) -> dict[str, Any]:
    if "fault" not in answer:
        return answer
    met = fault(answer["fault"], dict(answer["details"]))
    raise met if isinstance(met, ScanFault) else TypeError(met.code)


class _Child:
    """The process and our end of the socket to it; every read has the same deadline."""

    def __init__(self, limits: Limits) -> None:
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = _start(theirs.fileno(), limits)
        self._deadline = time.monotonic() + START_SECONDS
        try:
            self.answer()
        except (OSError, ValueError) as error:
            self.end()
            raise DecoderMissing from error

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def send(self, request: dict[str, Any], file: FileIO, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds
        self._socket.settimeout(seconds)
        socket.send_fds(self._socket, [json.dumps(request).encode()], [file.fileno()])

    def answer(self) -> dict[str, Any]:
        (length,) = LENGTH.unpack(self.read(LENGTH.size))
        if length > LONGEST_ANSWER:
            raise ValueError("answer too long")
        answer = json.loads(self.read(length))
        if not isinstance(answer, dict):
            raise TypeError("answer is not an object")
        return answer

    def read(self, size: int) -> bytearray:
        """So many bytes; raises OSError when time is up or the child is gone."""
        buffer = bytearray(size)
        rest = memoryview(buffer)
        while rest:
            self._socket.settimeout(max(self._deadline - time.monotonic(), 0.001))
            got = self._socket.recv_into(rest)
            if not got:
                raise ConnectionResetError("the decoder ended")
            rest = rest[got:]
        return buffer

    def end(self) -> None:
        self._socket.close()
        self._process.kill()
        self._process.wait()


def _start(descriptor: int, limits: Limits) -> subprocess.Popen[bytes]:
    """The child, in a session of its own so that Ctrl-C at the terminal is ours to handle."""
    words = [str(descriptor), str(os.getpid()), json.dumps(asdict(limits))]
    return subprocess.Popen(
        [sys.executable, "-I", "-m", "ocr.decoders", *words],
        pass_fds=[descriptor],
        env={},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
