"""Access is taken away at once, on paper of the trail, and never from the last administrator."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from browser import Browser
from cast import Cast, Someone, sign_in
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.jobs import Job, JobState, work_once
from lms.identity import actions, queries
from lms.identity.models import Grant, Person, Role

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
NEW = "perahu di batanghari"
BARRED = "Akun ini sedang ditutup"


def bar(someone: Someone, by: Someone | None = None) -> None:
    with transaction():
        actions.bar(queries.person(someone.id), by.id if by else None, "Pensiun, SK 12")


def admit(someone: Someone) -> None:
    with transaction():
        actions.admit(queries.person(someone.id), None)


def grant_of(someone: Someone) -> Grant:
    return db.session.scalars(select(Grant).where(Grant.person_id == someone.id)).one()


def verbs(someone: Someone) -> list[str]:
    found = select(AuditEntry.verb).where(AuditEntry.subject_id == str(someone.id))
    return list(db.session.scalars(found.order_by(AuditEntry.id)))


def test_an_open_session_of_somebody_who_left_is_refused_from_its_next_page_on(
    browser: Browser, cast: Cast
) -> None:
    sign_in(browser, cast.rani)
    assert browser.get("/account").status_code == 200
    with transaction():  # however it came to be so: the roster's import may write it as well
        queries.person(cast.rani.id).active = False
    assert browser.get("/account").location.startswith("/sign-in")
    with transaction():
        queries.person(cast.rani.id).active = True
    assert browser.get("/account").status_code == 200


def test_who_is_barred_is_out_everywhere_and_cannot_come_in(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sign_in(browser, cast.rani)
    bar(cast.rani)
    assert queries.open_sign_ins(cast.rani.id) == []
    refused = sign_in(app.test_client(), cast.rani)
    assert refused.status_code == 422
    assert BARRED in refused.text
    wrong = sign_in(app.test_client(), cast.rani, "tebakan lain")
    assert BARRED not in wrong.text, "only who knows the password is told"


def test_who_is_admitted_comes_in_as_before_but_old_sessions_stay_ended(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sign_in(browser, cast.siti)
    bar(cast.siti)
    admit(cast.siti)
    assert browser.get("/account").location.startswith("/sign-in")
    assert sign_in(app.test_client(), cast.siti).status_code == 302
    assert queries.roles(cast.siti.id) == {Role.BKD_OFFICER}
    assert verbs(cast.siti)[-3:] == ["barred", "admitted", "signed-in"]


def test_a_code_under_way_opens_nothing_for_who_is_barred_nor_once_admitted(
    browser: Browser, cast: Cast
) -> None:
    with transaction():
        code = actions.ask_reset(queries.person(cast.rani.id))
    bar(cast.rani)
    assert browser.get(f"/password/{code}").status_code == 422
    admit(cast.rani)
    assert browser.get(f"/password/{code}").status_code == 422


def test_a_code_made_before_somebody_left_the_roster_opens_nothing(
    browser: Browser, cast: Cast
) -> None:
    with transaction():
        code = actions.ask_reset(queries.person(cast.rani.id))
    assert browser.get(f"/password/{code}").status_code == 200
    with transaction():
        queries.person(cast.rani.id).active = False
    assert browser.get(f"/password/{code}").status_code == 422


@ONE_ENGINE
def test_no_letter_goes_to_who_is_barred_whether_asked_before_or_after(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    browser.submit("/password", nip=cast.rani.nip)
    bar(cast.rani)
    with clock.at(clock.now() + timedelta(minutes=6)):
        assert browser.submit("/password", nip=cast.rani.nip).status_code == 200
        while work_once():
            pass
    assert not list((app.config["SETTINGS"].home / "mail").glob("*.eml"))
    assert set(db.session.scalars(select(Job.state))) == {JobState.DONE}


@ONE_ENGINE
def test_no_code_is_made_for_who_is_barred(cast: Cast) -> None:
    bar(cast.rani)
    with pytest.raises(Conflict, match="ditutup"), transaction():
        actions.ask_reset(queries.person(cast.rani.id))


@ONE_ENGINE
def test_somebody_is_barred_with_a_reason_and_once(cast: Cast) -> None:
    with pytest.raises(Invalid), transaction():
        actions.bar(queries.person(cast.rani.id), None, "  ")
    bar(cast.rani)
    with pytest.raises(Conflict):
        bar(cast.rani)
    admit(cast.rani)
    with pytest.raises(Conflict):
        admit(cast.rani)


def test_a_role_that_is_ended_holds_no_more_today_and_keeps_its_days(cast: Cast) -> None:
    with transaction():
        actions.revoke(grant_of(cast.siti), cast.amin.id, "SK 12")
    assert queries.roles(cast.siti.id) == frozenset()
    assert grant_of(cast.siti).until == clock.today()
    told = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "revoked")).one()
    assert told.detail == {"role": "bkd_data", "unit": None, "reason": "SK 12"}
    assert told.actor_id == cast.amin.id
    with pytest.raises(Conflict, match="berakhir"), transaction():
        actions.revoke(grant_of(cast.siti), cast.amin.id)


@pytest.mark.parametrize("days", [0, 7])
def test_a_role_given_today_or_for_later_can_be_ended_at_once(cast: Cast, days: int) -> None:
    since = clock.today() + timedelta(days=days)
    with transaction():
        rani = queries.person(cast.rani.id)
        actions.give_grant(rani, Role.TRAINER, cast.province, since=since)
    with transaction():
        actions.revoke(grant_of(cast.rani), None)
    assert queries.open_grants(cast.rani.id) == []
    assert verbs(cast.rani)[-2:] == ["granted", "revoked"]


@ONE_ENGINE
def test_a_mentors_role_ends_with_the_pair_only(cast: Cast) -> None:
    with transaction():
        hendra = queries.person(cast.hendra.id)
        since, whom = clock.today(), cast.rani.id
        actions.give_grant(hendra, Role.MENTOR, cast.province, since=since, subject_id=whom)
    with pytest.raises(Conflict, match="pasangan"), transaction():
        actions.revoke(grant_of(cast.hendra), None)


def test_the_last_administrator_of_an_agency_is_neither_barred_nor_relieved(cast: Cast) -> None:
    with pytest.raises(Conflict, match="terakhir"):
        bar(cast.amin)
    with pytest.raises(Conflict, match="terakhir"), transaction():
        actions.revoke(grant_of(cast.amin), None)
    assert queries.roles(cast.amin.id) == {Role.ADMINISTRATOR}
    with transaction():
        since = clock.today()
        for someone in (cast.siti, cast.murni):
            person = queries.person(someone.id)
            actions.give_grant(person, Role.ADMINISTRATOR, someone.agency_id, since=since)
    bar(cast.amin)
    with pytest.raises(Conflict, match="terakhir"):
        bar(cast.murni)  # of the city; the province's do not stand in for her


@pytest.mark.parametrize("lack", ["unit", "barred", "later"])
def test_nobody_but_an_administrator_of_today_for_the_whole_agency_stands_in(
    cast: Cast, lack: str
) -> None:
    with transaction():
        person = queries.person(cast.siti.id)
        unit = cast.units["bkd"] if lack == "unit" else None
        since = clock.today() + timedelta(days=lack == "later")
        role = Role.ADMINISTRATOR
        actions.give_grant(person, role, cast.province, since=since, unit_id=unit)
        person.active = lack != "barred"
    with pytest.raises(Conflict, match="terakhir"):
        bar(cast.amin)


@ONE_ENGINE
def test_a_role_is_not_given_twice_for_one_place_and_time(cast: Cast) -> None:
    def give(role: Role, unit: int | None) -> None:
        with transaction():
            person = db.session.get_one(Person, cast.siti.id)
            today = clock.today()
            actions.give_role(person, role, cast.province, unit, today, None, None, "")

    with pytest.raises(Conflict, match="sudah dipegang"):
        give(Role.BKD_OFFICER, None)
    give(Role.BKD_OFFICER, cast.units["bkd"])
    with pytest.raises(Conflict, match="sudah dipegang"):
        give(Role.BKD_OFFICER, cast.units["bkd"])
