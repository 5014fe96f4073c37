"""Every departure from the grammar names its file, line and column, and says how to mend it.

Each case breaks one thing in a sound course: a file's kind, the text that is replaced and by what,
then the place and the words of the mistake.
"""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from folders import SLUG, reading_of, sound_but
from lms.catalog.reading.placeholders import FIRST, QUESTION
from lms.foundation.language import translator

ENGLISH = Path(__file__).parents[2] / "translations/en/LC_MESSAGES/messages.po"
FILES = {
    "course": "course.md",
    "lesson": "01-loket.md",
    "quiz": "02-kuis.quiz.md",
    "assignment": "03-tugas.assignment.md",
    "drawing": "media/alur.svg",
}

FRONT = {
    "too many JP": ("course", "jp: 4", "jp: 900", "6:5", "terlalu besar"),
    "JP in words": ("course", "jp: 4", "jp: empat", "6:5", "bukan bilangan"),
    "no JP": ("course", "jp: 4\n", "", "1:1", "Kunci jp belum ada"),
    "an unknown form": ("course", "form: 16", "form: 26", "7:7", "terlalu besar"),
    "an unknown language": ("course", "language: id", "language: jv", "4:11", "tidak dikenal"),
    "an unknown theme": ("course", "theme: p", "theme: x", "5:8", "Pilih salah satu"),
    "a slip of the pen": ("course", "title: M", "titel: M", "2:1", "Mungkin maksud Anda title"),
    "an empty title": ("course", "Melayani Warga", "", "2:7", "bukan teks"),
    "a blank title": ("course", "Melayani Warga", '" "', "2:8", "kosong"),
    "a title of digits": ("course", "Melayani Warga", "2024", "2:8", "bukan teks"),
    "a level over 5": ("course", "level: 2", "level: 6", "13:24", "terlalu besar"),
    "a slip deep inside": ("course", "level: 2", "levl: 2", "13:17", "maksud Anda level"),
    "no code of competency": ("course", "code: M.5", "code: lima", "13:12", "bukan kode"),
    "a score over 100": ("course", "70}", "101}", "14:39", "terlalu besar"),
    "requires a lost module": ("course", "all,", "[hilang],", "14:24", "tidak ada dalam"),
    "requires a number": ("course", "all,", "7,", "14:23", "bukan all"),
    "a review on no date": ("course", "2027-11-30", "lusa", "17:12", "bukan tanggal"),
    "a day that never comes": ("course", "2027-11-30", "2027-13-45", "17:12", "tidak terbaca"),
    "one author, no list": ("course", "[Wati Kusuma]", "Wati", "15:10", "bukan daftar"),
    "requires itself": ("course", "[]", "[melayani-warga]", "9:16", "dirinya"),
    "a prerequisite by title": ("course", "[]", "[Kursus Lain]", "9:17", "bukan slug"),
    "a key twice": ("course", "theme:", "title:", "5:1", "ditulis dua kali"),
    "a colon in a title": ("course", "Melayani", "a: b", "2:9", "bukan YAML"),
    "an alias": ("course", "Melayani", "*x", "2:8", "arti khusus"),
    "an anchor": ("course", "Melayani", "&x ya", "2:8", "arti khusus"),
    "a tag": ("course", "Melayani", "!!python/name:os.x", "2:8", "tidak dikenal"),
    "a bottomless value": ("course", "[]", "[" * 20_000, "9:21", "terlalu dalam"),
    "too deep": ("course", "[]", "[[[[[[[[a]]]]]]]]", "9:21", "terlalu dalam"),
    "no front matter": ("course", "---\ntitle", "title", "1:1", "tidak diawali"),
    "front matter never closed": ("course", "---\nKursus", "Kursus", "1:1", "tidak ditutup"),
    "no title": ("lesson", "title: Di depan loket\n", "", "1:1", "title belum ada"),
    "no minutes": ("lesson", "minutes: 10", "minutes: 0", "4:10", "terlalu kecil"),
    "an old name still in use": ("lesson", "minutes", "was: kuis\nminutes", "4:6", "masih dipakai"),
    "a NUL by escape": ("lesson", "Di depan loket", '"a\\0b"', "2:8", "kendali"),
    "half a letter by escape": ("lesson", "Di depan loket", '"\\ud800"', "2:8", "kendali"),
    "an unknown purpose": ("quiz", "graded", "ujian", "3:10", "Pilih salah satu"),
    "a pass mark in words": ("quiz", "70", "ya", "4:12", "bukan bilangan"),
    "a shuffle in a word": ("quiz", "purpose", "shuffle: ya\npurpose", "3:10", "pasangan"),
    "opens on a day": ("quiz", "purpose", "opens: 2026-11-30\npurpose", "3:8", "dengan jam"),
    "opens on no day": ("quiz", "purpose", "opens: lusa\npurpose", "3:8", "dengan jam"),
    "closes before it opens": (
        "quiz",
        "purpose",
        "closes: 2026-11-30 08:00\nopens: 2026-11-30 08:00\npurpose",
        "3:9",
        "tidak sesudah opens",
    ),
    "two ways to pass": ("quiz", "purpose", "cut: batas-loket\npurpose", "3:6", "pass_mark"),
    "fewer words than the least": ("assignment", "400", "50", "4:12", "lebih kecil"),
    "too many files": ("assignment", "files: 1", "files: 4", "5:8", "terlalu besar"),
}

