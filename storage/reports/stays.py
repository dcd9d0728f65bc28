"""How long each file lay open with which post, from its movements, closings and reopenings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.reports.rates import Desks
from storage.tables.efile import FileRequest, Movement
from storage.tables.offices import File


@dataclass(frozen=True, slots=True)
class Stay:
    """An open file with a post ("" is the record room) from `since`, `until` None still.

    `begun` is when it was opened, or reopened; `end` what ended the stay: `sent` or `closed`.
    """

    file: File
    post: str
    begun: datetime
    since: datetime
    until: datetime | None = None
    end: str = ""


Event = tuple[datetime, str, str]
"""When; `move`, `close` or `reopen`; to which post."""


async def stays(desks: Desks) -> tuple[Stay, ...]:
    """Every stay of the files of those offices; history that was never reopened has none."""
    found = File.all().exclude(state="closed-migrated").select_related("head")
    if desks is not None:
        found = found.filter(office_id__in=list(desks) or [""])
    events: dict[int, list[Event]] = defaultdict(list)
    for move in await Movement.all().order_by("id"):
        events[move.file_id].append((move.at, "move", move.post))
    for asked in await FileRequest.filter(allowed=True).order_by("id"):
        assert asked.decided_at
        events[asked.file_id].append((asked.decided_at, asked.wanted, ""))
    files = await found.order_by("file_no")
    return tuple(stay for file in files for stay in _of(file, sorted(events[file.id])))


def _of(file: File, events: Sequence[Event]) -> Iterator[Stay]:
    """A file whose first request was to reopen it came in closed."""
    acts = [what for _, what, _ in events if what != "move"]
    stay = None if acts[:1] == ["reopen"] else Stay(file, "", file.opened_at, file.opened_at)
    post = ""
    for at, what, to in events:
        post = to if what == "move" else post
        if stay is not None:
            end = "sent" if what == "move" else "closed"
            yield Stay(file, stay.post, stay.begun, stay.since, at, end)
        begun = stay.begun if stay is not None and what == "move" else at
        stay = None if what == "close" else Stay(file, post, begun, at)
    if stay is not None:
        yield stay
