"""The page of background work: for administrators, with filters, trying again and cancelling."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from browser import Browser
from cast import Cast, sign_in
from lms.foundation import jobs
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job, JobState, enqueue
from lms.upkeep.kinds import TITLES
from statements import statements

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def queue(cast: Cast) -> None:
    """One that failed, one that waits, one that ended."""
    with transaction():
        enqueue("roster.import", import_id=1)
        enqueue("foundation.sweep")
        enqueue("bank.figures")
    failed = {"state": JobState.FAILED, "error": "SMTPError: rani@jambi.test 550", "tries": 8}
    with transaction():
        db.session.execute(update(Job).where(Job.id == 1).values(**failed))
        db.session.execute(update(Job).where(Job.id == 3).values(state=JobState.DONE))


def states() -> list[JobState]:
    db.session.rollback()
    return list(db.session.scalars(select(Job.state).order_by(Job.id)))


def test_jobs_are_filtered_tried_again_and_cancelled(
    queue: None, browser: Browser, cast: Cast
) -> None:
    sign_in(browser, cast.amin)
    browser.get("/jobs")
    with statements() as asked:
        page = browser.get("/jobs").text
    assert len(asked) <= 12
    assert "Impor data pegawai" in page
    assert "Server lain" in page
    assert "rani@jambi.test" not in page
    only = browser.get("/jobs?state=failed").text
    assert "/jobs/1/again" in only
    assert "/jobs/2/cancellation" not in only
    assert "Tidak ada pekerjaan yang cocok" in browser.get("/jobs?state=running").text
    assert "/jobs/2/cancellation" in browser.get("/jobs?kind=foundation.sweep&page=77").text
    assert browser.get("/jobs/99/again").status_code == 404
    browser.submit("/jobs/1/again")
    browser.submit("/jobs/2/cancellation")
    assert states() == [JobState.WAITING, JobState.CANCELLED, JobState.DONE]
    acts = select(AuditEntry.verb, AuditEntry.actor_id).where(AuditEntry.subject_kind == "job")
    assert set(map(tuple, db.session.execute(acts))) == {
        ("retried", cast.amin.id),
        ("cancelled", cast.amin.id),
    }


@SQLITE
def test_only_administrators_of_a_whole_agency_see_it(
    queue: None, browser: Browser, cast: Cast
) -> None:
    sign_in(browser, cast.rani)
    for address in ("/jobs", "/jobs/1/again", "/jobs/2/cancellation"):
        assert browser.get(address).status_code == 403


@SQLITE
def test_every_kind_has_a_name(app: Flask) -> None:
    assert jobs.kinds().keys() <= TITLES.keys()
