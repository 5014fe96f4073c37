"""People without a password let themselves in by a code that is good once."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from browser import Browser
from cast import SINCE, Cast, sign_in
from crowds import at_once
from essays import Reader
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.errors import Invalid
from lms.foundation.jobs import work_once
from lms.identity import codes, queries
from lms.identity.actions import activate as activate_account
from lms.identity.actions import give_grant
from lms.identity.models import Activation, Grant, Person, Role

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
NEW = "sampan kecil di hulu"
CODE = re.compile(r"<code class=\"slip-code\">([\w-]+)</code>")


@pytest.fixture
def siti(app: Flask, cast: Cast) -> Reader:
    """Rani and Dedi have no password; nor has Amin, who administers."""
    with transaction():
        for someone in (cast.rani, cast.dedi, cast.amin):
            db.session.get_one(Person, someone.id).password_hash = None
    return Reader(app.test_client(), cast.siti)


def slips(siti: Reader, **asked: object) -> list[str]:
    answer = siti.post("/roster/activation/slips", **asked)
    assert answer.status_code == 200
    return CODE.findall(answer.text)


def activate(browser: Browser, nip: str, code: str, password: str = NEW) -> tuple[int, str]:
    answer = browser.submit("/activate", to="", nip=nip, code=code, password=password)
    return answer.status_code, answer.text


def test_a_slip_lets_its_person_in_once(browser: Browser, siti: Reader, cast: Cast) -> None:
    page = siti.get("/roster/activation").text
    assert re.search(r"Belum punya kata sandi</dt><dd>2<", page)
    dedi, rani = slips(siti)
    assert len(codes.normal(rani)) == codes.LENGTH
    shown = siti.post("/roster/activation/slips").text
    assert "Tidak ada kode yang dibuat" in shown, "both have one"
    assert activate(browser, cast.rani.nip, dedi)[0] == 422, "another's"
    assert activate(browser, cast.rani.nip, rani, "pendek")[0] == 422
    assert activate(browser, cast.rani.nip, rani, "12041991 ya ya")[0] == 422, "the birthday"
    assert activate(browser, cast.rani.nip, f" {rani.lower().replace('-', ' ')}")[0] == 302
    assert sign_in(browser, cast.rani, NEW).status_code == 302
    assert activate(browser, cast.rani.nip, rani)[0] == 422, "it is spent"
    kept = db.session.scalars(select(Activation.code_digest)).all()
    assert not any(rani.replace("-", "") in each for each in kept)
    told = select(AuditEntry.verb).where(AuditEntry.subject_id == str(cast.rani.id))
    assert {"issued-code", "activated", "changed-password"} <= set(db.session.scalars(told))


@ONE_ENGINE
def test_a_new_code_voids_the_one_before_and_all_end(
    browser: Browser, siti: Reader, cast: Cast
) -> None:
    _, first = slips(siti)
    dedi, second = slips(siti, again="1")
    assert activate(browser, cast.rani.nip, first)[0] == 422
    good = (Activation.person_id == cast.rani.id, Activation.voided_at.is_(None))
    assert len(db.session.scalars(select(Activation).where(*good)).all()) == 1
    assert queries.open_activation(cast.rani.id)
    assert activate(browser, cast.rani.nip, second)[0] == 302
    with clock.at(clock.now() + timedelta(days=30, minutes=1)):
        assert activate(browser, cast.dedi.nip, dedi)[0] == 422


@ONE_ENGINE
def test_nothing_tells_who_exists_and_guesses_are_slowed(
    browser: Browser, siti: Reader, cast: Cast
) -> None:
    slips(siti)
    stranger, told = "199001012020011001", set()
    for nip in (cast.rani.nip, stranger, cast.hendra.nip):
        status, text = activate(browser, nip, "AAAA-AAAA-AAAA")
        told.add((status, re.sub(r'value="[^"]*"', "", text)))
    assert len(told) == 1, "one answer for a code that is wrong, nobody's number, no code at all"
    for _ in range(5):
        text = activate(browser, stranger, "AAAA-AAAA-AAAA")[1]
    assert "Terlalu sering keliru" in text


@ONE_ENGINE
def test_no_officer_gets_a_code_for_a_role_or_for_others_people(
    siti: Reader, cast: Cast, app: Flask
) -> None:
    assert len(slips(siti)) == 2, "not Amin's, who administers"
    assert len(slips(siti, again="1", unit=cast.units["pendidikan"])) == 0
    other = siti.post("/roster/activation/slips", unit=cast.units["dukcapil"])
    assert other.status_code == 404
    assert siti.get("/roster/activation/slips").status_code == 405
    murni = Reader(app.test_client(), cast.murni)
    assert slips(murni, again="1") == []


@ONE_ENGINE
def test_a_letter_brings_the_code(browser: Browser, siti: Reader, cast: Cast, app: Flask) -> None:
    siti.post("/roster/activation/letters", unit=cast.units["kominfo"])
    siti.post("/roster/activation/letters", unit=cast.units["kominfo"])
    while work_once():
        pass
    folder = Path(app.config["SETTINGS"].mail.removeprefix("file:"))
    letters = [it.read_text() for it in folder.glob("*.eml")]
    (mine,) = [it for it in letters if "rani@contoh.go.id" in it]
    code = re.search(r"Kode aktivasi: (\S+)", mine)
    assert code
    assert "/activate" in mine
    assert activate(browser, cast.rani.nip, code[1])[0] == 302


def test_a_code_from_before_a_role_opens_nothing(
    browser: Browser, siti: Reader, cast: Cast
) -> None:
    """Who printed the slip, or found it, would come into the role by it."""
    _, rani = slips(siti)
    with transaction():
        holder = db.session.get_one(Person, cast.rani.id)
        given = give_grant(holder, Role.BKD_OFFICER, cast.province, since=SINCE)
    assert not queries.is_newcomer(cast.rani.id), "so no letter either"
    assert activate(browser, cast.rani.nip, rani)[0] == 422
    assert queries.open_activation(cast.dedi.id)
    with transaction():
        db.session.delete(db.session.get_one(Grant, given.id))
    assert activate(browser, cast.rani.nip, rani)[0] == 302


@ONE_ENGINE
def test_each_agency_s_trail_tells_of_its_own_codes(siti: Reader, cast: Cast) -> None:
    with transaction():
        officer = db.session.get_one(Person, cast.siti.id)
        give_grant(officer, Role.BKD_OFFICER, cast.city, since=SINCE)
        db.session.get_one(Person, cast.lestari.id).password_hash = None
    assert len(slips(siti)) == 3
    issued = (AuditEntry.subject_id, AuditEntry.agency_id)
    told = db.session.execute(select(*issued).where(AuditEntry.verb == "issued-code"))
    assert {int(who): where for who, where in told} == {
        cast.rani.id: cast.province,
        cast.dedi.id: cast.province,
        cast.lestari.id: cast.city,
    }


def test_of_two_who_use_one_code_at_once_one_is_let_in(
    app: Flask, siti: Reader, cast: Cast
) -> None:
    _, code = slips(siti)

    def use(number: int) -> bool:
        try:
            with transaction():
                activate_account(cast.rani.nip, code, str(app.secret_key), f"hash {number}")
        except Invalid:
            return False
        return True

    assert at_once(app, use).count(True) == 1
    db.session.rollback()
    acts = select(AuditEntry.id).where(AuditEntry.verb == "activated")
    assert len(db.session.scalars(acts).all()) == 1
