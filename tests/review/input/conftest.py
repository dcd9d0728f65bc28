"""A page with one cell, served with the review screen's own content policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.review.conftest import running

STATIC = Path(__file__).parents[3] / "review" / "static" / "input"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"
DESK = """<!doctype html><html lang="hi"><meta charset="utf-8"><title>desk</title>
<link rel="stylesheet" href="input.css"><label for="cell">cell</label>
<input id="cell"><input id="next" aria-label="next"><div id="board"></div></html>"""


class Desk(SimpleHTTPRequestHandler):
    """The static folder, with a page at its root."""

    def do_GET(self) -> None:
        if self.path != "/":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(DESK.encode())
        return None

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.1 AA."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})
    return [f"{one['id']}: {one['help']}" for one in found.response["violations"]]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Desk, directory=str(STATIC))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class Cell:
    """The cell under test and the keys that are pressed in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = page.keyboard

    def call(self, module: str, code: str, *given: object) -> Any:
        """Evaluates `code` with the module's exports as `m` and what is given as `g`."""
        script = f"async (g) => {{ const m = await import('/{module}.js'); return {code}; }}"
        return self.page.evaluate(script, list(given))

    def attach(self, layout: str, **options: object) -> None:
        code = "window.one = m.attach(document.querySelector('#cell'), g[0])"
        self.call("attach", f"({code}, null)", {"layout": layout, **options})
        self.page.focus("#cell")

    def complete(self, words: list[str], **options: object) -> None:
        code = "window.box = m.complete(document.querySelector('#cell'), g[0])"
        self.call("complete", f"({code}, null)", {"words": words, **options})
        self.page.focus("#cell")

    @property
    def text(self) -> str:
        return self.page.input_value("#cell")

    def written(self, keys: str) -> str:
        """The cell's text after these keys in an empty cell, once it is left."""
        self.page.fill("#cell", "")
        self.page.focus("#cell")
        self.keys.type(keys)
        self.page.focus("#next")
        return self.text


@pytest.fixture
def cell(page: Page, address: str) -> Cell:
    page.goto(address)
    return Cell(page)


@pytest.fixture(scope="session")
def desk(browser: Browser, address: str) -> Iterator[Page]:
    """One page for all pure functions: they leave nothing behind."""
    with running(browser._impl_obj._loop):
        shared = browser.new_page()
        shared.goto(address)
    yield shared
    with running(browser._impl_obj._loop):
        shared.close()


@pytest.fixture
def pure(desk: Page, browser: Browser) -> Iterator[Cell]:
    with running(browser._impl_obj._loop):
        yield Cell(desk)
