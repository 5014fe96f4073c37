"""Training done elsewhere at the desk of BKD: found, verified once, refused, taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from re import findall

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cast import Cast, Someone
from crowds import at_once
from elsewheres import SEMINAR, answer, claim, claimed, credited, send, sent
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.foundation.jobs import work_once
from lms.identity.actions import give_grant
from lms.identity.models import Person, Role
from lms.records.actions import take_back_claim, verify_claim
from lms.records.models import ClaimState, JpCredit
from lms.records.policies import may_answer_claim
from lms.records.queries import year_picture
from registers import NOW
from statements import statements

At = Callable[[Someone], FlaskClient]
QUEUE = "/register/elsewhere"
ONE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
DAY = date(2026, 11, 22)


def titles(browser: FlaskClient, query: str = "") -> list[str]:
    page = browser.get(f"{QUEUE}{query}")
    assert page.status_code == 200, page.text
    return findall(r'<a href="/register/elsewhere/[^"]+">([^<]+)</a>', page.text)


def test_a_verified_one_is_one_credit_by_the_rule_of_its_form(cast: Cast, at: At) -> None:
    rani, siti = at(cast.rani), at(cast.siti)
    there = sent(rani, form_code=SEMINAR, jp_stated=8)
    assert 'value="4"' in siti.get(f"{QUEUE}/{there}").text  # an event, whatever was stated
    for _ in range(2):  # the second of two clicks
        with transaction():
            verify_claim(there, cast.siti.id, 1, 4)
    given = db.session.scalars(select(JpCredit)).one()
    assert (given.jp, given.minutes, given.source_kind) == (4, 180, "elsewhere")
    assert (given.credited_on, given.source_id) == (date(2026, 3, 4), str(there))
    assert year_picture(cast.rani.id, DAY).credited == 4
    transcript = " ".join(rani.get("/transcript").text.split())
    assert "Kurang 16 JP" in transcript
    assert "2026: 4 JP" in transcript
    assert "Pelatihan Pelayanan Prima" in rani.get("/transcript/print").text


def test_less_needs_a_reason_and_more_is_refused(cast: Cast, at: At) -> None:
    siti = at(cast.siti)
    there = sent(at(cast.rani))
    assert "sebanyak aturannya" in answer(siti, there, "verify", jp=13).text
    assert "mengapa JP-nya kurang" in answer(siti, there, "verify", jp=10).text
    assert "Tuliskan alasannya" in answer(siti, there, "refuse").text
    assert credited() == []
    assert answer(siti, there, "verify", jp=10, reason="Dua JP upacara.").status_code == 302
    assert credited() == [10]
    assert "Dua JP upacara." in siti.get(f"{QUEUE}/{there}").text


def test_taken_back_it_is_reversed_and_may_be_sent_anew(cast: Cast, at: At) -> None:
    rani, siti = at(cast.rani), at(cast.siti)
    there = sent(rani)
    answer(siti, there, "verify")
    back = f"{QUEUE}/{there}/reversal"
    without = siti.submit(f"{QUEUE}/{there}", back)  # type: ignore[attr-defined]  # the test browser's own
    assert without.status_code == 422
    done = siti.submit(f"{QUEUE}/{there}", back, reason="Sertifikatnya palsu.")  # type: ignore[attr-defined]  # the same
    assert done.status_code == 302
    with transaction():
        take_back_claim(there, cast.siti.id, "lagi")
    assert credited() == [12, -12]
    assert year_picture(cast.rani.id, DAY).credited == 0
    assert claim(there).state == ClaimState.REVERSED
    assert sent(rani) != there


def test_what_was_mended_or_answered_meanwhile_is_not_answered_unseen(cast: Cast, at: At) -> None:
    rani = at(cast.rani)
    there = sent(rani)
    send(rani, f"/transcript/elsewhere/{there}/mending", jp_stated=40, proof=None)
    with pytest.raises(Conflict, match="memperbaiki isinya"), transaction():
        verify_claim(there, cast.siti.id, 1, 12)
    with transaction():
        verify_claim(there, cast.siti.id, 2, 40)
    with pytest.raises(Conflict, match="sudah dijawab"), transaction():
        verify_claim(there, cast.amin.id, 2, 39, "lain")
    assert credited() == [40]


def test_officers_at_once_credit_it_once(app: Flask, cast: Cast, at: At) -> None:
    there = sent(at(cast.rani))

    def verify(number: int) -> None:
        with transaction():
            verify_claim(there, (cast.siti.id, cast.amin.id)[number % 2], 1, 12)

    at_once(app, verify)
    assert credited() == [12]


def test_nobody_answers_their_own_and_others_agencies_are_unknown(cast: Cast, at: At) -> None:
    siti, murni = at(cast.siti), at(cast.murni)
    own = sent(siti)
    assert siti.get(f"{QUEUE}/{own}").status_code == 403
    assert not may_answer_claim(cast.siti.id, claim(own))
    assert "milik Anda, dijawab petugas lain" in siti.get(QUEUE).text
    assert titles(murni) == []
    assert murni.get(f"{QUEUE}/{own}").status_code == 404
    for someone in (cast.rani, cast.yusuf, cast.amin, cast.wati):
        assert at(someone).get(QUEUE).status_code == 403
    assert claim(own).state == ClaimState.WAITING


@ONE
def test_looking_at_a_proof_is_noted(cast: Cast, at: At) -> None:
    there = sent(at(cast.rani))
    assert at(cast.siti).get(f"/elsewhere/{there}/proof").status_code == 200
    noted = select(AuditEntry.actor_id).where(AuditEntry.verb == "opened-proof")
    assert db.session.scalars(noted).all() == [cast.siti.id]


@ONE
def test_the_same_number_at_another_person_is_told_to_the_officer_alone(cast: Cast, at: At) -> None:
    rani = at(cast.rani)
    there = sent(rani)
    sent(at(cast.dedi))
    assert "dikirim oleh 1 orang lain" in at(cast.siti).get(f"{QUEUE}/{there}").text
    assert "orang lain" not in rani.get(f"/transcript/elsewhere/{there}").text


@ONE
def test_the_queue_is_searched_sorted_and_turned(cast: Cast, at: At) -> None:
    rani, siti = at(cast.rani), at(cast.siti)
    first = sent(rani, title="Arsip", number="A-1", jp_stated=3)
    with clock.at(NOW + timedelta(minutes=1)):
        sent(at(cast.dedi), title="Batik", number="B-2", jp_stated=9)
    assert titles(siti) == ["Arsip", "Batik"]
    assert titles(siti, "?sort=-jp") == ["Batik", "Arsip"]
    assert titles(siti, "?sort=name") == ["Batik", "Arsip"]
    for words, found in (
        ("dedi", ["Batik"]),
        (cast.rani.nip, ["Arsip"]),
        ("b 2", ["Batik"]),
        ("arsi", ["Arsip"]),
        ("%", []),
    ):
        assert titles(siti, f"?words={words}") == found
    answer(siti, first, "refuse", reason="Buram.")
    assert titles(siti) == ["Batik"]
    assert titles(siti, "?state=refused") == ["Arsip"]
    assert titles(siti, "?state=all&page=9") == ["Arsip", "Batik"]
    for wrong in ("?state=lain", "?sort=nip"):
        assert siti.get(f"{QUEUE}{wrong}").status_code == 422
    with statements() as asked:
        siti.get(QUEUE)
    few = len(asked)
    for number in range(8):
        claimed(cast.nurul.id, cast.province, f"Seminar {number}")
    with statements() as asked:
        assert len(titles(siti)) == 9
    asked.at_most(few)


@ONE
def test_an_officer_of_one_unit_answers_for_it_alone(cast: Cast, at: At) -> None:
    with transaction():
        nurul = db.session.get_one(Person, cast.nurul.id)
        here = {"since": date(2026, 1, 1), "unit_id": cast.units["kominfo"]}
        give_grant(nurul, Role.BKD_OFFICER, cast.province, **here)
    sent(at(cast.rani), title="Bidang Aplikasi")
    sent(at(cast.wati), title="Pendidikan")
    assert titles(at(cast.nurul)) == ["Bidang Aplikasi"]


@ONE
def test_a_letter_tells_each_answer_with_its_reason(app: Flask, cast: Cast, at: At) -> None:
    with transaction():
        db.session.get_one(Person, cast.rani.id).email = "rani@contoh.go.id"
    rani, siti = at(cast.rani), at(cast.siti)
    there = sent(rani)
    answer(siti, there, "refuse", reason="Buktinya undangan.")
    rani.submit(f"/transcript/elsewhere/{there}/mending")  # type: ignore[attr-defined]  # the test browser's own
    answer(siti, there, "verify")
    with transaction():
        take_back_claim(there, cast.siti.id, "Salah orang.")
    while work_once():
        pass
    folder = Path(app.config["SETTINGS"].home, "mail")
    letters = [message_from_bytes(it.read_bytes(), policy=default) for it in folder.glob("*.eml")]
    told = {str(it["Subject"]).split(":")[0]: it.get_content() for it in letters}
    assert told.keys() == {
        "Pelatihan di luar belum diterima",
        "Pelatihan di luar diverifikasi",
        "Verifikasi pelatihan di luar dibatalkan",
    }
    assert {it["To"] for it in letters} == {"rani@contoh.go.id"}
    assert "Alasannya: Buktinya undangan." in told["Pelatihan di luar belum diterima"]
    assert f"/transcript/elsewhere/{there}" in told["Pelatihan di luar diverifikasi"]
    assert "12 JP dicatat" in told["Pelatihan di luar diverifikasi"]
