"""A job is done once, by one worker, whatever happens to that worker."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from lms.foundation import clock, jobs
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job, JobState, Taken, enqueue, job, work_once
from lms.foundation.marks import SiteMark, mark

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
LATER = NOON + timedelta(hours=3)


def ask(kind: str, **given: Any) -> None:
    with transaction():
        enqueue(kind, **given)


def only() -> Job:
    db.session.expire_all()
    return db.session.scalars(select(Job)).one()


def marks() -> set[str]:
    return set(db.session.scalars(select(SiteMark.name)))


@pytest.fixture
def heard() -> list[int]:
    """What jobs of the kind "hear" were told."""
    told: list[int] = []

    @job("hear")
    def hear(number: int) -> None:
        told.append(number)

    return told


def test_work_is_done_once_and_in_its_order(app: Flask, heard: list[int]) -> None:
    for number in range(3):
        ask("hear", number=number)
    while work_once():
        pass
    assert heard == [0, 1, 2]
    assert not work_once()
    assert set(db.session.scalars(select(Job.state))) == {JobState.DONE}


def test_what_a_dropped_transaction_asked_is_never_done(app: Flask, heard: list[int]) -> None:
    def ask_and_stumble() -> None:
        with transaction():
            enqueue("hear", number=1)
            enqueue("hear", key="same", number=2)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask_and_stumble()
    assert not work_once()
    assert heard == []


def test_the_same_key_is_one_job_for_ever(app: Flask, heard: list[int]) -> None:
    ask("hear", key="same", number=1)
    ask("hear", key="same", number=2)
    assert work_once()
    ask("hear", key="same", number=3)
    assert not work_once()
    assert heard == [1]


def test_two_that_ask_the_same_at_once_do_not_trip(app: Flask, heard: list[int]) -> None:
    ready, faults = Barrier(2), []

    def ask_it() -> None:
        ready.wait(10)
        try:
            with app.app_context():
                ask("hear", key="same", number=1)
        except Exception as fault:  # noqa: BLE001  told to the test
            faults.append(fault)

    threads = [Thread(target=ask_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not faults
    assert only().key == "same"


def test_a_job_waits_until_it_is_due(app: Flask, heard: list[int]) -> None:
    with clock.at(NOON):
        ask("hear", due_at=LATER, number=1)
        assert not work_once()
    with clock.at(LATER):
        assert work_once()
    assert heard == [1]


def test_an_unknown_kind_cannot_be_asked_for(app: Flask) -> None:
    with pytest.raises(AssertionError, match="No job is called guess"):
        ask("guess")


def test_a_kind_of_another_release_is_left_alone(app: Flask, heard: list[int]) -> None:
    ask("hear", number=1)
    with transaction():
        db.session.execute(update(Job).values(kind="of.tomorrow"))
    assert not work_once()
    assert (only().state, only().tries) == (JobState.WAITING, 0)


def test_a_failure_is_undone_and_tried_again_with_growing_pauses(app: Flask) -> None:
    @job("stumble")
    def stumble() -> None:
        mark("half")
        db.session.flush()
        raise OSError("the road is flooded")

    with clock.at(NOON):
        ask("stumble")
    moment, pauses = NOON, []
    while only().state is JobState.WAITING:
        with clock.at(moment):
            assert work_once()
            assert not work_once()
        assert marks() == set()
        pauses.append((only().due_at - moment).total_seconds())
        moment = only().due_at
    assert pauses[:-1] == [20, 40, 80, 160, 320, 640, 1280]
    assert (only().state, only().tries) == (JobState.FAILED, jobs.TRIES)
    assert only().error == "OSError: the road is flooded"


def test_a_worker_that_died_leaves_its_job_to_another(app: Flask, heard: list[int]) -> None:
    with clock.at(NOON):
        ask("hear", number=1)
        assert _taken_by_one_who_dies()
        assert not work_once()
    with clock.at(NOON + jobs.LEASE + timedelta(seconds=1)):
        assert work_once()
    assert heard == [1]
    assert only().tries == 2


def _taken_by_one_who_dies() -> Taken | None:
    from lms.foundation.jobs.doing import _take  # noqa: PLC0415  as far as it came

    return _take(jobs.LEASE)


def test_a_job_that_kills_its_workers_is_given_up(app: Flask, heard: list[int]) -> None:
    moment = NOON
    with clock.at(NOON):
        ask("hear", number=1)
    for _ in range(jobs.TRIES):
        with clock.at(moment):
            assert _taken_by_one_who_dies()
        moment += jobs.LEASE + timedelta(seconds=1)
    with clock.at(moment):
        assert not work_once()
    assert (only().state, only().error) == (JobState.FAILED, "The worker died each time")
    assert heard == []


def test_a_worker_that_lost_its_lease_leaves_the_end_to_the_other(app: Flask) -> None:
    @job("linger", slow=True)
    def linger() -> None:
        """Held up so long that another has taken it."""
        _aside(update(Job).values(tries=Job.tries + 1))

    ask("linger")
    assert work_once()
    assert (only().state, only().error) == (JobState.WAITING, "")


def _aside(statement: Any) -> None:
    with transaction():
        db.session.execute(statement)


def test_what_was_taken_over_before_it_began_is_not_done(
    app: Flask, heard: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("hear", number=1)
    taken = _taken_by_one_who_dies()
    assert taken
    _aside(update(Job).values(tries=2))
    monkeypatch.setattr("lms.foundation.jobs.doing._take", lambda *_: taken)
    assert work_once()
    assert heard == []
    assert only().state is JobState.WAITING


def test_slow_work_holds_up_no_writer(app: Flask) -> None:
    @job("letter", slow=True)
    def letter() -> None:
        done: list[bool] = []

        def write() -> None:
            with app.app_context(), transaction():
                mark("another writer")
            done.append(True)

        writer = Thread(target=write)
        writer.start()
        writer.join(10)
        assert done

    ask("letter")
    assert work_once()
    assert only().state is JobState.DONE


def test_two_workers_share_the_work(app: Flask, heard: list[int]) -> None:
    for number in range(20):
        ask("hear", number=number)

    def work() -> None:
        with app.app_context():
            while work_once():
                pass

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    while work_once():  # on PostgreSQL both may have looked away from a row in passing
        pass
    assert sorted(heard) == list(range(20))


def test_recurring_work_is_asked_for_once_each_time(app: Flask) -> None:
    done = []

    @job("tick", every=timedelta(hours=1))
    def tick() -> None:
        done.append(clock.now())

    moments = [NOON, NOON + timedelta(minutes=30), NOON + timedelta(hours=1)]
    for moment in moments:
        with clock.at(moment):
            jobs.ask_for_recurring()
            jobs.ask_for_recurring()
            while work_once():
                pass
    assert done == [moments[0], moments[2]]


def test_asking_again_for_nothing_does_not_write(app: Flask) -> None:
    with clock.at(NOON):
        jobs.ask_for_recurring()
        before = db.session.scalar(select(func.count(Job.id)))
        jobs.ask_for_recurring()
    assert db.session.scalar(select(func.count(Job.id))) == before
