"""A user's own matters: password, second factor, language, keys."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from review import render
from review.answers import Preferences
from review.auth import codes, cookie, passwords
from review.faults import Refused, WrongLogin
from review.place import place_of
from review.policy import May
from storage import people
from storage.sessions import Login

router = APIRouter()
Mine = Annotated[Login, Depends(May("self"))]


@router.get("/me")
async def form(request: Request, login: Mine) -> Response:
    """The user's own page; a new user first chooses a password here."""
    return _page(request, login)


@router.post("/me/password")
async def password(
    request: Request,
    login: Mine,
    old: Annotated[str, Form(max_length=800)],
    new: Annotated[str, Form(max_length=800)],
) -> Response:
    """A new password; all other sessions end, and this one is begun afresh."""
    person, district = login.person, place_of(request).district
    try:
        if not passwords.matches(old, person.password):
            raise WrongLogin
        words = tuple(office.name for office in district.offices.values())
        kept = passwords.hashed(new, person.name, words)
    except Refused as fault:
        return _page(request, login, fault)
    changed = await people.change(person.name, login.author, password=kept, must_change=False)
    answer = RedirectResponse("/", 303)
    await cookie.begin(request, answer, changed)
    return answer


@router.post("/me/codes")
async def second_factor(
    request: Request,
    login: Mine,
    secret: Annotated[str, Form(max_length=64)],
    code: Annotated[str, Form(max_length=12)],
) -> Response:
    """Codes from a telephone at each login, from now on; recovery codes are shown once."""
    if codes.fits(secret, code) is None:
        return _page(request, login, WrongLogin())
    shown, kept = codes.recovery()
    await people.change(login.person.name, login.author, totp=secret, recovery=kept)
    answer = _page(request, login, recovery=shown)
    await cookie.begin(request, answer, login.person)
    return answer


@router.post("/api/me/preferences", response_model=Preferences, response_model_exclude_unset=True)
async def prefer(login: Mine, wanted: Preferences) -> dict[str, Any]:
    """Keep what the user chose: language, keys, keyboard layout, order of cells."""
    return await people.prefer(login.person.id, wanted.model_dump(exclude_unset=True))


def _page(
    request: Request, login: Login, fault: Refused | None = None, recovery: list[str] | None = None
) -> Response:
    secret = codes.secret()
    return render.page(
        request,
        "me.html",
        fault.status if fault else 200,
        fault=fault.message(render.language(request)) if fault else "",
        recovery=recovery or [],
        secret=secret,
        address=codes.address(login.person, secret),
    )
