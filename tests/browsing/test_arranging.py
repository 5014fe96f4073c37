"""Modules are dragged to their place, with a mouse and with a finger; the arrows stay."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sites import Site
from windows import assert_accessible, assert_fits, sign_in, window

BENCH = "/authoring/pelayanan-publik"


@pytest.fixture
def page(chromium: Browser, site_apart: Site) -> Iterator[Page]:
    with window(chromium, site_apart) as page:
        sign_in(page, site_apart.people["trainer"])
        page.goto(BENCH)
        opens = page.get_by_role("button", name="Buka naskah")
        if opens.count():
            opens.click()
        yield page


def order(page: Page) -> list[str]:
    return page.locator("[data-module]").evaluate_all("all => all.map(it => it.dataset.module)")


def take(page: Page, grip: Locator, to: Locator) -> None:
    """Hold the grip and move below the middle of the other row, in steps as a hand would."""
    grip.scroll_into_view_if_needed()
    grip.hover()
    page.mouse.down()
    box = to.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.9, steps=8)


def test_a_module_is_dragged_to_its_place(page: Page) -> None:
    before, rows = order(page), page.locator("[data-module]")
    take(page, rows.nth(0).locator("[data-grip]"), rows.nth(2))
    page.keyboard.press("Escape")
    page.mouse.up()
    assert order(page) == before, "it was let go of"
    take(page, rows.nth(0).locator("[data-grip]"), rows.nth(2))
    with page.expect_navigation():
        page.mouse.up()
    wanted = [*before[1:3], before[0], *before[3:]]
    assert order(page) == wanted
    page.reload()
    assert order(page) == wanted, "the server has it so"
    with page.expect_navigation():
        page.get_by_role("button", name="Naikkan").nth(2).press("Enter")
    assert order(page) == [before[1], before[0], *before[2:]]
    assert_accessible(page)


def test_a_finger_drags_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    before, rows = order(page), page.locator("[data-module]")
    grip = rows.nth(1).locator("[data-grip]")
    grip.scroll_into_view_if_needed()
    there, here = rows.nth(0).bounding_box(), grip.bounding_box()
    assert there
    assert here
    x, y, top = here["x"] + 10, here["y"] + 10, there["y"] + 5
    device = page.context.new_cdp_session(page)

    def touch(kind: str, *at: dict[str, float]) -> None:
        device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(at)})

    touch("touchStart", {"x": x, "y": y})
    for part in (0.3, 0.6, 1):
        touch("touchMove", {"x": x, "y": y + (top - y) * part})
    with page.expect_navigation():
        touch("touchEnd")
    expect(page.locator("[data-module]").nth(0)).to_have_attribute("data-module", before[1])
    assert_fits(page)
