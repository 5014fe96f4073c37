"""The doors of the desk: where each role works, for as long as it is held."""

# long: one list of all doors, that each is told like the others

from collections.abc import Callable
from dataclasses import dataclass

from lms.assessment import policies as assessment
from lms.assessment import queries as quizzes
from lms.authoring import policies as authoring
from lms.authoring import queries as courses
from lms.bank import policies as bank
from lms.certificates import policies as certificates
from lms.evaluation import policies as evaluation
from lms.exchange import policies as exchange
from lms.foundation.language import Sentence, say
from lms.identity import policies as people
from lms.identity import queries as identity
from lms.identity.models import Role
from lms.learning import policies as learning
from lms.learning import queries as places
from lms.mentoring import policies as mentoring
from lms.mentoring.queries import scope_of as pairs_of
from lms.programmes import policies as programmes
from lms.records import policies as records
from lms.records.queries import claims_kept_by, scope_of, waiting_claims
from lms.roster import policies as roster
from lms.sessions import policies as sessions
from lms.standards import policies as standards


@dataclass(frozen=True)
class Door:
    """A page to work at, and whether a person may enter it today; `hall` is what it is near to."""

    hall: Sentence
    endpoint: str
    title: Sentence
    text: Sentence
    lets_in: Callable[[int], bool]
    waiting: Callable[[int], int] = lambda _: 0  # how much behind it waits for this person


def _guides(person_id: int) -> bool:
    return not {Role.MENTOR, Role.TRAINER}.isdisjoint(identity.roles(person_id))


def _lists(person_id: int) -> bool:
    return records.may_list(scope_of(person_id))


def _reads_surveys(person_id: int) -> bool:
    return evaluation.may_read_any(person_id)


def _oversees(person_id: int) -> bool:
    return mentoring.may_oversee(pairs_of(person_id))


WRITING = say("Menulis kursus")
GUIDING, TESTING = say("Mendampingi belajar"), say("Soal, kuis, dan penilaian")
REPORTING = say("Laporan dan data")
HALLS = (WRITING, GUIDING, TESTING, REPORTING)

# Only what has a page: a door to nowhere is worse than none.
DOORS = (
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
    Door(
        REPORTING,
        "records.register",
        say("Register penyelesaian"),
        say("Siapa menyelesaikan apa, kapan, dan berapa JP, dalam lingkup Anda; dapat diekspor."),
        _lists,
    ),
    Door(
        REPORTING,
        "certificates.register",
        say("Register sertifikat"),
        say("Sertifikat yang terbit dan yang menunggu; mencabut, mengganti, mengunduh banyak."),
        certificates.may_list_any,
    ),
    Door(
        REPORTING,
        "records.fulfilment",
        say("Pemenuhan JP"),
        say("Sejauh mana JP tahun ini terpenuhi, menurut unit dan jenis pegawai; dapat diekspor."),
        _lists,
    ),
    Door(
        REPORTING,
        "reports.courses",
        say("Laporan"),
        say("Kursus menurut hasil, tenggat yang lewat, bulan demi bulan, dan dampak pada IP ASN."),
        _lists,
    ),
    Door(
        REPORTING,
        "records.claims",
        say("Pelatihan di luar"),
        say("Pelatihan yang dijalani pegawai di tempat lain: memeriksa buktinya, mencatat JP."),
        lambda person_id: records.may_verify_any(claims_kept_by(person_id)),
        waiting_claims,
    ),
    Door(
        REPORTING,
        "standards.rules",
        say("Aturan JP"),
        say("Berapa JP untuk setiap bentuk: mengusulkan perubahan, menyetujui usulan."),
        standards.may_propose,
    ),
    Door(
        REPORTING,
        "evaluation.index",
        say("Hasil survei"),
        say("Pendapat peserta tentang kursus, dalam kelompok paling sedikit lima orang."),
        _reads_surveys,
    ),
    Door(
        REPORTING,
        "identity.people",
        say("Orang dan akses"),
        say("Peran, sesi dan akun orang dalam lingkup Anda: memberi, mengakhiri, menutup."),
        people.may_administer,
    ),
    Door(
        REPORTING,
        "roster.index",
        say("Data pegawai"),
        say("Impor pegawai dari berkas, pindah tugas, pensiun, NIP baru, dan kode aktivasi."),
        roster.may_keep_any,
    ),
    Door(
        REPORTING,
        "upkeep.work",
        say("Pekerjaan latar"),
        say("Surat, impor, dan tugas lain di belakang halaman: menunggu, berjalan, gagal."),
        people.may_follow_jobs,
    ),
)


def open_to(person_id: int) -> list[tuple[Sentence, list[Door]]]:
    """The doors that this person may enter today, hall by hall; no hall is empty."""
    found = [door for door in DOORS if door.lets_in(person_id)]
    halls = [(hall, [door for door in found if door.hall is hall]) for hall in HALLS]
    return [(hall, doors) for hall, doors in halls if doors]
