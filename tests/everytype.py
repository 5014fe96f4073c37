"""One quiz that holds a question of every type, in the order of the list of types."""

from pathlib import Path
from typing import Any

from courses import COURSE, LESSON, publish_course

SLUG = "segala-jenis-soal"
URL = f"/courses/{SLUG}/kuis"
QUIZ = """---
title: Segala jenis soal
purpose: graded
pass_mark: 70
shuffle: {questions: false, options: true}
feedback: after_submit
---
Satu soal dari setiap jenis.

## Siapa yang dilayani?
{#sg-single type=single competency=M.5 level=1 topic=warga}

- [x] Warga
  > Benar.
- [ ] Atasan
  > Bukan itu.

## Pilih semua yang tepat
{#sg-multiple type=multiple competency=M.5 level=1 points=2 topic=warga}

- [x] Jelas
  > Ya.
- [x] Adil
  > Ya.
- [ ] Lambat
  > Tidak.

## SPBE menyangkut layanan
{#sg-truefalse type=truefalse competency=M.5 level=1}

- [x] Benar
  > Ya.
- [ ] Salah
  > Bukan.

## Singkatan dari Nomor Induk Pegawai?
{#sg-short type=short}

- [x] NIP
  > Tepat.

## Berapa angka dalam NIP?
{#sg-numeric type=numeric}

- [x] 18
  > Tepat.

## Pasangkan pertanyaan dengan tempat menjawabnya
{#sg-match type=match competency=M.5 level=1 points=2}

- [x] Berapa **lama** prosesnya? -> Standar pelayanan
  > Jangka waktu tertulis di sana.
- [x] Siapa yang bertugas? → Jadwal loket
  > Nama tertulis per hari.
- [x] Berapa biayanya? -> Standar pelayanan
  > Tarif tertulis di sana.
- [ ] -> Rencana strategis
  > Itu untuk lima tahun.

> Pasal 21 UU 25/2009.

## Urutkan langkah di loket
{#sg-order type=order competency=M.5 level=1 points=3}

1. Menyapa warga
   > Selalu pertama.
2. Memeriksa berkas,
   termasuk lampirannya
3. Memberi tanda terima

> Tanda terima menutup pertemuan.

## Lengkapi aturan singkat ini
{#sg-cloze type=cloze points=3}

Pelayanan publik diatur dalam UU Nomor {{25}} Tahun 2009. Penyelenggara menyusun
{{[x] standar | [ ] target | [ ] slogan}} pelayanan dan menerima {{aduan | pengaduan}} warga;
tanda `{{ini}}` bukan isian.

> Baca kembali pasal 20 dan 36.

## Warga marah karena antrean. Apa tindakan Anda?
{#sg-sjt type=sjt competency=M.5 level=1 points=5}

- [5] Menyapa, mendengar, lalu menjelaskan sisa antrean
  > Warga tahu apa yang terjadi.
- [3] Memanggil atasan
  > Aman, tetapi warga menunggu lagi.
- [1] Meminta warga diam
  > Memperburuk keadaan.

> Kuncinya: dengarkan dahulu, lalu beri kepastian.
"""
PLACES = {
    name: place
    for place, name in enumerate(
        "single multiple truefalse short numeric match order cloze sjt".split(), 1
    )
}


def publish_every_type(folder: Path, agency_id: int, quiz: str = QUIZ) -> str:
    """Publish the course of this quiz; answers its slug."""
    about = COURSE.replace("title: Melayani lewat Layar", "title: Segala Jenis Soal")
    lesson = LESSON.replace('![Gambar kotak](media/kotak.svg "Satu kotak")\n', "")
    changed: dict[str, Any] = {
        "course.md": about,
        "01-bacaan.md": lesson,
        "02-kuis.quiz.md": quiz,
        "03-kasus.assignment.md": None,
        "media/kotak.svg": None,
    }
    return publish_course(folder, agency_id, SLUG, **changed)
