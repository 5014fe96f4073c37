"""The public page: which keys seal here, and what is told of a file that is sent."""

from io import BytesIO

import pytest
from cryptography.x509 import load_pem_x509_certificate
from flask import Flask
from sqlalchemy import delete

from browser import Browser
from cast import Cast
from lms.foundation.database import db, transaction
from lms.identity.models import Agency
from lms.seals.actions import ensure_key, rotate, seal_badge, seal_manifest, seal_pdf
from lms.seals.models import SealKey
from lms.seals.queries import revoked_asked
from lms.web import throttle
from papers import paper
from seals.test_badges import AWARD
from statements import statements

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def patience() -> None:
    """Nobody has sent anything yet."""
    throttle.UPLOADS.forget()


def sent(browser: Browser, content: bytes) -> str:
    answer = browser.submit("/seals", "/seals#hasil", file=(BytesIO(content), "berkas.pdf"))
    assert answer.status_code == 200
    return answer.text


def test_anybody_reads_which_keys_seal(app: Flask, cast: Cast, browser: Browser) -> None:
    assert "Belum ada kunci" in browser.get("/seals").text
    with transaction():
        first = ensure_key(cast.province).fingerprint
        second = rotate(db.session.get_one(Agency, cast.province), unsafe=True).fingerprint
    page = browser.get("/seals").text
    for said in ("Menyegel sekarang", "Tidak dipercaya lagi", first[:4], second[-4:]):
        assert said in page
    assert "bukan tanda tangan elektronik tersertifikasi" in page
    got = browser.get(f"/seals/keys/{second}.pem")
    assert load_pem_x509_certificate(got.data)
    assert "attachment" in got.headers["Content-Disposition"]
    assert browser.get("/seals/keys/00.pem").status_code == 404


def test_a_file_that_is_sent_is_checked_and_told(app: Flask, cast: Cast, browser: Browser) -> None:
    with transaction():
        pdf = seal_pdf(cast.province, paper(), "Sertifikat")
        badge = seal_badge(cast.province, AWARD)
        manifest = seal_manifest(cast.province, {"rows": 1200, "filters": {"unit": "<b>"}})
    for content, said in (
        (pdf, "Segel utuh"),
        (pdf + b" ", "Berkas ini berubah sesudah disegel"),
        (paper(), "Tidak ada segel pada berkas ini"),
        (b"\xff" * 99, "Tidak ada segel pada berkas ini"),
        (badge, "Rani Anggraini"),
        (manifest, "1200"),
        (manifest[:-9] + b"AAAAAAAAA", "Berkas ini berubah sesudah disegel"),
    ):
        assert said in sent(browser, content)
    with revoked_asked.connected_to(lambda _, **__: [AWARD.position]):
        assert "sudah dicabut" in sent(browser, badge)
    with transaction():
        rotate(db.session.get_one(Agency, cast.province), unsafe=True)
    assert "Kunci segelnya tidak dipercaya lagi" in sent(browser, pdf)
    with transaction():
        db.session.execute(delete(SealKey))
    assert "Disegel dengan kunci yang tidak dikenal" in sent(browser, manifest)
    throttle.UPLOADS.forget()
    nothing = browser.submit("/seals", "/seals#hasil", file=(BytesIO(b""), ""))
    assert nothing.status_code == 422
    assert "Pilih berkas yang ada isinya" in nothing.text


def test_who_sends_too_much_waits(app: Flask, cast: Cast, browser: Browser) -> None:
    """A file costs a look at each of its letters, and nobody signs in for it."""
    for _ in range(throttle.UPLOADS.most):
        throttle.UPLOADS.takes("127.0.0.1")
    file = (BytesIO(b"%PDF-"), "berkas.pdf")
    assert browser.submit("/seals", "/seals#hasil", file=file).status_code == 429
    assert browser.get("/seals").status_code == 200


def test_the_page_asks_little(app: Flask, cast: Cast, browser: Browser) -> None:
    with transaction():
        ensure_key(cast.province)
        ensure_key(cast.city)
    browser.get("/seals")
    with statements() as asked:
        browser.get("/seals")
    asked.at_most(2)
    with statements() as asked:
        browser.get("/seals/5500/did.json")
    asked.at_most(1)
