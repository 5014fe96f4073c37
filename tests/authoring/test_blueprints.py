"""What a quiz draws from the bank is said by form, and so is how its essays are marked."""

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from authors import Author
from cast import Cast
from essays import Reader
from folders import BANK, write_course
from lms.authoring import front
from lms.authoring.blueprint import Line, Plan, plan_of, supplies, value_of
from lms.authoring.queries import Drawable, open_manuscript
from lms.catalog.actions import keep_topic, set_state
from lms.catalog.models import QuestionState
from lms.catalog.publishing import publish
from lms.catalog.reading import read, read_bank
from lms.foundation.database import transaction
from manuscripts import texts
from statements import statements

SLUG = "melayani-warga"
QUIZ = f"/authoring/{SLUG}/modules/kuis"
PAGE = f"{QUIZ}/questions/blueprint"
sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
ONE = {"from": "loket", "rows": "1", "competency_1": "M.5", "level_1": "1", "topic_1": ""}


@pytest.fixture
def wati(app: Flask, cast: Cast, tmp_path: Path) -> Author:
    """At an open manuscript, beside a bank of her agency and one of another's."""
    write_course(tmp_path / "content")
    with transaction():
        publish(read(tmp_path / "content").courses[0], cast.province, None)
        for topic, agency_id in (("loket", cast.province), ("kota", cast.city)):
            text = BANK.replace("bank-", f"{topic}-").replace("title: Loket", f"title: Isi {topic}")
            (bank,) = read_bank(topic, text.encode()).bank
            keep_topic(bank, agency_id=agency_id, by=None, origin="import")
    wati = Author(app.test_client(), cast.wati)
    wati.post(f"/authoring/{SLUG}/manuscript")
    return wati


def quiz() -> str:
    held = open_manuscript(SLUG)
    assert held
    return texts(held)["02-kuis.quiz.md"]


def post(wati: Author, **sent: object) -> tuple[int, str]:
    version = wati.get(PAGE).text.split('name="version" value="')[1].split('"')[0]
    answer = wati.post(PAGE, **({"version": version, "clear": "y"} | ONE | sent))
    return answer.status_code, " ".join(answer.text.split())


def test_a_blueprint_is_written_by_form_and_nothing_else_is_changed(wati: Author) -> None:
    wati.post(f"{QUIZ}/questions/new/short", heading="Baru sekali?", rows="1", text_1="ya")
    before = quiz()
    assert "Baru sekali?" in before
    page = " ".join(wati.get(PAGE).text.split())
    assert "Isi loket" in page
    assert "built-in" not in page, "what is not wrong shows nothing of the program"
    assert "Isi kota" not in page, "another agency's bank"
    status, told = post(wati, do="look", count_1="2")
    assert (status, "3 soal di bank cocok" in told, quiz() == before) == (200, True, True)
    with transaction():
        set_state("bank#loket-001", QuestionState.STOPPED, by=None, reason="Uji")
    _, told = post(wati, do="add", count_1="3")
    assert "2 soal di bank cocok" in told, "what is stopped is not there"
    assert "mungkin kurang 1" in told
    assert 'name="rows" value="2"' in told
    assert post(wati, do="save", count_1="2", rows="2")[0] == 302, "a blank line is left out"
    written = quiz()
    assert "  from: [loket]\n  draw:\n    - {competency: M.5, level: 1, count: 2}\n" in written
    assert "{#" not in written, "its own questions are out"
    assert "Seret" not in wati.get(f"{QUIZ}/questions").text
    assert "Kuis ini menarik soalnya dari bank" in wati.get(f"{QUIZ}/questions").text
    assert "kesalahan perlu diperbaiki" not in wati.get(f"{QUIZ}/questions").text
    assert post(wati, do="save", count_1="2")[0] == 302
    assert quiz() == written, "saying the same changes no byte"
    assert post(wati, do="stop")[0] == 302
    assert "blueprint" not in quiz()
    assert "Baru sekali?" in wati.get(f"{QUIZ}/questions").text, "it can be brought back"


@sqlite_only
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(wati: Author) -> None:
    before = quiz()
    wrongs = {
        "Pilih berkas bank soal": {"from": "kota"},
        "Isi banyaknya": {"count_1": "dua"},
        "paling sedikit satu baris": {"rows": "0"},
        "memuat soal sendiri": {"clear": None},
        "Pilih jenjang": {"level_1": "9"},
    }
    for said, sent in wrongs.items():
        status, told = post(wati, **({"do": "save", "count_1": "7"} | sent))
        assert (status, said in told) == (422, True), said
        assert "Ada isian yang perlu diperbaiki" in told
    assert 'value="dua"' in post(wati, do="save", count_1="dua")[1]
    _, told = post(wati, do="drop-1", count_1="2")
    assert 'name="rows" value="0"' in told
    stale = wati.post(PAGE, **ONE, count_1="1", clear="y", do="save", version="0")
    assert stale.status_code == 409
    assert quiz() == before


@sqlite_only
def test_only_authors_write_blueprints(app: Flask, cast: Cast, wati: Author) -> None:
    for someone, status in ((cast.rani, 403), (cast.lestari, 404)):
        reader = Reader(app.test_client(), someone)
        assert reader.get(PAGE).status_code == status
        assert reader.post(PAGE, **ONE, count_1="1", do="save").status_code == status
    wati.get(PAGE)
    with statements() as asked:
        wati.get(PAGE)
    asked.at_most(8)


@sqlite_only
def test_how_essays_are_marked_is_said_by_form(wati: Author) -> None:
    rules, before = f"{QUIZ}/questions/rules", quiz()
    wati.submit(rules)
    assert quiz() == before
    wati.submit(rules, blind="y", second="y", differs="2", release="together")
    assert "marking: {blind: true, second: true, differs: 2, release: together}" in quiz()
    page = wati.get(rules).text
    assert 'id="blind" name="blind" type="checkbox" value="y"' in page.replace("checked ", "")
    assert wati.submit(rules, differs="7").status_code == 422
    form = {"title": "Kuis", "purpose": "graded", "grade": "best", "feedback": "after_submit"}
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    wati.post(rules, **form, differs="", release="when_marked", version=version)
    assert "marking" not in quiz()


CODES = st.sampled_from(["", "M.5", "M.6"])
LINES = st.builds(
    Line,
    CODES,
    st.sampled_from(["", "1", "5"]),
    st.sampled_from(["", "data"]),
    st.integers(1, 100).map(str),
)
PLANS = st.builds(
    Plan,
    st.lists(st.sampled_from(["a", "b"]), min_size=1, unique=True).map(tuple),
    st.lists(LINES, min_size=1, max_size=5).map(tuple),
)


@given(PLANS)
def test_a_plan_comes_back_from_its_file(plan: Plan) -> None:
    source = front.with_values(b"---\ntitle: T\n---\nIsi\n", {"blueprint": value_of(plan)})
    assert plan_of(front.values_of(source)) == plan
    assert front.body_of(source) == "Isi\n"


@given(st.lists(LINES, max_size=4), st.integers(0, 6))
def test_no_line_is_said_to_have_more_than_the_bank_holds(lines: list[Line], size: int) -> None:
    pool = [Drawable("a", str(n), "M.5", n % 5 + 1, "data") for n in range(size)]
    for line, found in zip(lines, supplies(Plan(("a",), tuple(lines)), pool), strict=True):
        assert found
        assert found.fits <= size
        assert found.short >= max(0, line.many - found.fits)
