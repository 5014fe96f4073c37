"""The courses that an agency's people may take, with their runs, and the JP that came of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from lms.catalog.models import Course
from lms.catalog.queries import open_to
from lms.foundation import clock
from lms.foundation.database import AnyRow, db, row, rows
from lms.identity.models import Agency, Person
from lms.identity.queries import Scope
from lms.learning.models import Run
from lms.learning.queries import count_in
from lms.records.queries import Among, list_fulfilment


def _courses(agency_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Course.slug,
            Course.title,
            Course.summary,
            Course.theme,
            Course.language,
            Course.jp,
            Course.form_code,
            Agency.code.label("agency_code"),
            Course.id,
        )
        .join(Agency, Agency.id == Course.agency_id)
        .where(open_to(agency_id))
        .order_by(Course.id)
    )


def open_courses(agency_id: int, after: int, limit: int) -> Sequence[AnyRow]:
    return rows(_courses(agency_id).where(Course.id > after).limit(limit))


def open_course(agency_id: int, slug: str) -> AnyRow | None:
    return row(_courses(agency_id).where(Course.slug == slug))


def runs_of(course_id: int) -> Sequence[AnyRow]:
    return rows(
        select(
            Run.number,
            Run.name,
            Run.self_paced,
            Run.opens_on,
            Run.closes_on,
            Run.enrol_until,
            Run.places,
            (Run.places - count_in()).label("places_left"),
        )
        .where(Run.course_id == course_id)
        .order_by(Run.number)
    )


def list_jp(scope: Scope, among: Among, after: int, limit: int) -> Sequence[AnyRow]:
    """The same people and sums as the page of fulfilment, by their ids."""
    people = list_fulfilment(scope, among, "id").subquery()
    return rows(
        select(people, Person.contract_start)
        .join(Person, Person.id == people.c.id)
        .where(people.c.id > after)
        .order_by(people.c.id)
        .limit(limit)
    )


def run_numbered(course_id: int, number: int) -> Run | None:
    wanted = select(Run).where(Run.course_id == course_id, Run.number == number)
    return db.session.scalar(wanted)


def takes_people(run: Run) -> bool:
    """Whether it takes new people today, as it does those who come by themselves."""
    ends = [day for day in (run.closes_on, run.enrol_until) if day]
    return run.opens_on <= clock.today() < min(ends, default=date.max)
