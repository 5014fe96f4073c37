"""One text on two devices: it goes on from either, and nothing is written over unseen."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

import scholars
from lms.demo.story import Stage
from newcomers import COURSE, Newcomer, join
from sites import Home, Site
from windows import sign_in, window

CASE = f"/courses/{COURSE}/studi-kasus"
DIVERGED = re.compile("Ada tulisan lain yang disimpan dari perangkat")
BOTH = "Ada dua tulisan yang berbeda"


@pytest.fixture
def learner(home: Home, request: pytest.FixtureRequest) -> Newcomer:
    return join(home, request.node.name[:40], Stage.PASSED)


def _at_work(chromium: Browser, site: Site, learner: Newcomer) -> Iterator[Page]:
    with window(chromium, site) as page:
        sign_in(page, learner)
        page.goto(CASE)
        page.on("dialog", lambda dialog: dialog.accept())  # leaving with something unsent
        yield page


@pytest.fixture
def laptop(chromium: Browser, site: Site, learner: Newcomer) -> Iterator[Page]:
    yield from _at_work(chromium, site, learner)


@pytest.fixture
def phone(chromium: Browser, site: Site, learner: Newcomer) -> Iterator[Page]:
    yield from _at_work(chromium, site, learner)


def _type(page: Page, text: str, told: re.Pattern[str] = scholars.SAVED) -> None:
    with page.expect_request(lambda it: json.dumps(text) in (it.post_data or "")) as sent:
        page.locator("[data-draft]").fill(text)
    if told is scholars.SAVED:
        sent.value.response()  # an earlier save may say the same until then
    expect(page.locator("[data-saved]")).to_have_text(told)


def _holds(page: Page, text: str) -> None:
    expect(page.locator("[data-draft]")).to_have_value(text)


def test_a_text_goes_on_where_the_other_device_stopped(laptop: Page, phone: Page) -> None:
    _type(laptop, "Dari laptop")
    phone.reload()
    _holds(phone, "Dari laptop")
    _type(phone, "Dari laptop dan telepon")
    laptop.reload()
    _holds(laptop, "Dari laptop dan telepon")


def test_what_was_typed_unseen_is_kept_and_one_is_chosen(laptop: Page, phone: Page) -> None:
    _type(laptop, "Dari laptop")
    _type(phone, "Dari telepon", DIVERGED)
    phone.reload()
    _holds(phone, "Dari telepon")
    phone.get_by_role("button", name="Simpan draf").click()
    expect(phone.get_by_role("alert")).to_contain_text(BOTH)
    expect(phone.get_by_text("Dari laptop", exact=True)).to_be_visible()
    _holds(phone, "Dari telepon")
    phone.get_by_role("button", name="Simpan draf").click()
    expect(phone.get_by_text("Draf tersimpan pukul")).to_be_visible()
    _type(phone, "Dari telepon, lalu lebih banyak")
    laptop.reload()
    _holds(laptop, "Dari telepon, lalu lebih banyak")


def test_the_text_of_the_other_device_can_be_taken(laptop: Page, phone: Page) -> None:
    _type(laptop, "Dari laptop")
    _type(phone, "Dari telepon", DIVERGED)
    phone.get_by_role("button", name="Simpan draf").click()
    phone.get_by_role("link", name="Pakai tulisan yang tersimpan").click()
    _holds(phone, "Dari laptop")
    phone.reload()
    _holds(phone, "Dari laptop")
    _type(phone, "Dari laptop, lalu telepon")


def test_two_pages_of_one_browser_show_one_text(laptop: Page) -> None:
    other = laptop.context.new_page()
    other.goto(CASE)
    _type(other, "Di halaman kedua")
    _holds(laptop, "Di halaman kedua")
    _type(laptop, "Di halaman kedua, lalu pertama")
    _holds(other, "Di halaman kedua, lalu pertama")


def test_what_was_typed_offline_is_sent_when_the_network_is_back(laptop: Page) -> None:
    laptop.context.set_offline(True)
    _type(laptop, "Tanpa jaringan", re.compile("Tersimpan di perangkat ini"))
    laptop.context.set_offline(False)
    expect(laptop.locator("[data-saved]")).to_have_text(scholars.SAVED, timeout=30_000)
    laptop.reload()
    _holds(laptop, "Tanpa jaringan")


def test_words_are_counted_while_typing(laptop: Page) -> None:
    _type(laptop, "Satu  dua\n\ntiga-empat")
    expect(laptop.get_by_text("3 kata", exact=True)).to_be_visible()
