"""The main job of a learner, step by step in one window: find, enrol, read, be assessed, write."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

import scholars
from newcomers import Newcomer, join, opened_long_ago
from sites import Home, Site
from windows import sign_in, window

TITLE = "Dasar-Dasar Pemerintahan Digital"
ADDRESS = "/courses/dasar-pemerintahan-digital"
LESSONS = 4


@pytest.fixture
def laila(home: Home) -> Newcomer:
    return join(home, "Laila Rahmi")


def test_a_civil_servant_finds_a_course_reads_it_is_assessed_and_writes(
    chromium: Browser, site: Site, home: Home, laila: Newcomer
) -> None:
    with window(chromium, site) as page:
        sign_in(page, laila)
        _find_the_course(page)
        _enrol(page)
        _read_by_the_rule(page, home, laila)
        _stop_near_the_end(page)
    with window(chromium, site) as page:  # another device
        sign_in(page, laila)
        _resume(page)
        _read_the_rest(page, home, laila)
        _sit_the_quiz(page)
        _begin_the_case_study(page)
        _see_what_is_missing(page)
        _hand_in(page)


def _find_the_course(page: Page) -> None:
    page.get_by_role("link", name="Katalog", exact=True).first.click()
    page.get_by_label("Cari judul atau isi kursus").fill("pemerintahan digital")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_role("link", name=TITLE, exact=True)).to_be_visible()
    page.get_by_label("Digital dan data").check()
    page.get_by_role("button", name="Terapkan saringan").click()
    expect(page).to_have_url(re.compile("theme=digital"))
    page.get_by_role("link", name=TITLE, exact=True).click()


def _enrol(page: Page) -> None:
    expect(page.get_by_role("heading", name="Setelah kursus ini Anda dapat")).to_be_visible()
    facts = page.get_by_role("complementary", name="Ringkasan kursus")
    expect(facts).to_contain_text("4 JP")
    expect(page.get_by_text("Semua pegawai ASN di Provinsi Jambi")).to_be_visible()
    page.get_by_role("button", name="Daftar dan mulai").click()
    expect(page.get_by_text("Anda terdaftar")).to_be_visible()
    expect(page).to_have_url(re.compile(f"{ADDRESS}/"))


def _read_by_the_rule(page: Page, home: Home, laila: Newcomer) -> None:
    """Too early is refused with the reason; after a third of the time it is done."""
    first = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Tandai selesai dibaca").click()
    expect(page.get_by_text("Bacaan ini dapat ditandai selesai")).to_be_visible()
    page.go_back()
    opened_long_ago(home, laila)
    page.get_by_role("button", name="Tandai selesai dibaca").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)


def _stop_near_the_end(page: Page) -> None:
    """Where our own heading is the last that was passed."""
    with page.expect_response(lambda answer: answer.url.endswith("/place")) as told:
        page.locator("#syarat").scroll_into_view_if_needed()
        page.mouse.wheel(0, 4000)
    assert told.value.ok


def _resume(page: Page) -> None:
    expect(page.get_by_text("terakhir Anda belajar di sini")).to_be_visible()
    page.get_by_role("link", name="Lanjutkan", exact=True).click()
    expect(page).to_have_url(re.compile("#b-"))
    anchor = page.url.partition("#")[2]
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def _read_the_rest(page: Page, home: Home, laila: Newcomer) -> None:
    for _ in range(LESSONS - 1):
        opened_long_ago(home, laila)
        title = page.get_by_role("heading", level=1).inner_text()
        page.get_by_role("button", name="Tandai selesai dibaca").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(title)


def _sit_the_quiz(page: Page) -> None:
    page.get_by_role("button", name="Mulai kuis").click()
    expect(page).to_have_title(re.compile(r"dari \d+"))
    places = int(re.search(r"dari (\d+)", page.title())[1])  # type: ignore[index]
    for place in range(1, places + 1):
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"Soal {place}")
        onward = "Periksa dan kirim" if place == places else f"Soal {place + 1}"
        button = page.locator(".quiz-turn").get_by_role("button", name=onward)
        if place % 2:
            scholars.answer_by_keyboard(page)
            scholars.tab_to(page, button)
            page.keyboard.press("Enter")
        else:
            scholars.answer(page)
            button.click()
    expect(page.get_by_text(f"Semua {places} soal sudah dijawab")).to_be_visible()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("heading", level=1, name="Nilai 100")).to_be_visible()
    expect(page.get_by_text("Lulus", exact=True)).to_be_visible()
    page.get_by_role("link", name=re.compile("Lanjutkan: ")).click()


def _begin_the_case_study(page: Page) -> None:
    """The draft saves itself, and is there again when the page is opened anew."""
    expect(page.get_by_role("heading", name="Rubrik")).to_be_visible()
    text = page.get_by_role("textbox")
    text.press_sequentially("Memo kepada kepala bidang. ")
    expect(page.locator("[data-saved]")).to_have_text(scholars.SAVED)
    page.reload()
    expect(text).to_have_value("Memo kepada kepala bidang. ")


def _see_what_is_missing(page: Page) -> None:
    case_study = page.url
    page.goto(ADDRESS)
    page.get_by_role("link", name="Mengapa belum selesai?").click()
    missing = page.get_by_role("region", name="Mengapa belum selesai?")
    expect(missing).to_contain_text("5 dari 6 syarat terpenuhi")
    expect(missing.get_by_role("link")).to_have_count(1)
    missing.get_by_role("link").click()
    expect(page).to_have_url(case_study)


def _hand_in(page: Page) -> None:
    """Too short is said beside the field, with nothing lost; then it waits for the mentor."""
    page.get_by_role("button", name="Kirim kepada mentor").click()
    expect(page.get_by_role("alert")).to_contain_text("150")
    page.get_by_role("textbox").fill("Warga perlu satu kali datang saja. " * 30)
    page.get_by_role("button", name="Kirim kepada mentor").click()
    expect(page.get_by_text("Kiriman ke-1 menunggu umpan balik")).to_be_visible()
    page.goto(ADDRESS)
    expect(page.get_by_role("region", name="Mengapa belum selesai?")).to_contain_text("umpan balik")
