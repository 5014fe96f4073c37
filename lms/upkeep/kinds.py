"""What each kind of job is called on pages, and what a fault means in plain words."""

import re

from lms.foundation.language import Said, Sentence, say

TITLES = {
    "api.forget": say("Melupakan jawaban API yang lama"),
    "assessment.regrade": say("Menilai ulang setelah kunci diperbaiki"),
    "assessment.time_out": say("Mengirim kuis yang waktunya habis"),
    "assignments.handed_in": say("Surat: kiriman kelompok"),
    "authoring.handover_letter": say("Surat: tawaran naskah"),
    "authoring.publish_at": say("Menerbitkan kursus pada jamnya"),
    "bank.analyse": say("Analisis butir soal"),
    "bank.figures": say("Angka bank soal, setiap hari"),
    "bank.import": say("Impor soal"),
    "certificates.bundle": say("Sertifikat dalam satu ZIP"),
    "certificates.sweep": say("Membersihkan berkas ZIP sertifikat"),
    "exchange.sweep": say("Membersihkan berkas impor soal"),
    "foundation.seal_trail": say("Menyegel jejak audit"),
    "foundation.sweep": say("Membersihkan riwayat pekerjaan"),
    "identity.activation_letter": say("Surat: kode aktivasi"),
    "identity.forget": say("Menghapus yang habis masa simpannya"),
    "identity.reset_letter": say("Surat: kata sandi baru"),
    "learning.place_letter": say("Surat: jawaban permohonan tempat"),
    "mandates.bring": say("Kewajiban belajar: mendaftarkan yang wajib"),
    "mandates.daily": say("Kewajiban belajar: pemeriksaan dan pengingat harian"),
    "mandates.follow": say("Kewajiban belajar: mengikuti perubahan pegawai"),
    "notices.letters": say("Surat pengumuman"),
    "records.claim_letter": say("Surat: jawaban pelatihan di luar"),
    "records.export": say("Ekspor besar"),
    "records.export_letter": say("Surat: ekspor siap"),
    "records.sweep": say("Membersihkan berkas ekspor"),
    "roster.import": say("Impor data pegawai"),
    "roster.sweep": say("Membersihkan berkas impor pegawai"),
    "siasn.people": say("Menanyakan ID pegawai ke SIASN"),
    "siasn.send": say("Mengirim catatan ke SIASN"),
    "webhooks.send": say("Mengirim pesan webhook"),
    "webhooks.sweep": say("Membersihkan riwayat webhook"),
    "webhooks.wake": say("Mencari pesan webhook yang tertinggal"),
}

# By how the error that was kept begins: the class, and for those of the mail server its answer.
FAULTS = (
    (
        ("SMTP", "ConnectionRefused", "gaierror", "TimeoutError", "ConnectionReset"),
        say("Server lain (surat atau jaringan) tidak menjawab, atau menolak."),
    ),
    (
        ("OperationalError", "InterfaceError", "DBAPIError"),
        say("Basis data sedang tidak menjawab."),
    ),
    (
        ("OSError", "FileNotFoundError", "PermissionError", "BlockingIOError"),
        say("Berkas atau disk tidak dapat dibaca atau ditulis."),
    ),
    (("MemoryError",), say("Memori server tidak cukup.")),
    (
        ("The worker died",),
        say("Prosesnya berhenti di tengah jalan pada setiap percobaan."),
    ),
    (
        ("NoResultFound", "NotFound"),
        say("Yang akan dikerjakan sudah tidak ada."),
    ),
)
OTHER = say("Galat dalam program. Hubungi pengelola server; rinciannya ada dalam log.")

# Who was written to is for nobody's list of faults.
_PERSONAL = re.compile(r"[^\s<>'\"(]+@[^\s<>'\")]+|\b\d{18}\b")


def title(kind: str) -> Said:
    """A kind that has no name here yet tells its own."""
    return TITLES.get(kind, kind)


def plainly(error: str) -> Sentence | None:
    """What went wrong, in plain words."""
    if not error:
        return None
    return next((said for begins, said in FAULTS if error.startswith(begins)), OTHER)


def without_names(error: str) -> str:
    """The program's own words, without addresses and NIPs."""
    return _PERSONAL.sub("…", error)
