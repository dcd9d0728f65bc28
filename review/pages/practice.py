"""Practice: the pages to choose from, the strip on one of them, what an attempt came to."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from review import render
from review.faults import NoSuchPage, PracticeBroken
from review.place import place_of
from review.policy import May, must_practise
from review.practice import attempt, desk, score
from review.practice.exercise import Exercise, load, names
from review.practice.score import Score
from review.shown import title
from storage.reviews import practice
from storage.reviews.practice import Practised
from storage.sessions import Login

router = APIRouter(prefix="/practice")
Learner = Annotated[Login, Depends(May("practice"))]


@dataclass(frozen=True, slots=True)
class Choice:
    """A page to practise on, whether it is under way, and the learner's attempts, latest first."""

    exercise: Exercise
    begun: bool
    done: tuple[Practised, ...]


@router.get("")
async def choose(request: Request, login: Learner) -> Response:
    """All practice pages, the learner's attempts, and why he has to practise if he has to."""
    place = place_of(request)
    done = await practice.attempts(login.person.id)
    choices = _choices(request, login, done)
    return render.page(
        request,
        "practice.html",
        choices=choices,
        next=_following(choices),
        done=[(one, _scored(choices, one)) for one in done],
        must=must_practise(login, place),
        exact=place.district.practice.exact,
    )


@router.get("/{page}")
async def strip(request: Request, page: str, login: Learner) -> Response:
    """The strip of a practice page, as that of a real one."""
    place = place_of(request)
    exercise, say = load(place.home, page), render.words(request)
    seen = attempt.seen(exercise, desk.acts(place.home, login.person.id, page))
    own = {"next_page": say("practice.finish"), "all_done": say("practice.all_done")}
    return render.page(
        request,
        "practice_strip.html",
        page=seen,
        title=title(seen, place.district),
        hidden=False,
        api=f"/api/practice/{page}",
        cells=f"/api/practice/{page}/cells",
        following=f"/practice/{page}/score",
        preferences=login.person.preferences,
        words_of_strip={**say.every("strip"), **own},
    )


@router.get("/{page}/score")
async def result(
    request: Request,
    page: str,
    login: Learner,
    attempt: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """What the attempt came to; one that is under way is first to be finished."""
    place = place_of(request)
    exercise, mine = load(place.home, page), await practice.attempts(login.person.id)
    acts = () if attempt else desk.acts(place.home, login.person.id, page)
    if acts:
        return _page(request, exercise, "practice_finish.html", score=score.score(exercise, acts))
    done = [one for one in mine if one.page == page and attempt in {None, one.id}]
    if not done and attempt:
        raise NoSuchPage
    if not done:
        return RedirectResponse(f"/practice/{page}", 303)
    choices = _choices(request, login, mine)
    found = score.of(exercise, done[0])
    more: dict[str, Any] = {"score": found, "done": done[0], "next": _following(choices)}
    return _page(request, exercise, "practice_score.html", **more)


@router.post("/{page}/score")
async def finish(request: Request, page: str, login: Learner) -> Response:
    """The attempt is over and counts; the answers are shown."""
    place = place_of(request)
    exercise = load(place.home, page)
    if acts := desk.acts(place.home, login.person.id, page):
        found = score.score(exercise, acts)
        passes = found.passes(place.district.practice.exact)
        await practice.finish(login.author, score.kept(exercise, found), passes=passes)
        desk.end(place.home, login.person.id, page)
    return RedirectResponse(f"/practice/{page}/score", 303)


def _page(request: Request, exercise: Exercise, template: str, **values: Any) -> Response:
    district = place_of(request).district
    kind = district.registers[exercise.record.kind.choice].title
    exact = district.practice.exact
    return render.page(request, template, exercise=exercise, title=kind, exact=exact, **values)


def _choices(request: Request, login: Login, done: Sequence[Practised]) -> list[Choice]:
    """All pages that can be opened."""
    home, found = place_of(request).home, []
    for name in names(home):
        with suppress(PracticeBroken):
            begun = bool(desk.acts(home, login.person.id, name))
            own = tuple(one for one in done if one.page == name)
            found.append(Choice(load(home, name), begun, own))
    return found


def _following(choices: Sequence[Choice]) -> str | None:
    """The page to offer next: one under way, else the first whose answers he has not seen."""
    begun = [one.exercise.name for one in choices if one.begun]
    fresh = [one.exercise.name for one in choices if not one.done]
    return next(iter([*begun, *fresh]), None)


def _scored(choices: Sequence[Choice], done: Practised) -> Score | None:
    found = [one.exercise for one in choices if one.exercise.name == done.page]
    return score.of(found[0], done) if found else None
