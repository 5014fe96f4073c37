"""Questions are written by form alone, and no byte of any other question is touched."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from authors import FACTS, HOME, Author
from cast import SINCE, Cast
from essays import Reader
from everytype import QUIZ as EVERY_TYPE
from lms.authoring.outline import find
from lms.authoring.queries import files
from lms.authoring.queries import open_manuscript as open_manuscript_of
from lms.authoring.questions.stack import mark_of, stack_of
from lms.foundation.database import db, transaction
from lms.identity.actions import give_grant
from lms.identity.models import Person, Role
from statements import statements

sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
QUIZ = f"{HOME}/modules/kuis"
LIST = f"{QUIZ}/questions"
TYPED = {
    "single": {"text_1": "Warga", "right": "1", "feedback_1": "Ya.", "text_2": "Atasan"},
    "multiple": {"text_1": "Jelas", "right_1": "1", "text_2": "Adil", "right_2": "1"},
    "truefalse": {"right": "2", "feedback_2": "Tidak wajib."},
    "short": {"text_1": "NIP"},
    "numeric": {"text_1": "12,5", "tolerance_1": "0,5", "unit": "kg bersih"},
    "match": {"text_1": "Kiri", "other_1": "Kanan", "text_2": "Atas", "other_2": "Bawah"}
    | {"other_3": "Pengecoh"},
    "order": {"text_1": "Menyapa", "text_2": "Memeriksa", "feedback_2": "Teliti."},
    "cloze": {"more": "UU {{25}} meminta {{[x] standar | [ ] slogan}}."},
    "sjt": {"text_1": "Menjelaskan", "weight_1": "5", "text_2": "Diam", "general": "Jelaskan."},
    "essay": {"cell_1_0": "Memahami (M.5)", "min_words": "50"}
    | {f"cell_1_{n}": f"Tampak | {n}" for n in range(1, 5)},
}

ESSAY_AS_TEXT = """## Bagaimana Anda melayani?
{#sg-essay type=essay points=5 min_words=50}

Tulislah.

| Perilaku | 1 Belum | 2 Sudah |
|---|:--|
| Memahami (M.5) | belum | sudah |

> Yang diharapkan.
"""


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Author:
    author = Author(app.test_client(), cast.wati)
    author.submit("/authoring/new", **FACTS)
    author.add("quiz", "Kuis")
    return author


def source() -> str:
    held = open_manuscript_of("loket-yang-ramah")
    assert held
    return (find(files(held.id), "kuis").file.source or b"").decode()


def fill(author: Author, text: str) -> None:
    author.submit(f"{QUIZ}/source", text=text)


def press(author: Author, to: str, number: int, **more: str) -> TestResponse:
    """One of the buttons beside a question of the list."""
    mark = stack_marks()[number - 1]
    return author.post(f"{LIST}/{to}", number=str(number), mark=mark, **more)


def stack_marks() -> list[str]:
    stack = stack_of(source().encode())
    return [mark_of(stack.text(n)) for n in range(1, len(stack.questions) + 1)]


def test_every_type_is_written_by_form_and_publishable(wati: Author) -> None:
    assert "Belum ada soal" in wati.get(LIST).text
    choices = wati.get(f"{LIST}/new").text
    for kind, typed in TYPED.items():
        assert f"{LIST}/new/{kind}" in choices
        answer = wati.submit(f"{LIST}/new/{kind}", heading=f"Soal {kind}?", **typed)
        assert answer.status_code == 302, answer.text
    page = wati.get(LIST)
    assert "kesalahan" not in page.text
    assert "Siap diterbitkan" in wati.get(HOME).text
    written = source()
    assert "- [x] 12,5 ± 0,5" in written
    assert 'unit="kg bersih"}' in written
    assert "- [ ] -> Pengecoh" in written
    assert "| Memahami (M.5) | Tampak \\| 1 |" in written
    for number in range(1, len(TYPED) + 1):
        shown = wati.get(f"{LIST}/{number}")
        assert (shown.status_code, "Pratinjau tampil" in shown.text) == (200, False), number
        assert wati.submit(f"{LIST}/{number}").status_code == 302
    assert source() == written, "who touches nothing changes nothing"
    with statements() as asked:
        wati.get(LIST)
    asked.at_most(12)


@sqlite_only
def test_only_the_question_of_the_form_changes(wati: Author) -> None:
    fill(wati, EVERY_TYPE.rstrip() + "\n\n" + ESSAY_AS_TEXT)
    whole = source()
    for number in range(1, 11):
        assert wati.submit(f"{LIST}/{number}").status_code == 302, number
    assert source() == whole
    wati.submit(f"{LIST}/2", feedback_1="Ya, *jelas*.\r\n\r\nSelalu.", text_1="Jelas\r\n\r\nsekali")
    stack, before = stack_of(source().encode()), stack_of(whole.encode())
    assert "- [x] Jelas\n\n  sekali\n" in stack.text(2)
    assert "  > Ya, *jelas*.\n  >\n  > Selalu." in stack.text(2)
    assert stack.questions[:1] + stack.questions[2:] == before.questions[:1] + before.questions[2:]
    press(wati, "place", 2, places="1")
    press(wati, "copies", 1)
    press(wati, "removal", 2)
    press(wati, "place", 3, places="-1")
    assert source().encode() == stack.source


@sqlite_only
def test_what_is_said_under_the_heading_stays_as_it_was_written(wati: Author) -> None:
    said = "{#loket-9  level=1 type=single competency=M.5 points=1}"
    fill(wati, f"---\ntitle: Kuis\n---\n## Siapa?\n{said}\n\n- [x] Warga\n- [ ] Atasan\n")
    wati.submit(f"{LIST}/1", heading="Siapa dilayani?")
    assert f"## Siapa dilayani?\n{said}\n\n- [x] Warga" in source()
    wati.submit(f"{LIST}/1", points="2")
    assert "{#loket-9 type=single competency=M.5 level=1 points=2}" in source()


@sqlite_only
def test_rows_come_and_go_without_a_script_and_nothing_is_lost(wati: Author) -> None:
    at, typed = f"{LIST}/new/single", {"heading": "Siapa?", "text_1": "Satu", "text_2": "Dua"}
    page = wati.post(at, rows="4", do="add", right="2", **typed)
    assert (page.status_code, 'name="text_5"' in page.text) == (200, True)
    sent = {"rows": "4", "do": "up-2", "right": "2", **typed}
    page = wati.post(at, **sent)
    assert page.text.index(">\nDua<") < page.text.index(">\nSatu<")
    assert 'value="1" checked' in page.text, "what is right moves along"
    page = wati.post(at, **sent | {"do": "drop-1"})
    assert (">\nSatu<" in page.text, ">\nDua<" in page.text) == (False, True)
    for wrong, said in (
        ({"heading": " "}, "Tulis pertanyaannya."),
        ({"points": "banyak"}, "Isi 1 sampai 100."),
        ({"more": "## Judul lain\n{#x type=short}"}, "yang di sini berarti lain"),
        ({"text_2": "Dua\n- [x] Tiga"}, "yang di sini berarti lain"),
        ({"more": "```\nterbuka"}, "yang di sini berarti lain"),
    ):
        page = wati.post(at, **sent | {"do": "save"} | wrong)
        assert (page.status_code, said in page.text) == (422, True), wrong
        assert ">\nSatu<" in page.text
    page = wati.post(at, **sent | {"do": "look", "right": "2"})
    assert "Pratinjau tampil" not in page.text
    assert "Siapa?" not in source(), "nothing is kept before it is saved"
    levels = wati.post(f"{LIST}/new/essay", do="levels-3", levels="4", cell_0_1="Belum").text
    assert ("cell_0_3" in levels, "cell_0_4" in levels) == (True, False)
    assert 'value="Belum"' in levels


@sqlite_only
def test_two_who_write_one_quiz_do_not_undo_each_other(
    app: Flask, cast: Cast, wati: Author
) -> None:
    fill(wati, EVERY_TYPE)
    seen = wati.get(f"{LIST}/1").text
    mark = stack_marks()[0]
    wati.submit(f"{LIST}/3", heading="SPBE menyangkut warga")
    press(wati, "place", 2, places="-1")
    kept = {"number": "1", "mark": mark, "type": "single", "identifier": "sg-single", "rows": "2"}
    typed = {"heading": "Siapa dilayani?", "text_1": "Warga", "text_2": "Atasan", "right": "1"}
    assert wati.post(f"{LIST}/1", **kept, **typed).status_code == 302
    assert "## Siapa dilayani?" in stack_of(source().encode()).text(2), "where it stands now"
    assert "SPBE menyangkut warga" in source()
    late = wati.post(f"{LIST}/1", **kept, **typed | {"heading": "Siapa?"})
    assert (late.status_code, "## Siapa?" in late.text) == (409, True)
    assert "## Siapa?" not in source()
    assert press(wati, "removal", 1).status_code == 302
    for to in ("removal", "copies", "place"):
        assert wati.post(f"{LIST}/{to}", number="1", mark=mark).status_code == 409
    assert "Siapa yang dilayani" in seen


@sqlite_only
def test_a_question_goes_and_comes_back_and_odd_ones_are_text(wati: Author) -> None:
    odd = "## Siapa?\n{#odd-1 type=single}\n\n- [x] Warga\nlanjut\n- [ ] Atasan"
    fill(wati, f"---\ntitle: Kuis\n---\n{odd}\n\n## Lagi?\n{{#odd-2 type=short}}\n\n- [x] ya\n")
    assert wati.get(f"{LIST}/1").headers["Location"] == f"{LIST}/1/text"
    assert "Susunan soal ini tidak muat" in wati.get(f"{LIST}/1/text").text
    refused = wati.submit(f"{LIST}/1/text", text="tanpa tanda")
    assert (refused.status_code, "tanpa tanda" in refused.text) == (422, True)
    wati.submit(f"{LIST}/1/text", text=odd.replace("\nlanjut", ""))
    assert wati.get(f"{LIST}/1").status_code == 200
    before = source()
    press(wati, "removal", 2)
    page = wati.get(LIST).text
    assert ("Soal yang dikeluarkan" in page, "Lagi?" in page) == (True, True)
    gone = page.split("questions/removed")[1].split('name="mark" value="')[1].split('"')[0]
    assert wati.post(f"{LIST}/removed", mark=gone).status_code == 302
    assert source() == before
    assert wati.post(f"{LIST}/removed", mark=gone).status_code == 404


@sqlite_only
def test_the_rules_of_a_quiz_are_a_form(wati: Author) -> None:
    at = f"{LIST}/rules"
    answer = wati.submit(at, attempts="2", time_limit="20", pass_mark="80", shuffle_options=None)
    assert answer.status_code == 302
    for said in ("attempts: 2", "time_limit: 20", "pass_mark: 80", "options: false"):
        assert said in source()
    before = source()
    wati.submit(at)
    assert source() == before
    assert wati.submit(at, attempts="banyak").status_code == 422


@sqlite_only
def test_only_authors_write_questions(app: Flask, cast: Cast, wati: Author) -> None:
    asked = {"heading": "Siapa?", "text_1": "Warga", "text_2": "Atasan", "right": "1"}
    another = wati.post(f"{LIST}/new/single", **asked, rows="2", do="next")
    assert another.headers["Location"] == f"{LIST}/new/single", "saved, and the next can be asked"
    wati.submit(f"{LIST}/1", heading="Siapa dilayani?")
    wati.submit(f"{HOME}/publication", note="Baru")
    wati.post(f"{HOME}/manuscript")
    murni = Reader(app.test_client(), cast.murni)
    with transaction():
        city = db.session.get_one(Person, cast.murni.id)
        give_grant(city, Role.TRAINER, cast.city, since=SINCE)
    for path in ("", "/new", "/new/single", "/1", "/1/text", "/rules"):
        assert murni.get(f"{LIST}{path}").status_code == 404, path
    for path in ("/new/single", "/1", "/1/text", "/rules", "/place", "/copies", "/removal"):
        assert murni.post(f"{LIST}{path}", do="save").status_code == 404, path
    assert murni.post(f"{LIST}/removed").status_code == 404
    assert wati.get(f"{LIST}/9").status_code == 404
    assert wati.get(f"{LIST}/new/aneh").status_code == 404
    lesson = wati.add("lesson", "Salam")
    assert wati.get(f"{lesson}/questions").status_code == 404
