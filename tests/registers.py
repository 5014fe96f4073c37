"""Learning through to the end in a test, and filling the register without anybody learning."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID, uuid4

from cast import Cast, Someone
from courses import SLUG
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.identity.models import Agency
from lms.learning.actions import open_default_run
from lms.learning.models import Enrolment, EnrolmentState
from lms.records.actions.register import MINUTES, enter, next_position
from lms.records.actions.snapshot import taken
from lms.records.models import Completion
from lms.standards.queries import jp_rule
from quizzes import MODULE, Sitter

NOW = datetime(2026, 11, 22, 3, 12, tzinfo=UTC)


class Learner(Sitter):
    """A sitter who also reads."""

    def read(self, slug: str = SLUG) -> None:
        lesson = f"/courses/{slug}/bacaan"
        start = clock.now()
        with clock.at(start):
            self.browser.get(lesson)
        with clock.at(start + timedelta(minutes=3)):
            answer = self.post(f"{lesson}/reading")
        assert answer.status_code == 302, answer.text

    def sit(self, *right: str, slug: str = SLUG) -> UUID:
        """One whole sitting of the final quiz; without names everything is answered right."""
        attempt_id = self.start(url=f"/courses/{slug}/{MODULE}")
        self.answer_right(attempt_id, *right)
        assert self.submit(attempt_id).status_code == 302
        return attempt_id

    def finish(self, slug: str = SLUG) -> None:
        self.enrol(slug)
        self.read(slug)
        self.sit(slug=slug)


def completions() -> list[Completion]:
    """The whole register, what was replaced too."""
    db.session.rollback()
    return list(db.session.scalars(db.select(Completion).order_by(Completion.position)))


@dataclass
class Register:
    """Fills the register as the system would have, without anybody having to learn."""

    cast: Cast
    courses: dict[str, int] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def course(self, title: str) -> int:
        if title not in self.courses:
            added = Course(
                slug=title.lower().replace(" ", "-"),
                agency_id=self.cast.province,
                title=title,
                summary="",
                theme="digital",
                language="id",
                jp=4,
                form_code=16,
            )
            db.session.add(added)
            db.session.flush()
            self.courses[title] = added.id
        return self.courses[title]

    def add(
        self, someone: Someone, on: date, jp: int = 4, title: str = "Naskah Dinas", form: int = 16
    ) -> UUID:
        with transaction():
            return self._add(someone, on, jp, title, form)

    def _add(self, someone: Someone, on: date, jp: int, title: str, form: int) -> UUID:
        course = db.session.get_one(Course, self.course(title))
        at = datetime(on.year, on.month, on.day, 5, next(self.numbers) % 60, tzinfo=UTC)
        enrolment = _enrolled(course, someone, at - timedelta(days=7))
        person, rule = taken(someone.id, someone.agency_id, on), jp_rule(form, on)
        written = Completion(
            id=uuid4(),
            position=next_position(),
            enrolment_id=enrolment.id,
            **person.columns(),
            course_id=course.id,
            course_slug=course.slug,
            course_title=title,
            theme="digital",
            run="Belajar mandiri",
            provider=db.session.get_one(Agency, course.agency_id).name,
            revision=1,
            form_code=form,
            jp=jp,
            minutes=jp * MINUTES,
            score=Decimal("82.50"),
            started_at=enrolment.enrolled_at,
            completed_at=at,
            completed_on=on,
            recorded_by="system",
            jp_rule_id=rule.id,
            legal_basis=rule.legal_basis,
        )
        db.session.add(written)
        db.session.flush()
        db.session.add(person.about(written.id))
        enter(written)
        return written.id


def _enrolled(course: Course, someone: Someone, at: datetime) -> Enrolment:
    enrolment = Enrolment(
        run_id=open_default_run(course).id,
        course_id=course.id,
        person_id=someone.id,
        agency_id=someone.agency_id,
        state=EnrolmentState.COMPLETED,
        enrolled_at=at,
    )
    db.session.add(enrolment)
    db.session.flush()
    return enrolment
