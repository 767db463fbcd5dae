"""A real browser on a live server whose clock can be moved; any report of the content policy fails the test."""
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from conftest import NOON, PASSWORD
from liandong.agencies.models import Officer
from liandong.web import asgi, middleware
from liandong.web.live.hub import Hub
from liandong.web.live.stream import Live

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A story in a browser that fails is told once more, since a starved machine is no failure; the summary counts it."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one these tests are skipped, and fail where the whole suite must run."""
    if not CHROMIUM:
        (pytest.fail if os.environ.get("LIANDONG_CI") else pytest.skip)("there is no Chromium on this machine")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the driver runs a loop in this thread; fixtures still use the ORM
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


class Clock:
    """The one clock of the live server, moved by the test."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """Stands at noon of 23 November 2026 until it is moved; every look at it is a second later, so that order shows."""
    found = Clock()
    monkeypatch.setattr(middleware, "now", found)
    return found


@pytest.fixture
def server(transactional_db, settings) -> Iterator[str]:
    """The product, served from this process to the browser as it is served in earnest, streams and all; gives its address."""
    settings.ALLOWED_HOSTS = ["*"]
    application = Live(asgi.served, Hub(asgi.listening))
    config = uvicorn.Config(application, port=0, lifespan="off", log_level="warning", timeout_graceful_shutdown=1)
    serving = uvicorn.Server(config)
    thread = threading.Thread(target=serving.run)
    thread.start()
    while not serving.started and thread.is_alive():
        time.sleep(0.01)
    yield f"http://localhost:{serving.servers[0].sockets[0].getsockname()[1]}"
    serving.should_exit = True
    thread.join()


class Desk:
    """One officer at one browser window."""

    def __init__(self, context: BrowserContext, url: str, officer: Officer) -> None:
        self.context, self.url, self.officer = context, url, officer
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("console", lambda line: self.complaints.append(line.text) if _is_complaint(line.text) else None)

    def go(self, path: str):
        """Open a page; returns the answer."""
        return self.page.goto(self.url + path)

    def sign_in(self) -> None:
        """Through the sign-in page, with number and password."""
        self.go("/account/login/")
        self.page.fill("input[name=login]", self.officer.police_number)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_selector(".ld-top")


def _is_complaint(text: str) -> bool:
    return "Content Security Policy" in text or "Content-Security-Policy" in text


@pytest.fixture
def desk_of(browser, server, transactional_db) -> Iterator:
    """`desk_of(actor)` is a signed-in officer at a window of their own."""
    open_desks: list[Desk] = []

    def sit(actor, *, phone: bool = False, language: str = "zh-CN", enter: bool = True) -> Desk:
        context = browser.new_context(viewport=PHONE if phone else DESK, locale=language, accept_downloads=True)
        desk = Desk(context, server, Officer.objects.get(pk=actor.officer))
        desk.page.set_default_timeout(20_000)
        open_desks.append(desk)
        if enter:
            desk.sign_in()
        return desk

    yield sit
    complaints = [c for desk in open_desks for c in desk.complaints]
    for desk in open_desks:
        desk.context.close()
    assert not complaints


@pytest.fixture
def folder() -> Iterator[str]:
    """A folder for what the browser downloads."""
    with tempfile.TemporaryDirectory() as found:
        yield found
