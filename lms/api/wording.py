"""What rights, parameters and fields mean, for people and in the OpenAPI document."""

import re

from lms.api.models import Right
from lms.foundation.language import Sentence, say

RIGHTS: dict[Right, Sentence] = {
    Right.COMPLETIONS: say("Membaca register penyelesaian"),
    Right.PEOPLE: say("Membaca data pegawai, termasuk NIP"),
    Right.UNITS: say("Membaca unit kerja"),
    Right.COURSES: say("Membaca kursus dan angkatannya"),
    Right.CERTIFICATES: say("Membaca sertifikat, termasuk yang dicabut"),
    Right.JP: say("Membaca JP setiap pegawai"),
    Right.ENROLMENTS: say("Mendaftarkan pegawai ke kursus"),
}

# By the name that a parameter or field has wherever it stands.
FIELDS: dict[str, Sentence] = {
    "limit": say("Banyaknya baris satu halaman, 1 sampai 500."),
    "cursor": say("Tempat melanjutkan, seperti tertulis di next; hanya untuk saringan yang sama."),
    "next": say("Alamat halaman berikutnya; kosong bila ini yang terakhir."),
    "position": say("Nomor register; simpan dan kirim sebagai since pada penarikan berikutnya."),
    "completed_since": say("Selesai pada hari ini atau sesudahnya."),
    "completed_until": say("Selesai pada hari ini atau sebelumnya."),
    "unit": say("Kode unit; unit di bawahnya ikut."),
    "course": say("Alamat (slug) kursus."),
    "person": say("Nomor (id) pegawai; di badan permintaan boleh juga NIP sebagai teks."),
    "form_code": say("Kode bentuk pengembangan."),
    "staff_kind": say("Jenis pegawai."),
    "status": say("Keadaan sertifikat saat ini."),
    "year": say("Tahun; tanpa ini tahun berjalan untuk JP, semua tahun untuk sertifikat."),
    "nips": say("NIP yang dicari, paling banyak 500; yang bukan pegawai instansi dilewati."),
    "run": say("Nomor angkatan; tanpa ini angkatan belajar mandiri."),
    "due_on": say("Tenggat, hari ini paling awal."),
    "replaces": say("Nomor yang digantikan oleh yang ini."),
    "score": say("Persen dengan dua desimal, sebagai teks."),
    "created": say("Apakah pendaftaran ini baru; bila tidak, pegawai itu sudah terdaftar."),
    "address": say("Halaman verifikasi untuk siapa pun."),
    "closes_on": say("Hari pertama sesudah angkatan berakhir."),
    "enrol_until": say("Hari pertama pendaftaran tidak diterima lagi."),
}
SINCE_POSITION = say("Hanya penyelesaian sesudah nomor register ini.")

REFUSALS: dict[str, Sentence] = {
    "token-missing": say("Header Authorization tidak ada atau bukan Bearer."),
    "token-invalid": say("Token keliru, berakhir, dicabut, atau pembuatnya tidak bertugas lagi."),
    "right-missing": say("Token tidak memiliki hak yang diminta alamat itu."),
    "too-often": say("Jatah permintaan habis; Retry-After menyebut berapa detik menunggu."),
    "unfit": say("Bentuk isian keliru; errors menyebut parameter atau pointer-nya."),
    "not-here": say("Bentuknya benar, tetapi nilainya tidak dikenal atau tidak berlaku di sini."),
    "cursor-unknown": say("Kursor bukan dari sini atau saringannya lain; mulai lagi tanpa kursor."),
    "key-missing": say("Idempotency-Key tidak ada atau bentuknya keliru."),
    "key-reused": say("Idempotency-Key sama dikirim dengan isi lain."),
    "key-underway": say("Permintaan dengan kunci itu sedang dikerjakan; kirim lagi sebentar."),
}

# What the library that reads values says of one that does not fit, as it is told in our words.
FAULTS: tuple[tuple[str, Sentence], ...] = (
    (r"Expected `(?P<wanted>.+)`, got `(?P<given>.+)`", say("Harus %(wanted)s, bukan %(given)s.")),
    (r"Expected `.+` of length (?P<bound>.+)", say("Panjangnya harus %(bound)s.")),
    (r"Expected `(?P<wanted>.+)` (?P<bound>[<>].+)", say("Harus %(wanted)s %(bound)s.")),
    (r"Object missing required field `(?P<name>.+)`", say("Isian %(name)s wajib ada.")),
    (r"Object contains unknown field `(?P<name>.+)`", say("Isian %(name)s tidak dikenal.")),
)
UNFIT = say("Nilainya tidak dikenal, atau bukan dalam bentuk yang diminta.")


def fault(said: str) -> Sentence:
    """A fault of one value; `said` are the words of msgspec."""
    for pattern, told in FAULTS:
        if matched := re.fullmatch(pattern, said, re.DOTALL):
            return Sentence(told.text, matched.groupdict())
    return UNFIT
