"""Around every request: limits on its size and rate, safe headers, an answer whatever happens."""

from __future__ import annotations

import logging
import re
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ocr.faults import Fault
from review import render
from review.auth import cookie
from review.faults import Invalid, Mistake, NoSuchPage, NotLoggedIn, Refused, TooLarge, TooMany
from review.place import Place
from storage.errors import Failed, fault_of, unstorable
from storage.faults import Conflict

# The referrer stays with us, but not "no-referrer": with that, forms send the origin "null".
HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'; object-src 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "strict-transport-security": "max-age=31536000",
}
MB: Final = 1 << 20
BODY: Final = 1 * MB
UPLOAD: Final = 512 * MB
UPLOADS: Final = re.compile(r"/api/uploads/\d+/files")

log = logging.getLogger("review")


class Shield:
    """ASGI middleware; outermost, so that its headers are on every answer."""

    def __init__(self, app: ASGIApp, place: Place) -> None:
        self.app = app
        self.place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, within limits; answer with safe headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = UPLOAD if UPLOADS.fullmatch(scope["path"]) else BODY
        try:
            self._counted(scope, limit)
            await self.app(scope, _limited(receive, limit), _safe(scope, send))
        except Refused as fault:
            answer = _data(fault, self.place.language)
            await answer(scope, receive, _safe(scope, send))

    def _counted(self, scope: Scope, limit: int) -> None:
        self.place.requests.count(self._who(scope))
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if not told.isdigit() or int(told) > limit:
            raise TooLarge(limit=limit // MB)

    def _who(self, scope: Scope) -> str:
        """The session, so that an office behind one address is not one; else the address."""
        session = cookie.hashed(HTTPConnection(scope).cookies.get(cookie.NAME, ""))
        address: str = (scope.get("client") or ("",))[0]
        return session if session in self.place.known else address


def _limited(receive: Receive, limit: int) -> Receive:
    """Counts what arrives, because a chunked body does not say its length."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise TooLarge(limit=limit // MB)
        return message

    return counted


def _safe(scope: Scope, send: Send) -> Send:
    kept = scope["path"].startswith("/static/")

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            cache = "private, max-age=3600" if kept else "no-store"
            for name, value in {**HEADERS, "cache-control": cache}.items():
                if name.encode() not in own:
                    message["headers"].append((name.encode(), value.encode()))
        await send(message)

    return with_headers


def answers(app: FastAPI) -> None:
    """Turn what goes wrong into an answer in the user's language, never a trace."""

    @app.exception_handler(Fault)
    async def fault(request: Request, error: Fault) -> Response:
        return _told(request, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return _told(request, Invalid(reason=f"{where}: {first['msg']}"))

    @app.exception_handler(HTTPException)
    async def unknown(request: Request, error: HTTPException) -> Response:
        if isinstance(error.__cause__, Fault):  # raised while the body was read
            return _told(request, error.__cause__)
        if error.status_code == 405:
            return JSONResponse({"code": "E404", "message": "GET?"}, 405, error.headers)
        if error.status_code == 404:
            return _told(request, NoSuchPage())
        return _told(request, Invalid(reason=str(error.detail)))

    _mistakes(app)


def _mistakes(app: FastAPI) -> None:
    """What no request should be able to bring about."""

    @app.exception_handler(Failed)
    async def failed(request: Request, error: Failed) -> Response:
        if unstorable(error):
            return _told(request, Invalid(reason="NUL"))
        told = fault_of(error)
        if told is None:
            raise error
        return _told(request, told)

    @app.exception_handler(Exception)
    async def mistake(request: Request, error: Exception) -> Response:
        log.error("%s %s", request.method, request.url.path, exc_info=error)
        answer = _told(request, Mistake())
        answer.headers.update(HEADERS)  # it passes outside the shield
        return answer


def _told(request: Request, fault: Fault) -> Response:
    if request.url.path.startswith("/api/") or "json" in request.headers.get("accept", ""):
        return _data(fault, render.language(request))
    if isinstance(fault, NotLoggedIn) and request.method == "GET":
        return RedirectResponse(f"/login?next={request.url.path}", 303)
    status = _status(fault)
    said, onward = fault.message(render.language(request)), getattr(fault, "onward", "/")
    return render.page(request, "fault.html", status, fault=said, onward=onward)


def _status(fault: Fault) -> int:
    if isinstance(fault, Refused):
        return fault.status
    return 409 if isinstance(fault, Conflict) else 503


def _data(fault: Fault, language: str) -> Response:
    status = _status(fault)
    said = {"code": fault.code, "message": fault.message("hi" if language == "hi" else "en")}
    headers = {}
    if isinstance(fault, TooMany) or status == 503:
        headers = {"retry-after": str(fault.details.get("seconds", 5))}
    return JSONResponse(said, status, headers)
