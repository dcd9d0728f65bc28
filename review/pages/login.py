"""Logging in and out, and the language of the screens."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from review import render
from review.auth import codes, cookie, passwords, throttle
from review.faults import Refused, WrongLogin
from review.policy import Anyone, May
from storage import people
from storage.people import Person
from storage.sessions import Login

router = APIRouter()
Next = Annotated[str, Query(alias="next", max_length=200)]


@router.get("/login")
async def form(
    request: Request, _: Annotated[None, Depends(Anyone())], after: Next = "/"
) -> Response:
    """The form."""
    if await cookie.login_of(request):
        return RedirectResponse("/", 303)
    return render.page(request, "login.html", fault="", next=_inside(after), name="")


@router.post("/login")
async def log_in(
    request: Request,
    _: Annotated[None, Depends(Anyone())],
    name: Annotated[str, Form(max_length=64)],
    password: Annotated[str, Form(max_length=800)],
    code: Annotated[str, Form(max_length=40)] = "",
    after: Annotated[str, Form(max_length=200, alias="next")] = "/",
) -> Response:
    """A session, or the form again with the reason."""
    try:
        person = await _checked(request, name, password, code)
    except Refused as fault:
        said = fault.message(render.language(request))
        told = {"fault": said, "next": _inside(after), "name": name}
        return render.page(request, "login.html", fault.status, **told)
    answer = RedirectResponse("/me" if person.must_change else _inside(after), 303)
    await cookie.begin(request, answer, person)
    return answer


@router.post("/logout")
async def log_out(login: Annotated[Login, Depends(May("self"))]) -> Response:
    """The session is over."""
    answer = RedirectResponse("/login", 303)
    await cookie.end(login, answer)
    return answer


@router.post("/language")
async def choose(
    _: Annotated[None, Depends(Anyone())],
    lang: Annotated[str, Form(pattern="^(hi|en)$")],
    back: Annotated[str, Form(max_length=200)] = "/",
) -> Response:
    """The language of this browser's screens."""
    answer = RedirectResponse(_inside(back), 303)
    answer.set_cookie(render.LANGUAGE, lang, max_age=31536000, samesite="lax", httponly=True)
    return answer


async def _checked(request: Request, name: str, password: str, code: str) -> Person:
    """The person, after password and code; WrongLogin does not say which was wrong."""
    address = request.client.host if request.client else ""
    await throttle.free(address)
    person = await people.find(name.strip())
    if person:
        throttle.allowed(person)
    kept = person.password if person else passwords.nobody()
    right = await asyncio.to_thread(passwords.matches, password, kept)
    if person is None or not right or person.disabled or not await codes.accepts(person, code):
        await throttle.failed(address, person)
        raise WrongLogin
    await throttle.succeeded(person)
    return person


def _inside(path: str) -> str:
    """The path if it is one of ours: nobody is sent on to another site."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
