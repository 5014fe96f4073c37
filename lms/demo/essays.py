"""What people write in the practice quiz of one course, and how three trainers mark it.

Some marks are out, some papers are complete, one waits for a third word, some for a first.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import Any

import yaml
from sqlalchemy import select

from lms.assessment import actions
from lms.assessment.actions import Judged
from lms.catalog.library import Module, page, question
from lms.catalog.models import Course
from lms.demo.people import SINCE, Province
from lms.demo.quiz import write
from lms.demo.writing import unwrapped
from lms.foundation import clock
from lms.foundation.database import db
from lms.identity import actions as identity
from lms.identity.models import Person, Role
from lms.learning.models import Enrolment, EnrolmentState, Progress
from lms.learning.queries import ensure_module, latest, visit

PAPERS = Path(__file__).parent / "essays.yaml"
COURSE, MODULE, LESSON = "kepemimpinan", "latihan-umpan-balik", "umpan-balik"
COLLEAGUES = ("second", "third")  # of Wati, as the papers name who marked
OFFICE = "BPSDM"
Step = tuple[datetime, Callable[[datetime], None]]


@dataclass
class Marking:
    """The quiz with who writes and who marks, and days counted back from now."""

    course: Course
    markers: Mapping[str, Person]
    writers: list[Person]
    now: datetime
    attempts: dict[int, Any] = field(default_factory=dict)  # the id of each paper

    def day(self, ago: int, hour: int, minute: int = 0) -> datetime:
        local = clock.local(self.now - timedelta(days=ago))
        return local.replace(hour=hour, minute=minute)

    def module(self, person: Person) -> Module:
        return ensure_module(visit(COURSE, person.id), MODULE)


def papers() -> dict[str, Any]:
    """As they are kept: when marks came out, and each paper with its marks."""
    held: dict[str, Any] = yaml.safe_load(PAPERS.read_text(encoding="utf-8"))
    return held


def tell_of_essays(province: Province, courses: list[Course]) -> list[Person]:
    """Answers the trainers who mark beside Wati."""
    course = next((each for each in courses if each.slug == COURSE), None)
    if course is None:
        return []  # another content folder
    colleagues = _employ(province, course)
    held, now = papers(), clock.now()
    markers = {"wati": province.named["trainer"], **colleagues}
    before = now - timedelta(days=held["papers"][0]["ago"] + 1)
    marking = Marking(course, markers, _writers(course.id, before), now)
    for moment, act in sorted(_steps(marking, held), key=itemgetter(0)):
        with clock.at(moment):
            act(moment)
    return list(colleagues.values())


def _employ(province: Province, course: Course) -> dict[str, Person]:
    """Two of Wati's office who do not take the course lead it with her."""
    office = province.units[OFFICE].path
    free = [
        each
        for each in province.crowd
        if each.active
        and province.homes[each.id].path.startswith(office)
        and latest(course.id, each.id) is None
    ]
    found = dict(zip(COLLEAGUES, free, strict=False))
    for person in found.values():
        identity.give_grant(
            person,
            Role.TRAINER,
            course.agency_id,
            since=SINCE,
            reason="Ikut mengampu kursus kepemimpinan.",
            course_slug=course.slug,
        )
    return found


def _writers(course_id: int, before: datetime) -> list[Person]:
    """Those who had read the lesson by then, the latest first."""
    wanted = (
        select(Person)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Progress, Progress.enrolment_id == Enrolment.id)
        .where(
            Person.active,
            Enrolment.course_id == course_id,
            Enrolment.state != EnrolmentState.WITHDRAWN,
            Progress.module_slug == LESSON,
            Progress.done_at < before,
        )
        .order_by(Progress.done_at.desc(), Person.id)
    )
    return list(db.session.scalars(wanted))


def _steps(marking: Marking, held: Mapping[str, Any]) -> Iterator[Step]:
    for number, (writer, paper) in enumerate(zip(marking.writers, held["papers"], strict=False)):
        yield (
            marking.day(paper["ago"], 8 + number % 7, 10),
            _writing(marking, number, writer, paper),
        )
        for place, essay in enumerate(paper["essays"], 1):
            for order, mark in enumerate(essay["marks"]):
                moment = marking.day(mark["ago"], 15, 5 * place + 15 * order)
                yield moment, _rating(marking, (number, place), mark)
    yield marking.day(held["released"], 16), lambda _: _release(marking)


def _writing(
    marking: Marking, number: int, writer: Person, paper: Mapping[str, Any]
) -> Callable[[datetime], None]:
    def act(moment: datetime) -> None:
        module = marking.module(writer)
        said = [unwrapped(each["text"]) for each in paper["essays"]]
        keys = [question(digest).key for digest in page(module.digest).facts["questions"]]
        essays = dict(zip(keys, said, strict=True))
        there = visit(COURSE, writer.id)
        attempt = write(there, module, essays, moment, Random(f"essays {number}"))  # noqa: S311
        marking.attempts[number] = attempt.id

    return act


def _rating(
    marking: Marking, which: tuple[int, int], mark: Mapping[str, Any]
) -> Callable[[datetime], None]:
    def act(_: datetime) -> None:
        number, place = which
        judged = Judged(mark["levels"], mark["said"], f"demo-{number}-{place}")
        marker = marking.markers[mark["by"]]
        actions.rate(marking.attempts[number], place, marker.id, judged)

    return act


def _release(marking: Marking) -> None:
    actions.release_complete(marking.course.id, MODULE, marking.markers["wati"].id)
