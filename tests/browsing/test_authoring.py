"""A trainer changes a course in its files; learners get it, and keep what they earned."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import scholars
from lms.demo.story import Stage
from newcomers import COURSE, join
from sites import ROOT, Home, Site
from windows import sign_in, window

LESSON, QUIZ = f"/courses/{COURSE}/mengapa-spbe", f"/courses/{COURSE}/kuis-akhir"
QUESTIONS = 12
HEADING = "## Tiga kali datang untuk selembar surat"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The trainer's own copy of the content folder."""
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


@pytest.fixture
def reader(chromium: Browser, site_apart: Site, home_apart: Home) -> Iterator[Page]:
    """The window of somebody who has read the lessons and sits the quiz."""
    with window(chromium, site_apart) as page:
        sign_in(page, join(home_apart, "Galih Nugroho", Stage.TESTED))
        page.goto(QUIZ)
        page.get_by_role("button", name=re.compile("^Mulai")).click()
        yield page


def test_a_mistake_is_named_by_file_and_line(content: Path, home: Home) -> None:
    quiz = content / COURSE / "05-kuis-akhir.quiz.md"
    text = quiz.read_text().replace("- [x]", "- [ ]", 1)  # the first question has no right answer
    quiz.write_text(text)
    line = text[: text.index("{#dpd-001")].count("\n") + 1
    said = home.lms("content", "check", str(content / COURSE), exits=1)
    assert said.startswith(f"{COURSE}/05-kuis-akhir.quiz.md:{line}:1: Belum ada pilihan yang benar")
    home.lms("content", "sync", str(content / COURSE), exits=1)


def test_a_published_change_reaches_learners_and_takes_nothing_from_them(
    chromium: Browser, site_apart: Site, home_apart: Home, content: Path, reader: Page
) -> None:
    done = join(home_apart, "Intan Puspita", Stage.COMPLETED)
    before = reader.locator(".question-stem").inner_text()
    _change(content)
    home_apart.lms("content", "check", str(content / COURSE))
    said = home_apart.lms("content", "sync", str(content / COURSE), "--note", "Judul diperjelas")
    assert re.search(rf"^{COURSE}: revisi 2; berubah: .*mengapa-spbe.*kuis-akhir", said)
    _ends_the_attempt_as_it_began(reader, before)
    _meets_the_new_text(reader)
    with window(chromium, site_apart) as page:
        sign_in(page, done)
        page.goto(f"/courses/{COURSE}")
        expect(page.get_by_text("Selesai", exact=True).first).to_be_visible()
        page.goto("/transcript")
        expect(page.get_by_text("4 dari paling sedikit 20 JP")).to_be_visible()


def _change(content: Path) -> None:
    lesson = content / COURSE / "01-mengapa-spbe.md"
    lesson.write_text(lesson.read_text().replace(HEADING, "## Tiga kali datang, satu surat"))
    quiz = content / COURSE / "05-kuis-akhir.quiz.md"
    quiz.write_text(quiz.read_text().replace("\n## ", "\n## Menurut Anda: "))


def _ends_the_attempt_as_it_began(page: Page, before: str) -> None:
    page.reload()
    expect(page.locator(".question-stem")).to_have_text(before, use_inner_text=True)
    for place in range(1, QUESTIONS + 1):
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"Soal {place} ")
        scholars.answer(page)
        onward = "Periksa dan kirim" if place == QUESTIONS else f"Soal {place + 1}"
        page.locator(".quiz-turn").get_by_role("button", name=onward).click()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("heading", level=1, name="Nilai 100")).to_be_visible()
    expect(page.get_by_text("Menurut Anda: ")).to_have_count(0)


def _meets_the_new_text(page: Page) -> None:
    """The lesson that was read stays read, under its new text."""
    page.goto(LESSON)
    expect(page.get_by_role("heading", name="Tiga kali datang, satu surat")).to_be_visible()
    expect(page.get_by_text("Revisi 2")).to_be_visible()
    expect(page.get_by_role("button", name="Tandai selesai dibaca")).to_have_count(0)
    page.goto(QUIZ)
    page.get_by_role("button", name="Mulai lagi").click()
    expect(page.locator(".question-stem")).to_contain_text("Menurut Anda: ")