BODY = {
    "a link that leads nowhere": ("lesson", "02-kuis.quiz.md", "9-x.md", "9:48", "tidak menuju"),
    "a picture that is not there": ("lesson", "media/alur.svg", "media/x.svg", "11:28", "x.svg"),
    "a picture without words": ("lesson", "Warga berjalan ke loket", "", "11:1", "pengganti"),
    "a heading of level 1": ("lesson", "## Sebelum", "# Sebelum", "7:1", "tingkat 1"),
    "an underlined heading": ("lesson", "## Sebelum loket dibuka", "A\n===", "8:1", "tingkat 1"),
    "a level skipped": ("lesson", "### Yang", "#### Yang", "13:1", "melompat dari 2 ke 4"),
    "wrong TeX over lines": ("lesson", "Berkas", "$$x$$\n\n$$\n\\aneh\n$$", "17:1", "\\aneh"),
    "a fence left open": ("lesson", "Berkas", "```\nBerkas", "15:1", "tidak ditutup"),
    "a control character": ("lesson", "Berkas", "Ber\x07kas", "15:4", "kendali"),
    "lists in lists in lists": ("lesson", "Berkas", "- " * 600 + "x", "7:1", "terlalu dalam"),
    "a level 1 in course.md": ("course", "Kursus", "# Kursus", "20:1", "tingkat 1"),
    "no rubric": ("assignment", "## Rubrik", "## Rubik", "14:1", "belum mempunyai"),
    "levels without numbers": ("assignment", "1 Belum", "Belum", "12:1", "Kepala"),
    "a table without its rule": ("assignment", "|---|---|---|---|\n", "", "10:1", "belum lengkap"),
    "a cell less": ("assignment", "| penuh |", "|", "14:1", "2 tingkat, bukan 3"),
    "an empty cell": ("assignment", "| penuh |", "| |", "14:1", "kosong"),
    "an example's cell": ("assignment", "| penuh |", "| … |", "14:45", "masih berisi contoh"),
    "text in the rubric": ("assignment", "| Memahami", "Teks\n| M", "14:1", "satu tabel"),
    "a script in a drawing": ("drawing", "<path", "<script/><path", "2:1", "<script>"),
}

