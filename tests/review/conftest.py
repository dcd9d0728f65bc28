"""One built store and one browser for all tests of the screen; a server a module."""

from __future__ import annotations

import asyncio
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.review.site import PASSWORD, Site, copied, served

CHROMIUM = Path("/usr/bin/chromium")
expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file's tests share a server, or pages that were read: they go to one process."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of demo pages, really read, the same for all test processes; copy it first."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    home = shared / "built" / "home"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            # In a process of its own: Playwright keeps an event loop running in this one.
            subprocess.run([sys.executable, "-m", "tests.review.site", home], check=True)
    return home


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on a copy of the built store."""
    home = copied(built, tmp_path_factory.mktemp("site") / "home")
    with served(home) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    driver = sync_playwright().start()
    loop = asyncio.get_running_loop()
    chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
    asyncio._set_running_loop(None)
    yield chromium
    with running(loop):
        chromium.close()
        driver.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that nobody has used."""
    with running(browser._impl_obj._loop):
        made = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-IN")
        yield made
        made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A blank page whose script errors fail the test."""
    errors: list[str] = []
    made = context.new_page()
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    assert not errors


@contextmanager
def running(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Playwright leaves its loop marked as running; async tests in between must not see that."""
    asyncio._set_running_loop(loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(None)


def log_in(page: Page, site: Site, name: str) -> None:
    """Log in by keyboard, as that user."""
    page.goto(f"{site.address}/login")
    page.locator("[name=name]").focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.insert_text(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".who a")).to_be_visible()
