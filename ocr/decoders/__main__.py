"""The decoder's child process: takes open files over a socket, gives sizes and grey pixels.

Started by `ocr.decoder` as `python -I -m ocr.decoders SOCKET PARENT LIMITS`. Each request is one
message of JSON with the open file; each answer a length, that many bytes of JSON, and for a page
its pixels. What is not foreseen here ends the process, which the parent takes for a fault of
the file.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import socket
import struct
import sys
from io import BufferedReader
from typing import Any

from ocr.decoders import Limits, images, pdf
from ocr.faults import ScanFault
from ocr.scan import Format

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38  # linux/prctl.h
OPEN_FILES = 64
LENGTH = struct.Struct("!I")

Answer = tuple[dict[str, Any], bytes]


def main() -> None:
    """Serve requests until the parent closes the socket or dies."""
    descriptor, parent, limits = int(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3])
    confine(parent, Limits(**limits))
    with socket.socket(fileno=descriptor) as connection:
        serve(connection, Limits(**limits))


def confine(parent: int, limits: Limits) -> None:
    """Die with the parent; never use more memory or write more than a decoder has need of."""
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != parent:  # it died before we could ask to die with it
        sys.exit()
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(connection: socket.socket, limits: Limits) -> None:
    """Answer one request after the other; the first message says that the process is ready."""
    send(connection, {}, b"")
    while True:
        request, files, _, _ = socket.recv_fds(connection, 4096, 1)
        if not request:
            return
        allow_time(limits.seconds)
        with os.fdopen(files[0], "rb") as file:
            answer, pixels = answered(json.loads(request), file, limits)
        send(connection, answer, pixels)


def allow_time(seconds: float) -> None:
    """Let the process compute for so long from now; the kernel ends it after that."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def answered(request: dict[str, Any], file: BufferedReader, limits: Limits) -> Answer:
    """The sizes of all pages (number 0), the pixels of one, or the fault that was met."""
    try:
        if request["number"]:
            width, height, pixels = _grey(file, request["format"], request["number"], limits)
            return {"width": width, "height": height}, pixels
        return {"frames": _frames(file, request["format"], limits)}, b""
    except ScanFault as fault:
        return {"fault": fault.code, "details": fault.details}, b""


def _frames(file: BufferedReader, form: Format, limits: Limits) -> list[tuple[int, int, int]]:
    if form == "pdf":
        return pdf.frames(file, limits)
    return images.frames(file, form, limits)


def _grey(
    file: BufferedReader, form: Format, number: int, limits: Limits
) -> tuple[int, int, bytes]:
    if form == "pdf":
        return pdf.grey(file, number, limits)
    return images.grey(file, form, number, limits)


def send(connection: socket.socket, answer: dict[str, Any], pixels: bytes) -> None:
    """Write an answer and the pixels after it."""
    body = json.dumps(answer).encode()
    connection.sendall(LENGTH.pack(len(body)) + body)
    connection.sendall(pixels)


if __name__ == "__main__":
    main()
