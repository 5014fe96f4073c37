"""Two transactions at once on PostgreSQL, where they really run side by side."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from threading import Barrier, Event

import pytest
from flask import Flask

from cast import Cast
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.identity.queries import Scope
from lms.learning.models import Enrolment, Progress
from lms.records.actions import record_completion
from lms.records.exporting import Form, write
from lms.records.queries import Wanted
from registers import Learner, completions

pytestmark = pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)

PATIENCE = 30  # seconds
A_WHILE = 0.5  # long enough for whoever does not wait


def at_once(app: Flask, *acts: Callable[[], object]) -> list[object]:
    """Do each act in a thread, a transaction and a context of its own; answers what they gave."""

    def run(act: Callable[[], object]) -> object:
        with app.app_context(), transaction():
            return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        asked: list[Future[object]] = [threads.submit(run, act) for act in acts]
        return [each.result(PATIENCE) for each in asked]


def enrolment_id() -> int:
    return db.session.scalars(db.select(Enrolment.id).order_by(Enrolment.id.desc())).first() or 0


def done(enrolment: int, slug: str) -> Progress:
    moment = clock.now() - timedelta(hours=1)
    return Progress(
        enrolment_id=enrolment, module_slug=slug, opened_at=moment, done_at=moment, detail={}
    )


def record(enrolment: int) -> bool:
    return record_completion(db.session.get_one(Enrolment, enrolment)) is not None


def test_two_who_meet_the_last_two_requirements_at_once_leave_one_record(
    app: Flask, rani: Learner
) -> None:
    rani.enrol()
    enrolment = enrolment_id()
    both = Barrier(2)

    def meet(slug: str) -> Callable[[], bool]:
        def act() -> bool:
            db.session.add(done(enrolment, slug))
            db.session.flush()
            both.wait(PATIENCE)  # neither has committed, so neither sees the other's
            return record(enrolment)

        return act

    assert sorted(at_once(app, meet("bacaan"), meet("kuis"))) == [False, True]  # type: ignore[type-var]  # yes or no
    assert len(completions()) == 1


def test_the_same_enrolment_recorded_twice_at_once_is_one_record(app: Flask, rani: Learner) -> None:
    rani.enrol()
    enrolment = enrolment_id()
    with transaction():
        db.session.add_all([done(enrolment, "bacaan"), done(enrolment, "kuis")])
    both = Barrier(2)

    def act() -> bool:
        both.wait(PATIENCE)
        return record(enrolment)

    assert sorted(at_once(app, act, act)) == [False, True]  # type: ignore[type-var]  # yes or no
    assert len(completions()) == 1


def test_positions_follow_commits_so_no_export_ever_skips_a_late_row(
    app: Flask, rani: Learner, cast: Cast
) -> None:
    """The one who took the first position commits late; the other one waits for that."""
    first = _ready(rani)
    second = _ready(Learner(app.test_client(), cast.nurul))
    taken, seen = Event(), Event()

    def slow() -> bool:
        wrote = record(first)
        taken.set()
        assert seen.wait(PATIENCE)
        return wrote

    def quick() -> bool:
        assert taken.wait(PATIENCE)
        return record(second)

    def exporter() -> list[int]:
        assert taken.wait(PATIENCE)
        seen.wait(A_WHILE)  # time in which the quick one would have committed
        rows = exported(cast)
        seen.set()
        return rows

    assert at_once(app, slow, quick, exporter) == [True, True, []]
    assert [(each.position, each.enrolment_id) for each in completions()] == [
        (1, first),
        (2, second),
    ]
    assert exported(cast) == [1, 2]


def _ready(learner: Learner) -> int:
    learner.enrol()
    enrolment = enrolment_id()
    with transaction():
        db.session.add_all([done(enrolment, "bacaan"), done(enrolment, "kuis")])
    return enrolment


def exported(cast: Cast) -> list[int]:
    file = BytesIO()
    write(file, Form("csv"), Scope(frozenset({cast.province})), Wanted())
    return [int(line.split(b",")[0]) for line in file.getvalue().splitlines()[1:]]
