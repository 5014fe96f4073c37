"""Every kind of page in both languages, on a phone and a desktop, by day and by night."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from place import Place
from places import KINDS
from scenes import Scene, arrange
from sites import Home, Site
from windows import Person, assert_accessible, assert_fits, sign_in, window

PHONE, DESKTOP = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
INK = "getComputedStyle(document.body).color"
States = Callable[[Person], Any]


@pytest.fixture(scope="session")
def scene(home: Home, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return arrange(home, site, tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="session")
def signed_in(chromium: Browser, site: Site) -> States:
    """What a browser keeps of somebody who has signed in; each signs in once."""

    @cache
    def kept(nip: str, password: str) -> Any:
        with window(chromium, site) as page:
            sign_in(page, {"nip": nip, "password": password})
            return page.context.storage_state()

    return lambda person: kept(person["nip"], person["password"])


def examine(page: Page, place: Place) -> None:
    answer = page.goto(place.address)
    assert answer
    assert answer.status == place.status
    if place.act:
        place.act(page)
    page.wait_for_load_state("load")
    assert_fits(page)
    assert_accessible(page)


# Each page is opened in one way, by turns, and mostly on a phone; the long form opens it in all.
BY_TURNS = (
    ("id", "light", PHONE),
    ("en", "dark", PHONE),
    ("id", "dark", DESKTOP),
    ("en", "light", PHONE),
)
SOME = [(kind, *BY_TURNS[number % len(BY_TURNS)]) for number, kind in enumerate(KINDS)]
ALL = [
    (kind, language, light, size)
    for kind in KINDS
    for language in ("id", "en")
    for light in ("light", "dark")
    for size in (PHONE, DESKTOP)
]


def named(value: object) -> str:
    return str(value["width"]) if isinstance(value, dict) else str(value)


@pytest.mark.parametrize(
    ("kind", "language", "light", "size"),
    [*SOME, *(pytest.param(*each, marks=pytest.mark.deep) for each in ALL if each not in SOME)],
    ids=named,
)
def test_a_page_is_for_everybody(  # noqa: PLR0913, PLR0917  what a page is seen in
    chromium: Browser,
    site: Site,
    scene: Scene,
    signed_in: States,
    kind: str,
    language: str,
    light: str,
    size: dict[str, int],
) -> None:
    place = KINDS[kind](scene)
    state = signed_in(place.who) if place.who else None
    look = {"viewport": size, "color_scheme": light, "storage_state": state}
    with window(chromium, site, **look) as page:
        cookie = {"name": "language", "value": language, "url": site.url}
        page.context.add_cookies([cookie])
        examine(page, place)
        assert page.locator("html").get_attribute("lang") == language


def test_the_language_is_chosen_once_and_stays(
    chromium: Browser, site: Site, signed_in: States
) -> None:
    state = signed_in(site.people["learner"])
    with window(chromium, site, storage_state=state) as page:
        page.goto("/courses?q=digital")
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page).to_have_url(re.compile(r"/courses\?q=digital$"))
        page.goto("/transcript")
        expect(page.get_by_role("heading", level=1)).to_have_text("Transcript")
        page.get_by_role("button", name="Bahasa Indonesia").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rapor")


def test_night_is_chosen_once_and_stays(chromium: Browser, site: Site, signed_in: States) -> None:
    state = signed_in(site.people["learner"])
    with window(chromium, site, storage_state=state, color_scheme="light") as page:
        page.goto("/account")
        day = page.evaluate(INK)
        page.get_by_label("Gelap").check()
        page.get_by_role("button", name="Terapkan tampilan").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.goto("/courses")
        assert page.evaluate(INK) != day
        assert_accessible(page)
