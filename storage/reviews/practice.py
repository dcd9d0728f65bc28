"""Practice pages that people finished: their scores, and who has passed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage import audit
from storage.clock import now
from storage.database import transaction
from storage.people import Author, act
from storage.tables.people import User
from storage.tables.reviews import Attempt


@dataclass(frozen=True, slots=True)
class Practised:
    """A finished attempt. `first`: the user had never seen the answers of this page before."""

    id: int
    page: str
    cells: int
    right: int
    missed: Sequence[Any]
    seconds: float
    at: datetime
    first: bool


async def finish(by: Author, done: dict[str, Any], *, passes: bool) -> None:
    """Keep a score (page, cells, right, missed, seconds); the first that passes opens real work."""
    async with transaction() as client:
        await User.select_for_update().get(id=by.user)  # of two that come at once one is the first
        first = not await Attempt.exists(user_id=by.user, page=done["page"])
        await Attempt.create(user_id=by.user, at=now(), **done)
        if not (passes and first):
            return
        opened = User.filter(id=by.user, practised_at=None)
        if await opened.update(practised_at=now()):
            told = act(
                by, "policy assignment", f"user/{by.name}", after={"practised": done["page"]}
            )
            await audit.append(client, told)


async def attempts(user: int) -> tuple[Practised, ...]:
    """All that the user finished, the latest first."""
    told: list[Practised] = []
    for one in await Attempt.filter(user_id=user).order_by("id"):
        first = all(earlier.page != one.page for earlier in told)
        told.append(
            Practised(
                one.id, one.page, one.cells, one.right, one.missed, one.seconds, one.at, first
            )
        )
    return tuple(reversed(told))
