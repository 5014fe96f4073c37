"""One quiz that holds a question of every type, in the order of the list of types."""

import tempfile
from functools import cache
from pathlib import Path
from random import Random
from typing import Protocol
from uuid import UUID, uuid4

from sqlalchemy import select

from courses import COURSE, publish_course, write_course
from lms.assessment.actions import start
from lms.catalog import queries as catalog
from lms.catalog.library import Module
from lms.catalog.reading import read
from lms.catalog.reading.shapes import ReadQuestion
from lms.demo import quiz as story
from lms.demo.offices import PROVINCE
from lms.foundation import clock
from lms.foundation.database import db
from lms.identity.models import Agency
from lms.learning import actions as learning
from lms.learning.queries import Visit, visit


class Someone(Protocol):
    @property
    def id(self) -> int: ...


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
FILES: dict[str, str | None] = {
    "course.md": COURSE.replace("title: Melayani lewat Layar", "title: Segala Jenis Soal"),
    "02-kuis.quiz.md": QUIZ,
    "03-kasus.assignment.md": None,
}
PLACES = {
    name: place
    for place, name in enumerate(
        "single multiple truefalse short numeric match order cloze sjt".split(), 1
    )
}


@cache
def questions() -> tuple[ReadQuestion, ...]:
    """The questions as an author wrote them."""
    with tempfile.TemporaryDirectory() as folder:
        write_course(Path(folder), SLUG, **FILES)
        return read(Path(folder)).courses[0].modules[1].questions


def publish_every_type(folder: Path, agency_id: int, quiz: str = QUIZ) -> str:
    """Publish the course of this quiz; answers its slug."""
    return publish_course(folder, agency_id, SLUG, **FILES | {"02-kuis.quiz.md": quiz})


def begin(folder: Path, *people: Someone) -> list[UUID]:
    """Publish it, and let these people begin an attempt."""
    agency = db.session.scalars(select(Agency).where(Agency.code == PROVINCE)).one()
    publish_every_type(folder, agency.id)
    run = learning.open_default_run(catalog.course(SLUG))
    for person in people:
        learning.enrol(run, person.id, agency.id)
    return [start(*_module(person), uuid4()).id for person in people]


def sit(person: Someone) -> UUID:
    """Hand the attempt in, half of it known."""
    return story.sit(*_module(person), 0.5, clock.now(), Random(6)).id


def _module(person: Someone) -> tuple[Visit, Module]:
    there = visit(SLUG, person.id)
    module = there.outline.module("kuis")
    assert module
    return there, module
