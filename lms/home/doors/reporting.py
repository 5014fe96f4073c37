"""Where records are kept and reported, and the site is looked after."""

from lms.certificates import policies as certificates
from lms.evaluation import policies as evaluation
from lms.foundation.language import say
from lms.home.doors.door import REPORTING, Door
from lms.identity import policies as people
from lms.records import policies as records
from lms.records.queries import claims_kept_by, scope_of, waiting_claims
from lms.roster import policies as roster
from lms.siasn import policies as siasn
from lms.standards import policies as standards
from lms.webhooks import policies as webhooks


def _lists(person_id: int) -> bool:
    return records.may_list(scope_of(person_id))


def _reads_surveys(person_id: int) -> bool:
    return evaluation.may_read_any(person_id)


DATA = (
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
        "siasn.index",
        say("SIASN"),
        say("Catatan yang siap dan yang belum siap dikirim, pengiriman, dan jawaban SIASN."),
        siasn.may_send_any,
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
        "mandates.index",
        say("Kewajiban belajar"),
        say("Mewajibkan kursus menurut unit, jabatan, atau golongan; tenggat dan pengingatnya."),
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
        "standards.parts",
        say("Aturan IP ASN"),
        say("Angka dimensi kompetensi menurut jenjang: mengusulkan perubahan, menyetujui usulan."),
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
        "api.tokens",
        say("Token API"),
        say("Sistem lain membaca data instansi: memberi token, melihat pemakaiannya, mencabut."),
        people.may_let_programs_in,
    ),
    Door(
        REPORTING,
        "webhooks.index",
        say("Webhook"),
        say("Sistem lain diberi tahu saat ada penyelesaian, sertifikat, atau pendaftaran."),
        webhooks.may_keep_any,
    ),
    Door(
        REPORTING,
        "upkeep.work",
        say("Pekerjaan latar"),
        say("Surat, impor, dan tugas lain di belakang halaman: menunggu, berjalan, gagal."),
        people.may_follow_jobs,
    ),
)
