"""What invented people say in the discussion of one course: questions, answers, one word hidden."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from lms.catalog.models import Course
from lms.demo.people import Province
from lms.foundation import clock
from lms.foundation.database import db
from lms.identity.models import Person
from lms.learning import actions, queries
from lms.learning.models import Enrolment, EnrolmentState

COURSE, MODULE = "pemerintahan-digital", "diskusi"


class Reply(NamedTuple):
    role: str
    text: str


class Thread:
    """Opened by a learner so many days ago."""

    def __init__(self, ago: int, text: str, *replies: Reply) -> None:
        self.ago, self.text, self.replies = ago, text, replies


THREADS = (
    Thread(
        26,
        "Di loket kami, pelaku usaha kecil mengisi NIB dua kali: sekali di OSS, sekali lagi di "
        "aplikasi rekomendasi dinas. Bulan lalu seorang pemilik warung pulang karena angkanya "
        "berbeda satu digit, padahal keduanya ia ketik sendiri.\n\nMenurut saya letaknya pada "
        "data, bukan aplikasi: kami menyimpan salinan yang tidak pernah dicocokkan. Pekan ini "
        "saya mencatat sepuluh permohonan yang tertahan karena isian berbeda. Keberatan yang "
        "saya perkirakan: dinas merasa salinan itu miliknya.",
        Reply(
            "learner",
            "Apa yang dilihat warga ketika isiannya ditolak? Di tempat kami kalimatnya hanya "
            "“data tidak sesuai”, jadi ia tidak tahu mana yang harus diperbaiki.",
        ),
        Reply(
            "trainer",
            "Mulailah dari pertanyaan siapa walidatanya. Kalau NIB dikelola di OSS, aplikasi "
            "dinas cukup membaca dan tidak bertanya lagi. Dasarnya Perpres 39/2019 tentang "
            "Satu Data Indonesia: "
            "https://peraturan.bpk.go.id/Details/108813/perpres-no-39-tahun-2019\n\nSepuluh "
            "kasus yang Ibu catat itu sudah cukup untuk membuka rapat.",
        ),
        Reply(
            "learner",
            "Terima kasih, Bu. Kami coba bawa ke rapat bidang hari Senin.",
        ),
    ),
    Thread(
        12,
        "Sambungan yang paling ditunggu di kecamatan kami: surat keterangan dari desa yang "
        "masih difoto lalu dikirim di grup. Petugas mengetik ulang, dan antrean hari Kamis "
        "selalu paling panjang. Langkah saya: satu lembar urutan kerja yang ditempel di dekat "
        "meja, supaya desa tahu berkas mana yang tidak perlu dikirim lagi.",
        Reply(
            "learner",
            "Kami pernah mencoba lembar seperti itu dan gagal, karena tiap desa punya versi "
            "sendiri. Yang menolong justru satu orang penghubung per desa.",
        ),
    ),
    Thread(
        5,
        "Pertanyaan untuk rekan di kabupaten hulu: bagaimana Anda mengurus tanda tangan "
        "elektronik kalau kepala seksi dinas luar dan sinyal tidak ada? Di tempat kami berkas "
        "menunggu sampai tiga hari.",
    ),
    Thread(
        2,
        "Domain layanan: nomor antrean daring kami tidak tersambung dengan loket. Warga yang "
        "datang sesuai jam tetap menunggu di belakang yang datang pagi. Langkah tanpa "
        "anggaran: satu kursi dan satu jalur untuk yang sudah bernomor, dicoba dua pekan.",
        Reply(
            "learner",
            "Berapa warga sehari yang memakai nomor daring itu?",
        ),
    ),
)
HIDDEN = "Kalau mau cepat hubungi saya saja di nomor pribadi, nanti saya bantu uruskan."
WHY = "Mengajak lewat jalur pribadi di luar layanan resmi. Silakan tulis ulang tanpa bagian itu."


@dataclass
class Debate:
    """The people who may speak there, in turn, and days counted back from now."""

    province: Province
    course_id: int
    people: list[Person]
    now: datetime
    said: int = 0

    def say(
        self, speaker: Person, text: str, moment: datetime, thread_id: int | None = None
    ) -> int:
        self.said += 1
        key = str(UUID(int=self.said, version=4))
        with clock.at(moment):
            forum = queries.forum(self.course_id, MODULE, None)
            said = actions.contribute(forum, speaker.id, text, key, thread_id)
            actions.take_part(queries.visit(COURSE, speaker.id), MODULE)
        return said.id

    def speaker(self, role: str) -> Person:
        if role != "learner":
            return self.province.named[role]
        self.people.append(self.people.pop(0))
        return self.people[-1]


def tell_of_debate(province: Province, courses: list[Course]) -> None:
    """A few threads in one course, one of them answered, and a reply that was hidden."""
    course = next((each for each in courses if each.slug == COURSE), None)
    if course is None:
        return  # another content folder
    debate = Debate(province, course.id, _learners(course.id), clock.now())
    opened = [_tell(debate, thread) for thread in THREADS]
    _hide(debate, *opened[-1])


def _tell(debate: Debate, thread: Thread) -> tuple[int, datetime]:
    """The thread with its replies; answers its id and when it was opened."""
    day = clock.local(debate.now - timedelta(days=thread.ago))
    moment = day.replace(hour=9)
    thread_id = debate.say(debate.speaker("learner"), thread.text, moment)
    for number, reply in enumerate(thread.replies, 1):
        later = moment + timedelta(hours=2 * number)
        said_id = debate.say(debate.speaker(reply.role), reply.text, later, thread_id)
        if reply.role == "trainer":
            _mark(said_id, debate, later)
    return thread_id, moment


def _learners(course_id: int) -> list[Person]:
    """Those who are in the middle of the course, some steps into it."""
    wanted = (
        select(Person)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(
            Enrolment.course_id == course_id,
            Enrolment.state == EnrolmentState.ACTIVE,
            Enrolment.place_slug.is_not(None),
        )
        .order_by(Enrolment.enrolled_at, Person.id)
    )
    return list(db.session.scalars(wanted.limit(9)))


def _mark(said_id: int, debate: Debate, moment: datetime) -> None:
    trainer = debate.speaker("trainer").id
    with clock.at(moment):
        actions.mark_answer(queries.contribution(said_id, trainer), trainer, answers=True)


def _hide(debate: Debate, thread_id: int, moment: datetime) -> None:
    said_id = debate.say(debate.speaker("learner"), HIDDEN, moment + timedelta(hours=4), thread_id)
    officer = debate.speaker("bpsdm_penyelenggara").id
    with clock.at(moment + timedelta(hours=6)):
        actions.hide(queries.contribution(said_id, officer), officer, WHY)
