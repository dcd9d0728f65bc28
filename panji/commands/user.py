"""`panji user …`: who may use the review screen."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

import typer

from panji.faults import BadUsage
from panji.place import Place
from panji.settings import settings

app = typer.Typer(no_args_is_help=True, help="Users of the review screen.")

Name = Annotated[str, typer.Argument(help="Login name.")]
Role = Annotated[str, typer.Option(help="operator, reviewer, supervisor or admin.")]


@app.command()
def add(
    name: Name,
    role: Role,
    office: Annotated[str, typer.Option(help="Code of the office, as KNJ-TIR.")],
    full_name: Annotated[str, typer.Option(help="Name and rank as shown to others.")] = "",
) -> int:
    """Add a user; the first password is printed once and must be changed at the first login."""
    from storage import people

    place = Place(settings())
    _known(place, role, office)
    password = secrets.token_urlsafe(15)
    told = {"name": name, "full_name": full_name or name, "role": role, "office": office}
    row = told | {"password": _hashed(password)}
    place.asked(lambda: people.add(row, people.COMMAND_LINE))
    print(place.say("user_added", name=name, password=password))
    return 0


@app.command()
def reset(name: Name) -> int:
    """A new first password for a user who forgot his; codes are switched off too."""
    from storage import people

    place = Place(settings())
    password = secrets.token_urlsafe(15)
    fields: dict[str, Any] = {"password": _hashed(password), "must_change": True, "totp": None}
    place.asked(lambda: people.change(name, people.COMMAND_LINE, **fields))
    print(place.say("user_added", name=name, password=password))
    return 0


@app.command()
def change(
    name: Name,
    role: Annotated[str | None, typer.Option(help="The new role.")] = None,
    office: Annotated[str | None, typer.Option(help="The new office.")] = None,
    disable: Annotated[
        bool | None, typer.Option("--disable/--enable", help="Shut or open.")
    ] = None,
) -> int:
    """Give a user another role or office, or shut him out; his sessions end at once."""
    from storage import people

    place = Place(settings())
    _known(place, role, office)
    told: dict[str, Any] = {"role": role, "office": office, "disabled": disable}
    fields = {key: value for key, value in told.items() if value is not None}
    place.asked(lambda: people.change(name, people.COMMAND_LINE, **fields))
    return 0


@app.command(name="list")
def list_() -> int:
    """All users with role and office."""
    from storage import people

    place = Place(settings())
    for one in place.asked(people.everyone):
        shut = " (disabled)" if one.disabled else ""
        print(f"{one.name}\t{one.role}\t{one.office}\t{one.full_name}{shut}")
    return 0


def _known(place: Place, role: str | None, office: str | None) -> None:
    from classifiers.load import load
    from storage.people import ROLES

    district = load(place.settings.district)
    if role is not None and role not in ROLES:
        raise BadUsage(reason=f"role: {', '.join(ROLES)}.")
    if office is not None and office not in district.offices:
        raise BadUsage(reason=f"office: {', '.join(sorted(district.offices))}.")


def _hashed(password: str) -> str:
    from review.auth import passwords

    return passwords.HASHER.hash(password)
