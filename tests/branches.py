"""The scenario of the demonstration, walked in a browser."""

from playwright.sync_api import Page, expect

STORY = "/courses/pelayanan-publik/amplop-di-dalam-map"
SCENES = "/authoring/pelayanan-publik/modules/amplop-di-dalam-map/scenes"


def walk(page: Page) -> None:
    """Into the second scene, unless one stands there from an earlier visit."""
    if page.get_by_role("button", name="Mulai").count():
        _press(page, "Mulai")
        _press(page, "Berterima kasih")
    expect(page.get_by_text("Akibat pilihan Anda")).to_be_visible()


def walk_to_the_end(page: Page) -> None:
    if page.get_by_role("button", name="Mulai").count():
        for said in ("Mulai", "Berterima kasih", "Menjelaskan sekali lagi", "Menganggap selesai"):
            _press(page, said)
    expect(page.get_by_text("Jalan yang Anda tempuh")).to_be_visible()


def _press(page: Page, said: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=said).click()
