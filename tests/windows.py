"""What a person does at a window of Chromium, and what is expected of every page there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

PATIENCE = 20_000  # milliseconds; a machine that runs all the tests at once is slow
FEATURES_OFF = [
    # Two processes more for each window, half of its cost: one for the next page, and a list that
    # drops down from an address bar which nobody sees.
    *("SpareRendererForSitePerProcess", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    # What Playwright turns off itself, since only the last such switch counts.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "AimEnabled"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch"),
]
# Chromium's own calls home only slow a test down, and fail on a closed network.
SWITCHES = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    f"--disable-features={','.join(FEATURES_OFF)}",
]


class Address(Protocol):
    """What is served somewhere: a site, or a page that only tests have."""

    @property
    def url(self) -> str: ...


@contextmanager
def window(chromium: Browser, site: Address, **given: object) -> Iterator[Page]:
    """Open a window of its own; a script that fails in it, or asks elsewhere, fails the test.

    `given` is what Playwright's new_context takes, such as a viewport or a colour scheme.
    """
    faults: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # A refusal that a test asks for is no fault of a script.
        if message.type == "error" and "Failed to load resource" not in message.text:
            faults.append(f"The console says: {message.text}")

    def see(request: Request) -> None:
        if not request.url.startswith((site.url, "data:", "blob:")):
            faults.append(f"The page asks elsewhere: {request.url}")

    context = chromium.new_context(**{"base_url": site.url, "locale": "id-ID", **given})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("console", hear)
    page.on("pageerror", lambda error: faults.append(f"A script failed: {error}"))
    page.on("request", see)
    try:
        yield page
    finally:
        context.close()
    assert not faults, "\n".join(faults)


class Person(Protocol):
    """Somebody who can sign in: one of a site's people, or who has joined them."""

    def __getitem__(self, fact: str, /) -> str: ...


def sign_in(page: Page, person: Person) -> None:
    page.goto("/sign-in")
    page.locator('input[name="nip"]').fill(person["nip"])
    password = page.locator('input[type="password"]')
    password.fill(person["password"])
    password.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def assert_accessible(page: Page) -> None:
    """Fail with what axe-core finds, each with the element to mend."""
    found = Axe().run(page).response["violations"]
    assert not found, "\n".join(
        f"{each['id']}: {each['help']}: {node['html'][:120]}"
        for each in found
        for node in each["nodes"]
    )


CUT_OFF = """[...document.querySelectorAll(".register-fold")].filter(
    it => getComputedStyle(it).display === "block" && it.scrollWidth > it.clientWidth).length"""


def assert_fits(page: Page) -> None:
    """Fail where the page is wider than its window, so that a person must scroll sideways.

    So must nobody in a table whose rows have become paragraphs.
    """
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels wider than its window"
    assert not page.evaluate(CUT_OFF), f"{page.url} cuts its rows off at the right"
