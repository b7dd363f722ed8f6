"""A real Chromium, and the pages that patients and staff see in it."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.pages import ChatPage, Console
from tests.support.system import System

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDTHS = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}

expect.set_options(timeout=15_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium for one module: Playwright's event loop must not outlive it into async tests."""
    path = shutil.which("chromium")
    if path is None:
        reason = "no Chromium on this machine"
        pytest.fail(reason) if os.environ.get("REQUIRE_SERVICES") else pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=list(WIDTHS))
def width(request: pytest.FixtureRequest) -> dict[str, int]:
    return WIDTHS[request.param]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDTHS["desktop"], locale="fr-FR")
    yield context.new_page()
    context.close()


@pytest.fixture
def chat(tab: Page, system: System) -> ChatPage:
    return ChatPage.opened(tab, system.address)


@pytest.fixture
def console(browser: Browser, system: System) -> Iterator[Console]:
    context = browser.new_context(viewport=WIDTHS["desktop"], locale="fr-FR")
    yield Console.signed_in(context.new_page(), system.address, system.password)
    context.close()
