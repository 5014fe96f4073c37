"""Two who lead a course put somebody into groups at the same moment."""

from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from cast import Cast
from courses import SLUG
from crowds import at_once
from essays import MODULE
from lms.assignments.actions import make_group, put, share_out
from lms.assignments.models import GroupMember, WorkGroup
from lms.assignments.rules import Grouping
from lms.catalog.queries import course
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.learning.actions import open_default_run
from together import Together, publish_together


def test_who_is_put_into_two_groups_at_once_is_in_one(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    publish_together(tmp_path / "content", cast.province, "leaders", 3)
    enrolment_id = Together(app.test_client(), cast.rani).enrol().enrolment_id
    course_id = course(SLUG).id
    with transaction():
        run_id = open_default_run(course(SLUG)).id
        groups = [make_group(run_id, MODULE, f"Kelompok {n}").id for n in range(4)]

    def place(number: int) -> str:
        try:
            with transaction():
                put(groups[number], enrolment_id, course_id, MODULE, cast.wati.id)
        except Conflict:
            return "refused"
        return "put"

    answers = at_once(app, place, len(groups))
    assert "put" in answers
    assert _inside() == 1


def _inside() -> int:
    """How many memberships there are now."""
    inside = select(func.count()).select_from(GroupMember).where(GroupMember.until.is_(None))
    return db.session.scalar(inside) or 0


def test_two_clicks_share_people_out_once(app: Flask, cast: Cast, tmp_path: Path) -> None:
    publish_together(tmp_path / "content", cast.province, "leaders", 3)
    writers = [Together(app.test_client(), each).enrol() for each in (cast.rani, cast.dedi)]
    course_id, people = course(SLUG).id, [(it.enrolment_id, it.someone.id) for it in writers]
    with transaction():
        run_id = open_default_run(course(SLUG)).id
    left = [(enrolment_id, person_id, run_id, "") for enrolment_id, person_id in people]
    grouping = Grouping(2, 3, by_learners=False)

    def share(_: int) -> int:
        with transaction():
            return share_out(course_id, MODULE, left, grouping, cast.wati.id)

    assert sorted(at_once(app, share, 3)) == [0, 0, 1]
    assert db.session.scalar(select(func.count()).select_from(WorkGroup)) == 1
    assert _inside() == len(people)
