"""The types of questions as somebody chooses among them who has never written one."""

from dataclasses import dataclass

from lms.foundation.language import Sentence, say

ADD_OPTION = say("Tambah pilihan")
OPTIONS = say("Pilihan")


@dataclass(frozen=True)
class Kind:
    """What a type is called and for, and how its form looks."""

    type: str
    label: Sentence
    purpose: Sentence
    example: Sentence
    rows: str = ""  # the template of its answers
    title: Sentence = OPTIONS  # above these
    hint: Sentence | None = None
    add: Sentence = ADD_OPTION
    begins_with: int = 4  # answers

    @property
    def one_right(self) -> bool:
        return self.type in {"single", "truefalse"}


KINDS = {
    each.type: each
    for each in (
        Kind(
            "single",
            say("Pilihan ganda"),
            say("Satu pilihan benar di antara beberapa."),
            say("Siapa yang dilayani loket? Warga / Atasan / Rekan"),
            "options",
            hint=say("Tandai satu yang benar. Baris kosong tidak ikut disimpan."),
        ),
        Kind(
            "multiple",
            say("Pilihan lebih dari satu"),
            say("Beberapa pilihan benar; yang keliru mengurangi nilai."),
            say("Mana yang tertulis dalam standar pelayanan? Syarat, biaya, hobi petugas"),
            "options",
            hint=say("Tandai semua yang benar. Baris kosong tidak ikut disimpan."),
        ),
        Kind(
            "truefalse",
            say("Benar atau salah"),
            say("Sebuah pernyataan yang dinilai benar atau salah."),
            say("Standar pelayanan wajib diumumkan. Benar / Salah"),
            "options",
            hint=say("Tandai jawaban yang tepat."),
            begins_with=2,
        ),
        Kind(
            "short",
            say("Isian singkat"),
            say("Peserta mengetik satu atau dua kata; besar kecil huruf tidak dibedakan."),
            say("Apa singkatan Sistem Pemerintahan Berbasis Elektronik? SPBE"),
            "accepted",
            say("Jawaban yang diterima"),
            say("Tulis juga ejaan lain yang boleh."),
            say("Tambah jawaban"),
            2,
        ),
        Kind(
            "numeric",
            say("Angka"),
            say("Peserta mengetik angka, boleh dengan toleransi."),
            say("Berapa hari kerja batas jawaban aduan? 5"),
            "numbers",
            say("Angka yang diterima"),
            say("Tanpa pemisah ribuan; koma untuk desimal, misalnya 12,5."),
            say("Tambah angka"),
            1,
        ),
        Kind(
            "match",
            say("Menjodohkan"),
            say("Setiap sisi kiri dijodohkan dengan satu sisi kanan."),
            say("Berapa lama? → Standar pelayanan; Siapa bertugas? → Jadwal loket"),
            "pairs",
            say("Pasangan"),
            say("Kosongkan sisi kiri untuk pengecoh: jawaban yang tidak cocok dengan apa pun."),
            say("Tambah pasangan"),
        ),
        Kind(
            "order",
            say("Mengurutkan"),
            say("Langkah yang diacak disusun kembali oleh peserta."),
            say("Menyapa, memeriksa berkas, memberi tanda terima"),
            "steps",
            say("Langkah menurut urutan yang benar"),
            say("Peserta melihatnya teracak."),
            say("Tambah langkah"),
            3,
        ),
        Kind(
            "cloze",
            say("Melengkapi kalimat"),
            say("Bagian yang kosong dalam kalimat diketik atau dipilih peserta."),
            say("UU Nomor {{25}} Tahun 2009 meminta {{[x] standar | [ ] slogan}} pelayanan."),
            begins_with=0,
        ),
        Kind(
            "sjt",
            say("Pertimbangan situasi"),
            say("Beberapa tindakan dalam satu keadaan, masing-masing berbobot 1 sampai 5."),
            say("Warga marah karena antrean: menyapa dan menjelaskan (5), meminta menunggu (2)"),
            "weights",
            say("Tindakan"),
            say("Yang terbaik berbobot 5. Jelaskan bobotnya dalam umpan balik."),
            say("Tambah tindakan"),
        ),
        Kind(
            "essay",
            say("Esai"),
            say("Peserta menulis; orang menilainya menurut rubrik."),
            say("Bagaimana Anda melayani warga lanjut usia?"),
            begins_with=0,
        ),
    )
}
