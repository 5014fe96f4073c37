"""The editor where it belongs: on a module of a course, with pictures, saved and merged."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from sites import ROOT, Site
from windows import assert_accessible, assert_fits, sign_in, window

LESSON = "/authoring/pelayanan-publik/modules/standar-pelayanan"
PICTURE = ROOT / "static/img/motif.svg"


@pytest.fixture
def page(chromium: Browser, site_apart: Site) -> Iterator[Page]:
    with window(chromium, site_apart) as page:
        sign_in(page, site_apart.people["trainer"])
        page.goto("/authoring/pelayanan-publik")
        opens = page.get_by_role("button", name="Buka naskah")
        if opens.count():
            opens.click()
        yield page


def write(page: Page, keys: str) -> None:
    expect(page.locator("[data-ready]")).to_be_attached()  # before, the field itself is there
    box = page.get_by_role("textbox", name="Isi", exact=True)
    box.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(keys)


def test_a_lesson_is_written_pictured_and_seen_as_learners_will(page: Page) -> None:
    page.goto(LESSON)
    write(page, "\n## Di loket kami\n\n- Sapa warga")
    page.get_by_role("button", name="Gambar", exact=True).click()
    page.get_by_label("Berkas", exact=True).set_input_files(PICTURE)
    page.get_by_label("Apa yang tampak").fill("Tenun sungai")
    page.get_by_role("button", name="Unggah").click()
    pane = page.get_by_role("region", name="Pratinjau")
    picture = pane.get_by_role("img", name="Tenun sungai")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("it => it.naturalWidth"), "the picture was not served"
    expect(page.get_by_text(re.compile(r"Tersimpan \d\d\.\d\d"))).to_be_visible()
    assert_accessible(page)
    shown = pane.locator("[data-page]").inner_text()
    page.get_by_role("button", name="Simpan dan lihat").click()
    expect(page.get_by_role("heading", name="Di loket kami")).to_be_visible()
    for line in filter(None, shown.splitlines()):
        expect(page.locator("main")).to_contain_text(line.strip())


def test_two_who_write_one_lesson_are_told_and_merge(page: Page) -> None:
    page.goto(LESSON)
    other = page.context.new_page()
    other.goto(LESSON)
    write(other, " Dari yang lain.")
    expect(other.get_by_text(re.compile(r"Tersimpan \d\d\.\d\d"))).to_be_visible()
    write(page, " Dari saya.")
    page.get_by_role("button", name="Bandingkan kedua tulisan").click()
    expect(page.get_by_role("heading", name="Dua tulisan untuk satu berkas")).to_be_visible()
    expect(page.get_by_label("Yang akan disimpan")).to_have_value(re.compile("Dari saya."))


def test_a_lesson_is_written_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(LESSON)
    write(page, " Di telepon.")
    expect(page.get_by_text(re.compile(r"Tersimpan \d\d\.\d\d"))).to_be_visible()
    expect(page.get_by_role("button", name="Tebal")).to_be_in_viewport()
    assert_fits(page)
    assert_accessible(page)
