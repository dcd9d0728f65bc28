"""Puts the screens together: one application, every route with its permission."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import ModuleType

from fastapi import FastAPI

from review import api, pages, policy
from review.place import Place
from review.shield import Shield, answers
from storage import database, district


def make(place: Place) -> FastAPI:
    """The application for `place`; LookupError if a route lacks a permission."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        async with database.opened(place.database, shared=True):
            await district.load(place.district)
            try:
                yield
            finally:
                await place.close()

    app = FastAPI(
        title="Panji",
        description="Registers and letters as read from scans, their review and their standing.",
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.place = place
    for module in (*_modules(pages), *_modules(api)):
        app.router.routes.extend(module.router.routes)
    answers(app)
    policy.permissions(app)
    app.add_middleware(Shield, place=place)
    return app


def _modules(package: ModuleType) -> list[ModuleType]:
    found = pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    return [
        importlib.import_module(one.name)
        for one in found
        if not one.name.rsplit(".")[-1].startswith("_")
    ]
