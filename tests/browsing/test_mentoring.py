"""A mentor and a learner, each at a window of their own, until the course is completed once."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from lms.demo.story import Stage
from lms.foundation.database import db
from lms.records.models import Completion
from newcomers import COURSE, Newcomer, join
from sites import Home, Site
from windows import assert_accessible, sign_in, window

CASE = f"/courses/{COURSE}/studi-kasus"
BETTER = "Ukurannya jumlah kunjungan ulang, dibahas setiap Senin. " * 25


@pytest.fixture
def hendra(chromium: Browser, site: Site) -> Iterator[Page]:
    """The mentor's window."""
    with window(chromium, site) as page:
        sign_in(page, site.people["mentor"])
        yield page


def test_work_goes_back_and_forth_until_the_mentor_accepts_it(
    chromium: Browser, site: Site, home: Home, hendra: Page
) -> None:
    ayu = join(home, "Ayu Permata", Stage.WRITTEN)
    _refuse_half_a_judgement(hendra, ayu)
    _return(hendra)
    with window(chromium, site) as page:
        sign_in(page, ayu)
        _answer_and_hand_in_again(page)
        _see_the_difference_and_accept(hendra, ayu)
        page.goto(CASE)
        expect(page.get_by_text("Kiriman ke-2 diterima").first).to_be_visible()
        expect(page.get_by_text("Nilai 100 dari 100 menurut rubrik")).to_be_visible()
        page.get_by_text("Semua kiriman Anda").scroll_into_view_if_needed()
        expect(page.get_by_role("link", name="Kiriman ke-1")).to_be_visible()


def _open_work(page: Page, learner: Newcomer) -> None:
    page.goto("/")
    page.get_by_role("link", name="Bimbingan").first.click()
    waiting = page.get_by_role("region", name=re.compile("menunggu Anda"))
    waiting.get_by_role("link", name=re.compile(learner.name)).click()
    expect(page.get_by_role("heading", name="Rubrik")).to_be_visible()


def _judge(page: Page, level: int) -> None:
    for row in page.locator("fieldset.rubric-row").all():
        row.get_by_role("radio").nth(level - 1).check()


def _refuse_half_a_judgement(page: Page, learner: Newcomer) -> None:
    """Without words it is not sent, and the levels that were chosen are still there."""
    _open_work(page, learner)
    _judge(page, 2)
    page.get_by_role("button", name="Minta perbaikan").click()
    expect(page.get_by_role("alert")).to_contain_text("Belum terkirim")
    expect(page.locator("fieldset.rubric-row input:checked")).to_have_count(4)
    assert_accessible(page)


def _return(page: Page) -> None:
    page.get_by_label("Umpan balik").fill("Runtut. Bagaimana Anda tahu usulan ini berhasil?")
    page.get_by_role("button", name="Minta perbaikan").click()
    expect(page.get_by_text("Kiriman dikembalikan dan umpan balik Anda terkirim.")).to_be_visible()


def _answer_and_hand_in_again(page: Page) -> None:
    page.get_by_role("link", name="Bimbingan").first.click()
    talk = page.get_by_role("region", name="Umpan balik atas pekerjaan Anda")
    expect(talk).to_contain_text("1 baru")
    talk.get_by_role("link").first.click()
    expect(page.get_by_text("Bagaimana Anda tahu usulan ini berhasil?")).to_be_visible()
    page.get_by_role("link", name="Buka tugas dan tulisan Anda").click()
    expect(page.get_by_text("Kiriman ke-1 dikembalikan untuk diperbaiki")).to_be_visible()
    expect(page.locator(".rubric-level.chosen")).to_have_count(4)
    page.get_by_label("Pesan Anda").fill("Terima kasih, saya tambahkan ukurannya.")
    page.get_by_role("button", name="Kirim pesan").click()
    expect(page.get_by_text("Terima kasih, saya tambahkan ukurannya.")).to_be_visible()
    page.get_by_role("textbox", name="Tulisan Anda").fill(BETTER)
    page.get_by_role("button", name="Kirim kepada mentor").click()
    expect(page.get_by_text("Kiriman ke-2 menunggu umpan balik")).to_be_visible()


def _see_the_difference_and_accept(page: Page, learner: Newcomer) -> None:
    _open_work(page, learner)
    expect(page.get_by_text("Terima kasih, saya tambahkan ukurannya.")).to_be_visible()
    page.get_by_role("link", name="Bandingkan dengan kiriman ke-1").click()
    expect(page.locator("ins")).to_contain_text(["Ukurannya jumlah kunjungan ulang"])
    assert_accessible(page)
    page.go_back()
    _accept(page)
    expect(page.get_by_text("Kiriman diterima dan umpan balik Anda terkirim.")).to_be_visible()


def _accept(page: Page) -> None:
    _judge(page, 4)
    page.get_by_label("Umpan balik").fill("Siap dibawa ke rapat.")
    page.get_by_role("button", name="Terima").click()


def test_a_course_is_completed_exactly_once(
    chromium: Browser, site: Site, home: Home, hendra: Page
) -> None:
    """The same judgement sent from two windows counts once, whatever the mentor's hand does."""
    bima = join(home, "Bima Prasetya", Stage.WRITTEN)
    _open_work(hendra, bima)
    with window(chromium, site, storage_state=hendra.context.storage_state()) as other:
        other.goto(hendra.url)
        _accept(hendra)
        expect(hendra.get_by_text("umpan balik Anda terkirim")).to_be_visible()
        _accept(other)
        expect(other.get_by_role("heading", level=1)).to_have_text("Keadaannya sudah berubah")
    with window(chromium, site) as page:
        sign_in(page, bima)
        page.goto("/transcript")
        _shows_what_was_earned(page)
    with home.inside():
        own = Completion.person_id == bima.id
        assert db.session.scalar(select(func.count()).where(own)) == 1


def _shows_what_was_earned(page: Page) -> None:
    done = page.get_by_role("region", name="Yang sudah selesai")
    expect(
        done.get_by_role("link", name="Dasar-Dasar Pemerintahan Digital", exact=True)
    ).to_have_count(1)
    expect(done.get_by_text("4 JP", exact=True)).to_be_visible()
    expect(page.get_by_text("4 dari paling sedikit 20 JP")).to_be_visible()
    levels = page.get_by_role("region", name="Jenjang kompetensi dari asesmen")
    expect(levels).to_contain_text("Pelayanan Publik")
    expect(levels.get_by_text(re.compile(r"^jenjang \d")).first).to_be_visible()
