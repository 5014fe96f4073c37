"""The paper: a tagged PDF that lays out well whatever is on it, sealed, and always the same."""

from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from flask import Flask

from awards import issued
from cast import Cast
from lms.certificates import checking, queries
from lms.certificates.checking import Finding
from lms.certificates.keeping import pdf_of
from lms.certificates.paper import facts_of
from lms.certificates.paper.setting import set_paper
from lms.certificates.queries import Shown
from lms.seals import queries as seals
from quizzes import Sitter
from registers import Register

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
BASE = "https://belajar.contoh.go.id"
LONG = "Prof. Dr. Ir. H. Raden Mas Abdurrahman Wahyuningrat Kusumohadiningrat, S.H., M.Hum., Ph.D."
NAMES = (
    LONG,
    "Đặng Ngọc Ánh",
    "Ярослав Ελένη שלום محمد",
    "王小明 😀 ꦗꦮ",
    "a\x00\x1b\ud800b",
    "#eval",
)
SEALED = "disegel oleh sistem, bukan tanda tangan elektronik tersertifikasi"


@pytest.fixture
def one(register: Register, cast: Cast, rules: None) -> Shown:
    return issued(register.add(cast.rani, date(2026, 5, 4)))


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


@ONE_ENGINE
def test_it_is_tagged_and_says_which_standards_it_keeps(app: Flask, one: Shown) -> None:
    content = pdf_of(one)
    with opened(content) as pdf:
        assert len(pdf.pages) == 2, "front and back"
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).startswith("id")
        told = pdf.open_metadata()
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert told["pdfuaid:part"] == "1"
        assert one.number in told["dc:title"]
    assert pdf_of(one) == content, "the same bytes ever after"
    checked = checking.check(content)
    assert (checked.finding, checked.code, checked.seal.is_intact) == (Finding.SAME, one.code, True)
    assert checking.check(content + b"\n").finding == Finding.OTHER
    assert checking.check(b"%PDF-1.7 nothing").finding == Finding.UNKNOWN


@ONE_ENGINE
def test_whatever_is_on_it_is_set(app: Flask, one: Shown) -> None:
    facts = facts_of(one, BASE)
    assert facts["seal"] == SEALED
    assert facts["jp"] == "4 (empat) jam pelajaran"
    assert (facts["basis"], facts["run"]) == ("", "Belajar mandiri")
    assert facts["person-line"].startswith(f"NIP {one.nip} · Penata Muda (III/a) · Pelaksana")
    for name in NAMES:
        assert _pages(facts | {"name": name, "back-line": name, "course": f"{LONG} {LONG}"}) == 2
    subjects = [{"title": f"Mata pelajaran {n} tentang layanan", "jp": "0,5"} for n in range(40)]
    assert _pages(facts | {"subjects": subjects}) == 2
    assert _pages(facts | {"subjects": []}) == 2
    assert set_paper(facts, 0) == set_paper(facts, 0)


def _pages(facts: dict[str, Any]) -> int:
    with opened(set_paper(facts, 0)) as pdf:
        return len(pdf.pages)


@ONE_ENGINE
def test_who_may_have_the_file(app: Flask, cast: Cast, hendra: Sitter, one: Shown) -> None:
    url = f"/certificates/{one.id}/pdf"
    rani, dedi = Sitter(app.test_client(), cast.rani), Sitter(app.test_client(), cast.dedi)
    answer = rani.browser.get(url)
    assert answer.mimetype == "application/pdf"
    assert one.code[:4] in answer.headers["Content-Disposition"]
    assert hendra.browser.get(url).data == answer.data
    assert dedi.browser.get(url).status_code == 404
    assert app.test_client().get(url).status_code == 302, "to the sign-in page"
    hendra.post(f"/certificates/{one.id}/revocation", reason="Keliru")
    assert rani.browser.get(url).status_code == 410
    assert hendra.browser.get(url).status_code == 200
    assert queries.digest_of(one.id) is not None


@ONE_ENGINE
def test_the_badge_is_sealed_and_its_revocation_told(
    app: Flask, cast: Cast, hendra: Sitter, one: Shown
) -> None:
    rani = Sitter(app.test_client(), cast.rani)
    badge = rani.browser.get(f"/certificates/{one.id}/badge").data
    checked = seals.seal_of_credential(badge)
    assert checked.is_intact
    assert checked.content["id"].endswith(f"/verify/{one.code}")
    assert cast.rani.nip not in str(checked.content)
    assert not seals.is_revoked(checked)
    hendra.post(f"/certificates/{one.id}/revocation", reason="Keliru")
    assert seals.is_revoked(checked)
    assert rani.browser.get(f"/certificates/{one.id}/badge").status_code == 410
