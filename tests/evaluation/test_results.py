"""What surveys say: sums that are right, told in groups only, to nobody but the course's own."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from cast import Cast
from courses import SLUG
from essays import Reader
from lms.evaluation.groups import LEAST
from lms.evaluation.models import Reply
from lms.evaluation.queries.results import Outcome, Wish
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.spreadsheets import RUNS
from lms.identity.actions import give_grant
from lms.identity.models import Role
from lms.identity.queries import person
from lms.learning.models import Run
from pages import faults
from statements import statements
from surveys import MODULE, RESULTS, SURVEY, Answerer, crowd, open_run, publish

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
FIVE = [(1, "Satu"), (4, ""), (4, "=2+3"), (5, "Empat\nbaris"), (3, "Lima")]
SCALE = {
    "id": "x",
    "type": "scale",
    "points": [{"value": value, "label": ""} for value in range(1, 8)],
    "options": [],
}


def outcome(answers: list[int]) -> Outcome:
    rows: list[Any] = [
        SimpleNamespace(run_id=1, revision=1, number=number, text=None, reply_id=place)
        for place, number in enumerate(answers)
    ]
    return Outcome(SCALE, Wish(), True, rows)


@given(st.lists(st.integers(1, 7), min_size=LEAST, max_size=60))
def test_counts_and_mean_are_those_of_the_answers(answers: list[int]) -> None:
    found = outcome(answers)
    assert found.count == len(answers) == sum(count for *_, count in found.shares)
    assert {value: count for value, _, count in found.shares} == {
        value: answers.count(value) for value in range(1, 8)
    }
    assert found.mean is not None
    assert abs(found.mean * len(answers) - sum(answers)) <= Decimal("0.005") * len(answers)


@given(st.lists(st.integers(1, 7), max_size=LEAST - 1))
def test_of_fewer_than_five_answers_nothing_is_told(answers: list[int]) -> None:
    found = outcome(answers)
    assert not found.shown
    assert (found.count, found.mean, found.comments) == (0, None, [])
    assert not any(count for *_, count in found.shares)


def test_five_answers_are_shown_with_their_mean(app: Flask, wati: Reader, cast: Cast) -> None:
    crowd(app, cast, FIVE)
    page = wati.get(RESULTS).text
    assert faults(page) == []
    assert "3,40" in page
    assert "2 jawaban, 40%" in page
    assert "Empat" not in page
    assert "Belum ditampilkan: jawabannya kurang dari 5." in page, "only four wrote a text"


def test_four_answers_show_nothing(app: Flask, wati: Reader, cast: Cast) -> None:
    crowd(app, cast, FIVE[:4])
    page = wati.get(RESULTS).text
    assert faults(page) == []
    assert "Belum cukup jawaban" in page
    assert "kurang dari 5 orang menjawab" in page
    assert "Empat" not in page
    exported = wati.get(f"{RESULTS}/export").text
    assert "Empat" not in exported
    assert re.search(r"ub-dekat,[^\r]*,scale,1,,,,,,\r", exported)
    assert "kurang dari 5 orang" in wati.get("/evaluation").text


def test_nothing_tells_who_answered(app: Flask, wati: Reader, cast: Cast) -> None:
    people = crowd(app, cast, [(4, f"Tulisan {n}") for n in range(6)])
    for address in (RESULTS, f"{RESULTS}/export", "/evaluation"):
        told = wati.get(address).text
        for each in people:
            assert each.someone.name not in told
            assert each.someone.nip not in told


def test_comments_stand_in_an_order_that_stays_and_is_not_that_of_sending(
    app: Flask, wati: Reader, cast: Cast
) -> None:
    crowd(app, cast, [(4, f"Tulisan {n}") for n in range(12)])
    found = [re.findall(r"Tulisan \d+", wati.get(RESULTS).text) for _ in range(2)]
    assert found[0] == found[1]
    assert sorted(found[0]) == sorted(f"Tulisan {n}" for n in range(12))
    assert found[0] != [f"Tulisan {n}" for n in range(12)]


def test_who_takes_the_course_twice_counts_once(app: Flask, wati: Reader, cast: Cast) -> None:
    people = crowd(app, cast, FIVE[:4])
    again = people[0]
    again.post(f"/courses/{SLUG}/withdrawal")
    again.enrol()
    assert again.answer(5, 1, "Kedua kali").status_code == 302
    assert "Belum cukup jawaban" in wati.get(RESULTS).text, "five replies of four people"


def test_a_run_of_few_is_not_shown_nor_what_it_could_be_reckoned_from(
    app: Flask, wati: Reader, cast: Cast
) -> None:
    crowd(app, cast, [(4, "")] * 9)
    small = open_run(cast, "Angkatan kecil")
    with transaction():
        for reply in db.session.scalars(select(Reply).order_by(Reply.id).limit(2)):
            reply.run_id = small
    first = db.session.scalars(select(Run.id).where(Run.id != small)).one()
    assert "9 orang menjawab" in wati.get(RESULTS).text
    assert "4,00" in wati.get(RESULTS).text
    of_few = wati.get(f"{RESULTS}?run={small}").text
    assert "jawabannya kurang dari 5" in of_few
    rest = wati.get(f"{RESULTS}?run={first}").text
    assert "selisihnya dengan hasil lain" in rest
    for page in (of_few, rest):
        assert "4,00" not in page
        assert faults(page) == []


def test_runs_and_revisions_of_enough_people_are_told_apart(
    app: Flask, wati: Reader, cast: Cast, tmp_path: Path
) -> None:
    crowd(app, cast, [(1, "")] * 5)
    changed = SURVEY.replace("Jawablah dengan jujur.", "Jawablah dengan tenang.")
    publish(tmp_path / "content", cast.province, changed)
    crowd(app, cast, [(5, "")] * 5, start=6)
    assert "3,00" in wati.get(RESULTS).text
    assert "1,00" in wati.get(f"{RESULTS}?revision=1").text
    assert "5,00" in wati.get(f"{RESULTS}?revision=2").text
    run = db.session.scalars(select(Run.id)).one()
    assert "5,00" in wati.get(f"{RESULTS}?run={run}&revision=2").text


def test_another_wording_is_not_added_up_with_the_first(
    app: Flask, wati: Reader, cast: Cast, tmp_path: Path
) -> None:
    crowd(app, cast, [(1, "")] * 5)
    changed = SURVEY.replace("- 5 Dekat sekali", "- 7 Dekat sekali")
    publish(tmp_path / "content", cast.province, changed)
    crowd(app, cast, [(7, "")] * 5, start=6)
    page = wati.get(RESULTS).text
    assert faults(page) == []
    assert "rumusan sebelumnya" in page
    assert page.index("7,00") < page.index("1,00"), "what is asked today comes first"


@SQLITE
@pytest.mark.parametrize("query", ["run=99", "run=apa", "revision=9", "revision=%20"])
def test_a_filter_that_there_is_not_is_refused(
    app: Flask, wati: Reader, cast: Cast, query: str
) -> None:
    crowd(app, cast, FIVE)
    for address in (RESULTS, f"{RESULTS}/export"):
        assert wati.get(f"{address}?{query}").status_code == 404
    assert wati.get(f"{RESULTS}?run=&revision=").status_code == 200


@SQLITE
@pytest.mark.parametrize("who", ["rani", "hendra", "yusuf", "siti", "amin", "lestari", "murni"])
def test_results_are_closed_to_everybody_else(
    app: Flask, cast: Cast, course: str, who: str
) -> None:
    reader = Reader(app.test_client(), cast.people[who])
    knows = cast.people[who].agency_id == cast.province  # others may not even know of the course
    for address in ("/evaluation", RESULTS, f"{RESULTS}/export"):
        refused = reader.get(address)
        told = knows or address == "/evaluation"
        assert refused.status_code == (403 if told else 404), address
        assert ("hanya dibuka bagi pengampu dan penyelenggara" in refused.text) == told
    assert RESULTS not in reader.get(f"/courses/{SLUG}").text


@SQLITE
def test_a_programme_officer_reads_them_too(officer: Reader) -> None:
    assert officer.get(RESULTS).status_code == 200
    assert RESULTS in officer.get("/evaluation").text


@SQLITE
@pytest.mark.parametrize(
    ("scope", "status"),
    [
        ({"course_slug": SLUG}, 200),
        ({"course_slug": "kursus-lain"}, 403),
        ({"unit": "kominfo"}, 403),
        ({"agency": "city"}, 403),
        ({"agency": "city", "course_slug": SLUG}, 403),
    ],
)
def test_a_grant_opens_what_it_names_and_no_more(
    app: Flask, cast: Cast, course: str, scope: dict[str, str], status: int
) -> None:
    with transaction():
        give_grant(
            person(cast.dedi.id),
            Role.TRAINER,
            getattr(cast, scope.get("agency", "province")),
            since=person(cast.dedi.id).created_at.date(),
            course_slug=scope.get("course_slug"),
            unit_id=cast.units[scope["unit"]] if "unit" in scope else None,
        )
    dedi = Reader(app.test_client(), cast.dedi)
    assert dedi.get(RESULTS).status_code == status
    listed = dedi.get("/evaluation")
    assert (RESULTS in listed.text) == (status == 200)


@SQLITE
def test_a_door_leads_there_from_the_course_and_the_desk(wati: Reader) -> None:
    assert f'href="{RESULTS}"' in wati.get(f"/courses/{SLUG}").text
    assert 'href="/evaluation"' in wati.get("/desk").text
    assert f'href="{RESULTS}"' in wati.get("/evaluation").text


@SQLITE
def test_what_is_no_survey_has_no_results(wati: Reader) -> None:
    assert wati.get(f"/evaluation/{SLUG}/bacaan").status_code == 404
    assert wati.get(f"/evaluation/tidak-ada/{MODULE}").status_code == 404


def test_the_file_says_what_the_page_says_and_runs_in_no_spreadsheet(
    app: Flask, wati: Reader, cast: Cast
) -> None:
    crowd(app, cast, [(4, "=HYPERLINK(1)"), (5, "+1"), (5, "Baik"), (5, "＝1"), (5, "@x")])  # noqa: RUF001
    answer = wati.get(f"{RESULTS}/export?bom=1")
    assert answer.text.startswith("\ufeffquestion,")
    rows = list(csv.DictReader(io.StringIO(answer.text[1:], newline="")))
    assert not any(cell[:1] in RUNS for row in rows for cell in row.values() if cell)
    near = {row["value"]: row for row in rows if row["question"] == "ub-dekat"}
    assert (near["5"]["count"], near["5"]["answers"], near["5"]["mean"]) == ("4", "5", "4.80")
    assert near["5"]["label"] == "Dekat sekali"
    comments = {row["comment"] for row in rows if row["question"] == "ub-teks"}
    assert "'=HYPERLINK(1)" in comments
    db.session.rollback()
    noted = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "exported")).one()
    assert (noted.actor_id, noted.subject_id) == (cast.wati.id, f"{SLUG}/{MODULE}")


@SQLITE
def test_results_cost_the_same_however_many_answered(app: Flask, wati: Reader, cast: Cast) -> None:
    crowd(app, cast, FIVE)
    wati.get(RESULTS)
    with statements() as few:
        wati.get(RESULTS)
    crowd(app, cast, [(3, "Lagi")] * 5, start=6)
    with statements() as many:
        wati.get(RESULTS)
    assert len(many) == len(few)


def test_an_answerer_sees_no_results(rani: Answerer) -> None:
    rani.answer(4)
    assert rani.get(RESULTS).status_code == 403
