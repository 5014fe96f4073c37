"""What lies in a content folder, and what may not."""

import os
from pathlib import Path

import pytest

from folders import COURSE, DRAWING, LESSON, QUIZ, SLUG, SOUND, reading_of, sound_but, write_course
from lms.catalog.reading import read

BANK = "---\ntitle: Loket\n---\n" + QUIZ[QUIZ.index("## Berapa") :]


def told(content: Path) -> list[str]:
    return [str(each).removesuffix(f" {each.mend}") for each in read(content).mistakes]


def test_a_content_folder_and_one_course_of_it_read_the_same(tmp_path: Path) -> None:
    course = write_course(tmp_path)
    assert read(tmp_path).courses == read(course).courses
    assert read(tmp_path).files == read(course).files
    assert {str(path) for path in read(course).files} == {f"{SLUG}/{name}" for name in SOUND}


def test_a_folder_is_read_from_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_course(tmp_path))
    assert read(Path()).courses[0].slug == SLUG


def test_modules_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    files = SOUND | {"10-penutup.md": "---\ntitle: Penutup\n---\nSelesai.\n"}
    slugs = [module.slug for module in reading_of(tmp_path, files).courses[0].modules]
    assert slugs == ["loket", "kuis", "tugas", "penutup"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("02-lain.md", "02-lain.md:1:1: Nomor 02 juga dipakai 02-kuis.quiz.md."),
        ("04-kuis.md", "04-kuis.md:1:1: Slug kuis juga dipakai 02-kuis.quiz.md."),
        ("04-enrolment.md", "04-enrolment.md:1:1: Nama enrolment dipakai situs ini."),
        ("04-temu.rapat.md", "04-temu.rapat.md:1:1: Nama berkas ini tidak dikenal."),
        ("4-temu.md", "4-temu.md:1:1: Nama berkas ini tidak dikenal."),
        ("04-Temu.md", "04-Temu.md:1:1: Nama berkas ini tidak dikenal."),
        ("catatan.txt", "catatan.txt:1:1: Nama berkas ini tidak dikenal."),
        ("04-a\nb.md", "04-a\\nb.md:1:1: Nama berkas ini tidak dikenal."),
        ("media/a\n\x1b[2J.png", "media/a\\n\\x1b[2J.png:1:1: Nama berkas media"),
        ("gambar/a.png", "gambar:1:1: Folder ini tidak dikenal."),
    ],
)
def test_a_file_that_is_no_module_is_told(name: str, said: str, tmp_path: Path) -> None:
    write_course(tmp_path, SOUND | {name: LESSON})
    assert any(each.startswith(f"{SLUG}/{said}") for each in told(tmp_path)), told(tmp_path)


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    course = write_course(tmp_path)
    try:
        (Path(os.fsdecode(os.fsencode(course) + b"/04-\xff.md"))).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes only text as names")
    assert all(each.isprintable() for each in told(tmp_path))
    assert len(told(tmp_path)) == 1


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", ".gitkeep", "media/.gitkeep"])
def test_what_other_programs_leave_behind_is_passed_over(name: str, tmp_path: Path) -> None:
    assert not reading_of(tmp_path, SOUND | {name: b"\0"}).mistakes


@pytest.mark.parametrize("name", ["01-loket.md", "course.md", "media/alur.svg"])
def test_a_symbolic_link_is_refused(name: str, tmp_path: Path) -> None:
    course = write_course(tmp_path / "content")
    secret = tmp_path / "rahasia.md"
    secret.write_bytes((course / name).read_bytes())
    (course / name).unlink()
    (course / name).symlink_to(secret)
    assert f"{SLUG}/{name}:1:1: Ini bukan berkas biasa." in told(tmp_path / "content")


def test_a_course_behind_a_link_is_refused(tmp_path: Path) -> None:
    elsewhere = write_course(tmp_path / "elsewhere")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "pinjaman").symlink_to(elsewhere)
    assert "pinjaman:1:1: Ini bukan berkas biasa." in told(tmp_path / "content")


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    course = write_course(tmp_path)
    os.mkfifo(course / "04-pipa.md")
    assert told(tmp_path) == [f"{SLUG}/04-pipa.md:1:1: Ini bukan berkas biasa."]


def test_a_loop_of_links_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "a")
    assert told(tmp_path / "a") == [f"{tmp_path / 'a'}:1:1: Folder ini tidak ada."]


def test_a_link_out_of_the_folder_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "rahasia.svg").write_text(DRAWING)
    reading = reading_of(
        tmp_path / "content", sound_but(lesson=("media/alur.svg", "../../rahasia.svg"))
    )
    assert "../../rahasia.svg tidak menuju apa pun" in str(reading.mistakes[0])


