"""The BKD officer takes out of the register what it shows; others are told where theirs is."""

import csv
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from newcomers import COURSE
from sites import Home, Site
from windows import sign_in, window

OFFICE, CODE = "Dinas Komunikasi dan Informatika", "5500.KOMINFO"


def test_an_officer_filters_and_takes_out_the_same_rows_as_the_command(
    chromium: Browser, site: Site, home: Home, tmp_path: Path
) -> None:
    with window(chromium, site) as page:
        sign_in(page, site.people["bkd_data"])
        page.get_by_role("link", name="Meja kerja").click()
        page.get_by_role("link", name="Register penyelesaian").click()
        everything = _sum(page)
        page.get_by_label("Unit kerja").select_option(label=_option(page, OFFICE))
        page.get_by_label("Kursus").select_option(COURSE)
        page.get_by_role("button", name="Saring").click()
        expect(page.get_by_text(f"{OFFICE} dan unit di bawahnya").first).to_be_visible()
        assert 0 < _sum(page) < everything
        rows = _download(page, tmp_path / "register.csv")
        year = page.get_by_label("Tahun").input_value()
        assert len(rows) == _sum(page)
    period = ("--since", f"{year}-01-01", "--until", f"{year}-12-31")
    printed = home.lms("completions", "export", "--unit", CODE, "--course", COURSE, *period)
    assert list(csv.DictReader(printed.splitlines())) == rows


def _sum(page: Page) -> int:
    sums = page.locator(".sums").inner_text()
    return int(re.search(r"Penyelesaian\s+([\d.]+)", sums)[1].replace(".", ""))  # type: ignore[index]


def _option(page: Page, name: str) -> str:
    options = page.get_by_label("Unit kerja").locator("option").all_inner_texts()
    return next(each for each in options if each.strip().endswith(name))


def _download(page: Page, path: Path) -> list[dict[str, str]]:
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV", exact=True).click()
    started.value.save_as(path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_learner_is_told_where_their_own_records_are(chromium: Browser, site: Site) -> None:
    with window(chromium, site) as page:
        sign_in(page, site.people["learner"])
        answer = page.goto("/register")
        assert answer
        assert answer.status == 403
        expect(page.get_by_role("heading", level=1)).to_have_text("Bukan wewenang Anda")
        expect(page.get_by_text("Catatan Anda sendiri ada di rapor.")).to_be_visible()
