"""Training done elsewhere: what its person sends, mends, withdraws and reads of it."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from cast import Cast, Someone
from elsewheres import NEW, PDF, answer, claim, credited, proof, send, sent
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.records.actions import withdraw_claim
from lms.records.models import Claim, ClaimState
from registers import Register
from statements import statements

At = Callable[[Someone], FlaskClient]
ONE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def words(browser: FlaskClient, path: str) -> str:
    page = browser.get(path)
    assert page.status_code == 200, page.text
    return " ".join(page.text.split())


def test_what_was_sent_waits_with_its_proof_and_counts_nothing(cast: Cast, at: At) -> None:
    rani = at(cast.rani)
    there = sent(rani)
    found = claim(there)
    assert (found.state, found.agency_id, found.jp) == (ClaimState.WAITING, cast.province, None)
    page = words(rani, f"/transcript/elsewhere/{there}")
    assert "menunggu diperiksa" in page
    file = rani.get(f"/elsewhere/{there}/proof")
    assert file.data == PDF
    assert file.headers["Content-Disposition"] == "attachment; filename=sertifikat.pdf"
    transcript = words(rani, "/transcript")
    assert "12 JP dari pelatihan di luar menunggu diperiksa" in transcript
    assert "Kurang 20 JP" in transcript
    assert credited() == []
    told = db.session.scalars(select(AuditEntry.verb).where(AuditEntry.subject_kind == "claim"))
    assert told.all() == ["sent"]


def test_sent_twice_by_one_form_it_is_one(cast: Cast, at: At) -> None:
    rani = at(cast.rani)
    held = rani.get(NEW).text.split('name="id" type="hidden" value="')[1].split('"')[0]
    assert sent(rani, id=held) == sent(rani, id=held)
    assert len(db.session.scalars(select(Claim)).all()) == 1
    with_dedis_form = send(at(cast.dedi), id=held)
    assert with_dedis_form.status_code == 404


@ONE
@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": " . "}, "Tuliskan judul"),
        ({"ended_on": "2026-03-01"}, "tidak boleh sebelum hari pertama"),
        ({"ended_on": "2026-11-23"}, "belum selesai belum dapat dicatat"),
        ({"jp_stated": 0}, "JP antara 1 dan 1000"),
        ({"began_on": "2009-01-01", "ended_on": "2009-01-02"}, "Belum ada aturan JP"),
        ({"began_on": "kemarin"}, "Isi tanggal sebagai"),
        ({"proof": None}, "Pilih berkas sertifikat"),
        ({"proof": proof(b"<html>", "a.pdf")}, "isinya bukan PDF, PNG, JPEG, WebP"),
        ({"proof": proof(b"PK\3\4", "a.docx")}, "isinya bukan PDF, PNG, JPEG, WebP"),
        ({"id": "bukan"}, "Formulir ini tidak lengkap"),
    ],
)
def test_what_cannot_be_right_is_told(
    cast: Cast, at: At, changed: dict[str, object], told: str
) -> None:
    refused = send(at(cast.rani), **changed)
    assert refused.status_code == 422
    assert told in refused.text
    assert db.session.scalar(select(Claim)) is None


@ONE
def test_a_refused_form_loses_nothing_not_even_the_proof(cast: Cast, at: At) -> None:
    rani, dedi = at(cast.rani), at(cast.dedi)
    refused = send(rani, jp_stated=0)
    assert "Yang sudah tersimpan: sertifikat.pdf" in refused.text
    kept = refused.text.split('name="kept" type="hidden" value="')[1].split('"')[0]
    assert send(dedi, kept=kept, proof=None).status_code == 422  # another's, so none
    assert send(rani, kept=kept[:-1], proof=None).status_code == 422
    assert claim(sent(rani, kept=kept, proof=None)).proof_name == "sertifikat.pdf"


def test_an_exact_double_is_refused_and_a_likely_one_is_warned_of(
    register: Register, cast: Cast, at: At
) -> None:
    rani = at(cast.rani)
    first = sent(rani)
    double = send(rani, title="pelatihan  PELAYANAN prima!", number="800 PLT 7 2026")
    assert double.status_code == 409
    assert sent(rani, number="801/PLT-7/2026"), "under another number it is another one"
    assert "sudah Anda kirim" in double.text
    assert sent(at(cast.dedi))  # another person's is another training
    register.add(cast.rani, date(2026, 3, 4), title="Pelatihan pelayanan prima")
    likely = [
        sent(rani, title="Yang lain"),
        sent(rani, number="", began_on="2026-03-04", ended_on="2026-03-05"),
    ]
    for each in likely:
        page = words(rani, f"/transcript/elsewhere/{each}")
        assert "Mungkin sudah tercatat" in page
        assert f"/transcript/elsewhere/{first}" in page
    assert "kursus di Belajar ASN" in words(rani, f"/transcript/elsewhere/{first}")
    other = sent(rani, title="Sama sekali lain", number="9")
    assert "Mungkin" not in words(rani, f"/transcript/elsewhere/{other}")


@ONE
def test_nobody_lets_more_wait_than_officers_can_read(
    cast: Cast, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lms.records.actions.claiming.MOST_WAITING", 1)
    rani = at(cast.rani)
    sent(rani)
    late = send(rani, title="Yang kedua")
    assert late.status_code == 409
    assert "Terlalu banyak yang menunggu" in late.text
    assert sent(at(cast.dedi))


def test_it_is_mended_and_withdrawn_until_it_is_verified(cast: Cast, at: At) -> None:
    rani, siti = at(cast.rani), at(cast.siti)
    there = sent(rani)
    mending = f"/transcript/elsewhere/{there}/mending"
    assert answer(siti, there, "refuse", reason="Nomornya tidak terbaca.").status_code == 302
    assert "Nomornya tidak terbaca." in words(rani, "/transcript")
    assert send(rani, mending, proof=None, number="801").status_code == 302
    mended = claim(there)
    assert (mended.state, mended.version, mended.number) == (ClaimState.WAITING, 2, "801")
    assert mended.proof_name == "sertifikat.pdf"
    page = f"/transcript/elsewhere/{there}"
    withdrawn = rani.submit(page, f"{page}/withdrawal")  # type: ignore[attr-defined]  # the test browser's own
    assert withdrawn.status_code == 302
    with transaction():
        withdraw_claim(there, cast.rani.id)  # the second of two clicks
    assert claim(there).state == ClaimState.WITHDRAWN
    again = sent(rani)  # what was withdrawn may be sent anew
    assert answer(siti, again, "verify").status_code == 302
    assert rani.get(f"/transcript/elsewhere/{again}/mending").status_code == 403
    assert credited() == [12]


@ONE
def test_others_learn_nothing_of_it(cast: Cast, at: At) -> None:
    there = sent(at(cast.rani))
    for someone in (cast.dedi, cast.yusuf, cast.amin, cast.murni, cast.wati):
        browser = at(someone)
        for path in ("/transcript/elsewhere/{}", "/transcript/elsewhere/{}/mending"):
            assert browser.get(path.format(there)).status_code == 404
        assert browser.get(f"/elsewhere/{there}/proof").status_code == 404
        assert browser.get(f"/register/elsewhere/{there}").status_code == 404


def test_its_steps_are_never_rewritten(cast: Cast, at: At) -> None:
    sent(at(cast.rani))
    for change in ("UPDATE claim_step SET reason = ''", "DELETE FROM claim_step"):
        with pytest.raises(DBAPIError, match="is never rewritten"), transaction():
            db.session.execute(text(change))


@ONE
def test_the_transcript_needs_as_many_statements_for_many(cast: Cast, at: At) -> None:
    rani = at(cast.rani)
    for number in range(3):
        sent(rani, title=f"Pelatihan {number}", number=str(number))
    rani.get("/transcript")
    with statements() as asked:
        rani.get("/transcript")
    asked.at_most(12)
