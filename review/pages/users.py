"""Users: added, given a role and an office, shut out and let in again. No record is seen here."""

from __future__ import annotations

import secrets
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from review import render
from review.auth import passwords
from review.faults import Invalid, NoSuchPage, OwnAccount
from review.place import place_of
from review.policy import May, covers
from storage import people
from storage.faults import NameTaken
from storage.people import ROLES, Person, Role
from storage.sessions import Login

router = APIRouter()
Manages = Annotated[Login, Depends(May("users.manage"))]
Full = Annotated[str, Form(min_length=1, max_length=200)]
Code = Annotated[str, Form(max_length=32)]
NAME: Final = r"^[a-z0-9][a-z0-9._-]{1,63}$"


@router.get("/users")
async def listed(request: Request, login: Manages) -> Response:
    """Everybody of the administrator's offices, and the form for one more."""
    return await _list(request, login)


@router.post("/users")
async def add(
    request: Request,
    login: Manages,
    name: Annotated[str, Form(pattern=NAME)],
    full_name: Full,
    role: Annotated[Role, Form()],
    office: Code,
) -> Response:
    """A new user with a first password that is shown once and counts for one login's change."""
    _offered(request, login, office)
    password, kept = _first()
    row = {"name": name, "full_name": full_name.strip(), "role": role, "office": office}
    try:
        await people.add(row | {"password": kept, "must_change": True}, login.author)
    except NameTaken as fault:
        said = fault.message(render.language(request))
        return await _list(request, login, 409, fault=said, typed=row)
    return await _list(request, login, first=(name, password))


@router.get("/users/{name}")
async def one(request: Request, login: Manages, name: str) -> Response:
    """What may be done with one user."""
    return _page(request, login, await _person(request, login, name))


@router.post("/users/{name}/change")
async def change(
    request: Request,
    login: Manages,
    name: str,
    full_name: Full,
    role: Annotated[Role, Form()],
    office: Code,
) -> Response:
    """Another name, role or office; the user's sessions end at once."""
    person = await _other(request, login, name)
    if office != person.office:
        _offered(request, login, office)
    told = {"full_name": full_name.strip(), "role": role, "office": office}
    new = {key: value for key, value in told.items() if value != getattr(person, key)}
    if new:
        await people.change(person.name, login.author, **new)
    return RedirectResponse("/users", 303)


@router.post("/users/{name}/reset")
async def reset(request: Request, login: Manages, name: str) -> Response:
    """A new first password for one who forgot his or lost his telephone."""
    person = await _other(request, login, name)
    password, kept = _first()
    fields: dict[str, Any] = {"password": kept, "must_change": True, "totp": None, "recovery": []}
    changed = await people.change(person.name, login.author, **fields)
    await people.note(person.id, fails=0, blocked_until=None)
    return _page(request, login, changed, first=(person.name, password))


@router.post("/users/{name}/shut")
async def shut(
    request: Request, login: Manages, name: str, disabled: Annotated[bool, Form()]
) -> Response:
    """Shut the user out, or let him in again."""
    person = await _other(request, login, name)
    if person.disabled != disabled:
        await people.change(person.name, login.author, disabled=disabled)
    return RedirectResponse("/users", 303)


async def _person(request: Request, login: Login, name: str) -> Person:
    """The user, if he is of the administrator's offices; else the answer as if there were none."""
    person = await people.find(name)
    if person is None or not covers(login, place_of(request).district, person.office):
        raise NoSuchPage
    return person


async def _other(request: Request, login: Login, name: str) -> Person:
    """The same, but never the administrator himself."""
    person = await _person(request, login, name)
    if person.id == login.person.id:
        raise OwnAccount
    return person


def _first() -> tuple[str, str]:
    """A password that nobody chose, and its hash."""
    password = secrets.token_urlsafe(15)
    return password, passwords.HASHER.hash(password)


def _offered(request: Request, login: Login, office: str) -> None:
    district = place_of(request).district
    if office not in district.offices or not covers(login, district, office):
        raise Invalid(reason=f"office: {office[:32]}")


async def _list(request: Request, login: Login, status: int = 200, **values: Any) -> Response:
    district = place_of(request).district
    mine = [one for one in await people.everyone() if covers(login, district, one.office)]
    told: dict[str, Any] = {"first": None, "fault": "", "typed": {}, **values}
    return render.page(request, "users.html", status, people=mine, **_choices(request, login, told))


def _page(
    request: Request, login: Login, person: Person, first: tuple[str, str] | None = None
) -> Response:
    told = {"person": person, "first": first, "own": person.id == login.person.id}
    return render.page(request, "user.html", **_choices(request, login, told))


def _choices(request: Request, login: Login, told: dict[str, Any]) -> dict[str, Any]:
    """With the roles and offices that may be given."""
    district = place_of(request).district
    offices = [one for one in district.offices.values() if covers(login, district, one.code)]
    return told | {"roles": ROLES, "offices": offices}
