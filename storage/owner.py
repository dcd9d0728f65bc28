"""Names a process for good, so that the leases of a dead one can be told and taken back."""

from __future__ import annotations

import os
import socket
from pathlib import Path

PROC = Path("/proc")


def this_process() -> str:
    """`host:pid:start`; the start, of boot and clock ticks, tells a reused pid from the old one."""
    return f"{socket.gethostname()}:{os.getpid()}:{_start(os.getpid())}"


def dead(owner: str) -> bool:
    """Whether `owner` was a process of this host and runs no more; False if we cannot know."""
    host, _, rest = owner.partition(":")
    pid, _, start = rest.partition(":")
    return host == socket.gethostname() and pid.isdecimal() and _start(int(pid)) != start


def _start(pid: int) -> str | None:
    boot = (PROC / "sys/kernel/random/boot_id").read_text()[:8]
    try:
        stat = (PROC / str(pid) / "stat").read_text()
    except FileNotFoundError:
        return None
    # Field 22 of proc(5); the name in field 2 may hold blanks and brackets, so count from its end.
    state, *fields = stat.rpartition(")")[2].split()
    return None if state == "Z" else f"{boot}-{fields[18]}"
