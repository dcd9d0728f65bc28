"""What a user asks of his offices: a desk or all of his, never one that is not his."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request

from review.faults import NoSuchPage
from review.place import place_of
from review.policy import offices
from storage.sessions import Login

Word = Annotated[str | None, Query(max_length=64)]
Start = Annotated[int, Query(ge=0, le=2**31)]


def desks(request: Request, login: Login, desk: str | None = None) -> frozenset[str] | None:
    """His desks, or the one that he asks for; None is all of the district. NoSuchPage."""
    mine = offices(login, place_of(request).district)
    if desk is None:
        return mine
    if mine is not None and desk not in mine:
        raise NoSuchPage
    return frozenset({desk})
