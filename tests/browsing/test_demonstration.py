"""The demonstration is what a newcomer meets first, so it shows what the product is for.

It is looked at on a copy apart: other tests of the same worker go on learning in the shared one.
"""

from sqlalchemy import func, select

from lms.assessment import queries as assessed
from lms.assessment.models import Attempt, CutRating, Essay, Extension, Rating, Regrading, Stage
from lms.assessment.policies import marks
from lms.assessment.queries import Sought
from lms.assignments.models import Submission
from lms.catalog.models import Course, QuestionPlace, QuestionState
from lms.demo import essays, mending, panels, places, workshop
from lms.demo.people import NAMED
from lms.foundation import clock
from lms.foundation.database import db
from lms.identity.queries import person_by_nip
from lms.learning.models import Application, ApplicationState, Progress
from lms.learning.queries import led_by
from lms.mentoring import queries
from lms.mentoring.models import Message
from lms.programmes.models import Arrival, Journey
from lms.records.models import Completion
from sites import Home


def _named(role: str) -> int:
    found = person_by_nip(NAMED[role][1])
    assert found
    return found.id


def test_mentees_have_answered_their_mentor(home_apart: Home) -> None:
    with home_apart.inside():
        talks = queries.talks(_named("mentor"))
        assert any(each.new for each in talks), "something to read at once"
        assert any(each.last_author_id == each.person_id and not each.new for each in talks)


def test_what_waits_for_anybody_is_weeks_old_and_not_months(home_apart: Home) -> None:
    with home_apart.inside():
        days = [(clock.now() - sent.submitted_at).days for sent, _ in queries.late()]
    assert days
    assert max(days) < 45, days


def test_every_history_has_happened(home_apart: Home) -> None:
    with home_apart.inside():
        moments = (
            *(Attempt.started_at, Progress.done_at, Submission.submitted_at),
            *(Message.at, Completion.completed_at, Rating.at, CutRating.rated_at, Regrading.at),
        )
        for moment in moments:
            last = db.session.scalar(select(func.max(moment)))
            assert last
            assert last <= clock.now(), moment


def test_every_course_was_completed_by_some_and_by_somebody_all(home_apart: Home) -> None:
    with home_apart.inside():
        # The workshop has a meeting still to come.
        whole = select(Course.id).where(Course.slug != workshop.SLUG)
        courses = db.session.scalars(whole).all()
        taken = select(Completion.person_id, Completion.course_id).order_by(Completion.person_id)
        rows = db.session.execute(taken).all()
        assert {course for _, course in rows} == set(courses)
        by_person = [[c for who, c in rows if who == person] for person, _ in rows]
        assert max(len(set(each)) for each in by_person) == len(courses)


def test_a_trainer_has_something_to_mark_and_something_to_look_back_on(home_apart: Home) -> None:
    with home_apart.inside():
        trainer = _named("trainer")
        written = select(Essay.stage).join(Course, Course.id == Essay.course_id)
        stages = set(db.session.scalars(written.where(Course.slug == essays.COURSE)))
        queue = assessed.queue(marks(trainer), trainer, Sought(course=essays.COURSE))
        unreleased = {it.module_slug: it for it in assessed.unreleased(led_by(trainer))}
        assert stages == set(Stage)
        assert {each.stage for each in queue} == {Stage.FIRST, Stage.SECOND, Stage.THIRD}
        assert unreleased[essays.MODULE].complete == 2


def test_one_panel_has_decided_and_one_waits(home_apart: Home) -> None:
    with home_apart.inside():
        decision = assessed.decision_for(panels.DECIDED.slug)
        assert decision
        assert 3 <= decision.judges <= 5
        assert decision.error > 0
        assert assessed.panel(panels.OPEN.slug).id in assessed.awaited(_named("trainer"))


def test_something_was_put_right(home_apart: Home) -> None:
    with home_apart.inside():
        asked = select(QuestionPlace.digest).where(QuestionPlace.key == mending.CORRECTED)
        (changed,) = assessed.corrections(db.session.scalars(asked).one())
        assert assessed.regraded(changed.id)[0] > 0
        given = select(Extension).where(Extension.reason == mending.WHY_MORE)
        extension = db.session.scalars(given).one()
        assert assessed.more_for(extension.enrolment_id, extension.module_slug) == mending.MORE
        stopped = select(QuestionPlace.state).where(QuestionPlace.key == mending.STOPPED)
        assert db.session.scalar(stopped) == QuestionState.STOPPED


def test_a_run_has_people_in_it_in_line_and_waiting_and_a_programme_is_followed(
    home_apart: Home,
) -> None:
    with home_apart.inside():
        states = select(Application.state, func.count()).group_by(Application.state)
        counted = dict(db.session.execute(states).all())
        followed = db.session.scalar(select(func.count(Journey.id)))
        arrived = db.session.scalar(select(func.count(Arrival.journey_id)))
    assert counted == {
        ApplicationState.GIVEN: places.PLACES,
        ApplicationState.QUEUED: places.IN_LINE,
        ApplicationState.ASKED: len(places.WHY) - places.PLACES - places.IN_LINE,
    }
    assert followed == places.FOLLOWERS
    assert 0 < (arrived or 0) < places.FOLLOWERS, "some are still on the way"
