"""A quiz of every type taken on a phone by keyboard alone, with scripts and without."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import everytype
import scholars
from everytype import PLACES
from newcomers import Newcomer, join
from sites import Home, Site
from windows import assert_accessible, assert_fits, sign_in, window

PHONE = {"width": 360, "height": 780}
# What a screen reader hears of each type: role and name.
HEARD = {
    "single": [("radio", "Warga")],
    "multiple": [("checkbox", "Jelas")],
    "truefalse": [("radio", "Benar")],
    "short": [("textbox", "Jawaban Anda")],
    "numeric": [("textbox", "Jawaban Anda")],
    "match": [
        ("combobox", "Berapa lama prosesnya?"),
        ("combobox", "Siapa yang bertugas?"),
        ("combobox", "Berapa biayanya?"),
    ],
    "order": [
        ("combobox", "Posisi untuk: Menyapa warga"),
        ("combobox", "Posisi untuk: Memeriksa berkas, termasuk lampirannya"),
        ("combobox", "Posisi untuk: Memberi tanda terima"),
    ],
    "cloze": [
        ("group", f"Soal {PLACES['cloze']}"),
        ("textbox", "Isian 1 dari 3"),
        ("combobox", "Isian 2 dari 3"),
        ("textbox", "Isian 3 dari 3"),
    ],
    "sjt": [("radio", "Memanggil atasan")],
}


@pytest.fixture
def tari(home: Home, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Newcomer, str]:
    """Somebody who has begun, and the address of the attempt."""
    newcomer = join(home, f"Tari {request.node.name[-35:]}")
    with home.inside():
        (begun,) = everytype.begin(tmp_path, newcomer)
    return newcomer, f"/attempts/{begun}"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_every_type_is_answered_by_keyboard_on_a_phone(
    chromium: Browser, site: Site, tari: tuple[Newcomer, str], scripts: bool
) -> None:
    newcomer, address = tari
    with window(chromium, site, viewport=PHONE, java_script_enabled=scripts) as page:
        sign_in(page, newcomer)
        page.goto(f"{address}/questions/1")
        for name, place in PLACES.items():
            expect(page.get_by_role("heading", level=1)).to_have_text(f"Soal {place} dari 9")
            _is_heard(page, name)
            assert_fits(page)
            scholars.answer_by_keyboard(page, saves=scripts)
            last = place == len(PLACES)
            _press(page, "Periksa dan kirim" if last else f"Soal {place + 1}")
        expect(page.get_by_text("Semua 9 soal sudah dijawab")).to_be_visible()
        scholars.tab_to(page, page.get_by_role("button", name="Kirim jawaban"))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1, name="Nilai 100")).to_be_visible()


def _is_heard(page: Page, name: str) -> None:
    for role, said in HEARD[name]:
        expect(page.get_by_role(role, name=said, exact=True)).to_have_count(1)  # type: ignore[arg-type]


def _press(page: Page, button: str) -> None:
    turn = page.locator(".quiz-turn").get_by_role("button", name=button)
    scholars.tab_to(page, turn)
    page.keyboard.press("Enter")


def test_steps_are_moved_by_buttons_that_tell_of_each_move(
    chromium: Browser, site: Site, tari: tuple[Newcomer, str]
) -> None:
    newcomer, address = tari
    with window(chromium, site, viewport=PHONE) as page:
        sign_in(page, newcomer)
        page.goto(f"{address}/questions/{PLACES['order']}")
        first = page.locator("[data-step-text]").first.inner_text()
        down = page.get_by_role("button", name=f"Turunkan: {first}")
        scholars.tab_to(page, down)
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")  # it is the last already
        expect(page.locator("[data-moved]")).to_have_text(f"{first} sekarang di posisi 3 dari 3.")
        expect(down).to_be_focused()
        expect(down).to_have_attribute("aria-disabled", "true")
        assert_accessible(page)
        expect(page.locator("[data-saved]")).to_have_text(scholars.SAVED)
        page.reload()
        expect(page.locator("[data-step-text]").last).to_have_text(first)
        expect(scholars.position(page, first)).to_have_value("3")


def test_steps_that_were_put_in_order_offline_stand_so_afterwards(
    chromium: Browser, site: Site, tari: tuple[Newcomer, str]
) -> None:
    newcomer, address = tari
    url = f"{address}/questions/{PLACES['order']}"
    with window(chromium, site, viewport=PHONE) as page:
        page.on("dialog", lambda dialog: dialog.accept())  # leaving with something unsent
        sign_in(page, newcomer)
        page.goto(url)
        page.route("**/answers/*", lambda route: route.abort())
        texts = page.locator("[data-step-text]").all_inner_texts()
        scholars.position(page, texts[2]).select_option("1")
        page.get_by_label("Tandai ragu").check()
        expect(page.locator("[data-saved]")).to_contain_text("menunggu jaringan")
        page.reload()
        wanted = [texts[2], texts[0], texts[1]]
        expect(page.locator("[data-step-text]")).to_have_text(wanted)
        expect(page.get_by_label("Tandai ragu")).to_be_checked()
        page.unroute("**/answers/*")
        page.reload()
        expect(page.locator("[data-saved]")).to_have_text(scholars.SAVED)
        page.evaluate("localStorage.clear()")
        page.reload()
        expect(page.locator("[data-step-text]")).to_have_text(wanted)
