"""A small course with true dates: a workshop whose list is filled, and work written in groups."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from lms.assignments import actions as assignments
from lms.assignments.actions import Handed
from lms.assignments.models import Verdict
from lms.assignments.rules import grouping_of
from lms.catalog.library import Module, page
from lms.catalog.models import Course
from lms.catalog.publishing import publish
from lms.catalog.reading import read_held
from lms.demo.offices import PROVINCE
from lms.demo.people import Province
from lms.demo.workshop_texts import ANSWER, BETTER, FIRST, GROUPS, RETURNED
from lms.foundation import clock
from lms.foundation.database import db
from lms.identity.models import Person
from lms.learning import actions as learning
from lms.learning.actions import Plan
from lms.learning.models import Run
from lms.learning.queries import visit
from lms.mentoring import actions as mentoring
from lms.sessions import actions as sessions
from lms.sessions.actions import Said
from lms.sessions.meeting import Meeting

SLUG = "lokakarya-maklumat-pelayanan"
FOLDER = Path(__file__).parent / "workshop_course"
MET, ONLINE = -6, 9  # days from the day on which the demonstration is made
ABSENT = 2  # of those who had a place
NAME, PLACES = "Angkatan I", 16
LESSON, WORKSHOP, WORK, CLINIC = "sebelum-bertemu", "lokakarya", "naskah-kelompok", "klinik-naskah"


@dataclass
class Workshop:
    province: Province
    trainer: Person
    course: Course
    now: datetime
    enrolments: dict[int, int]  # of each person

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A moment so many days from today, by the site's clock."""
        local = clock.local(self.now + timedelta(days=days))
        return local.replace(hour=hour, minute=minute, second=0, microsecond=0)

    def module(self, slug: str) -> Module:
        who = next(iter(self.enrolments))
        found = visit(self.course.slug, who).outline.module(slug)
        assert found is not None  # one of ours
        return found


def hold_workshop(province: Province) -> None:
    """Published, met, written in groups: as it would have gone in the two weeks before today."""
    it = Workshop(province, province.named["trainer"], Course(), clock.now(), {})
    with clock.at(it.at(-16, 9)):
        it.course = _publish(it)
        run = _open(it)
    _enrol(it, run)
    _meet(it)
    _write(it, run)


def _publish(it: Workshop) -> Course:
    days = {"met": it.at(MET, 9).date(), "online": it.at(ONLINE, 13).date()}
    files = {
        f"{SLUG}/{each.name}": (each.read_text() % days).encode() for each in FOLDER.glob("*.md")
    }
    (found,) = read_held(SLUG, files).courses
    home = it.province.agencies[PROVINCE].id
    made = publish(found, home, it.trainer.id, "Terbitan pertama")
    return db.session.get_one(Course, made.course_id)


def _open(it: Workshop) -> Run:
    today = clock.today()
    last, by = today + timedelta(days=45), today + timedelta(days=8)
    plan = Plan(NAME, opens_on=today, last_day=last, enrol_by=by, places=PLACES)
    return learning.open_run(it.course, plan, it.trainer.id)


def _enrol(it: Workshop, run: Run) -> None:
    """People of the province's own offices, who are far from the others' stories."""
    home = it.province.agencies[PROVINCE].id
    own = [each for each in it.province.crowd if each.active]
    own = [each for each in own if it.province.homes[each.id].agency_id == home]
    for number, person in enumerate(own[-sum(GROUPS.values()) :]):
        with clock.at(it.at(-13, 8, 3 * number)):
            it.enrolments[person.id] = learning.enrol(run, person.id, home, assigned_by=None).id
        with clock.at(it.at(-12, 9, 4 * number)):
            learning.record_progress(it.enrolments[person.id], LESSON, done=True)


def _meet(it: Workshop) -> None:
    """The list of the workshop is filled; half of them have a place at the meeting to come."""
    module, clinic = it.module(WORKSHOP), it.module(CLINIC)
    meeting, online = (Meeting.of(page(each.digest).facts) for each in (module, clinic))
    everybody = list(it.enrolments.values())
    for number, enrolment_id in enumerate(everybody):
        with clock.at(it.at(-11, 9, 3 * number)):
            sessions.take_place(enrolment_id, WORKSHOP, meeting)
        with clock.at(it.at(MET, 9, 5)):
            present = number < len(everybody) - ABSENT
            sessions.mark(enrolment_id, WORKSHOP, Said(present, it.trainer.id))
    for number, enrolment_id in enumerate(everybody[::2]):
        with clock.at(it.at(-2, 10, 4 * number)):
            sessions.take_place(enrolment_id, CLINIC, online)


def _write(it: Workshop, run: Run) -> None:
    """One group's text was sent back, written anew and accepted; another's waits; one writes."""
    people = iter(it.enrolments.items())
    writers: list[int] = []
    for name, size in GROUPS.items():
        with clock.at(it.at(MET, 15)):
            made = assignments.make_group(run.id, WORK, name)
        members = [next(people) for _ in range(size)]
        for _, enrolment_id in members:
            with clock.at(it.at(MET, 15, 10)):
                assignments.put(made.id, enrolment_id, it.course.id, WORK, it.trainer.id)
        writers.append(members[0][0])
    first, second, *_ = writers
    given = _hand_in(it, first, it.at(-5, 14), FIRST, 1)
    _judge(it, given, Verdict.RETURNED, RETURNED, -4)
    better = _hand_in(it, first, it.at(-3, 10), BETTER, 2)
    _judge(it, better, Verdict.ACCEPTED, ANSWER, -2)
    _hand_in(it, second, it.at(-1, 11), BETTER.replace("pengaduan", "perizinan"), 3)


def _hand_in(it: Workshop, person_id: int, moment: datetime, text: str, number: int) -> UUID:
    module = it.module(WORK)
    grouping = grouping_of(page(module.digest).facts)
    assert grouping is not None  # its front matter says so
    handed = Handed(UUID(int=number << 64, version=4), text)
    with clock.at(moment):
        return assignments.hand_in_together(visit(SLUG, person_id), module, handed, grouping).id


def _judge(it: Workshop, work: UUID, verdict: Verdict, said: str, days: int) -> None:
    rows = page(it.module(WORK).digest).facts["rubric"]
    level = 3 if verdict == Verdict.ACCEPTED else 2
    with clock.at(it.at(days, 9)):
        mentoring.give_feedback(work, it.trainer.id, verdict, [level] * len(rows), said)
