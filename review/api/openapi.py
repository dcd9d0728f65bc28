"""The data routes described, for others to build on."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from review import faults
from review.answers import Refusal
from review.auth import csrf
from review.auth.cookie import NAME
from review.policy import May
from storage.sessions import Login

router = APIRouter(prefix="/api")
REFUSALS: Final = (
    faults.NotLoggedIn,
    faults.Forbidden,
    faults.NoSuchPage,
    faults.TooLarge,
    faults.Invalid,
    faults.TooMany,
)
"""What every data route may answer, but only those with a body or parameters all of it."""
OWN: Final = ("HTTPValidationError", "ValidationError")
"""FastAPI's descriptions of an answer that we give in another form."""


@router.get("/openapi.json", include_in_schema=False)
async def described(request: Request, _: Annotated[Login, Depends(May("self"))]) -> dict[str, Any]:
    """OpenAPI 3.1 of everything below /api."""
    app = request.app
    data = [r for r in app.routes if isinstance(r, APIRoute) and r.path.startswith("/api/")]
    told = get_openapi(title=app.title, version="1", description=app.description, routes=data)
    parts = told["components"]
    parts["schemas"] = {n: one for n, one in parts["schemas"].items() if n not in OWN}
    parts["schemas"]["Refusal"] = Refusal.model_json_schema()
    parts["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": NAME},
        "token": {"type": "apiKey", "in": "header", "name": csrf.HEADER},
    }
    for methods in told["paths"].values():
        for method, route in methods.items():
            unsafe = method.upper() not in csrf.SAFE
            route["security"] = [{"session": [], "token": []} if unsafe else {"session": []}]
            route["responses"] |= _refusals()
    return told


def _refusals() -> dict[str, Any]:
    form = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    return {str(one.status): {"description": one.en, "content": form} for one in REFUSALS}
