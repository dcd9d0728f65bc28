"""The people of the offices: who they are, what they may do, how they log in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from storage import audit
from storage.clock import now
from storage.database import transaction
from storage.faults import NameTaken, NoSuchUser
from storage.tables.people import Session, User

Role = Literal["operator", "reviewer", "supervisor", "admin"]
ROLES: tuple[Role, ...] = ("operator", "reviewer", "supervisor", "admin")


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts: for the audit log and for rows that carry a name."""

    user: int
    name: str
    role: Role
    office: str
    session: str = ""
    ip: str = ""


COMMAND_LINE = Author(0, "command line", "admin", "")


@dataclass(frozen=True, slots=True)
class Person:
    """A user as the screens see him; `password` is a hash, `totp` a secret or None."""

    id: int
    name: str
    full_name: str
    office: str
    role: Role
    password: str
    must_change: bool
    totp: str | None
    totp_step: int
    recovery: tuple[str, ...]
    disabled: bool
    fails: int
    blocked_until: datetime | None
    practised_at: datetime | None
    preferences: dict[str, Any]


async def add(person: dict[str, Any], by: Author) -> Person:
    """A new user from name, full_name, office, role and password hash; NameTaken."""
    async with transaction() as client:
        if await User.exists(name=person["name"]):
            raise NameTaken(name=person["name"])
        row = await User.create(**person, created_at=now())
        told = {key: person[key] for key in ("name", "full_name", "office", "role")}
        await audit.append(client, act(by, "policy assignment", f"user/{row.name}", after=told))
        return person_of(row)


async def change(name: str, by: Author, **fields: Any) -> Person:
    """Change office, role, full_name, disabled, password, totp or recovery; all sessions end.

    Secrets are named in the log, never shown. Raises NoSuchUser.
    """
    async with transaction() as client:
        row = await User.get_or_none(name=name)
        if row is None:
            raise NoSuchUser(name=name)
        before = {key: _shown(key, getattr(row, key)) for key in fields}
        await row.update_from_dict(fields).save()
        await Session.filter(user=row).delete()
        after = {key: _shown(key, value) for key, value in fields.items()}
        told = act(by, "policy assignment", f"user/{name}", before=before, after=after)
        await audit.append(client, told)
        return person_of(row)


async def note(user: int, **fields: Any) -> None:
    """Keep what is no change of rights: an end of failures, practice."""
    async with transaction():
        await User.filter(id=user).update(**fields)


async def prefer(user: int, wanted: dict[str, Any]) -> dict[str, Any]:
    """Keep what he chose beside what he chose before; all that he has chosen."""
    async with transaction():
        row = await User.select_for_update().get(id=user)
        row.preferences = {**row.preferences, **wanted}
        await row.save(update_fields=["preferences"])
        return dict(row.preferences)


async def find(name: str) -> Person | None:
    """The user of that login name, disabled ones too."""
    row = await User.get_or_none(name=name)
    return person_of(row) if row else None


async def everyone() -> tuple[Person, ...]:
    """All users by name."""
    return tuple([person_of(row) for row in await User.all().order_by("name")])


def act(by: Author, action: audit.Action, thing: str, **more: Any) -> audit.Act:
    """An entry for the audit log of what `by` did."""
    return audit.Act(action, thing, by.name, by.role, by.session, by.ip, **more)


def _shown(key: str, value: Any) -> Any:
    return "changed" if key in {"password", "totp", "recovery"} else value


def person_of(row: User) -> Person:
    """The user of a row."""
    role: Any = row.role
    return Person(
        id=row.id,
        name=row.name,
        full_name=row.full_name,
        office=row.office,
        role=role,
        password=row.password,
        must_change=row.must_change,
        totp=row.totp,
        totp_step=row.totp_step,
        recovery=tuple(row.recovery),
        disabled=row.disabled,
        fails=row.fails,
        blocked_until=row.blocked_until,
        practised_at=row.practised_at,
        preferences=dict(row.preferences),
    )
