"""`panji export audit`: the audit log for others, who can check it without Panji."""

from __future__ import annotations

from panji.commands.export import OutFile, opened, write_lines
from panji.place import Place
from panji.settings import settings


def audit(out: OutFile = None) -> int:
    """Every entry of the audit log as a line of JSON; check them with standalone_verify.py."""
    from storage.exports import audit as log

    with opened(out) as file:
        Place(settings()).asked(lambda: write_lines(log.lines(), file))
    return 0
