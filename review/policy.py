"""Who may do what: one table, deny by default; every route declares its permission.

A right holds in the user's own office and in those below it; the district's root office also has
the pages whose office nobody knows yet. An admin manages the system and sees no record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from classifiers.district import District
from review.auth import csrf
from review.auth.cookie import login_of
from review.faults import Forbidden, NotLoggedIn, PractiseFirst
from review.place import Place, place_of
from storage.people import Role
from storage.sessions import Login

Permission = Literal[
    "public",
    "self",
    "record.see",
    "record.edit",
    "record.approve",
    "record.unmask",
    "file.work",
    "file.rule",
    "search",
    "upload",
    "pages.manage",
    "quality.second",
    "quality.judge",
    "supervise",
    "export.masked",
    "export.whole",
    "users.manage",
    "practice",
]

ALL: Final[frozenset[Role]] = frozenset({"operator", "reviewer", "supervisor", "admin"})
REVIEW: Final[frozenset[Role]] = frozenset({"reviewer", "supervisor"})
SCAN: Final[frozenset[Role]] = frozenset({"operator", "supervisor"})
LEAD: Final[frozenset[Role]] = frozenset({"supervisor"})

POLICY: Final[Mapping[Permission, frozenset[Role]]] = {
    "self": ALL,
    "record.see": REVIEW | SCAN,
    "record.edit": REVIEW,
    "record.approve": LEAD,
    "record.unmask": REVIEW,
    "file.work": REVIEW,
    "file.rule": LEAD,
    "search": REVIEW,
    "upload": SCAN,
    "pages.manage": REVIEW | SCAN,
    "quality.second": REVIEW,
    "quality.judge": LEAD,
    "supervise": LEAD,
    "export.masked": REVIEW,
    "export.whole": LEAD,
    "users.manage": frozenset({"admin"}),
    "practice": ALL - {"admin"},
}

WRITING: Final[frozenset[Permission]] = frozenset({"record.edit", "quality.second"})
"""Permissions that let a person write into records: where practice comes first, after it."""


class May:
    """The dependency by which a route declares what its caller must be allowed to do."""

    def __init__(self, permission: Permission) -> None:
        self.permission: Permission = permission

    async def __call__(self, request: Request) -> Login:
        """The caller's session; NotLoggedIn, Forbidden, or a forged request's fault."""
        login = await login_of(request)
        if login is None:
            raise NotLoggedIn
        await csrf.check(request, login)
        if login.person.role not in POLICY[self.permission]:
            raise Forbidden
        if login.person.must_change and not request.url.path.startswith("/me"):
            raise Forbidden
        if self.permission in WRITING and must_practise(login, place_of(request)):
            raise PractiseFirst
        return login


class Anyone:
    """The dependency of the few routes that need no session; forged requests are refused too."""

    permission: Permission = "public"

    async def __call__(self, request: Request) -> None:
        """Refuse what another site's page sends."""
        csrf.same_site(request)


def must_practise(login: Login, place: Place) -> bool:
    """Whether his office, or one above it, wants a practice page passed, and he has passed none."""
    person, office = login.person, place.district.offices.get(login.person.office)
    if person.practised_at is not None or POLICY["record.edit"].isdisjoint({person.role}):
        return False
    while office is not None:
        if office.code in place.must_practise:
            return True
        office = place.district.offices.get(office.parent or "")
    return False


def offices(login: Login, district: District) -> frozenset[str] | None:
    """The codes of the offices whose records the user works with; None is all of the district."""
    own = login.person.office
    if own == district.code:
        return None
    found, fresh = {own}, {own}
    while fresh:
        below = {o.code for o in district.offices.values() if o.parent in fresh}
        fresh = below - found
        found |= fresh
    return frozenset(found)


def covers(login: Login, district: District, desk: str) -> bool:
    """Whether a record on that desk is the user's to see."""
    mine = offices(login, district)
    return mine is None or desk in mine


def permissions(app: FastAPI) -> dict[str, Permission]:
    """The permission of every route as "METHOD path"; LookupError names one that has none."""
    found: dict[str, Permission] = {}
    for route in app.routes:
        if not isinstance(route, APIRoute):
            raise LookupError(  # noqa: TRY004 - not a mistake of type
                f"a route without a permission: {getattr(route, 'path', route)}"
            )
        declared = list(_declared(route.dependant))
        if len(declared) != 1:
            raise LookupError(f"a route needs one permission, not {declared}: {route.path}")
        found |= {f"{method} {route.path}": declared[0] for method in route.methods or ()}
    return found


def _declared(dependant: Dependant) -> list[Permission]:
    own = [d.call.permission for d in dependant.dependencies if isinstance(d.call, (May, Anyone))]
    return own + [p for d in dependant.dependencies for p in _declared(d)]
