"""Guessing is slowed down by account and address, in the store, so that all servers count alike.

How many requests a session may send is each server's own matter: that only keeps it from being
flooded, and is counted in memory.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from review.faults import TooMany
from storage import guesses, people
from storage.clock import now
from storage.people import Person

FREE: Final = 5
FIRST: Final = 30.0
LONGEST: Final = 900.0
MOST: Final = 50
AN_HOUR: Final = timedelta(hours=1)


@dataclass
class Throttle:
    """At most `most` events in `seconds` for each key; forgets keys that have gone quiet."""

    most: int
    seconds: float
    _seen: dict[str, deque[float]] = field(default_factory=dict)

    def count(self, key: str) -> None:
        """Count an event; TooMany says how long to wait."""
        self.check(key)
        moment = time.monotonic()
        self._seen.setdefault(key, deque()).append(moment)
        if len(self._seen) > 10_000:
            self._forget(moment)

    def check(self, key: str) -> None:
        """TooMany if no further event may be counted now."""
        moment, events = time.monotonic(), self._seen.get(key, deque())
        while events and events[0] <= moment - self.seconds:
            events.popleft()
        if len(events) >= self.most:
            raise TooMany(seconds=round(events[0] + self.seconds - moment) + 1)

    def _forget(self, moment: float) -> None:
        quiet = [k for k, e in self._seen.items() if not e or e[-1] <= moment - self.seconds]
        for key in quiet:
            del self._seen[key]


def allowed(person: Person) -> None:
    """TooMany while the account has to wait; it is never shut for good."""
    if person.blocked_until and person.blocked_until > now():
        left = (person.blocked_until - now()).total_seconds()
        raise TooMany(seconds=round(left) + 1)


async def free(address: str) -> None:
    """TooMany if too many logins from there have failed: an office's people share one."""
    oldest = await guesses.oldest(address, MOST, AN_HOUR)
    if oldest:
        raise TooMany(seconds=round((oldest + AN_HOUR - now()).total_seconds()) + 1)


async def failed(address: str, person: Person | None) -> None:
    """Count a failure: from the fifth on the account waits, twice as long each time."""
    await guesses.note(address, AN_HOUR)
    if person:
        await guesses.failed(person.id, _until)


def _until(fails: int) -> datetime | None:
    if fails < FREE:
        return None
    return now() + timedelta(seconds=min(FIRST * 2 ** (fails - FREE), LONGEST))


async def succeeded(person: Person) -> None:
    """The account starts afresh."""
    if person.fails:
        await people.note(person.id, fails=0, blocked_until=None)
