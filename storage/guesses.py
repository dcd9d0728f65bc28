"""Who guesses is slowed down, at whichever server he tries: by account, by address; codes once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from storage.clock import now
from storage.database import transaction
from storage.tables.people import Failure, User


async def failed(user: int, until: Callable[[int], datetime | None]) -> None:
    """Count a failure of the account; `until` says how long it waits after so many."""
    async with transaction():
        row = await User.select_for_update().get(id=user)
        row.fails += 1
        row.blocked_until = until(row.fails)
        await row.save(update_fields=["fails", "blocked_until"])


async def note(address: str, counts: timedelta) -> None:
    """A login from there failed; what failed longer ago than it `counts` is forgotten."""
    moment = now()
    async with transaction():
        await Failure.filter(at__lte=moment - counts).delete()
        await Failure.create(address=address, at=moment)


async def oldest(address: str, most: int, counts: timedelta) -> datetime | None:
    """When the oldest of the last `most` failures from there was; None if there were fewer."""
    own = Failure.filter(address=address, at__gt=now() - counts).order_by("-at", "-id")
    last = await own.offset(most - 1).first()
    return last.at if last else None


async def spend_step(user: int, step: int) -> bool:
    """Whether the time step was not used yet by this account; it is now, and all before it."""
    async with transaction():
        return bool(await User.filter(id=user, totp_step__lt=step).update(totp_step=step))


async def spend_code(user: int, code: str) -> bool:
    """Whether the recovery code of that hash was not used yet; it is now."""
    async with transaction():
        row = await User.select_for_update().get(id=user)
        if code not in row.recovery:
            return False
        row.recovery = [one for one in row.recovery if one != code]
        await row.save(update_fields=["recovery"])
        return True
