"""Templates become pages in the user's language, with what every page needs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, PackageLoader, StrictUndefined

from classifiers import reasons
from ocr.faults import Language
from review.place import place_of
from review.policy import POLICY, Permission
from review.words import Words
from storage.clock import indian
from storage.sessions import Login

LANGUAGE: Final = "lang"
NAV: Final[tuple[tuple[str, str, Permission], ...]] = (
    ("/", "nav.queue", "record.see"),
    ("/scans", "nav.scans", "upload"),
    ("/search", "nav.search", "search"),
    ("/quality", "nav.quality", "quality.second"),
    ("/supervise", "nav.supervise", "supervise"),
    ("/exports", "nav.exports", "export.masked"),
    ("/practice", "nav.practice", "practice"),
    ("/users", "nav.users", "users.manage"),
)


def language(request: Request) -> Language:
    """The user's choice, else the browser's cookie, else the installation's."""
    login: Login | None = getattr(request.state, "login", None)
    told = login.person.preferences.get(LANGUAGE) if login else None
    told = told or request.cookies.get(LANGUAGE)
    if told == "hi":
        return "hi"
    return "en" if told == "en" else place_of(request).language


def words(request: Request) -> Words:
    """The words in the language of the request's user."""
    return Words(language(request))


def screens(request: Request, role: str | None) -> list[tuple[str, str]]:
    """The screens that the role may open, as path and words."""
    there = {route.path for route in request.app.routes if isinstance(route, APIRoute)}
    return [(path, key) for path, key, may in NAV if path in there and role in POLICY[may]]


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The template as a page; `say`, `login`, `nav`, `csrf` and `lang` are there for all."""
    login: Login | None = getattr(request.state, "login", None)
    role = login.person.role if login else None
    shared: dict[str, Any] = {
        "say": words(request),
        "lang": language(request),
        "login": login,
        "csrf": login.csrf if login else "",
        "nav": screens(request, role),
        "here": request.url.path,
        "place": place_of(request),
    }
    return HTMLResponse(_templates().get_template(template).render(shared | values), status)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["indian"] = lambda moment: f"{indian(moment):%d.%m.%Y %H:%M}"
    made.filters["day"] = lambda day: f"{day:%d.%m.%Y}"
    made.filters["shortday"] = lambda day: f"{day:%d.%m.}"
    made.filters["reason"] = reasons.say
    return made


def static() -> Any:
    """The folder of scripts, styles and icons."""
    return files("review").joinpath("static")
