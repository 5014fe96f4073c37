"""Everything a learner does works in a browser that runs no scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

import scholars
from newcomers import Newcomer, join, opened_long_ago
from sites import Home, Site
from windows import sign_in, window

ADDRESS = "/courses/dasar-pemerintahan-digital"
LESSONS, QUESTIONS = 4, 12


@pytest.fixture
def joko(home: Home) -> Newcomer:
    return join(home, "Joko Pratikno")


def test_a_course_is_learnt_without_scripts(
    chromium: Browser, site: Site, home: Home, joko: Newcomer
) -> None:
    with window(chromium, site, java_script_enabled=False) as page:
        sign_in(page, joko)
        page.goto(ADDRESS)
        page.get_by_role("button", name="Daftar dan mulai").click()
        for _ in range(LESSONS):
            _read(page, home, joko)
        _sit_the_quiz(page)
        _hand_in(page)
        page.goto(ADDRESS)
        missing = page.get_by_role("region", name="Mengapa belum selesai?")
        expect(missing).to_contain_text("5 dari 6")


def _read(page: Page, home: Home, joko: Newcomer) -> None:
    done = page.get_by_role("button", name="Tandai selesai dibaca")
    expect(done).to_be_visible()
    title = page.get_by_role("heading", level=1).inner_text()
    opened_long_ago(home, joko)
    done.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(title)


def _sit_the_quiz(page: Page) -> None:
    page.get_by_role("button", name="Mulai kuis").click()
    for place in range(1, QUESTIONS + 1):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Soal {place} dari {QUESTIONS}")
        scholars.give(page)
        onward = "Periksa dan kirim" if place == QUESTIONS else f"Soal {place + 1}"
        page.locator(".quiz-turn").get_by_role("button", name=onward).click()
    page.get_by_role("link", name="Kembali ke soal").click()  # and what was given is still there
    expect(page.get_by_text("Tersimpan di server pukul")).to_be_visible()
    page.get_by_role("button", name="Selesai dan kirim").click()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("heading", level=1, name="Nilai 100")).to_be_visible()
    page.get_by_role("link", name=re.compile("Lanjutkan: ")).click()


def _hand_in(page: Page) -> None:
    page.get_by_role("textbox").fill("Warga perlu satu kali datang saja.")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_text(re.compile(r"Draf tersimpan pukul \d\d\.\d\d"))).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value("Warga perlu satu kali datang saja.")
    page.get_by_role("textbox").fill("Warga perlu satu kali datang saja. " * 30)
    page.get_by_role("button", name="Kirim kepada mentor").click()
    expect(page.get_by_text("Kiriman ke-1 menunggu umpan balik")).to_be_visible()
