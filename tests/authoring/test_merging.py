"""Two who write at once lose nothing, and a manuscript takes over what was published beside it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from authors import FACTS, HOME, Author
from cast import SINCE, Cast
from crowds import in_context
from folders import COURSE, LESSON, QUIZ, SOUND, write_course
from lms.authoring.actions import BaseMoved, publish_manuscript
from lms.authoring.checking import check
from lms.authoring.joining import join
from lms.authoring.merging import Side, Verdict, settled, steps
from lms.authoring.queries import file_at, files, open_manuscript, version_of, versions
from lms.authoring.sides import side_by_side
from lms.authoring.views import merging
from lms.catalog import queries as catalog
from lms.catalog.publishing import hold, publish
from lms.catalog.reading import read as read_folder
from lms.foundation.database import db, is_writing, transaction
from lms.identity.actions import give_grant
from lms.identity.models import Person, Role
from manuscripts import texts
from pages import read

sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
postgresql_only = pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
AT = "/authoring/melayani-warga"


def side(path: str, text: bytes | None) -> dict[str, Side]:
    return {"k": Side(path, text, None)} if text is not None else {}


words = st.sampled_from([None, b"a", b"b", b"c"])


@given(words, words, words)
def test_a_side_alone_is_taken_and_two_sides_are_asked_about(
    base: bytes | None, mine: bytes | None, theirs: bytes | None
) -> None:
    found = steps(side("1", base), side("1", mine), side("1", theirs))
    for it in found:
        if mine == theirs:
            assert it.verdict != Verdict.ASKS
        elif base in {mine, theirs}:
            assert it.verdict == (Verdict.THEIRS if mine == base else Verdict.MINE)
        else:
            assert it.verdict == Verdict.ASKS
        for verdict, wanted in ((Verdict.MINE, mine), (Verdict.THEIRS, theirs)):
            out = settled(it, verdict)
            assert (out.source if out else None) == wanted


def test_a_file_stands_where_the_side_put_it_that_moved_it() -> None:
    (it,) = steps(side("01", b"a"), side("01", b"b"), side("02", b"a"))
    assert (it.verdict, settled(it, it.verdict)) == (Verdict.MINE, Side("02", b"b", None))
    (it,) = steps(side("01", b"a"), side("03", b"a"), side("02", b"c"))
    assert (it.verdict, settled(it, it.verdict)) == (Verdict.THEIRS, Side("03", b"c", None))


def test_what_is_long_and_the_same_is_passed_over() -> None:
    lines = [f"baris {n}" for n in range(40)]
    old = "\n".join(lines)
    new = old.replace("baris 20", "kalimat 20")
    (row,) = side_by_side(old, new)
    told = "".join(each.text for each in row.new)
    near = "baris 18\nbaris 19\nkalimat 20\nbaris 21\nbaris 22"
    assert near in told
    assert "baris 5" not in told
    assert told.startswith("⋯\n")
    assert told.endswith("⋯")
    (row,) = side_by_side("a\nb", "a\nc")
    assert "".join(each.text for each in row.old) == "a\nb"


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Author:
    return Author(app.test_client(), cast.wati)


@pytest.fixture
def hendra(app: Flask, cast: Cast) -> Author:
    with transaction():
        person = db.session.get_one(Person, cast.hendra.id)
        give_grant(person, Role.TRAINER, cast.province, since=SINCE)
    return Author(app.test_client(), cast.hendra)


def test_who_saves_second_sees_both_texts_and_saves_a_third(wati: Author, hendra: Author) -> None:
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Salam")
    typed = {"title": "Salam", "version": "1", "summary": "", "minutes": "", "goals": ""}
    wati.post(lesson, **typed, body="## Salam\n\nDari Wati.\n")
    answer = hendra.post(lesson, **typed, body="## Salam\n\nDari Hendra.\n")
    assert answer.status_code == 409
    assert "Wati Kusuma" in answer.text
    assert "Dari </span>" not in answer.text
    assert "Wati." in answer.text
    assert "Dari Hendra." in answer.text
    assert "Dari Wati." in hendra.body(lesson), "nothing was overwritten"
    assert "sedang menyunting" in hendra.get(lesson).text
    assert "sedang menyunting" not in wati.get(lesson).text
    merged = "---\ntitle: Salam\n---\n## Salam\n\nDari Wati dan Hendra.\n"
    saved = hendra.post(f"{lesson}/source", version="2", text=merged)
    assert saved.status_code == 302
    assert wati.body(lesson).endswith("Dari Wati dan Hendra.")
    late = wati.post(f"{lesson}/source", version="2", text=merged.replace("dan", "serta"))
    assert (late.status_code, "Wati serta Hendra." in late.text) == (409, True)
    about = wati.submit(f"{HOME}/about", version="7")
    assert about.status_code == 302, "saying the same is no conflict"
    about = wati.submit(f"{HOME}/about", jp="9", version="7")
    assert (about.status_code, "jp: 9" in about.text) == (409, True)


LONG = "## Salam\n\nDari loket.\n\n## Isi\n\nIsi.\n\n## Penutup\n\nSampai jumpa.\n"
TYPED = {"title": "Salam", "summary": "", "minutes": "", "goals": ""}


def test_changes_that_lie_apart_are_shown_as_one_text_and_then_kept(
    wati: Author, hendra: Author
) -> None:
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Salam")
    wati.post(lesson, **TYPED, version="1", body=LONG)
    begun = LONG.replace("Dari loket", "Selamat pagi dari loket")
    wati.post(lesson, **TYPED | {"summary": "Cara menyapa."}, version="2", body=begun)
    wati.post(lesson, **TYPED | {"summary": "Cara menyapa."}, version="3", body=f"{begun}\nCatatan")
    mine = LONG.replace("## Isi\n\nIsi.", "## Isi\n\nIsi baru.")
    answer = hendra.post(lesson, **TYPED | {"minutes": "9"}, version="2", body=mine)
    assert answer.status_code == 409
    assert "Dua tulisan digabungkan" in answer.text
    assert answer.text.count("Dari Wati Kusuma</span>") == 3, "her summary, greeting and note"
    assert answer.text.count("Dari Anda</span>") == 2, "his minutes and his words"
    assert "Isi baru." not in hendra.body(lesson), "nothing is kept before it was seen"
    (area,) = (it for it in read(answer.text).all("textarea") if it.get("name") == "text")
    saved = hendra.post(f"{lesson}/source", version="4", text=area.text.removeprefix("\n"))
    assert saved.status_code == 302
    held = open_manuscript(HOME.rpartition("/")[2])
    assert held
    both = f"{begun}\nCatatan".replace("Isi.", "Isi baru.")
    wanted = f"---\ntitle: Salam\nsummary: Cara menyapa.\nminutes: 9\n---\n{both}"
    assert texts(held)["01-salam.md"].rstrip() == wanted
    again = hendra.post(lesson, **TYPED, version="2", body=LONG)
    assert again.headers["Location"] == lesson, "an old page in which nothing was changed"
    clash = hendra.post(lesson, **TYPED, version="2", body=LONG.replace("Dari loket", "Dari meja"))
    assert "Dua tulisan untuk satu berkas" in clash.text
    about = hendra.post(f"{lesson}/source", version="99", text="lain")
    assert "Dua tulisan untuk satu berkas" in about.text, "what nobody kept cannot be joined"


@sqlite_only
def test_others_may_write_while_two_texts_are_compared(
    wati: Author, hendra: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Salam")
    wati.post(lesson, **TYPED, version="1", body=LONG)
    writing = list[bool]()
    monkeypatch.setattr(merging, "join", lambda *it: writing.append(is_writing()) or join(*it))
    body = LONG.replace("Dari loket", "Dari meja")
    assert hendra.post(lesson, **TYPED, version="1", body=body).status_code == 409
    assert writing == [False]


def test_two_who_mend_one_question_apart_are_joined(wati: Author, hendra: Author) -> None:
    wati.submit("/authoring/new", **FACTS)
    quiz = wati.add("quiz", "Kuis")
    source = QUIZ.partition("---\n")[2].partition("---\n")[2]
    wati.submit(f"{quiz}/source", text=f"---\ntitle: Kuis\n---\n{source}")
    seen = hendra.get(f"{quiz}/questions/1/text").text
    form = {it.get("name"): it.get("value") for it in read(seen).all("input") if it.get("name")}
    (area,) = read(seen).all("textarea")
    mine = area.text.removeprefix("\n")
    wati.submit(f"{quiz}/questions/1/text", text=mine.replace("Tepat.", "Tepat sekali."))
    head, _, rest = mine.partition("\n")
    late = hendra.post(f"{quiz}/questions/1/text", **form | {"text": f"{head} Ya?\n{rest}"})
    assert late.status_code == 409
    assert "Dua tulisan digabungkan" in late.text
    assert f"{head} Ya?" in late.text
    assert "Tepat sekali." in late.text
    rules = hendra.submit(f"{quiz}/questions/rules", version="1", pass_mark="80")
    assert "Dua tulisan digabungkan" in rules.text
    about = hendra.submit(f"{HOME}/about", version="1", jp="9")
    assert about.status_code == 302, "nobody else touched it"


def test_texts_that_were_replaced_are_kept_for_a_while_and_not_for_ever(
    wati: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lms.authoring.actions.versions.MOST", 3)
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Salam")
    for number in range(1, 8):
        wati.post(lesson, **TYPED, version=str(number), body=f"Isi {number}.")
    held = open_manuscript(HOME.rpartition("/")[2])
    assert held
    file = file_at(held.id, "01-salam.md")
    assert [text.decode()[-6:] for text in versions(file.id)] == ["Isi 6.", "Isi 5.", "Isi 4."]
    assert version_of(file.id, 7) == next(versions(file.id))
    assert version_of(file.id, 2) is None
    wati.submit(f"{HOME}/discarding")
    assert list(versions(file.id)) == [], "nobody writes on top of what is over"


def by_folder(tmp_path: Path, cast: Cast, **changed: str) -> None:
    write_course(tmp_path / "content", dict(SOUND) | changed)
    with transaction():
        publish(read_folder(tmp_path / "content").courses[0], cast.province, None)


@postgresql_only
def test_what_a_folder_publishes_at_the_very_moment_is_not_passed_over(
    app: Flask, wati: Author, cast: Cast, tmp_path: Path
) -> None:
    by_folder(tmp_path, cast)
    wati.post(f"{AT}/manuscript")
    wati.submit(f"{AT}/about", summary="Ditulis Wati.")
    held = open_manuscript("melayani-warga")
    assert held
    checked = check("melayani-warga", files(held.id))
    anew = {"01-loket.md": LESSON.replace("Apa yang dilihat warga.", "Dari folder.")}

    def publish_late() -> None:
        seen = catalog.course("melayani-warga")  # and kept, as a page does
        with ThreadPoolExecutor(1) as beside:
            beside.submit(in_context, app, lambda _: by_folder(tmp_path, cast, **anew), 0).result()
        publish_manuscript(held, checked, cast.wati.id, f"Dari Wati, atas {seen.slug}")

    with pytest.raises(BaseMoved), transaction():
        publish_late()


@postgresql_only
def test_nobody_publishes_between_the_look_and_the_publication(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    by_folder(tmp_path, cast)
    anew = {"01-loket.md": LESSON.replace("Apa yang dilihat warga.", "Dari folder.")}
    with ThreadPoolExecutor(1) as beside:
        with transaction():
            hold(["melayani-warga"])
            other = beside.submit(in_context, app, lambda _: by_folder(tmp_path, cast, **anew), 0)
            with pytest.raises(TimeoutError):
                other.result(1)
        other.result(20)


def test_what_was_published_beside_it_is_taken_over(
    wati: Author, cast: Cast, tmp_path: Path
) -> None:
    write_course(tmp_path / "content")
    with transaction():
        publish(read_folder(tmp_path / "content").courses[0], cast.province, None)
    wati.post(f"{AT}/manuscript")
    wati.submit(f"{AT}/about", summary="Ditulis Wati.")
    wati.submit(f"{AT}/modules/loket", summary="Dari Wati.")
    assert wati.get(f"{AT}/base").status_code == 409, "nothing to take over yet"
    beside = dict(SOUND)
    beside["01-loket.md"] = LESSON.replace("Apa yang dilihat warga.", "Dari folder.")
    beside["02-kuis.quiz.md"] = QUIZ.replace("Dua soal singkat.", "Dua soal saja.")
    beside["course.md"] = COURSE.replace("jp: 4", "jp: 5")
    beside["04-baru.md"] = "---\ntitle: Baru\n---\nIsi.\n"
    del beside["03-tugas.assignment.md"]
    (tmp_path / "content" / "melayani-warga" / "03-tugas.assignment.md").unlink()
    write_course(tmp_path / "content", beside)
    with transaction():
        publish(read_folder(tmp_path / "content").courses[0], cast.province, None)
    assert "diterbitkan orang lain" in wati.get(f"{AT}/publication").text
    answer = wati.post(f"{AT}/publication", note="Dari Wati")
    assert answer.headers["Location"] == f"{AT}/base"
    shown = wati.get(f"{AT}/base").text
    assert shown.count("<legend") == 2
    assert shown.count("Pakai gabungan keduanya") == 1, "both changed course.md, apart"
    assert "<li>Baru</li>" in shown, "by its title"
    assert wati.submit(f"{AT}/base").status_code == 422
    kept = {"file:loket.lesson": "aneh"}
    assert wati.submit(f"{AT}/base", **kept).status_code == 404
    kept = {"file:loket.lesson": "joined", "file:course.md": "joined"}
    assert wati.submit(f"{AT}/base", **kept).status_code == 422, "not what clashes"
    wati.submit(f"{AT}/base", **kept | {"file:loket.lesson": "mine"})
    held = open_manuscript("melayani-warga")
    assert held
    assert texts(held) == {
        "course.md": beside["course.md"].replace("Loket yang jelas dan ramah.", "Ditulis Wati."),
        "01-loket.md": LESSON.replace("Apa yang dilihat warga.", "Dari Wati."),
        "02-kuis.quiz.md": beside["02-kuis.quiz.md"],
        "04-baru.md": beside["04-baru.md"],
    }
    assert wati.submit(f"{AT}/publication", note="Dari Wati").headers["Location"] == AT
