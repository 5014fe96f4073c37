"""Anybody asks whether a certificate is genuine, and learns no NIP by it."""

from datetime import date
from io import BytesIO

import pytest
from flask import Flask

from awards import issued
from browser import Browser
from cast import Cast
from lms.certificates import checking
from lms.certificates.actions import revoke
from lms.certificates.badge import badge_of
from lms.certificates.code import spaced
from lms.certificates.keeping import pdf_of
from lms.certificates.queries import Shown
from lms.foundation.database import db, transaction
from lms.foundation.errors import Invalid
from lms.identity.models import Agency
from lms.seals.actions import rotate
from lms.web import throttle
from registers import Register
from statements import statements

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
pytestmark = ONE_ENGINE
VERIFY = "/verify"


@pytest.fixture
def one(register: Register, cast: Cast, rules: None) -> Shown:
    return issued(register.add(cast.rani, date(2026, 5, 4), jp=4))


def sent(browser: Browser, content: bytes) -> str:
    """By the form, as a file."""
    return str(browser.submit(VERIFY, to=VERIFY, file=(BytesIO(content), "s.pdf")).text)


def test_its_page_tells_name_course_day_and_hours_but_never_the_nip(
    app: Flask, cast: Cast, browser: Browser, one: Shown
) -> None:
    browser.get(f"{VERIFY}/{one.code}")
    with statements() as asked:
        page = browser.get(f"{VERIFY}/{one.code}")
    asked.at_most(3)
    assert page.status_code == 200
    for told in (one.name, one.course_title, "4 Mei 2026", "4 JP", one.number, "sah"):
        assert told in page.text
    for kept in (cast.rani.nip, cast.rani.nip[:8], cast.rani.nip[-4:], "Bidang Aplikasi"):
        assert kept not in page.text.replace(one.code, "").replace(spaced(one.code), "")


def test_a_code_may_be_typed_and_a_wrong_one_is_told(browser: Browser, one: Shown) -> None:
    typed = browser.submit(VERIFY, to=VERIFY, code=spaced(one.code).lower())
    assert typed.location.endswith(f"{VERIFY}/{one.code}")
    assert browser.get(f"{VERIFY}/{one.code.lower()}").location.endswith(one.code)
    wrong = browser.submit(VERIFY, to=VERIFY, code="1234")
    assert wrong.status_code == 422
    assert 'value="1234"' in wrong.text, "what was typed is still there"
    unknown = browser.get(f"{VERIFY}/{'2' * 16}")
    assert unknown.status_code == 404
    assert "Tidak ada sertifikat dengan kode ini" in unknown.text


def test_a_file_is_compared_to_the_byte(app: Flask, browser: Browser, one: Shown) -> None:
    content = pdf_of(one)
    assert "Berkas ini asli" in sent(browser, content)
    changed = content.replace(b"/Type", b"/Tipe", 1)
    assert "bukan berkas asli kami" in sent(browser, changed)
    assert "tidak kami kenal" in sent(browser, b"%PDF-1.4 lain")
    assert "bukan PDF atau lencana" in sent(browser, b"GIF89a")
    with pytest.raises(Invalid, match="terlalu besar"):
        checking.check(b"%PDF-" + b"0" * checking.LARGEST)


def test_a_badge_is_checked_like_a_pdf(app: Flask, browser: Browser, one: Shown) -> None:
    badge = badge_of(one)
    page = sent(browser, badge)
    assert "Segel berkas ini utuh" in page
    assert "Sertifikat ini sah" in page
    assert "bukan berkas asli kami" in sent(browser, badge[:-9] + b"A" * 9)
    with transaction():
        revoke(one.id, "Keliru", one.person_id)
    assert "sudah dicabut" in sent(browser, badge)


def test_a_seal_under_a_key_that_is_distrusted_is_told_as_that(
    cast: Cast, browser: Browser, one: Shown
) -> None:
    badge = badge_of(one)
    with transaction():
        rotate(db.session.get_one(Agency, cast.province), unsafe=True)
    page = sent(browser, badge)
    assert "tidak dipercaya lagi" in page
    assert one.name in page, "the register still tells what it knows"
    assert "bukan berkas asli kami" not in page
    assert "diubah setelah disegel" not in page


def test_who_asks_too_often_waits(browser: Browser, one: Shown) -> None:
    for _ in range(throttle.LOOKS.most):
        throttle.LOOKS.takes("127.0.0.1")
    assert browser.get(f"{VERIFY}/{one.code}").status_code == 429
    assert throttle.LOOKS.takes("10.0.0.1"), "others do not wait"
    assert throttle.place_of("2001:db8::1") == throttle.place_of("2001:db8::2")
