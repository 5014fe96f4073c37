"""The last requirement met makes one record, as things are on that day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select, update

from cast import Cast
from courses import QUIZ
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.identity.actions import place, replace_nip
from lms.identity.models import Membership, Person, Post, Unit
from lms.learning.models import Enrolment, EnrolmentState
from lms.records.actions import record_completion
from lms.records.models import Completion, CompletionPerson, JpCredit
from registers import Learner, completions

Publish = Callable[..., str]


def about(completion: Completion) -> CompletionPerson:
    return db.session.get_one(CompletionPerson, completion.id)


def credits() -> list[JpCredit]:  # noqa: A001  the field's word
    return list(db.session.scalars(select(JpCredit).order_by(JpCredit.id)))


def enrolment() -> Enrolment:
    return db.session.scalars(select(Enrolment).order_by(Enrolment.id.desc())).first()  # type: ignore[return-value]  # there is one


def test_the_record_says_who_what_where_when_and_by_which_rule(rani: Learner, cast: Cast) -> None:
    rani.finish()
    (found,) = completions()
    assert found.position == 1
    assert (found.person_id, found.agency_id, found.agency_code) == (
        cast.rani.id,
        cast.province,
        "5500",
    )
    assert (found.unit_id, found.unit_code) == (cast.units["aplikasi"], "APLIKASI")
    assert (found.staff_kind, found.rank_group) == ("pns", "III/a")
    assert (found.course_slug, found.course_title, found.theme, found.revision) == (
        "melayani-lewat-layar",
        "Melayani lewat Layar",
        "digital",
        1,
    )
    assert (found.run, found.provider) == ("Belajar mandiri", "Pemerintah Provinsi Jambi")
    assert (found.form_code, found.jp, found.minutes) == (16, 4, 180)
    assert found.score == Decimal("100.00")
    assert found.completed_on == date(2026, 11, 22)
    assert (found.recorded_by, found.replaces, found.reason) == ("system", None, None)
    assert "Peraturan LAN 10/2018" in found.legal_basis
    person = about(found)
    assert (person.nip, person.name) == (cast.rani.nip, "Rani Anggraini")
    assert (person.unit_name, person.post) == ("Bidang Aplikasi", "Pelaksana")


def test_it_credits_the_hours_closes_the_enrolment_and_leaves_a_trail(
    rani: Learner, cast: Cast
) -> None:
    rani.finish()
    (found,) = completions()
    (given,) = credits()
    assert (given.person_id, given.jp, given.minutes) == (cast.rani.id, 4, 180)
    assert (given.source_kind, given.source_id) == ("completion", str(found.id))
    assert given.credited_on == found.completed_on
    assert enrolment().state == EnrolmentState.COMPLETED
    trail = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "completed")).one()
    assert (trail.subject_id, trail.agency_id) == (str(found.id), cast.province)


def test_nothing_is_written_while_a_requirement_is_missing(rani: Learner) -> None:
    rani.enrol()
    rani.sit()
    assert completions() == []
    rani.read()
    assert len(completions()) == 1


def test_sending_twice_writes_once(rani: Learner) -> None:
    rani.enrol()
    rani.read()
    attempt_id = rani.sit()
    rani.submit(attempt_id)
    rani.post("/courses/melayani-lewat-layar/bacaan/reading")
    with transaction():
        assert record_completion(enrolment()) is None
    assert len(completions()) == 1
    assert len(credits()) == 1


def test_a_last_score_below_the_courses_own_mark_is_not_enough_until_it_is_better(
    rani: Learner, publish: Publish
) -> None:
    publish(**{"02-kuis.quiz.md": QUIZ.replace("grade: best", "grade: last")})
    rani.enrol()
    rani.sit()
    rani.sit("uji-001")  # 1 of 6 points, and the last score counts
    rani.read()
    assert completions() == []
    rani.sit()
    assert [each.score for each in completions()] == [Decimal("100.00")]


def test_the_day_is_that_of_jambi(rani: Learner) -> None:
    with clock.at(datetime(2026, 12, 31, 16, 50, tzinfo=UTC)):  # 23.50 there
        rani = Learner(rani.browser, rani.someone)
        rani.enrol()
        rani.read()
    with clock.at(datetime(2026, 12, 31, 17, 30, tzinfo=UTC)):  # half past midnight there
        rani.sit()
    (found,) = completions()
    assert found.completed_on == date(2027, 1, 1)
    assert found.completed_at.date() == date(2026, 12, 31)


def test_who_has_moved_is_recorded_where_they_are_and_stays_so(rani: Learner, cast: Cast) -> None:
    rani.enrol()
    rani.read()
    _move(cast, date(2026, 11, 1))
    rani.sit()
    with transaction():
        replace_nip(db.session.get_one(Person, cast.rani.id), "199104122015032999", "salah", None)
        db.session.get_one(Unit, cast.units["dukcapil"]).name = "Nama baru"
    (found,) = completions()
    assert (found.agency_id, found.agency_code) == (cast.city, "5571")
    assert about(found).unit_name == "Dinas Kependudukan dan Pencatatan Sipil"
    assert about(found).nip == cast.rani.nip


def _move(cast: Cast, day: date) -> None:
    with transaction():
        post = db.session.scalars(select(Post).where(Post.agency_id == cast.city)).one()
        unit = db.session.get_one(Unit, cast.units["dukcapil"])
        place(db.session.get_one(Person, cast.rani.id), unit, post, "III/b", day)


def test_who_works_in_no_unit_is_recorded_all_the_same(rani: Learner, cast: Cast) -> None:
    rani.enrol()
    rani.read()
    with transaction():
        mine = update(Membership).where(Membership.person_id == cast.rani.id)
        db.session.execute(mine.values(until=date(2026, 11, 1)))
    rani.sit()
    (found,) = completions()
    assert (found.agency_id, found.unit_id, found.unit_code) == (cast.province, None, "")
    assert (about(found).unit_name, about(found).post) == ("", "")
    assert [each.jp for each in credits()] == [4]


def test_who_has_left_gets_no_record(rani: Learner) -> None:
    rani.enrol()
    rani.read()
    rani.browser.submit("/courses/melayani-lewat-layar/withdrawal", to="")
    with transaction():
        assert record_completion(enrolment()) is None
    assert completions() == []


def test_positions_follow_one_another(app: Flask, rani: Learner, cast: Cast) -> None:
    rani.finish()
    Learner(app.test_client(), cast.dedi).finish()
    assert [each.position for each in completions()] == [1, 2]


@pytest.mark.parametrize("hours", [0, 5])
def test_it_began_when_the_person_enrolled(rani: Learner, hours: int) -> None:
    start = datetime(2026, 11, 22, 1, tzinfo=UTC)
    with clock.at(start):
        rani.enrol()
    with clock.at(start + timedelta(hours=hours)):
        rani.read()
        rani.sit()
    (found,) = completions()
    assert (found.started_at, found.completed_at) == (start, start + timedelta(hours=hours))
