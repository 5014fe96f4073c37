"""Small courses for tests, written as an author would write them and published by the same door."""

from collections.abc import Mapping
from pathlib import Path

from lms.catalog import publishing
from lms.catalog.reading import read
from lms.catalog.reading.shapes import Reading
from lms.foundation.database import transaction

COURSE = """---
title: Melayani lewat Layar
summary: Kursus pendek untuk mencoba.
language: id
theme: digital
jp: 4
form: 16
audience: Semua pegawai
prerequisites: []
goals: [Menjelaskan layanan digital]
competencies: [{code: M.5, level: 1}]
completion: {require: all, min_score: 70}
authors: [Tim Belajar ASN]
reviewed_by: Penelaah
review_by: 2027-11-01
licence: CC BY-SA 4.0
---
Kursus ini pendek.
"""
LESSON = """---
title: Warga di depan layar
summary: Satu bacaan.
minutes: 3
goals: [Menyebut kebutuhan warga]
---
## Mengapa layanan digital

Warga ingin **satu kali** datang, atau tidak datang sama sekali.

![Gambar kotak](media/kotak.svg "Satu kotak")

## Ringkasan

Mulailah dari [kuis](02-kuis.quiz.md).
"""
QUIZ = """---
title: Kuis akhir
purpose: final
pass_mark: 70
time_limit: 20
attempts: 3
wait: 0
grade: best
shuffle: {questions: true, options: true}
feedback: after_submit
---
Jawablah dengan tenang.

## Siapa yang dilayani?
{#uji-001 type=single competency=M.5 level=1 points=1 topic=warga}

- [x] Warga
  > Benar.
- [ ] Atasan
  > Bukan itu.

> UU 25/2009.

## Pilih semua yang tepat
{#uji-002 type=multiple competency=M.5 level=1 points=2 topic=warga}

- [x] Jelas
  > Ya.
- [x] Adil
  > Ya.
- [ ] Lambat
  > Tidak.

## SPBE menyangkut layanan
{#uji-003 type=truefalse competency=M.5 level=1 points=1 topic=spbe}

- [x] Benar
  > Ya.
- [ ] Salah
  > Bukan.

## Singkatan dari Nomor Induk Pegawai?
{#uji-004 type=short competency=M.5 level=1 points=1 topic=data}

- [x] NIP
- [x] N.I.P

## Berapa angka dalam NIP?
{#uji-005 type=numeric competency=M.5 level=1 points=1 topic=data}

- [x] 18 ± 0
"""
ASSIGNMENT = """---
title: Studi kasus
min_words: 5
max_words: 200
files: 1
feedback_days: 7
---
Ceritakan satu layanan di kantor Anda.

## Rubrik

| Perilaku | 1 Belum tampak | 2 Mulai tampak | 3 Tampak | 4 Menonjol |
|---|---|---|---|---|
| Memahami kebutuhan warga (M.5) | Tidak disebut | Umum | Per kelompok | Dengan data |
| Menulis dengan jelas (M.3) | Sulit diikuti | Runtut | Ringkas | Siap dipakai |
"""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<title>Kotak</title><path d="M0 0h9v9z"/></svg>'
)
FILES = {
    "course.md": COURSE,
    "01-bacaan.md": LESSON,
    "02-kuis.quiz.md": QUIZ,
    "03-kasus.assignment.md": ASSIGNMENT,
    "media/kotak.svg": PICTURE,
}
SLUG = "melayani-lewat-layar"


def write_files(course: Path, files: Mapping[str, str | None]) -> None:
    """Each under its name; None takes away the one that is there."""
    for name, text in files.items():
        path = course / name
        if text is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def write_course(folder: Path, slug: str = SLUG, **changed: str | None) -> Path:
    """Write the small course below `folder`; `changed` replaces files, or leaves out with None.

    A file is named by its name with dots and dashes as given: {"01-bacaan.md": "…"}.
    """
    write_files(folder / slug, FILES | changed)
    return folder / slug


_readings: dict[frozenset[tuple[str, bytes]], Reading] = {}


def _read(folder: Path) -> Reading:
    """The same files are read once in a worker; what is read never changes."""
    found = (path for path in folder.rglob("*") if path.is_file())
    files = frozenset((str(path.relative_to(folder)), path.read_bytes()) for path in found)
    if files not in _readings:
        _readings[files] = read(folder)
    return _readings[files]


def publish_course(folder: Path, agency_id: int, slug: str = SLUG, **changed: str | None) -> str:
    """Write and publish the small course; answers its slug."""
    write_course(folder, slug, **changed)
    reading = _read(folder)
    assert not reading.mistakes, "\n".join(map(str, reading.mistakes))
    with transaction():
        for course in reading.courses:
            if course.slug == slug:
                publishing.publish(course, agency_id, None)
    return slug
