"""Building the demonstration, once, on an empty database."""

from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from random import Random

from sqlalchemy import select

from lms.catalog import publishing
from lms.catalog.actions import keep_topic, share
from lms.catalog.library import outline
from lms.catalog.models import Course
from lms.catalog.reading import read
from lms.demo.certifying import certify
from lms.demo.debate import tell_of_debate
from lms.demo.elsewhere import tell_of_elsewhere
from lms.demo.essays import tell_of_essays
from lms.demo.matching import tell_of_pairs
from lms.demo.mending import mend
from lms.demo.obliging import oblige
from lms.demo.offices import PROVINCE
from lms.demo.opinions import give_opinion
from lms.demo.panels import tell_of_panels
from lms.demo.people import PASSWORD, Province, settle
from lms.demo.places import offer_places
from lms.demo.story import STAGES, Stage, Story
from lms.demo.talk import answer
from lms.demo.workshop import hold_workshop
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.marks import DEMONSTRATION, mark
from lms.identity import passwords
from lms.identity.models import Agency, Person
from lms.mentoring import actions as mentoring
from lms.standards.actions import load_standards

SEED = 1957  # the year in which the Province of Jambi was founded
STAYED_AWAY = 0.12  # share of people who have not enrolled
A_YEAR_SO_FAR = 270  # days before today on which the courses came out
LONG_AGO = A_YEAR_SO_FAR - 45  # days before today before which nobody enrolled
DAYS_A_MODULE = 3.3  # at most
TAKERS = 0.12  # share of people in each course after the first
DILIGENT = 8  # people who complete every course


def is_empty() -> bool:
    return db.session.scalar(select(Agency.id).limit(1)) is None


def build(content: Path) -> None:
    """Fill the empty database, in one transaction."""
    hashed = passwords.hashed(PASSWORD)
    chance = Random(SEED)  # noqa: S311  invented people need no secret
    opening = clock.now().replace(hour=2, minute=0, second=0) - timedelta(days=A_YEAR_SO_FAR)
    with transaction():
        with clock.at(opening):
            mark(DEMONSTRATION)
            load_standards()
            province = settle(chance, hashed)
            courses = _publish(content, province)
        mentors = _pair(province, chance, opening)
        _tell_all(province, courses[0], mentors, chance)
        for course in courses[1:]:
            _tell_some(province, course, mentors, chance)
        tell_of_pairs(province, mentors)
        tell_of_debate(province, courses)
        markers = tell_of_essays(province, courses)
        tell_of_panels(province, courses, markers)
        mend(province, courses)
        offer_places(province, courses)
        hold_workshop(province)
        certify(province, courses)
        oblige(province, courses)
        tell_of_elsewhere(province)


def _publish(content: Path, province: Province) -> list[Course]:
    owner = province.agencies[PROVINCE]
    trainer = province.named["trainer"]
    reading = read(content)
    courses = []
    for found in reading.courses:
        published = publishing.publish(found, owner.id, trainer.id, "Terbitan pertama")
        course = db.session.get_one(Course, published.course_id)
        for agency in province.agencies.values():
            if agency.id != owner.id:
                share(course, agency.id, trainer.id)
        courses.append(course)
    for bank in reading.bank:
        keep_topic(bank, agency_id=owner.id, by=trainer.id, origin="folder")
    return courses


def _pair(province: Province, chance: Random, opening: datetime) -> dict[int, Person]:
    """Mentors by the id of the mentee: Hendra guides five, a dozen seniors guide others."""
    seniors = [province.named["mentor"], *chance.sample(province.crowd, 12)]
    taken = {person.id for person in seniors}
    home = province.agencies[PROVINCE].id
    mentees = [p for p in province.crowd if province.homes[p.id].agency_id == home]
    free = [province.named["learner"], *(p for p in mentees if p.id not in taken)]
    mentors: dict[int, Person] = {}
    for senior in seniors:
        for junior in [free.pop(0)] + [free.pop(chance.randrange(len(free))) for _ in range(4)]:
            with clock.at(opening + timedelta(days=chance.randint(1, 40))):
                mentoring.pair(senior.id, junior.id, since=clock.today(), goals=_GOAL)
            mentors[junior.id] = senior
    return mentors


_GOAL = "Menerapkan satu perbaikan layanan di unit kerja dalam enam bulan."


def _tell_all(
    province: Province,
    course: Course,
    mentors: dict[int, Person],
    chance: Random,
) -> None:
    told = _near_the_mentor(province, mentors)
    for person in [province.named["learner"], *province.crowd]:
        if person.id in told:
            stage, days = told[person.id]
            moment = clock.now() - timedelta(days=days)
        elif chance.random() < STAYED_AWAY:
            continue
        else:
            stage = chance.choice(STAGES)
            moment = _begun(course, stage, chance)
        reviewer = mentors.get(person.id) or province.named["trainer"]
        story = Story(person, course, stage, reviewer, Random(person.id), moment)  # noqa: S311
        _tell(story, province, chance)


def _tell_some(
    province: Province, course: Course, mentors: dict[int, Person], chance: Random
) -> None:
    """A course that few have taken yet; the mentor one signs in as has enough to read already."""
    busy = _near_the_mentor(province, mentors)
    crowd = [person for person in province.crowd if person.id not in busy]
    for person in crowd:
        diligent = person in crowd[:DILIGENT]
        if not diligent and chance.random() > TAKERS:
            continue
        stage = Stage.COMPLETED if diligent else chance.choice(STAGES)
        seed = Random(f"{course.slug} {person.id}")  # noqa: S311  as above
        reviewer = mentors.get(person.id) or province.named["trainer"]
        begun = _begun(course, stage, chance)
        _tell(Story(person, course, stage, reviewer, seed, begun), province, chance)


def _begun(course: Course, stage: Stage, chance: Random) -> datetime:
    """When the person enrolled, so that the history ends before today.

    What a mentor has in hand is weeks old, not months.
    """
    tale = ceil(DAYS_A_MODULE * len(outline(course.revision_id or 0).modules))
    near = {Stage.WRITTEN: (tale + 4, tale + 14), Stage.RETURNED: (tale + 12, tale + 40)}
    days = chance.randint(*near.get(stage, (tale + 17, LONG_AGO)))
    return clock.now() - timedelta(days=days)


def _near_the_mentor(
    province: Province, mentors: dict[int, Person]
) -> dict[int, tuple[Stage, int]]:
    """The mentor one signs in as has a full desk: stage, and days since enrolling."""
    mentees = [key for key, mentor in mentors.items() if mentor is province.named["mentor"]]
    stages = [
        (Stage.READING, 6),
        (Stage.WRITTEN, 24),
        (Stage.RETURNED, 30),
        (Stage.COMPLETED, 60),
        (Stage.WRITTEN, 40),
    ]
    return dict(zip(mentees, stages, strict=True))


def _tell(story: Story, province: Province, chance: Random) -> None:
    """Two in five were assigned the course, with a date to finish it by; some answer feedback."""
    assigned = chance.random() < 0.4
    story.tell(
        province.homes[story.person.id].agency_id,
        chance.choice([14, 30, 60]) if assigned else None,
        province.named["bpsdm_penyelenggara"].id if assigned else None,
    )
    answer(story)
    give_opinion(story)
