"""The scenario of the demonstration, walked in a browser of any language."""

from playwright.sync_api import Page, expect

STORY = "/courses/pelayanan-publik/amplop-di-dalam-map"
SCENES = "/authoring/pelayanan-publik/modules/amplop-di-dalam-map/scenes"
BEGIN = "main form[action$='/walks'] button"


def walk(page: Page) -> None:
    """Into the second scene, unless one stands there from an earlier visit."""
    if page.locator(BEGIN).count():
        _press(page, BEGIN)
        _choose(page, "Berterima kasih")
    expect(page.locator(".consequence")).to_be_visible()


def walk_to_the_end(page: Page) -> None:
    if not page.locator("#jalan").count():
        _press(page, BEGIN)
        for said in ("Berterima kasih", "Menjelaskan sekali lagi", "Menganggap selesai"):
            _choose(page, said)
    expect(page.locator("#jalan")).to_be_visible()


def _choose(page: Page, said: str) -> None:
    _press(page, f".choices button:has-text('{said}')")


def _press(page: Page, what: str) -> None:
    with page.expect_navigation():
        page.locator(what).first.click()
