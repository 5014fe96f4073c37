"""A course is started, written, looked at and published by forms, without a line of script."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from authors import FACTS, HOME, Author
from cast import SINCE, Cast
from courses import publish_course
from essays import Reader
from folders import ASSIGNMENT, COURSE, LESSON, QUIZ, write_course
from lms.authoring import checking
from lms.authoring.checking import Checked
from lms.authoring.models import ManuscriptFile
from lms.authoring.queries import open_manuscript as open_manuscript_of
from lms.authoring.views import finding
from lms.catalog import queries as catalog
from lms.catalog.publishing import publish
from lms.catalog.reading import read as read_folder
from lms.catalog.reading.placeholders import FIRST, QUESTION, SECOND
from lms.foundation.database import db, transaction
from lms.identity.actions import give_grant
from lms.identity.models import Person, Role
from manuscripts import texts
from pages import read

sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Author:
    return Author(app.test_client(), cast.wati)


def test_a_course_is_written_by_forms_alone(wati: Author) -> None:
    assert "Belum ada kursus" in wati.get("/authoring").text
    made = wati.submit("/authoring/new", **FACTS)
    assert made.headers["Location"] == HOME
    assert "Modul pertama" in wati.get(HOME).text
    lesson = wati.add("lesson", "Menyapa warga")
    assert "Bacaan ini belum berisi apa pun." in wati.get(lesson).text
    body = "## Salam\r\n\r\nUcapkan **selamat pagi**.\r\n"
    wati.submit(lesson, body=body, summary="Awal yang baik", minutes="5")
    page = wati.get(f"{lesson}/preview").text
    assert "<strong>selamat pagi</strong>" in page
    assert "5 menit" in page
    quiz = wati.add("quiz", "Kuis")
    told = wati.get(quiz).text
    assert "Yang perlu diisi sebelum terbit" in told
    body = f"## {QUESTION}\n{{#salam type=single}}\n\n- [x] {FIRST}\n- [ ] {SECOND}\n"
    wati.submit(quiz, body=body, pass_mark="80", purpose="final")
    assert "Di sini masih ada kalimat contoh: Tulis pertanyaannya di sini" in wati.get(quiz).text
    assert wati.post(f"{HOME}/publication", note="Terlalu cepat").status_code != 302
    for example, said in ((QUESTION, "Apa salam pagi?"), (FIRST, "Pagi"), (SECOND, "Malam")):
        body = body.replace(example, said)
    wati.submit(quiz, body=body, pass_mark="80", purpose="final")
    assert "Siap diterbitkan" in wati.get(HOME).text
    wati.post(f"{HOME}/modules/kuis/place", places="-1")
    shown = wati.get(HOME).text
    assert shown.index("modul-kuis") < shown.index("modul-menyapa-warga")
    assert "Apa yang berubah" not in wati.get(f"{HOME}/publication").text
    assert wati.submit(f"{HOME}/publication", note="").status_code == 302
    assert "Terbit pertama kali." in wati.get(f"{HOME}/history").text
    course = catalog.course("loket-yang-ramah")
    assert (course.title, course.jp) == ("Loket yang Ramah", 3)
    (hit,) = catalog.catalogue(course.agency_id, catalog.Wish(words="loket ramah")).hits
    assert hit.course.aims == (("M.5", 2),)
    outline = catalog.current(course)
    assert [(each.slug, each.kind) for each in outline.modules] == [
        ("kuis", "quiz"),
        ("menyapa-warga", "lesson"),
    ]
    assert "tidak sedang ditulis" in wati.get(HOME).text


@sqlite_only
def test_only_those_who_write_a_course_come_in(app: Flask, cast: Cast, wati: Author) -> None:
    wati.submit("/authoring/new", **FACTS)
    rani, murni = Reader(app.test_client(), cast.rani), Reader(app.test_client(), cast.murni)
    with transaction():
        city = db.session.get_one(Person, cast.murni.id)
        give_grant(city, Role.TRAINER, cast.city, since=SINCE)
    assert rani.get("/authoring").status_code == 403
    assert rani.get("/authoring/new").status_code == 403
    assert murni.get("/authoring").status_code == 200
    for someone in (rani, murni):
        for path in ("", "/about", "/publication", "/preview"):
            assert someone.get(f"{HOME}{path}").status_code == 404, "nobody else knows of it yet"
        assert someone.post(f"{HOME}/modules", title="X", kind="lesson").status_code == 404
    lesson = wati.add("lesson", "Salam")
    wati.submit(lesson, body="Selamat pagi.")
    wati.submit(f"{HOME}/publication", note="Baru")
    wati.post(f"{HOME}/manuscript")
    for path in ("", "/about", "/publication", "/preview", "/discarding", "/modules/salam"):
        assert rani.get(f"{HOME}{path}").status_code == 403, path
        assert murni.get(f"{HOME}{path}").status_code == 404, "her agency may not know of it"
    for path in ("/manuscript", "/modules", "/modules/salam/place", "/modules/salam/preview"):
        assert rani.post(f"{HOME}{path}", title="X", kind="lesson").status_code == 403, path
        assert murni.post(f"{HOME}{path}", title="X", kind="lesson").status_code == 404, path


@sqlite_only
def test_who_owns_a_course_reads_no_manuscript_of_another_agency_under_its_name(
    app: Flask, cast: Cast, wati: Author, tmp_path: Path
) -> None:
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Salam")
    wati.submit(lesson, body="Belum untuk siapa pun.")
    with transaction():
        give_grant(db.session.get_one(Person, cast.murni.id), Role.TRAINER, cast.city, since=SINCE)
    publish_course(tmp_path / "content", cast.city, HOME.rpartition("/")[2])
    murni = Reader(app.test_client(), cast.murni)
    assert "belum dibuka" in murni.get(lesson).text
    assert "Salam" not in murni.get(HOME).text
    assert "Belum untuk siapa pun." in wati.get(lesson).text


@sqlite_only
def test_bad_input_is_told_and_nothing_is_lost(wati: Author, course: str) -> None:
    for given, said in (
        ({"title": ""}, "wajib diisi"),
        ({"jp": "banyak"}, "angka bulat"),
        ({"jp": "900"}, "1 sampai 200"),
        ({"slug": "Besar!"}, "huruf kecil"),
        ({"slug": course}, "sudah dipakai"),
    ):
        answer = wati.submit("/authoring/new", **(FACTS | given))
        assert (answer.status_code, said in answer.text) == (422, True), said
        assert "Menjelaskan syarat" in answer.text
    wati.submit("/authoring/new", **FACTS)
    answer = wati.post(f"{HOME}/modules", title="Salam", kind="aneh")
    assert (answer.status_code, 'value="Salam"' in answer.text) == (422, True)
    lesson = wati.add("lesson", "Salam")
    answer = wati.submit(lesson, minutes="lama", body="Yang sudah ditulis.")
    assert (answer.status_code, "Yang sudah ditulis." in answer.text) == (422, True)
    wati.submit(lesson, minutes="9999", body="Isi.\n\n[putus](media/tidak.png)")
    told = wati.get(lesson).text
    assert "“Lama (menit)” terlalu besar" in told
    wati.submit(lesson, minutes="3")
    assert "Isi baris 3:" in wati.get(lesson).text
    wati.submit(f"{lesson}/source", text="tanpa keterangan")
    assert wati.get(f"{lesson}/preview").status_code == 200
    assert "tanpa keterangan" in wati.get(f"{lesson}/source").text


@sqlite_only
def test_a_front_matter_of_wrong_kinds_is_shown_and_can_be_mended(wati: Author) -> None:
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Salam")
    odd = "---\ntitle: 2024\nsummary: [a, 1]\njp: banyak\ngoals: satu\ncompetencies: M.5\n"
    odd += "form: x\ncompletion: 3\nreview_by: 12\nlicence: {a: 1}\ntheme: 7\nlanguage: 1\n---\n"
    wati.submit(f"{HOME}/about/source", text=odd)
    assert "kesalahan perlu diperbaiki" in wati.get(f"{HOME}/about").text
    mended = FACTS | {"language": "id", "min_score": "0", "review_by": "2027-11-30", "licence": ""}
    assert wati.submit(f"{HOME}/about", **mended).status_code == 302
    assert "kesalahan perlu" not in wati.get(f"{HOME}/about").text
    wati.submit(f"{lesson}/source", text="---\ntitle: [1]\nminutes: x\ngoals: {a: 1}\n---\nIsi\n")
    assert wati.get(lesson).status_code == 200
    wati.submit(lesson, title="Salam", goals="Menyapa")
    assert wati.get(f"{lesson}/preview").status_code == 200
    assert "kesalahan perlu" not in wati.get(lesson).text


@sqlite_only
def test_the_form_changes_only_what_was_touched(wati: Author, cast: Cast, tmp_path: Path) -> None:
    write_course(tmp_path / "content")
    with transaction():
        publish(read_folder(tmp_path / "content").courses[0], cast.province, None)
    at = "/authoring/melayani-warga"
    assert "tidak sedang ditulis" in wati.get(at).text
    assert wati.get(f"{at}/about").status_code == 404
    wati.post(f"{at}/manuscript")
    wati.submit(f"{at}/about", summary="Loket yang baru.", min_score="75")
    wati.submit(f"{at}/modules/loket", goals="Melihat\nMendengar")
    wati.submit(f"{at}/modules/kuis", pass_mark="80")
    held = open_manuscript_of("melayani-warga")
    assert held
    wanted = {
        "course.md": COURSE.replace("Loket yang jelas dan ramah.", "Loket yang baru.").replace(
            "min_score: 70", "min_score: 75"
        ),
        "01-loket.md": LESSON.replace(
            "goals: [Melihat dari sisi warga]\n", "goals:\n  - Melihat\n  - Mendengar\n"
        ),
        "02-kuis.quiz.md": QUIZ.replace("pass_mark: 70", "pass_mark: 80"),
        "03-tugas.assignment.md": ASSIGNMENT,
    }
    assert texts(held) == wanted


@sqlite_only
def test_a_module_goes_and_comes_back_and_a_manuscript_is_put_away(wati: Author) -> None:
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Salam")
    wati.submit(lesson, body="Selamat pagi.")
    wati.submit(f"{lesson}/removal")
    assert wati.get(lesson).status_code == 404
    shown = read(wati.get(HOME).text)
    back = next(it.get("action") for it in shown.all("form") if "/removed/" in it.get("action"))
    wati.post(back)
    assert "Selamat pagi." in wati.get(lesson).text
    assert wati.get(f"{HOME}/discarding").status_code == 200
    wati.submit(f"{HOME}/discarding")
    assert wati.get(HOME).status_code == 404


def test_the_editor_saves_and_looks_without_a_form(app: Flask, cast: Cast, wati: Author) -> None:
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Salam")
    put = {"headers": {"X-CSRFToken": wati.token}}
    first = {"source": "## Salam\n\nPagi.\n", "version": 1}
    saved = wati.browser.put(f"{lesson}/body", json=first, **put)
    assert (saved.status_code, saved.json and saved.json["version"]) == (200, 2)
    late = wati.browser.put(f"{lesson}/body", json=first | {"source": "Lain"}, **put)
    assert late.status_code == 409
    assert late.json
    assert (late.json["version"], late.json["source"]) == (2, first["source"])
    apart = {"source": f"Awal.\n\n{first['source']}", "version": 2}
    assert wati.browser.put(f"{lesson}/body", json=apart, **put).status_code == 200
    joined = wati.browser.put(
        f"{lesson}/body", json={"source": f"{first['source']}\nAkhir.\n", "version": 2}, **put
    )
    assert joined.json
    assert (joined.status_code, joined.json["version"]) == (200, 4)
    assert joined.json["source"] == "Awal.\n\n## Salam\n\nPagi.\n\nAkhir.\n"
    for broken in ({}, {"source": 1, "version": 1}, {"source": "x", "version": "1"}):
        assert wati.browser.put(f"{lesson}/body", json=broken, **put).status_code == 422
    typed = "## Salam\n\n*Sore* <script>alert(1)</script>\n"
    for sent in ({"json": {"source": typed}}, {"data": {"source": typed}}):
        seen = wati.browser.post(f"{lesson}/preview", **sent, **put)
        assert "<em>Sore</em>" in seen.text
        assert "<script" not in seen.text
    assert "Pagi." in wati.body(lesson)


@sqlite_only
def test_a_front_matter_made_to_do_harm_closes_no_page_to_the_others(wati: Author) -> None:
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Salam")
    nines, rows = "9" * 5000, "\n  - {code: M.5, level: 1}" * 500
    said = f'title: "a\\uD800"\nform: {nines}\njp: {nines}\nminutes: {nines}\ncompetencies:{rows}'
    for page in (lesson, f"{HOME}/about"):
        wati.post(f"{page}/source", text=f"---\n{said}\n---\nIsi\n", version="1")
        for each in (page, f"{page}/source", HOME, f"{HOME}/preview", "/authoring"):
            assert wati.get(each).status_code == 200, each
        answer = wati.post(page, **(FACTS | {"version": nines}))
        assert answer.status_code in {409, 422}


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_nobody_saves_between_the_last_reading_and_the_revision(
    wati: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is saved in that moment would be in no revision, and in no manuscript that is open."""
    wati.submit("/authoring/new", **FACTS)
    wati.submit(wati.add("lesson", "Salam"), body="Selamat pagi.")
    free: list[int] = []

    def check(slug: str, held: Sequence[ManuscriptFile]) -> Checked:
        with db.engine.connect() as other:
            taken = other.execute(text("SELECT id FROM manuscript FOR UPDATE SKIP LOCKED"))
            free.append(len(taken.all()))
        return checking.check(slug, held)

    monkeypatch.setattr(finding, "check", check)
    assert wati.submit(f"{HOME}/publication", note="Baru").status_code == 302
    assert free[-2:] == [1, 0]
