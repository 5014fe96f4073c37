"""What is written in the editor is lost to no network, no crash and nobody else who writes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from editors import Desk, open_editor, press, write, written
from windows import window

SAVED = "Tersimpan 10.42"
ON_THE_DEVICE = "Tersimpan di perangkat ini, menunggu jaringan"
FOUND = "Ada tulisan yang belum terkirim"
PICTURE = Path(__file__).parents[2] / "static/img/motif.svg"
GIVE = """
(it, [how, ...names]) => {
  const files = new DataTransfer();
  for (const name of names) files.items.add(new File(["<svg/>"], name, { type: "image/svg+xml" }));
  const given = { bubbles: true, composed: true, cancelable: true };
  const { x, y } = it.getBoundingClientRect();
  it.dispatchEvent(how === "drop"
    ? new DragEvent("drop", { ...given, dataTransfer: files, clientX: x + 20, clientY: y + 25 })
    : new ClipboardEvent("paste", { ...given, clipboardData: files }));
}
"""


@pytest.fixture
def page(chromium: Browser, desk: Desk) -> Iterator[Page]:
    with window(chromium, desk) as page:
        yield page


def told(page: Page, sentence: str) -> None:
    expect(page.get_by_role("status").get_by_text(sentence)).to_be_visible(timeout=15_000)


def test_it_saves_itself_and_the_form_goes_on_from_there(page: Page, desk: Desk) -> None:
    open_editor(page, desk)
    write(page, "Satu")
    told(page, SAVED)
    write(page, " dua")
    page.keyboard.press("Control+s")  # at once
    expect.soft(page.locator("[name=version]")).to_have_value("4")
    assert [it["source"] for it in desk.text.sent] == ["Satu", "Satu dua"]
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("body")).to_have_text("4 Satu dua")


def test_a_form_that_overtakes_a_save_waits_for_it(page: Page, desk: Desk) -> None:
    open_editor(page, desk)
    desk.text.pause = 1
    write(page, "Satu")
    page.keyboard.press("Control+s")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("body")).to_have_text("3 Satu")


def test_what_was_written_offline_is_sent_when_the_network_is_back(page: Page, desk: Desk) -> None:
    open_editor(page, desk)
    asked: list[Dialog] = []
    page.on("dialog", lambda dialog: (asked.append(dialog), dialog.dismiss()))
    page.context.set_offline(True)
    write(page, "Tanpa jaringan")
    told(page, ON_THE_DEVICE)
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    page.context.set_offline(False)
    told(page, SAVED)
    assert desk.text.source == "Tanpa jaringan"
    desk.text.is_away = True
    write(page, ", dua kali")
    told(page, ON_THE_DEVICE)
    desk.text.is_away = False  # nobody is told; it tries again by itself
    told(page, SAVED)
    page.goto("/page")
    assert [dialog.type for dialog in asked] == ["beforeunload"]
    expect(page.get_by_text(FOUND)).to_be_hidden()


def test_sending_the_form_offline_leaves_the_text_on_the_screen(page: Page, desk: Desk) -> None:
    open_editor(page, desk)
    page.context.set_offline(True)
    write(page, "Di perahu")
    page.locator("form[action='/written']").evaluate("form => form.requestSubmit()")
    told(page, ON_THE_DEVICE)
    expect(page.locator("#body")).to_have_value("Di perahu")
    page.context.set_offline(False)
    told(page, SAVED)
    assert desk.text.source == "Di perahu"


def test_what_was_sent_on_the_way_out_is_not_offered_again(page: Page, desk: Desk) -> None:
    open_editor(page, desk)
    write(page, "Cepat")
    page.wait_for_timeout(500)  # kept here, and not sent yet
    another = page.context.new_page()
    page.close()
    for _ in range(50):  # what goes out with a page arrives when it does
        if desk.text.source == "Cepat":
            break
        another.wait_for_timeout(100)
    another.goto("/page")
    expect(another.locator("#body")).to_have_value("Cepat")
    expect(another.get_by_text(FOUND)).to_be_hidden()
    assert another.evaluate("localStorage.length") == 0


def crash(page: Page, desk: Desk) -> Page:
    """Lose a page with what the server never got; answers the next page of the same browser."""
    desk.text.is_away = True
    write(page, ", lalu lebih")
    told(page, ON_THE_DEVICE)
    another = page.context.new_page()
    page.close()  # nobody is asked
    another.goto("/page")
    desk.text.is_away = False
    expect(another.get_by_text(FOUND)).to_be_visible()
    return another


def test_what_a_crash_left_is_shown_and_taken_up(page: Page, desk: Desk) -> None:
    open_editor(page, desk, "Dari server")
    page = crash(page, desk)
    page.get_by_text("Baca tulisan itu").click()
    expect(page.locator("[data-kept]")).to_have_text("Dari server, lalu lebih")
    page.get_by_role("button", name="Pakai tulisan itu").click()
    told(page, SAVED)
    assert desk.text.source == written(page) == "Dari server, lalu lebih"
    page.reload()
    expect(page.locator("[data-ready]")).to_be_attached()
    expect(page.get_by_text(FOUND)).to_be_hidden()


def test_what_a_crash_left_is_thrown_away_when_told_so(page: Page, desk: Desk) -> None:
    open_editor(page, desk, "Dari server")
    page = crash(page, desk)
    page.get_by_role("button", name="Hapus dari perangkat ini").click()
    page.reload()
    expect(page.locator("[data-ready]")).to_be_attached()
    expect(page.get_by_text(FOUND)).to_be_hidden()
    assert written(page) == "Dari server"


def test_what_a_crash_left_writes_over_nobody(page: Page, desk: Desk) -> None:
    open_editor(page, desk, "Dari server")
    page = crash(page, desk)
    write(page, " sekarang")
    told(page, SAVED)
    page.get_by_role("button", name="Pakai tulisan itu").click()
    expect(page.get_by_role("alert")).to_contain_text("Bagian ini sudah berubah")
    assert written(page) == "Dari server, lalu lebih"
    assert desk.text.source == "Dari server sekarang"


def test_who_writes_at_the_same_time_is_told_and_compared(page: Page, desk: Desk) -> None:
    open_editor(page, desk, "Semula")
    desk.text.change("Dari Wati", by="Wati")
    write(page, ", dari saya")
    expect(page.get_by_text("Wati mengubah bagian ini juga")).to_be_visible()
    write(page, " lagi")
    page.wait_for_timeout(1700)
    assert len(desk.text.sent) == 1  # the person decides first
    page.get_by_role("button", name="Bandingkan").click()
    expect(page.locator("body")).to_have_text("2 Semula, dari saya lagi")
    assert desk.text.source == "Dari Wati"


def test_what_lies_apart_comes_in_while_one_writes(page: Page, desk: Desk) -> None:
    open_editor(page, desk, "Semula")
    desk.text.change("Dari Wati\n\nSemula", by="Wati")
    desk.text.joins = "Dari Wati\n\n{}".format
    desk.text.pause = 1
    write(page, ", satu")
    page.keyboard.press("Control+s")
    page.wait_for_timeout(300)
    page.keyboard.type(", dua")  # before the answer
    expect(page.get_by_text("Wati menulis di bagian lain modul ini")).to_be_visible()
    desk.text.pause = 0
    page.keyboard.type(", tiga")  # the cursor is where it was
    told(page, SAVED)
    assert written(page) == desk.text.source == "Dari Wati\n\nSemula, satu, dua, tiga"


def test_a_lost_answer_is_no_other_person(page: Page, desk: Desk) -> None:
    open_editor(page, desk)
    desk.text.loses_answers = True
    write(page, "Satu")
    told(page, ON_THE_DEVICE)
    desk.text.loses_answers = False
    write(page, " dua")
    told(page, SAVED)
    assert desk.text.source == "Satu dua"


def test_who_was_signed_out_is_told_and_keeps_the_text(page: Page, desk: Desk) -> None:
    open_editor(page, desk)
    page.route("**/save", lambda route: route.fulfill(status=401, json={}))
    write(page, "Satu")
    told(page, "Sesi berakhir. Masuk kembali")
    assert "Satu" in page.evaluate("Object.values(localStorage)[0]")


@pytest.mark.parametrize("how", ["pick", "drop", "paste"])
def test_a_picture_comes_in_with_its_words(page: Page, desk: Desk, how: str) -> None:
    open_editor(page, desk, "Awal\n\nAkhir")
    box = page.get_by_role("textbox", name="Isi modul")
    if how == "pick":
        box.click()
        page.keyboard.press("Control+Home")
        press(page, "Gambar")
        page.get_by_label("Berkas", exact=True).set_input_files(PICTURE)
    else:
        box.click()
        page.keyboard.press("Control+End" if how == "drop" else "Control+Home")
        box.evaluate(GIVE, [how, "motif.svg"])  # dropped on the first line
    desk.text.refusal = "Berkas ini terlalu besar."
    page.get_by_label("Apa yang tampak").fill("Alur")
    page.get_by_role("button", name="Unggah").click()
    expect(page.get_by_role("alert").get_by_text("Berkas ini terlalu besar.")).to_be_visible()
    desk.text.refusal = ""
    page.keyboard.press("Enter")  # on the button, which kept the focus
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#body")).to_have_value("Awal\n\n![Alur](media/motif.svg)\n\nAkhir")
    assert desk.text.files == [("motif.svg", "Alur")]


def test_an_upload_that_was_lost_takes_nothing_along(page: Page, desk: Desk) -> None:
    open_editor(page, desk)
    press(page, "Gambar")
    page.get_by_label("Berkas", exact=True).set_input_files(PICTURE)
    page.route("**/upload", lambda route: route.abort())
    page.get_by_label("Apa yang tampak").fill("Alur")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Berkas belum terunggah")
    page.unroute("**/upload")
    page.get_by_role("button", name="Unggah").click()
    expect(page.locator("#body")).to_have_value("![Alur](media/motif.svg)\n")


def test_files_that_were_dropped_at_once_are_asked_about_one_by_one(page: Page, desk: Desk) -> None:
    open_editor(page, desk)
    page.get_by_role("textbox", name="Isi modul").evaluate(GIVE, ["drop", "a.svg", "b.svg"])
    for words in ("Satu", "Dua"):
        page.get_by_label("Apa yang tampak").fill(words)
        page.get_by_role("button", name="Unggah").click()
        expect(page.locator("#body")).to_have_value(re.compile(words))
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert written(page) == "![Satu](media/a.svg)\n\n![Dua](media/b.svg)\n"
    assert desk.text.files == [("a.svg", "Satu"), ("b.svg", "Dua")]
