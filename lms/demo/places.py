"""A run with few places that its leaders give, and a programme of courses in an order."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from lms.catalog.models import Course
from lms.demo.offices import PROVINCE
from lms.demo.people import Province
from lms.foundation import clock
from lms.foundation.database import db
from lms.identity.models import Person
from lms.learning import actions as learning
from lms.learning.actions import Plan
from lms.learning.models import Application, Approval, Enrolment, Run
from lms.programmes import actions as programmes
from lms.programmes.actions import Draft

COURSE, NAME = "pelayanan-publik", "Angkatan I"
PLACES, IN_LINE = 4, 2  # the others who ask wait for an answer
WHY = (
    "Saya petugas loket sejak Maret dan belum pernah mengikuti pelatihan tentang standar layanan.",
    "Unit kami sedang menyusun maklumat pelayanan. Saya ditunjuk menulis naskah pertamanya.",
    "Aduan di kantor kami sering terlambat dijawab. Saya ingin memperbaiki alurnya.",
    "Saya akan menggantikan rekan yang pensiun di bagian pengaduan bulan depan.",
    "Tim kami mulai melayani warga lansia di rumah. Saya ingin tahu cara menyapanya.",
    "Saya menilai hasil survei kepuasan tahun ini dan belum tahu cara membacanya.",
    "Kami membuka loket baru di kecamatan. Saya perlu menyiapkan papan informasinya.",
    "Saya diminta mendampingi dua petugas baru dan ingin bahan yang sama dengan mereka.",
    "Loket kami digabung dengan mal pelayanan publik. Saya mengurus pembagian antreannya.",
)
ROAD = (("pemerintahan-digital", True), (COURSE, True), ("kepemimpinan", False))
TITLE = "Jalur Pelayanan Daerah"
SUMMARY = "Dari dasar pemerintahan digital sampai melayani warga; kepemimpinan bagi yang ingin."
FOLLOWERS = 12


def offer_places(province: Province, courses: Sequence[Course]) -> None:
    known = {each.slug: each for each in courses}
    if not all(slug in known for slug, _ in ROAD):
        return  # another content folder
    _ask(province, known[COURSE])
    _follow(province, tuple((known[slug].id, asked) for slug, asked in ROAD))


def _ask(province: Province, course: Course) -> None:
    now, trainer = clock.now(), province.named["trainer"]
    with clock.at(_morning(now, 12, 0)):
        run = _open(course, trainer)
    for number, (person, why) in enumerate(zip(_free(province, course), WHY, strict=False)):
        agency_id = province.homes[person.id].agency_id
        with clock.at(_morning(now, 11 - number, 5 + 6 * number)):
            learning.apply(run, person.id, agency_id, why)
            if number < PLACES + IN_LINE:
                learning.approve(_asked_by(person, run), trainer.id)


def _morning(now: datetime, ago: int, minute: int) -> datetime:
    return clock.local(now - timedelta(days=ago)).replace(hour=9, minute=minute)


def _open(course: Course, trainer: Person) -> Run:
    today = clock.today()
    plan = Plan(
        NAME,
        opens_on=today,
        last_day=today + timedelta(days=75),
        enrol_by=today + timedelta(days=30),
        withdraw_by=today + timedelta(days=40),
        approval=Approval.LEADERS,
        places=PLACES,
    )
    return learning.open_run(course, plan, trainer.id)


def _free(province: Province, course: Course) -> list[Person]:
    """Of the province's own people, those who are not in the course yet."""
    inside = set(
        db.session.scalars(select(Enrolment.person_id).where(Enrolment.course_id == course.id))
    )
    return [each for each in _own(province) if each.id not in inside]


def _own(province: Province) -> list[Person]:
    home = province.agencies[PROVINCE].id
    serving = (each for each in province.crowd if each.active)
    return [each for each in serving if province.homes[each.id].agency_id == home]


def _asked_by(person: Person, run: Run) -> int:
    mine = select(Application.id).where(
        Application.person_id == person.id, Application.run_id == run.id
    )
    return db.session.scalars(mine).one()


def _follow(province: Province, stages: tuple[tuple[int, bool], ...]) -> None:
    """Whoever completed all that it asks has arrived at once."""
    now, home = clock.now(), province.agencies[PROVINCE].id
    with clock.at(_morning(now, 20, 0)):
        made = programmes.make(
            home, Draft(TITLE, SUMMARY, stages), province.named["bpsdm_penyelenggara"].id
        )
    for number, person in enumerate(_own(province)[:FOLLOWERS]):
        with clock.at(_morning(now, 19 - number, 8 + 4 * number)):
            programmes.join(made.id, person.id, home)
