"""Building the demonstration, once, on an empty database."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select

from lms.catalog import publishing
from lms.catalog.actions import share
from lms.catalog.models import Course
from lms.catalog.reading import read
from lms.demo.matching import tell_of_pairs
from lms.demo.offices import PROVINCE
from lms.demo.people import PASSWORD, Province, settle
from lms.demo.story import STAGES, Stage, Story
from lms.demo.talk import answer
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
LONG_AGO = (32, A_YEAR_SO_FAR - 45)  # days before today on which people enrolled
# What a mentor has in hand is weeks old, not months: a history takes up to 23 days to be written.
BEGAN = {Stage.WRITTEN: (24, 34), Stage.RETURNED: (32, 60)}


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
        for course in courses:
            _tell_all(province, course, mentors, chance, opening)
        tell_of_pairs(province, mentors)


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
    opening: datetime,
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
            moment = clock.now() - timedelta(days=chance.randint(*BEGAN.get(stage, LONG_AGO)))
        reviewer = mentors.get(person.id) or province.named["trainer"]
        story = Story(person, course, stage, reviewer, Random(person.id), moment)  # noqa: S311
        _tell(story, province, chance)


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
