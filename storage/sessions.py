"""Logins: begun, found by the hash of their cookie, ended; what a session may see unmasked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import audit
from storage.clock import now
from storage.database import transaction
from storage.people import Author, Person, act, person_of
from storage.tables.people import Session, User

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
AT_ONCE = 2
UNMASKED = timedelta(minutes=15)
_TOUCH = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Login:
    """A session that counts, and whose; `unmasked` are documents seen whole, until when."""

    token: str
    person: Person
    csrf: str
    ip: str
    began: datetime
    unmasked: dict[str, str]

    @property
    def author(self) -> Author:
        """Who acts in this session; the log knows it by the start of its token's hash."""
        one = self.person
        return Author(one.id, one.name, one.role, one.office, self.token[:16], self.ip)

    def sees(self, document: int) -> bool:
        """Whether the session has asked to see the document whole, and not long ago."""
        until = self.unmasked.get(str(document))
        return until is not None and datetime.fromisoformat(until) > now()


async def begin(person: Person, token: str, csrf: str, ip: str) -> None:
    """Begin a session known by the hash `token`; the oldest of more than two ends."""
    moment = now()
    async with transaction() as client:
        await User.select_for_update().get(id=person.id)  # of two logins at once one is the older
        old = await Session.filter(user_id=person.id).order_by("-began").offset(AT_ONCE - 1)
        await Session.filter(token__in=[one.token for one in old]).delete()
        await Session.create(
            token=token,
            user_id=person.id,
            csrf=csrf,
            ip=ip,
            began=moment,
            seen=moment,
            until=moment + IDLE,
        )
        by = Author(person.id, person.name, person.role, person.office, token[:16], ip)
        await audit.append(client, act(by, "login", f"user/{person.name}"))


async def find(token: str) -> Login | None:
    """The session of that hash if it still counts; it then counts for a while longer."""
    row = await Session.get_or_none(token=token).select_related("user")
    moment = now()
    if row is None or row.until <= moment or row.user.disabled:
        return None
    if moment - row.seen > _TOUCH:
        until = min(moment + IDLE, row.began + LONGEST)
        async with transaction():
            await Session.filter(token=token).update(seen=moment, until=until)
    return Login(token, person_of(row.user), row.csrf, row.ip, row.began, dict(row.unmasked))


async def end(login: Login) -> None:
    """The user logs out."""
    async with transaction() as client:
        await Session.filter(token=login.token).delete()
        await audit.append(client, act(login.author, "logout", f"user/{login.person.name}"))


async def unmask(login: Login, document: int, key: str, reason: str) -> None:
    """Let the session see a document whole for a quarter of an hour; who and why is logged."""
    until = (now() + UNMASKED).isoformat()
    async with transaction() as client:
        row = await Session.select_for_update().get(token=login.token)
        row.unmasked = {**row.unmasked, str(document): until}
        await row.save(update_fields=["unmasked"])
        told = act(login.author, "unmasking", f"document/{key}", after={"reason": reason})
        await audit.append(client, told)