QUESTIONS = {
    "no attributes": ("quiz", "{#loket-001", "#loket-001", "8:1", "tanpa keterangan"),
    "attributes without end": ("quiz", "topic=loket}", "topic=loket", "9:1", "tanpa keterangan"),
    "an identifier in capitals": ("quiz", "#loket-001", "#Loket_1", "9:2", "Pengenal"),
    "no type": ("quiz", "type=single ", "", "9:1", "belum disebut"),
    "an unknown type": ("quiz", "type=single", "type=pilih", "9:13", "Pilih salah satu"),
    "a level of 6": ("quiz", "level=1", "level=6", "9:40", "1 sampai 5"),
    "a level in a small digit": ("quiz", "level=1", "level=²", "9:40", "1 sampai 5"),
    "no points": ("quiz", "points=1", "points=0", "9:48", "1 sampai 100"),
    "a competency by name": ("quiz", "M.5", "lima", "9:25", "kode seperti"),
    "a slip in a key": ("quiz", "level=1", "levl=1", "9:40", "Mungkin maksud Anda level"),
    "an attribute twice": ("quiz", "level=1", "type=short", "9:40", "ditulis dua kali"),
    "a unit where none fits": ("quiz", "level=1", "unit=hari", "9:40", "hanya untuk"),
    "an example's question": ("quiz", "Berapa hari paling lama?", QUESTION, "21:4", "contoh"),
    "an example's option": ("quiz", "Menolak", FIRST, "13:7", "contoh"),
    "no right option": ("quiz", "[x] Men", "[ ] Men", "9:1", "Belum ada pilihan yang benar"),
    "two right options": ("quiz", "[ ] Menolak", "[x] Menolak", "9:1", "2 pilihan benar"),
    "one option": (
        "quiz",
        "- [ ] Menolak\n  > Tetap jelaskan pilihannya.\n",
        "",
        "9:1",
        "1 pilihan",
    ),
    "an empty option": ("quiz", "[ ] Menolak", "[ ]", "13:1", "kosong"),
    "brackets without a space": ("quiz", "- [ ] Menolak", "- [] Menolak", "13:1", "Tanda pilihan"),
    "an indented option": ("quiz", "- [x] Men", " - [x] Men", "15:1", "Tanda pilihan"),
    "a line not indented": ("quiz", "  dan kanal", "dan kanal", "16:1", "tidak termasuk"),
    "feedback broken off": ("quiz", "  > Tepat.", "  > Tepat.\n  Ya.", "18:1", "terpisah"),
    "text after the feedback": ("quiz", "pelayanan.", "itu.\n\nSekian.", "21:1", "sesudah umpan"),
    "no question asked": ("quiz", "Berapa hari paling lama?", "", "21:1", "pertanyaan"),
    "a heading in a question": ("quiz", "Hari itu hujan.", "### Hujan", "8:1", "judul, catatan"),
    "wrong TeX in a stem": ("quiz", "Hari itu", "Hari $x^$ itu", "11:6", "tidak lengkap"),
    "a lost link in a stem": ("quiz", "Hari itu", "[Hari](x.md) itu", "11:8", "x.md"),
    "a lost link in feedback": ("quiz", "> Tepat.", "> [Tepat](x.md).", "17:13", "x.md"),
    "an open fence in a stem": ("quiz", "Hari itu", "```\nHari itu", "9:1", "0 pilihan"),
    "a wrong number": ("quiz", "[x] 12,5", "[ ] 12,5", "24:1", "ditandai salah"),
    "a number in words": ("quiz", "12,5 ± 0,5", "dua belas", "24:1", "bukan angka"),
    "a thousands separator": ("quiz", "12,5 ± 0,5", "1.000,5", "24:1", "bukan angka"),
    "no answer": ("quiz", "- [x] 12,5 ± 0,5", "", "22:1", "Belum ada jawaban"),
    "an answer of two lines": ("quiz", "± 0,5", "\n  hari", "25:1", "lebih dari satu baris"),
    "the same answer twice": (
        "quiz",
        "numeric points=2}\n\n- [x] 12,5 ± 0,5",
        "short}\n\n- [x] Sepuluh\n- [x] sepuluh",
        "25:1",
        "sama dengan",
    ),
}

CASES = FRONT | BODY | QUESTIONS


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_mistake_is_told_where_it_is(case: tuple[str, ...], tmp_path: Path) -> None:
    kind, old, new, place, words = case
    reading = reading_of(tmp_path, sound_but(**{kind: (old, new)}))
    at_place = [
        f"{mistake.text} {mistake.mend}"
        for mistake in reading.mistakes
        if str(mistake).startswith(f"{SLUG}/{FILES[kind]}:{place}: ") and mistake.mend
    ]
    assert any(words in said for said in at_place), [str(each) for each in reading.mistakes]
    assert reading.courses == [], "a course with a mistake is not offered"


def test_a_sound_course_has_no_mistakes_and_no_notes(tmp_path: Path) -> None:
    reading = reading_of(tmp_path)
    assert not reading.mistakes
    assert [note.text for note in reading.notes] == ["1 pilihan soal loket-002 tanpa umpan balik."]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"course": ("theme:", "title:")}, "The key title is written twice. Leave only one."),
        ({"drawing": ("<path", "<script/><path")}, "This SVG holds <script>. Delete it; a drawing"),
        (
            {"lesson": ("Berkas", "$\\aneh$ Berkas")},
            "This formula holds \\aneh, which is not known",
        ),
        ({"lesson": ("02-kuis.quiz.md", "9-x.md")}, "Write the name of a module file"),
    ],
)
def test_a_mistake_speaks_english_too(
    changed: dict[str, tuple[str, str]], said: str, tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, sound_but(**changed))
    with ENGLISH.open("rb") as file:
        catalogue = read_po(file)
    token = translator.set(lambda text: str(catalogue[text].string) if text in catalogue else text)
    try:
        told = [str(each) for each in reading.mistakes]
    finally:
        translator.reset(token)
    assert any(said in each for each in told), told
