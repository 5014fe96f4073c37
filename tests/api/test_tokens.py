"""Officers give programs their tokens and take them back."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from browser import Browser
from cast import Cast, let_in, sign_in
from lms.api import policies
from lms.api.actions import make_token
from lms.api.models import Right, Token
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.errors import Invalid
from lms.identity.models import Grant, Person
from tokens import Program, let_program_in

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
SHOWN = re.compile(r"<code>(bas_\w{38})</code>")


def audited(verb: str) -> list[AuditEntry]:
    db.session.rollback()
    wanted = select(AuditEntry).where(AuditEntry.subject_kind == "token", AuditEntry.verb == verb)
    return list(db.session.scalars(wanted))


def test_a_token_is_shown_once_used_and_taken_back(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.siti)
    page = browser.submit("/tokens/new", name="Simpeg", rights=["people:read"])
    found = SHOWN.search(page.text)
    assert found
    token = found[1]
    held = db.session.scalars(select(Token)).one()
    assert held.rights == ["people:read"]
    assert token not in str(vars(held))
    assert held.ends_at == clock.dawn(clock.today() + timedelta(days=91))
    listed = browser.get("/tokens").text
    assert token not in listed
    assert f"berakhiran {token[-4:]}" in listed
    assert "Belum pernah" in listed
    program = Program(browser.application.test_client(), token)
    assert program.get("/people").status_code == 200
    assert program.get("/people").status_code == 200
    assert "Belum pernah" not in browser.get("/tokens").text
    assert [(it.actor_id, it.agency_id) for it in audited("used")] == [
        (cast.siti.id, cast.province)
    ]
    address = f"/tokens/{held.id}/revocation"
    assert browser.submit(address).location == "/tokens"
    assert browser.submit(address).location == "/tokens"  # the second of two clicks
    refused = program.get("/people")
    assert refused.status_code == 401
    assert 'error="invalid_token"' in refused.headers["WWW-Authenticate"]
    assert "Dicabut" in browser.get("/tokens").text
    assert [(it.actor_id, it.agency_id) for it in audited("made")] == [
        (cast.siti.id, cast.province)
    ]
    assert len(audited("revoked")) == 1
    assert all(token not in str(it.detail) for it in audited("made"))


@SQLITE
def test_who_is_no_officer_has_no_tokens(browser: Browser, cast: Cast) -> None:
    let_program_in(cast.siti)
    token_id = db.session.scalars(select(Token.id)).one()
    sign_in(browser, cast.rani)
    assert browser.get("/tokens").status_code == 403
    assert browser.get("/tokens/new").status_code == 403
    assert not policies.may_keep_any(cast.yusuf.id)  # the head of one unit
    sign_in(city := browser.application.test_client(), cast.murni)
    assert city.get(f"/tokens/{token_id}/revocation").status_code == 404
    assert "Simpeg" not in city.get("/tokens").text
    assert not policies.may_keep(cast.murni.id, cast.province)
    assert policies.may_keep(cast.amin.id, cast.province)


@SQLITE
def test_nobody_gives_more_than_they_have(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.amin)
    page = browser.get("/tokens/new").text
    assert "courses:read" in page
    assert "completions:read" not in page
    page = browser.submit("/tokens/new", name="Simpeg", rights=["completions:read"])
    assert page.status_code == 422
    last = clock.today() + timedelta(days=1)
    with transaction(), pytest.raises(Invalid):
        make_token(cast.province, cast.amin.id, "Simpeg", [Right.COMPLETIONS], last)
    with transaction(), pytest.raises(Invalid):
        make_token(cast.city, cast.siti.id, "Simpeg", [Right.PEOPLE], last)


@SQLITE
def test_a_token_ends_within_a_year(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.siti)
    for days in (-1, 366):
        last = str(clock.today() + timedelta(days=days))
        page = browser.submit("/tokens/new", name="Simpeg", rights=["people:read"], last=last)
        assert page.status_code == 422
        assert "Pilih hari terakhir" in page.text
    assert browser.submit("/tokens/new", name="Simpeg").status_code == 422  # opens nothing
    assert not db.session.scalars(select(Token)).all()


def test_a_token_ends_with_its_day(browser: Browser, cast: Cast) -> None:
    program = Program(browser, let_program_in(cast.siti, Right.UNITS, days=1))
    assert program.get("/units").status_code == 200
    with clock.at(clock.dawn(clock.today() + timedelta(days=2))):
        assert program.get("/units").status_code == 401
        let_in(officer := browser.application.test_client(), cast.siti)
        assert "Berakhir" in officer.get("/tokens").text


@SQLITE
@pytest.mark.parametrize("loses", ["role", "account", "agency"])
def test_a_token_dies_with_its_makers_office(browser: Browser, cast: Cast, loses: str) -> None:
    program = Program(browser, let_program_in(cast.siti))
    assert program.get("/completions").status_code == 200
    with transaction():
        grant = db.session.scalars(select(Grant).where(Grant.person_id == cast.siti.id)).one()
        if loses == "role":
            grant.until = clock.today()
        elif loses == "account":
            db.session.get_one(Person, cast.siti.id).active = False
        else:
            grant.unit_id = cast.units["bkd"]  # an officer of one unit only
    assert program.get("/completions").status_code == 401
    let_in(officer := browser.application.test_client(), cast.amin)
    assert "Mati: pembuatnya tidak bertugas" in officer.get("/tokens").text


@SQLITE
def test_a_token_has_no_right_that_its_maker_lost(browser: Browser, cast: Cast) -> None:
    program = Program(browser, let_program_in(cast.siti))
    with transaction():
        grant = db.session.scalars(select(Grant).where(Grant.person_id == cast.siti.id)).one()
        grant.role = db.session.scalars(
            select(Grant.role).where(Grant.person_id == cast.amin.id)
        ).one()
    assert program.get("/people").status_code == 200
    assert program.get("/completions").status_code == 403
