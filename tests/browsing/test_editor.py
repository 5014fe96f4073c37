"""The editor of Markdown in Chromium, under the policy of every page: written, shaped and seen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from editors import Desk, choose, open_editor, press, write, written
from lms.foundation.markup import render
from windows import assert_accessible, assert_fits, window

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
LIBRARY = "**/codemirror.*.js"
LOOK_OUT = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (it) => refused.push(it.violatedDirective));
"""


@pytest.fixture
def page(chromium: Browser, desk: Desk) -> Iterator[Page]:
    with window(chromium, desk) as page:
        page.add_init_script(LOOK_OUT)
        yield page


@pytest.fixture
def phone(chromium: Browser, desk: Desk) -> Iterator[Page]:
    with window(chromium, desk, **PHONE) as page:
        yield page


def test_what_is_typed_is_sent_by_the_form_and_breaks_no_policy(page: Page, desk: Desk) -> None:
    open_editor(page, desk)
    write(page, "- satu\ndua\n\nSelesai")
    assert written(page) == "- satu\n- dua\n\nSelesai"  # lists go on, and end at an empty item
    box = page.get_by_role("textbox", name="Isi modul")
    assert box.get_attribute("spellcheck") == "true"
    assert box.get_attribute("lang") == "id"
    expect(box).to_have_accessible_description(re.compile("Tulislah untuk rekan Anda.*Tab"))
    assert page.evaluate("refused") == []
    assert page.locator("style").count() == 0
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("body")).to_contain_text("- dua")


def test_label_and_error_of_the_field_are_those_of_the_editor(page: Page, desk: Desk) -> None:
    desk.text.error = "Gambar ini tanpa keterangan."
    open_editor(page, desk, "![](a.svg)")
    box = page.get_by_role("textbox", name="Isi modul")
    expect(box).to_have_accessible_description(re.compile("rekan Anda.*Gambar ini tanpa"))
    assert box.get_attribute("aria-invalid") == box.get_attribute("aria-required") == "true"
    page.locator("label[for=body]").click()
    expect(box).to_be_focused()
    expect(page.get_by_text("Tersimpan 10.42")).to_be_visible()  # what was given back unsaved


def test_tools_make_what_the_server_draws(page: Page, desk: Desk) -> None:
    open_editor(page, desk, "Bu Rosmaini datang\nsatu\ndua")
    choose(page, "Rosmaini")
    press(page, "Tebal")
    assert written(page).startswith("Bu **Rosmaini** datang")
    press(page, "Miring")
    press(page, "Tebal")
    assert written(page).startswith("Bu *Rosmaini* datang")  # a second press takes it off
    choose(page, "satu\ndua")
    press(page, "Daftar bernomor")
    assert written(page).endswith("datang\n\n1. satu\n2. dua")
    press(page, "Urungkan")
    press(page, "Daftar")
    expect(page.get_by_role("button", name="Ulangi")).to_be_disabled()  # nothing was undone since
    assert written(page).endswith("datang\n\n- satu\n- dua")
    choose(page, "Bu")
    press(page, "Judul")
    drawn = render(written(page)).html
    assert re.search("<h2[^>]*>Bu <em>Rosmaini</em> datang</h2>", drawn)
    assert "<li>dua</li>" in drawn


def test_a_table_and_a_box_are_asked_for_in_words(page: Page, desk: Desk) -> None:
    open_editor(page, desk, "Awal\n\nAkhir")
    choose(page, "Awal")
    press(page, "Tabel")
    page.get_by_label("Banyaknya kolom").fill("3")
    page.get_by_role("button", name="Sisipkan").click()
    expect(page.locator("#body")).to_have_value(re.compile("Kolom 3"))
    page.keyboard.type("Tahap")  # the first head is chosen
    assert written(page).startswith("Awal\n\n| Tahap | Kolom 2 | Kolom 3 |\n")
    choose(page, "Akhir")
    press(page, "Kotak")
    page.get_by_label("Jenis kotak").select_option("Peringatan")
    page.get_by_label("Judul kotak").fill("Ingat")
    page.keyboard.press("Enter")
    expect(page.locator("#body")).to_have_value(re.compile("Ingat"))
    drawn = render(written(page)).html
    assert drawn.count("<th ") == 3
    assert drawn.endswith("<strong>Ingat</strong>\n<p>Akhir</p>\n</div></aside>")
    assert 'class="notice notice-warn"' in drawn