def test_a_course_folder_needs_its_course_md(tmp_path: Path) -> None:
    write_course(tmp_path, {"01-loket.md": LESSON})
    assert f"{SLUG}/course.md:1:1: Berkas course.md belum ada." in told(tmp_path)


def test_a_course_needs_a_module(tmp_path: Path) -> None:
    write_course(tmp_path, {"course.md": COURSE})
    assert f"{SLUG}/course.md:1:1: Kursus ini belum mempunyai modul." in told(tmp_path)


def test_a_course_folder_has_a_slug(tmp_path: Path) -> None:
    write_course(tmp_path, SOUND, slug="Melayani Warga")
    assert told(tmp_path) == ["Melayani Warga:1:1: Nama folder kursus tidak sah."]


def test_an_empty_folder_holds_no_course(tmp_path: Path) -> None:
    assert told(tmp_path) == [".:1:1: Tidak ada kursus di sini."]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "tiada") == [f"{tmp_path / 'tiada'}:1:1: Folder ini tidak ada."]


def test_a_faulty_course_does_not_hide_a_sound_one(tmp_path: Path) -> None:
    write_course(tmp_path, SOUND)
    write_course(tmp_path, {"course.md": COURSE, "01-a.md": ""}, slug="rusak")
    assert [course.slug for course in read(tmp_path).courses] == [SLUG]
    assert told(tmp_path) == ["rusak/01-a.md:1:1: Berkas ini kosong."]


def test_an_identifier_twice_is_told_at_both_places(tmp_path: Path) -> None:
    write_course(tmp_path)
    write_course(tmp_path, SOUND, slug="salinan")
    there = {f"{slug}/02-kuis.quiz.md" for slug in (SLUG, "salinan")}
    assert told(tmp_path)[0] == (
        f"{SLUG}/02-kuis.quiz.md:9:3: Pengenal loket-001 juga dipakai di salinan/02-kuis.quiz.md:9."
    )
    assert {each.partition(":")[0] for each in told(tmp_path)} == there
    assert read(tmp_path).courses == []


def test_the_bank_is_read_and_shares_the_names_of_questions(tmp_path: Path) -> None:
    write_course(tmp_path, {"loket.md": BANK.replace("loket-002", "bank-001")}, slug="bank")
    reading = reading_of(tmp_path)
    assert not reading.mistakes
    assert [question.identifier for question in reading.bank[0].questions] == ["bank-001"]
    (tmp_path / "bank" / "loket.md").write_text(BANK)
    assert "bank/loket.md:5:3" in " ".join(told(tmp_path))
    assert read(tmp_path).bank == []


def test_an_old_name_belongs_to_one_module(tmp_path: Path) -> None:
    was = "title: Di depan loket\nwas: lama"
    files = sound_but(lesson=("title: Di depan loket", was))
    files["04-lagi.md"] = str(files["01-loket.md"])
    write_course(tmp_path, files)
    assert told(tmp_path) == [f"{SLUG}/04-lagi.md:3:6: Nama lama lama juga disebut modul loket."]


def test_a_picture_that_nobody_shows_is_only_noted(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, SOUND | {"media/sisa.svg": DRAWING})
    assert f"{SLUG}/media/sisa.svg" in {note.path for note in reading.notes}
    assert "media/sisa.svg" in {media.name for media in reading.courses[0].media}


def test_a_prerequisite_from_elsewhere_is_only_noted(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, sound_but(course=("[]", "[dasar-asn]")))
    assert "Prasyarat dasar-asn" in " ".join(map(str, reading.notes))
    assert reading.courses[0].facts["prerequisites"] == ["dasar-asn"]


def test_a_course_asks_no_more_than_its_final_quiz(tmp_path: Path) -> None:
    quiz = ("purpose: graded\npass_mark: 70", "purpose: final\npass_mark: 60")
    write_course(tmp_path, sound_but(quiz=quiz))
    assert told(tmp_path) == [
        f"{SLUG}/course.md:14:39: min_score lebih tinggi daripada pass_mark kuis akhir, 60."
    ]
    write_course(tmp_path, sound_but(quiz=(quiz[0], quiz[1].replace("60", "70"))))
    assert told(tmp_path) == []
    other = "completion: {require: [loket], min_score: 70}"
    write_course(
        tmp_path, sound_but(quiz=quiz, course=("completion: {require: all, min_score: 70}", other))
    )
    assert told(tmp_path) == []
