"""What comes out of a printer: the text, without the frame around it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from lms.demo.story import Stage
from newcomers import COURSE, Newcomer, join
from sites import Home, Site
from windows import sign_in, window

FRAME = "nav, .masthead, .colophon, .skip, .lesson-bar, button, .button, form"


@pytest.fixture(scope="session")
def siska(home: Home) -> Newcomer:
    return join(home, "Siska Amelia", Stage.COMPLETED)


def _shows_the_lesson(page: Page) -> None:
    expect(page.get_by_role("heading", name="Ringkasan")).to_be_visible()


def _shows_the_year(page: Page) -> None:
    expect(page.get_by_text("4 dari paling sedikit 20 JP")).to_be_visible()


def _shows_the_record(page: Page) -> None:
    expect(page.get_by_role("cell", name="Pemerintah Provinsi Jambi")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "shows"),
    [
        (f"/courses/{COURSE}/mengapa-spbe", _shows_the_lesson),
        ("/transcript", _shows_the_year),
        ("/transcript/print", _shows_the_record),
    ],
)
def test_a_sheet_holds_the_text_and_no_navigation(
    chromium: Browser, site: Site, siska: Newcomer, address: str, shows: Callable[[Page], None]
) -> None:
    with window(chromium, site) as page:
        sign_in(page, siska)
        page.goto(address)
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        shows(page)
        left = [each for each in page.locator(FRAME).all() if each.is_visible()]
        assert not left, [each.evaluate("it => it.outerHTML.slice(0, 120)") for each in left]
        expect(page.get_by_text("lewat menu Cetak")).not_to_be_visible()  # said to a screen alone
        sheet = page.pdf(format="A4")
        assert sheet.startswith(b"%PDF-")
        assert sheet.count(b"/Type /Page\n") >= 1