def test_keys_shape_the_text_and_tab_leads_out(page: Page, desk: Desk) -> None:
    open_editor(page, desk, "satu dua")
    choose(page, "satu")
    page.keyboard.press("Control+b")
    page.keyboard.press("Control+i")
    assert written(page) == "***satu*** dua"
    choose(page, "dua")
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Teks yang diklik")).to_have_value("dua")
    page.get_by_label("Alamat").fill("02-latihan.quiz.md")
    page.keyboard.press("Enter")
    expect(page.locator("#body")).to_have_value("***satu*** [dua](02-latihan.quiz.md)")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Judul")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Miring")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Ulangi")).to_be_focused()
    page.keyboard.press("Tab")  # one stop for all tools
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="Pratinjau")).to_be_focused()


def test_the_preview_is_the_servers_and_the_newest(page: Page, desk: Desk) -> None:
    held: list[Route] = []
    open_editor(
        page, desk, "## Isi\n\nLihat [situs](https://contoh.go.id).\n\n" + "Baris.\n\n" * 60
    )
    pane = page.get_by_role("region", name="Pratinjau")
    expect(pane.get_by_role("heading", name="Isi")).to_have_id("pratinjau-b-isi")
    expect(pane.get_by_role("link", name="situs")).to_have_attribute("target", "_blank")
    pane.evaluate("it => { it.scrollTop = 300 }")
    page.route("**/preview", lambda route: held.append(route), times=1)  # noqa: PLW0108  it is marked
    write(page, "lama")
    page.wait_for_timeout(600)
    write(page, " dan baru")
    expect(pane).to_contain_text("lama dan baru")
    held[0].fulfill(body="<p>Sekadar lama</p>")
    assert pane.evaluate("it => it.scrollTop") == 300
    page.route("**/preview", lambda route: route.abort())
    write(page, "!")
    expect(pane.get_by_text("Pratinjau belum dapat diperbarui")).to_be_visible()
    expect(pane).to_contain_text("lama dan baru")


def test_it_is_for_everybody(page: Page, desk: Desk) -> None:
    open_editor(page, desk, "## Judul\n\n- satu\n\n" + "Baris.\n\n" * 60)
    expect(page.get_by_role("region", name="Pratinjau")).to_contain_text("satu")
    assert_accessible(page)
    press(page, "Tautan")
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Isi modul")).to_be_focused()
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert_accessible(page)


def test_on_a_phone_the_tools_stay_under_the_thumb(phone: Page, desk: Desk) -> None:
    open_editor(phone, desk, "Baris.\n\n" * 60)
    assert desk.text.drawn == []  # what is not seen is not asked for
    bar, tools = phone.locator(".editor-bar"), phone.get_by_role("toolbar").get_by_role("button")
    assert {round(tool.bounding_box()["height"]) for tool in tools.all()} == {44}  # type: ignore[index]
    foot = bar.bounding_box()
    assert foot
    assert foot["y"] + foot["height"] == pytest.approx(740, abs=1)
    assert_fits(phone)
    assert_accessible(phone)
    phone.get_by_role("button", name="Pratinjau").click()
    expect(phone.get_by_role("region", name="Pratinjau")).to_contain_text("Baris.")
    expect(phone.get_by_role("textbox", name="Isi modul")).to_be_hidden()
    assert_fits(phone)
    assert_accessible(phone)


def test_before_the_library_is_there_tools_work_on_the_plain_text(page: Page, desk: Desk) -> None:
    page.route(LIBRARY, lambda route: route.abort())
    desk.text.change("satu")
    page.goto("/page")
    page.get_by_label("Isi modul").select_text()
    press(page, "Daftar")
    assert written(page) == "- satu"
    expect(page.get_by_role("region", name="Pratinjau").get_by_role("listitem")).to_have_text(
        "satu"
    )
    expect(page.get_by_text("Tersimpan 10.42")).to_be_visible()


def test_without_scripts_the_text_is_as_before(chromium: Browser, desk: Desk) -> None:
    desk.text.change("Satu kalimat")
    with window(chromium, desk, java_script_enabled=False) as page:
        page.goto("/page")
        expect(page.get_by_role("toolbar")).to_have_count(0)
        page.get_by_label("Isi modul").fill("Kalimat lain")
        page.get_by_role("button", name="Simpan").click()
        expect(page.locator("body")).to_contain_text("Kalimat lain")
