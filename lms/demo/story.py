"""How far each person is in a course: enrolled, reading, tested, writing, completed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from random import Random
from uuid import UUID

from lms.assessment.rules import Purpose, Quiz
from lms.assignments.actions import Handed, hand_in
from lms.assignments.models import Verdict
from lms.catalog.library import Module, page
from lms.catalog.models import Course
from lms.demo.quiz import sit
from lms.demo.writing import writing
from lms.foundation import clock
from lms.identity.models import Person
from lms.learning import actions as learning
from lms.learning.models import Enrolment, EnrolmentState
from lms.learning.queries import Visit, visit
from lms.mentoring import actions as mentoring


class Stage(IntEnum):
    """How far a story goes; each includes those before it."""

    ENROLLED = 1
    READING = 2
    TESTED = 3  # and not passed
    PASSED = 4
    WRITTEN = 5  # waits for feedback
    RETURNED = 6
    COMPLETED = 7


STAGES = [
    *([Stage.ENROLLED] * 8 + [Stage.READING] * 16 + [Stage.TESTED] * 9 + [Stage.PASSED] * 10),
    *([Stage.WRITTEN] * 9 + [Stage.RETURNED] * 8 + [Stage.COMPLETED] * 40),
]


@dataclass
class Story:
    """One person's way through one course, told day by day."""

    person: Person
    course: Course
    stage: Stage
    reviewer: Person | None
    chance: Random
    moment: datetime
    answer: str | None = None  # what the person has to say to the last feedback

    def tell(self, agency_id: int, due: int | None, by: int | None) -> Enrolment:
        """Write the history; `due` is how many days after enrolling the course is due."""
        with clock.at(self.moment):
            run = learning.open_default_run(self.course)
            due_on = (self.moment + timedelta(days=due)).date() if due else None
            entered = learning.enrol(run, self.person.id, agency_id, assigned_by=by, due_on=due_on)
        for module in self._visit().outline.modules:
            if entered.state != EnrolmentState.ACTIVE or not self._goes_on(module):
                break
        return entered

    def _visit(self) -> Visit:
        return visit(self.course.slug, self.person.id)

    def _goes_on(self, module: Module) -> bool:
        """Do one module; answers whether the story goes on after it."""
        if _is_for_few(module):
            return True  # `lms.demo.debate` and `lms.demo.essays` tell of them
        self.moment += timedelta(
            days=self.chance.randint(1, 3), minutes=self.chance.randint(0, 240)
        )
        self.moment = _in_office_hours(self.moment)
        ways = {"lesson": self._read, "quiz": self._sit, "assignment": self._write}
        return ways[module.kind](module) if module.kind in ways else True  # a survey comes after

    def _read(self, module: Module) -> bool:
        if self.stage == Stage.ENROLLED:
            return False
        enrolment_id = self._visit().enrolment_id or 0
        with clock.at(self.moment):
            learning.record_progress(enrolment_id, module.slug, done=False)
            learning.keep_place(enrolment_id, module.slug, None)
        if self.stage == Stage.READING and self.chance.random() < 0.4:
            return False  # stopped in the middle of this one
        with clock.at(self.moment + timedelta(minutes=self.chance.randint(4, 14))):
            learning.record_progress(enrolment_id, module.slug, done=True)
        return True

    def _sit(self, module: Module) -> bool:
        if not Quiz.of(page(module.digest).facts).must_pass:
            return self._try(module)
        if self.stage <= Stage.READING:
            return False
        least, most = (0.1, 0.55) if self.stage == Stage.TESTED else (0.35, 0.9)
        knows = self.chance.uniform(least, most)
        attempt = sit(self._visit(), module, knows, self.moment, self.chance)
        while self.stage > Stage.TESTED and not attempt.passed and attempt.number < 3:
            self.moment += timedelta(days=1)
            knows = max(knows + 0.2, 0.75)  # having read the explanations
            attempt = sit(self._visit(), module, min(knows, 0.97), self.moment, self.chance)
        return bool(attempt.passed)

    def _try(self, module: Module) -> bool:
        """A quiz before the lessons, of which little is known yet."""
        if self.stage == Stage.ENROLLED:
            return False
        sit(self._visit(), module, self.chance.uniform(0.2, 0.6), self.moment, self.chance)
        return True

    def _write(self, module: Module) -> bool:
        written = writing(self.course.slug)
        if self.stage <= Stage.PASSED or written is None:
            return False
        place = written.somebody(self.chance)
        whole = self.stage == Stage.COMPLETED and self.chance.random() < 0.7
        self._hand_in(module, (written.second if whole else written.first)[place])
        if self.stage == Stage.WRITTEN or self.reviewer is None:
            return False
        if not whole:
            self._judge(Verdict.RETURNED, module, written.feedback(Verdict.RETURNED, place))
            if self.stage == Stage.RETURNED:
                return False
            self._hand_in(module, written.second[place])
        self._judge(Verdict.ACCEPTED, module, written.feedback(Verdict.ACCEPTED, place))
        return True

    def _hand_in(self, module: Module, text: str) -> None:
        self.moment += timedelta(hours=self.chance.randint(1, 30))
        with clock.at(self.moment):
            given = Handed(UUID(int=self.chance.getrandbits(128), version=4), text)
            self.submission = hand_in(self._visit(), module, given)

    def _judge(self, verdict: Verdict, module: Module, told: tuple[str, str]) -> None:
        self.moment = _in_office_hours(self.moment + timedelta(days=self.chance.randint(1, 6)))
        low, high = (1, 3) if verdict == Verdict.RETURNED else (3, 4)
        rows = page(module.digest).facts["rubric"]
        ratings = [self.chance.randint(low, high) for _ in rows]
        said, self.answer = told
        with clock.at(self.moment):
            mentoring.give_feedback(
                self.submission.id,
                self.reviewer.id if self.reviewer else 0,
                verdict,
                ratings,
                said,
            )


def _is_for_few(module: Module) -> bool:
    """Discussions and practice, which no course requires of everybody."""
    if module.kind != "quiz":
        return module.kind == "discussion"
    return Quiz.of(page(module.digest).facts).purpose == Purpose.PRACTICE


def _in_office_hours(moment: datetime) -> datetime:
    """Between eight and four in Jambi."""
    local = clock.local(moment)
    return local.replace(hour=8 + local.hour % 8)
