"""A content folder as a test writes it: one sound course, in which a test breaks one thing."""

from pathlib import Path
from textwrap import dedent

from lms.catalog.reading import read
from lms.catalog.reading.shapes import ReadCourse, Reading

SLUG = "melayani-warga"

COURSE = dedent("""\
    ---
    title: Melayani Warga
    summary: Loket yang jelas dan ramah.
    language: id
    theme: pelayanan
    jp: 4
    form: 16
    audience: Petugas loket
    prerequisites: []
    goals:
      - Menjelaskan standar pelayanan
    competencies:
      - {code: M.5, level: 2}
    completion: {require: all, min_score: 70}
    authors: [Wati Kusuma]
    reviewed_by: Hendra Saputra
    review_by: 2027-11-30
    licence: CC BY-SA 4.0
    ---
    Kursus singkat untuk petugas loket.
    """)

LESSON = dedent("""\
    ---
    title: Di depan loket
    summary: Apa yang dilihat warga.
    minutes: 10
    goals: [Melihat dari sisi warga]
    ---
    ## Sebelum loket dibuka

    Bu Rosmaini datang dengan perahu. Lihat [kuis](02-kuis.quiz.md).

    ![Warga berjalan ke loket](media/alur.svg "Alurnya")

    ### Yang ia bawa

    Berkas dan harapan.
    """)

QUIZ = dedent("""\
    ---
    title: Kuis
    purpose: graded
    pass_mark: 70
    ---
    Dua soal singkat.

    ## Warga datang sesudah loket tutup. Apa langkah Anda?
    {#loket-001 type=single competency=M.5 level=1 points=1 topic=loket}

    Hari itu hujan.

    - [ ] Menolak
      > Tetap jelaskan pilihannya.
    - [x] Menjelaskan jam layanan
      dan kanal daring
      > Tepat.

    > Lihat standar pelayanan.

    ## Berapa hari paling lama?
    {#loket-002 type=numeric points=2}

    - [x] 12,5 ± 0,5
    """)

BANK = dedent("""\
    ---
    title: Loket
    ---
    """) + "\n".join(
    dedent(f"""\
    ## Soal {number} tentang tingkat {level}?
    {{#bank-{number:03} type=truefalse competency=M.5 level={level} topic={topic}}}

    - [x] Benar
      > Tepat.
    - [ ] Salah
      > Keliru.
    """)
    for number, (level, topic) in enumerate([(1, "loket")] * 3 + [(2, "loket"), (2, "data")], 1)
)

DRAWN_QUIZ = dedent("""\
    ---
    title: Kuis
    blueprint:
      from: [loket]
      draw:
        - {competency: M.5, level: 1, count: 2}
        - {level: 2, topic: data, count: 1}
    ---
    Soalnya ditarik dari bank.
    """)

ASSIGNMENT = dedent("""\
    ---
    title: Tugas
    min_words: 100
    max_words: 400
    files: 1
    feedback_days: 7
    ---
    Tulis memo.

    ## Rubrik

    | Perilaku | 1 Belum | 2 Mulai | 3 Tampak |
    |---|---|---|---|
    | Memahami warga (M.5) | tidak | sebagian | penuh |
    """)

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 300">
<path d="M0 0h9v9H0z"/>
</svg>
"""

SOUND: dict[str, str | bytes] = {
    "course.md": COURSE,
    "01-loket.md": LESSON,
    "02-kuis.quiz.md": QUIZ,
    "03-tugas.assignment.md": ASSIGNMENT,
    "media/alur.svg": DRAWING,
}


def write_course(content: Path, files: dict[str, str | bytes] = SOUND, slug: str = SLUG) -> Path:
    """Write a course into the folder `content`, and answer the course's own folder."""
    for name, text in files.items():
        path = content / slug / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return content / slug


def sound_but(**changes: tuple[str, str]) -> dict[str, str | bytes]:
    """The sound course with one text replaced in some files, named by their kind."""
    names = {"course": "course.md", "lesson": "01-loket.md", "quiz": "02-kuis.quiz.md"}
    names |= {"assignment": "03-tugas.assignment.md", "drawing": "media/alur.svg"}
    files = dict(SOUND)
    for kind, (old, new) in changes.items():
        text = str(files[names[kind]])
        assert old in text, f"{old!r} is not in the sound {kind}"
        files[names[kind]] = text.replace(old, new, 1)
    return files


def reading_of(content: Path, files: dict[str, str | bytes] = SOUND) -> Reading:
    write_course(content, files)
    return read(content)


def course_of(home: Path, files: dict[str, str | bytes] = SOUND) -> ReadCourse:
    """The one course of `files`, which must be sound; written into a folder beside a site's own."""
    reading = reading_of(home / "content", files)
    assert not reading.mistakes, [str(each) for each in reading.mistakes]
    return reading.courses[0]
