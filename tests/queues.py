"""Runs with few places, and people who ask for one as their browsers do."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

from flask import Flask
from sqlalchemy import select

from cast import Someone
from courses import SLUG as SMALL
from lms.catalog import queries as catalog
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.learning import actions as learning
from lms.learning import queries
from lms.learning.models import Application, ApplicationStep, Approval, Enrolment, Run
from lms.programmes import actions as programmes
from lms.programmes.actions import Draft
from quizzes import Sitter

PATIENCE = 30  # seconds
WHY = "Tim saya melayani warga."


def run_of(slug: str, **facts: object) -> int:
    """A dated run of the course, open to everybody and with one place."""
    course = catalog.course(slug)
    given = {
        "course_id": course.id,
        "agency_id": course.agency_id,
        "number": 7,
        "name": "Angkatan VII",
        "self_paced": False,
        "opens_on": clock.today(),
        "places": 1,
        "approval": Approval.OPEN,
    }
    with transaction():
        run = Run(**{**given, **facts})
        db.session.add(run)
    return run.id


def come(sitter: Sitter, slug: str, run_id: int) -> None:
    """By the button of the run."""
    assert sitter.post(f"/courses/{slug}/enrolment", run=run_id).status_code == 302


def ask(sitter: Sitter, slug: str, run_id: int, reason: str = WHY) -> int:
    """By the form of a run where somebody must say yes; answers the status."""
    url = f"/courses/{slug}/enrolment/application?run={run_id}"
    return int(sitter.browser.submit(url, to=url, reason=reason).status_code)  # type: ignore[attr-defined]  # the test browser's own


def leave(sitter: Sitter, slug: str) -> int:
    return sitter.post(f"/courses/{slug}/withdrawal").status_code


def state_of(someone: Someone) -> str:
    """Of what they asked for last."""
    db.session.rollback()
    mine = select(Application.state).where(Application.person_id == someone.id)
    return str(db.session.scalars(mine.order_by(Application.id.desc())).first())


def application_of(someone: Someone) -> int:
    db.session.rollback()
    mine = select(Application.id).where(Application.person_id == someone.id)
    return db.session.scalars(mine.order_by(Application.id.desc())).first() or 0


def steps_of(someone: Someone) -> list[str]:
    mine = select(ApplicationStep.kind).where(
        ApplicationStep.application_id == application_of(someone)
    )
    return [str(each) for each in db.session.scalars(mine.order_by(ApplicationStep.id))]


def inside(run_id: int) -> list[int]:
    """Whose places of the run are taken, in the order in which they were."""
    db.session.rollback()
    left = Enrolment.state == "withdrawn"
    taken = select(Enrolment.person_id).where(Enrolment.run_id == run_id, ~left)
    return list(db.session.scalars(taken.order_by(Enrolment.id)))


def is_in(someone: Someone, slug: str) -> bool:
    db.session.rollback()
    return queries.is_in(catalog.course(slug).id, someone.id)


def at_once(app: Flask, *acts: Callable[[], object]) -> list[object]:
    """Do each act in a thread and a transaction of its own, all at the same moment.

    Answers what each gave, or the refusal that it met.
    """
    gate = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        with app.app_context():
            gate.wait(PATIENCE)
            try:
                with transaction():
                    return act()
            except Conflict as refused:
                return refused
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(acts)) as threads:
        asked = [threads.submit(alone, act) for act in acts]
        return [each.result(PATIENCE) for each in asked]


@dataclass(frozen=True)
class Waiters:
    """For the tour of all pages: a run with one place, somebody in line and somebody who asks."""

    slug: str
    run_id: int
    application_id: int
    enrolment_id: int
    programme_id: int


def let_wait(slug: str, leader_id: int, *people: int) -> Waiters:
    """The first gets the place, the second stands in line, the third waits for an answer."""
    agency_id = catalog.course(slug).agency_id
    run_id = run_of(slug, approval=Approval.LEADERS)
    for person_id in people:
        learning.apply(queries.run(run_id), person_id, agency_id, WHY)
        if person_id != people[-1]:
            learning.approve(_asked(person_id), leader_id)
    held = queries.active(catalog.course(slug).id, people[0])
    assert held, "nobody got the place"
    stages = tuple((catalog.course(each).id, True) for each in (SMALL, slug))
    draft = Draft("Jalur layanan", "Dua kursus dalam satu urutan.", stages)
    made = programmes.make(agency_id, draft, leader_id).id
    programmes.join(made, people[0], agency_id)
    return Waiters(slug, run_id, _asked(people[-1]), held.id, made)


def _asked(person_id: int) -> int:
    return db.session.scalars(
        select(Application.id).where(Application.person_id == person_id)
    ).one()
