"""A mandate follows the people of today: once each, in few statements, whoever works at it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DatabaseError

from cast import Cast
from courses import SLUG
from essays import Reader
from lms.catalog import queries as catalog
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.identity.models import Person
from lms.identity.queries import person_by_nip
from lms.learning import actions as learning
from lms.learning.models import EnrolmentState
from lms.mandates import actions
from lms.mandates.models import DutyStep, MandateStep, Reminder
from lms.mandates.working import bring, daily, follow
from lms.notices.models import Receipt
from lms.roster.actions import roster_changed
from obliged import (
    Oblige,
    complete,
    crowd,
    draft,
    duties,
    enrolments,
    make,
    move,
    states,
    steps,
    told,
    work,
)
from queues import at_once
from registers import Register
from rosters import TEDI, press, send, table
from statements import statements

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def test_who_meets_the_rule_is_enrolled_and_told_once_and_who_leaves_is_let_go(
    cast: Cast, oblige: Oblige, now: datetime
) -> None:
    """Joiners, leavers and those who come back, by units, a place of their own, and once each."""
    with transaction():
        run = learning.open_default_run(catalog.course(SLUG))
        own = learning.enrol(run, cast.dedi.id, cast.province).id
    made = oblige("kominfo")
    kominfo = {cast.rani.id, cast.dedi.id, cast.yusuf.id, cast.hendra.id}
    assert states() == dict.fromkeys(kominfo, "open")
    due = clock.today() + timedelta(days=30)
    for someone in (cast.rani, cast.dedi):
        (held,) = enrolments(someone)
        assert (held.due_on, held.assigned_by) == (due, cast.hendra.id)
    assert enrolments(cast.dedi)[0].id == own, "what was there is used"
    assert len(told(cast.rani)) == 1
    roster_changed.send(cast.city)  # nothing of the city's
    move(cast.rani, cast.units["pendidikan"])
    move(cast.nurul, cast.units["aplikasi"])
    with transaction():
        db.session.get_one(Person, cast.dedi.id).active = False
        roster_changed.send(cast.province)
    work()
    assert states() == dict.fromkeys(kominfo, "open") | {
        **dict.fromkeys((cast.rani.id, cast.dedi.id), "released"),
        cast.nurul.id: "open",
    }
    (left,) = enrolments(cast.rani)
    assert (left.state, left.due_on, left.assigned_by) == (EnrolmentState.ACTIVE, None, None)
    move(cast.rani, cast.units["kominfo"])
    with clock.at(now + timedelta(days=3)):
        bring(made)
    again = duties()[cast.rani.id]
    assert (again.state.value, again.due_on) == ("open", due + timedelta(days=3))
    assert steps(cast.rani) == ["released", "returned"]
    assert enrolments(cast.rani)[0].due_on == again.due_on
    assert len(told(cast.rani)) == 2, "told anew, of new days"
    for change in (delete(DutyStep), update(Reminder).values(at=now), delete(MandateStep)):
        with pytest.raises(DatabaseError, match="never rewritten"), transaction():
            db.session.execute(change)


@ONE_ENGINE
def test_who_is_imported_near_the_fixed_day_has_time_and_is_let_go_with_the_import(
    app: Flask, cast: Cast, oblige: Oblige, now: datetime
) -> None:
    oblige("kominfo", due_on=clock.today() + timedelta(days=5))
    row = f"{TEDI};Tedi Kurnia;;III/a;Pelaksana;;Bidang Aplikasi;Aktif;01-03-2026"
    with clock.at(now + timedelta(days=2)):
        siti = Reader(app.test_client(), cast.siti)
        page = send(siti, table(row), cast.province)
        press(siti, page, "keeping")
        work()
        found = person_by_nip(TEDI)
        assert found
        tedi = replace(cast.rani, id=found.id)
        assert duties()[tedi.id].due_on == clock.today() + timedelta(days=14)
        assert duties()[cast.rani.id].due_on == clock.today() + timedelta(days=3)
        assert len(enrolments(tedi)) == len(told(tedi)) == 1
        press(siti, page, "undoing")
        work()
    assert states()[tedi.id] == "released"


def test_what_is_completed_counts_before_and_after_and_late_is_told_as_late(
    cast: Cast, oblige: Oblige, course: str, now: datetime
) -> None:
    register = Register(cast, courses={"Wajib": catalog.course(course).id})
    register.add(cast.yusuf, date(2026, 10, 1), title="Wajib")
    for someone in (cast.yusuf, cast.hendra):
        register.add(someone, date(2024, 10, 1), title="Wajib")  # too long ago
    oblige("kominfo", fresh_months=12)
    assert duties()[cast.yusuf.id].done_on == date(2026, 10, 1)
    assert states()[cast.hendra.id] == "open"
    assert {it.state.value for it in enrolments(cast.yusuf)} == {"completed"}
    assert not told(cast.yusuf)
    with clock.at(now + timedelta(days=40)):
        complete(cast.rani, course)
        late = duties()[cast.rani.id]
        assert late.state.value == "done", "in the transaction of the completion"
        assert late.done_on == clock.today() > late.due_on
    assert steps(cast.rani) == ["done"]


def test_of_two_who_bind_at_once_one_does_and_workers_and_imports_oblige_once(
    app: Flask, cast: Cast, course: str, now: datetime
) -> None:
    made = make(cast, draft(cast, course, "kominfo"), binding=False)
    answers = at_once(app, *[lambda: actions.bind(made, 1, cast.hendra.id)] * 2)
    assert sorted(type(each).__name__ for each in answers) == ["Conflict", "NoneType"]
    start = Barrier(4)

    def alone(act: Callable[[int], None], number: int) -> None:
        with app.app_context():
            start.wait(30)
            act(number)
            db.session.remove()

    with ThreadPoolExecutor(4) as threads:
        acts = [bring, bring, lambda _: follow(cast.province), lambda _: enrol_rani(cast)]
        for each in [threads.submit(alone, act, made) for act in acts]:
            each.result(60)
    bring(made)
    assert sorted(states().values()) == ["open"] * 4
    assert [len(enrolments(cast.people[it])) for it in ("rani", "dedi", "yusuf")] == [1, 1, 1]
    assert enrolments(cast.rani)[0].assigned_by == cast.hendra.id
    assert db.session.scalar(select(func.count()).select_from(Receipt)) == 4


def enrol_rani(cast: Cast) -> None:
    with transaction():
        run = learning.open_default_run(catalog.course(SLUG))
        learning.enrol(run, cast.rani.id, cast.province)


@ONE_ENGINE
def test_reminders_come_on_their_days_once_and_six_after_the_day(
    cast: Cast, oblige: Oblige, now: datetime
) -> None:
    oblige("aplikasi", due_on=clock.today() + timedelta(days=20))
    days = []
    for day in (*range(5, 8), *range(12, 15), *range(18, 30), *range(35, 80, 7)):
        with clock.at(now + timedelta(days=day)):
            before = len(told(cast.rani))
            daily()
            if day in {6, 21}:
                daily()  # done again
            if len(told(cast.rani)) > before:
                days.append(20 - day)
    late = [-1 - 7 * week for week in range(6)]
    assert days == [14, 7, 1, *late]
    assert [each.split(":")[0] for each in told(cast.rani)[:2]] == [
        "Kewajiban belajar",
        "Tenggat 12 Desember 2026",
    ]
    digests = [each for each in told(cast.yusuf) if "di unit Anda" in each]
    assert len(digests) == 9, "one a week"
    assert not [each for each in told(cast.siti) if "di unit Anda" in each]


@ONE_ENGINE
def test_its_end_frees_everybody_and_is_undone_for_a_while(
    cast: Cast, oblige: Oblige, now: datetime
) -> None:
    made = oblige("aplikasi")
    with transaction():
        actions.end(made, cast.hendra.id, "Keliru memilih kursus")
        actions.end(made, cast.hendra.id, "Dua kali")
    work()
    (held,) = enrolments(cast.rani)
    assert (held.state, held.due_on, held.assigned_by) == (EnrolmentState.ACTIVE, None, None)
    with transaction():
        actions.resume(made, cast.hendra.id)
    work()
    assert enrolments(cast.rani)[0].assigned_by == cast.hendra.id
    assert len(told(cast.rani)) == 1, "nobody is told twice"
    with transaction():
        actions.end(made, cast.hendra.id, "Selesai")
    later = clock.at(now + timedelta(days=8))
    with later, pytest.raises(Exception, match="tidak dapat dibatalkan"), transaction():
        actions.resume(made, cast.hendra.id)
    asked = select(MandateStep.kind).order_by(MandateStep.id)
    kinds = [each.value for each in db.session.scalars(asked)]
    assert kinds == ["bound", "ended", "resumed", "ended"]


def test_many_are_obliged_by_as_few_statements_as_some(
    cast: Cast, course: str, now: datetime
) -> None:
    """Each chunk costs the same, however many it holds; a letter's receipts are rows apart."""

    def cost(unit: str) -> int:
        made = make(cast, draft(cast, course, unit))
        with statements() as asked:
            bring(made)
        kept = [each for each in asked if "receipt" not in each.lower()]
        return len(kept)

    few = cost("pendidikan")
    crowd(cast, "bkd", 60)
    assert cost("bkd") <= few
