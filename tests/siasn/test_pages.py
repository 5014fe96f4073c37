"""The pages of SIASN: what is missing, choosing, how far it is, and what was told by hand."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from flask import Flask

from cast import Cast
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.doctor import Level
from lms.foundation.jobs import work_once
from lms.records.actions import Change, correct_completion
from lms.siasn import actions, policies, queries
from lms.siasn.examining import examine_siasn
from lms.siasn.models import SiasnPerson
from quizzes import Sitter
from registers import Register
from sendings import DRAFT, MAY, give_rules, held_of, recorded, standing_of, state_of
from standin import StandIn
from statements import statements

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
STRUCTURAL, MAGANG = 1, 10


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def test_each_reason_is_told_and_leads_to_where_it_is_mended(
    cast: Cast, register: Register, siti: Sitter
) -> None:
    ready = recorded(register, cast.rani)
    register.add(cast.dedi, MAY)
    register.add(cast.nurul, MAY, title="PKA", form=STRUCTURAL)
    register.add(cast.nurul, MAY, title="Magang", form=MAGANG)
    page = siti.browser.get("/siasn").text
    for reason in ("ID instansi", "pnsOrangId", "latihan struktural", "Huruf sertipikat", "nomor"):
        assert reason in page, reason
    assert "Pengiriman langsung belum diatur" in page
    assert "/siasn/settings/forms/10" in page
    assert cast.rani.nip not in page.replace(f"q={cast.rani.nip}", ""), "masked"
    answer = siti.post("/siasn/settings", instansi_id="A 5", a_minute=0, faults=5)
    assert answer.status_code == 422
    assert "huruf, angka" in answer.text
    assert "600 permintaan" in answer.text
    right = {"instansi_id": "A5EB03", "a_minute": 60, "faults": 5}
    assert siti.post("/siasn/settings", **right).status_code == 302
    form = "/siasn/settings/forms/10"
    assert siti.post(form, type_code=1, letter="X", since="2020-01-01").status_code == 422
    since = clock.today() + timedelta(days=1)
    assert siti.post(form, type_code=10, letter="F", since=since).status_code == 302
    assert "Huruf sertipikat untuk bentuk" in siti.browser.get("/siasn").text, "from tomorrow on"
    assert siti.post(form, type_code=10, letter="F", since=clock.today()).status_code == 302
    file = (BytesIO(f"nip;pnsOrangId\n{cast.rani.nip};orang-0001\n".encode()), "id.csv")
    assert siti.post("/siasn/people", file=file).status_code == 200
    course = f"/siasn/settings/courses/{register.courses['PKA']}"
    assert siti.post(course, structural_id="buruk!").status_code == 422
    assert siti.post(course, structural_id="2_5").status_code == 302
    page = siti.browser.get("/siasn?standing=missing").text
    assert "latihan struktural" not in page.split("</form>")[-1]
    assert standing_of(cast, ready) == "ready"
    (told,) = lines(siti.browser.get("/siasn/files/kursus.csv").text)
    assert (told["pnsOrangId"], told["instansiId"]) == ("orang-0001", "A5EB03")
    assert lines(siti.browser.get("/siasn/files/diklat.csv").text) == []
    siti.browser.get("/siasn")
    with statements() as asked:
        assert siti.browser.get("/siasn").status_code == 200
    asked.at_most(14)


def test_an_officer_sends_looks_and_reads_the_log(
    cast: Cast, register: Register, siasn: StandIn, siti: Sitter, rules: None
) -> None:
    one, two = recorded(register, cast.rani), recorded(register, cast.dedi)
    asked = siti.post("/siasn/sendings", enrolment=[one, 999])
    assert "Kirim 1 catatan ke SIASN?" in asked.text
    assert held_is_none(one), "only asked"
    page = siti.post("/siasn/sendings", enrolment=[one], do="send").location
    again = siti.post("/siasn/sendings", enrolment=[one], do="send")
    assert again.location == "/siasn", "it waits already"
    shown = siti.browser.get(page)
    assert "0 dari 1 catatan" in shown.text
    assert shown.headers["Refresh"] == "3"
    assert work_once()
    shown = siti.browser.get(page)
    assert "1 dari 1 catatan" in shown.text
    assert "Refresh" not in shown.headers
    assert state_of(one) == "accepted"
    page = siti.post("/siasn/sendings", every="2026", do="send").location
    assert siti.post(f"{page}/cancellation").status_code == 302
    assert siti.post(f"{page}/resumption").status_code == 409
    work_once()
    assert (state_of(two), len(siasn.records)) == ("new", 1)
    assert "Diterima SIASN" in siti.browser.get("/siasn/log").text
    log = lines(siti.browser.get("/siasn/log.csv").text)
    assert [each["step"] for each in log if each["siasn_id"]] == ["Diterima SIASN"]
    assert siti.browser.get("/siasn/log?before=1").status_code == 200


@ONE_ENGINE
def test_what_differs_is_shown_and_told_by_hand(
    cast: Cast, register: Register, siasn: StandIn, siti: Sitter, rules: None
) -> None:
    one = recorded(register, cast.rani)
    siti.post("/siasn/sendings", enrolment=[one], do="send")
    work_once()
    with transaction():
        wrong = held_of(one).completion_id
        assert wrong
        correct_completion(wrong, cast.siti.id, "JP keliru", Change(jp=3))
    page = siti.browser.get(f"/siasn/records/{one}").text
    assert "Berbeda dari yang terkirim" in page
    assert "jumlahJam" in page
    refused = siti.post(f"/siasn/records/{one}", done="changed", reason=" ", siasn_id="abc-1")
    assert refused.status_code == 422
    assert "abc-1" in refused.text, "nothing typed is lost"
    told = siti.post(f"/siasn/records/{one}", done="changed", reason="Diubah di SIASN")
    assert told.status_code == 302
    page = siti.browser.get(f"/siasn/records/{one}").text
    assert "Diubah di SIASN" in page
    assert "jumlahJam" not in page


@ONE_ENGINE
def test_identifiers_come_from_a_file_line_by_line_or_from_siasn(
    app: Flask, cast: Cast, register: Register, siasn: StandIn, siti: Sitter
) -> None:
    for who in (cast.rani, cast.dedi, cast.nurul):
        recorded(register, who)
    rows = [
        f"{cast.rani.nip},orang-0001",
        f"{cast.dedi.nip},orang-0001",
        "123,orang-0009",
        f"{cast.lestari.nip},orang-0009",
        f"{cast.nurul.nip},",
    ]
    file = (BytesIO("\n".join(["NIP,pnsOrangId", *rows]).encode()), "id.csv")
    page = siti.post("/siasn/people", file=file).text
    assert "1 ID disimpan" in page
    for said in ("Baris 3: pnsOrangId ini sudah milik", "Baris 4: NIP bukan", "Baris 5: NIP ini"):
        assert said in page, said
    assert "Baris 6: pnsOrangId kosong" in page
    for wrong in (b"", b"nama,umur\nRani,3", b"\xff\xfe\x00", b'nip,pnsOrangId\n"x'):
        answer = siti.post("/siasn/people", file=(BytesIO(wrong), "id.csv"))
        assert answer.status_code == 422, wrong
    assert siti.post("/siasn/people/asking").status_code == 302
    give_rules_of_agency(cast)
    work_once()
    db.session.rollback()
    known = {it.person_id: it.source for it in db.session.scalars(db.select(SiasnPerson))}
    assert known == {cast.rani.id: "file", cast.dedi.id: "siasn", cast.nurul.id: "siasn"}


def test_refusals(app: Flask, cast: Cast, register: Register, siti: Sitter) -> None:
    one = recorded(register, cast.rani)
    wati, murni = Sitter(app.test_client(), cast.wati), Sitter(app.test_client(), cast.murni)
    pages = ("", "/log", "/log.csv", "/files/kursus.csv", "/settings", "/people")
    for page in (*pages, "/settings/forms/10", f"/records/{one}"):
        assert wati.browser.get(f"/siasn{page}").status_code == 403, page
        assert app.test_client().get(f"/siasn{page}").status_code == 302, page
    for page in ("/sendings", "/people/asking", "/settings", f"/records/{one}"):
        assert wati.post(f"/siasn{page}").status_code == 403, page
    give_rules(cast)
    assert siti.post("/siasn/sendings", enrolment=[one]).status_code == 403, "sending is off"
    assert murni.browser.get(f"/siasn/records/{one}").status_code == 404, "another agency's"
    assert murni.browser.get("/siasn/sendings/1").status_code == 404
    assert siti.browser.get("/siasn/files/lain.csv").status_code == 404
    assert siti.browser.get("/siasn/settings/forms/1").status_code == 404
    assert siti.browser.get("/siasn?q=%00&year=x&standing=y&missing=z&page=-4").status_code == 200
    assert not policies.may_send(cast.city, cast.siti.id)
    assert not policies.may_send_any(cast.wati.id)


@ONE_ENGINE
def test_the_doctor_looks_at_the_settings(app: Flask, cast: Cast, siasn: StandIn) -> None:
    assert [each.level for each in examine_siasn()] == [Level.OK]
    for changed, level in (
        ({"siasn_sso": ""}, Level.WARN),
        ({"siasn_agency": "9999"}, Level.FAULT),
        (dict.fromkeys(siasn.settings(""), ""), Level.OK),
    ):
        held = app.config["SETTINGS"]
        app.config["SETTINGS"] = held.model_copy(update=changed)
        assert [each.level for each in examine_siasn()] == [level]
        app.config["SETTINGS"] = held


def held_is_none(enrolment: int) -> bool:
    return queries.entry(enrolment) is None


def give_rules_of_agency(cast: Cast) -> None:
    with transaction():
        actions.set_agency(cast.province, DRAFT, cast.siti.id)
