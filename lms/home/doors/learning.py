"""Where courses are written, learners are guided, and questions are looked after."""

from lms.assessment import policies as assessment
from lms.assessment import queries as quizzes
from lms.authoring import policies as authoring
from lms.authoring import queries as courses
from lms.bank import policies as bank
from lms.exchange import policies as exchange
from lms.foundation.language import say
from lms.home.doors.door import GUIDING, TESTING, WRITING, Door
from lms.identity import queries as identity
from lms.identity.models import Role
from lms.learning import policies as learning
from lms.learning import queries as places
from lms.mentoring import policies as mentoring
from lms.mentoring.queries import scope_of as pairs_of
from lms.programmes import policies as programmes
from lms.sessions import policies as sessions


def _guides(person_id: int) -> bool:
    return not {Role.MENTOR, Role.TRAINER}.isdisjoint(identity.roles(person_id))


def _oversees(person_id: int) -> bool:
    return mentoring.may_oversee(pairs_of(person_id))


LEARNING = (
    Door(
        WRITING,
        "authoring.index",
        say("Kursus saya"),
        say("Menulis dan menyunting kursus instansi Anda di peramban, lalu menerbitkannya."),
        authoring.may_come_in,
        lambda person_id: len(courses.offered_to(person_id)),
    ),
    Door(
        WRITING,
        "authoring.refereeing_desk",
        say("Meja telaah"),
        say("Naskah kursus yang menunggu persetujuan sebelum terbit."),
        authoring.may_write_any,
    ),
    Door(
        WRITING,
        "programmes.desk",
        say("Program belajar"),
        say("Kursus dalam satu urutan: menyusun, mengubah, melihat berapa orang mengikutinya."),
        programmes.may_make_any,
    ),
    Door(
        GUIDING,
        "mentoring.index",
        say("Meja bimbingan"),
        say("Kiriman yang menunggu umpan balik, dan orang yang Anda dampingi."),
        _guides,
    ),
    Door(
        GUIDING,
        "teaching.index",
        say("Peserta dan nilai"),
        say("Siapa mengikuti kursus yang Anda ampu, sampai di mana, dan berapa nilainya."),
        learning.may_lead_any,
    ),
    Door(
        GUIDING,
        "approvals.index",
        say("Permohonan tempat"),
        say("Siapa meminta tempat di kursus dan menunggu jawaban Anda: menyetujui, menolak."),
        learning.may_answer_any,
        places.count_applicants,
    ),
    Door(
        GUIDING,
        "learning.discussions",
        say("Diskusi kursus"),
        say("Diskusi dalam kursus yang Anda ampu: menjawab, menandai jawaban, menutup."),
        learning.may_lead_any,
    ),
    Door(
        GUIDING,
        "sessions.index",
        say("Pertemuan kursus"),
        say("Kelas, webinar, dan lokakarya: daftar hadir, dan kode di layar."),
        sessions.may_lead_any,
    ),
    Door(
        GUIDING,
        "mentoring.pairs",
        say("Pasangan mentor"),
        say("Siapa membimbing siapa dalam lingkup Anda: mengusulkan, menyaring, mengakhiri."),
        _oversees,
    ),
    Door(
        TESTING,
        "assessment.marking",
        say("Meja penilaian"),
        say("Esai yang menunggu penilaian, dan nilai yang menunggu diumumkan."),
        assessment.may_lead_any,
    ),
    Door(
        TESTING,
        "assessment.quizzes",
        say("Kuis kursus"),
        say("Perpanjangan bagi peserta kuis dalam kursus yang Anda ampu."),
        assessment.may_lead_any,
    ),
    Door(
        TESTING,
        "assessment.cut_panels",
        say("Panel batas lulus"),
        say("Menilai soal bersama penilai lain, dan menetapkan batas lulus kuis."),
        assessment.may_know_panels,
        lambda person_id: sum(duty.left for duty in quizzes.judging(person_id)),
    ),
    Door(
        TESTING,
        "bank.index",
        say("Bank soal"),
        say("Soal instansi Anda: mencari, melihat seperti peserta, membandingkan, menghentikan."),
        bank.may_open,
    ),
    Door(
        TESTING,
        "exchange.index",
        say("Impor dan ekspor soal"),
        say("Soal dari Moodle dan sistem lain masuk ke bank soal, atau sebaliknya."),
        exchange.may_exchange,
    ),
)
