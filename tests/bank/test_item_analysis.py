"""Item analysis of a quiz, from the answers in the database to the page and its files."""

import csv
import json
import re
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import delete, func, select

import everytype
from answersheets import Sheet, asked, enrolled, graded, hand_in
from banks import At, let
from cast import Cast
from courses import FILES, QUIZ, SLUG, publish_course
from lms.assessment.queries import Counted, tallied_of
from lms.bank.analysis import facts, from_facts
from lms.bank.keeping import keep_figures
from lms.bank.models import KeptFigures
from lms.bank.queries import analysed as analysing
from lms.bank.queries.analysed import analysed, attempts_marked, is_large
from lms.bank.statistics.flags import Flag
from lms.bank.statistics.scores import Reliability, Unreliable
from lms.catalog import queries as catalog
from lms.catalog.models import QuestionPlace
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job, work_once
from lms.identity.models import Role
from statements import statements

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
PAGE = f"/bank/analysis/{SLUG}/kuis"
QUESTION = f"/bank/questions/{SLUG}/uji-"
ALL = (
    "/bank/analysis",
    f"/bank/analysis/{SLUG}",
    PAGE,
    f"{PAGE}/export/csv",
    f"{PAGE}/export/json",
)


def shares(sheets: list[Sheet]) -> np.ndarray:
    return np.array([[share for _, share in sheet.values()] for sheet in sheets])


def test_figures_from_the_database_are_those_of_the_answers(
    at: At, cast: Cast, course: str
) -> None:
    sheets = graded(40)
    hand_in(enrolled(40), sheets)
    table, worth = shares(sheets), np.array([1, 2, 1, 1, 1])
    points = table * worth
    totals = points.sum(axis=1)
    found = analysed(catalog.course(SLUG).id, "kuis", Counted.FIRST)
    assert found.scores.mean == pytest.approx(np.round(100 * totals / 6, 2).mean(), abs=1e-9)
    by_name = {each.key.partition("#")[2]: each for each in found.items}
    for place, name in enumerate(asked("kuis")):
        item, rest = by_name[name].figures, (totals - points[:, place]) / (6 - worth[place])
        assert item.asked == 40
        assert item.facility == pytest.approx(table[:, place].mean(), abs=1e-9)
        assert item.rest == pytest.approx(np.corrcoef(table[:, place], rest)[0, 1], abs=1e-9)
    alpha = 5 / 4 * (1 - points.var(axis=0).sum() / totals.var())
    assert isinstance(found.reliability, Reliability)
    assert found.reliability.value == pytest.approx(alpha, abs=1e-9)
    assert by_name["uji-003"].flags[:2] == (Flag.NEGATIVE, Flag.TEMPTING)
    assert by_name["uji-005"].figures.unanswered == 32
    assert [(each.text, each.count) for each in by_name["uji-004"].wrong] == [
        ("=1+1", 10),
        ("NIK", 10),
    ]
    assert from_facts(json.loads(json.dumps(facts(found)))) == found

    reader = at(cast.wati)
    page = reader.get(PAGE).text
    assert "Alfa Cronbach" in page
    assert "Daya beda negatif" in page
    assert page.index("uji-003") < page.index("uji-001"), "what is flagged comes first"
    assert json.loads(reader.get(f"{PAGE}/export/json").text)["scores"]["attempts"] == 40
    lines = list(csv.DictReader(StringIO(reader.get(f"{PAGE}/export/csv").text.lstrip("\ufeff"))))
    assert {line["option_text"] for line in lines} >= {"'=1+1", "Warga"}
    assert float(next(line for line in lines if line["key"].endswith("003"))["item_rest"]) < 0

    one = reader.get(f"{QUESTION}003").text
    assert "Pengecoh mengalahkan kunci" in one
    assert "40,0%" in one or "40%" in one
    assert "NIK" in reader.get(f"{QUESTION}004").text
    reader.post(f"/courses/{SLUG}/enrolment")
    assert "Analisis butir" in reader.get(f"/courses/{SLUG}/kuis").text


@SQLITE
def test_each_person_counts_once_unless_all_attempts_are_asked_for(
    at: At, cast: Cast, course: str
) -> None:
    people, sheets = enrolled(12), graded(12)
    hand_in(people, sheets)
    hand_in(people, sheets[::-1], number=2)
    course_id = catalog.course(SLUG).id
    first, best, every = (analysed(course_id, "kuis", each) for each in Counted)
    assert [each.scores.attempts for each in (first, best, every)] == [12, 12, 24]
    assert best.scores.mean is not None
    assert first.scores.mean is not None
    assert best.scores.mean > first.scores.mean
    alike = tallied_of([asked("kuis")["uji-001"].digest])
    assert sum(each.times for each in alike) == 12, "a question counts first attempts"
    reader = at(cast.wati)
    assert "Semua pengerjaan" in reader.get(f"{PAGE}?count=all&sort=rest").text
    assert "Pengerjaan masih sedikit" in reader.get(PAGE).text
    for wrong in ("?count=none", "?sort=name", "/export/xlsx"):
        assert reader.get(PAGE + wrong).status_code == 404


@SQLITE
def test_with_few_answers_no_index_is_told_and_with_none_a_sentence(
    at: At, cast: Cast, course: str
) -> None:
    reader = at(cast.wati)
    assert "Belum ada pengerjaan yang dinilai" in reader.get(PAGE).text
    hand_in(enrolled(9), graded(9))
    page = reader.get(PAGE).text
    assert "Di bawah 10 pengerjaan tidak ada indeks" in page
    assert "nan" not in page.lower().split()
    assert "Diperlukan paling sedikit 10 pengerjaan yang kertas soalnya sama." in page


@SQLITE
def test_where_papers_differ_the_page_says_why_there_is_no_reliability(
    at: At, cast: Cast, course: str
) -> None:
    sheets = [dict(each) for each in graded(20)]
    for place, sheet in enumerate(sheets):
        del sheet[("uji-001", "uji-003")[place % 2]]
    hand_in(enrolled(20), sheets)
    assert analysed(catalog.course(SLUG).id, "kuis", Counted.FIRST).reliability == Unreliable.DRAWN
    assert "Peserta menjawab soal yang berbeda-beda" in at(cast.wati).get(PAGE).text


@SQLITE
def test_analyses_are_closed_to_who_works_with_no_questions(
    at: At, cast: Cast, course: str
) -> None:
    for who in ("rani", "yusuf", "siti", "amin"):
        reader = at(cast.people[who])
        assert [reader.get(path).status_code for path in ALL] == [403] * len(ALL)
        assert reader.post(f"{PAGE}/computation", count="first").status_code == 403
    let(cast.murni, Role.TRAINER, cast.city)
    other = at(cast.murni)
    assert [other.get(path).status_code for path in ALL[1:]] == [404] * 4
    assert other.post(f"{PAGE}/computation", count="first").status_code == 404
    assert SLUG not in other.get("/bank/analysis").text


def test_a_large_analysis_is_worked_out_by_a_job_and_kept(
    at: At, cast: Cast, course: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(enrolled(30), graded(30))
    monkeypatch.setattr(analysing, "AT_ONCE", 149)
    reader = at(cast.wati)
    assert "Hitung sekarang" in reader.get(PAGE).text
    assert reader.get(f"{PAGE}/export/csv").status_code == 404
    for _ in range(2):
        assert reader.post(f"{PAGE}/computation", count="first").status_code == 302
    asked_for = select(func.count()).where(Job.kind == "bank.analyse")
    assert db.session.scalar(asked_for) == 1, "asked twice, it is done once"
    assert "sedang dihitung" in reader.get(PAGE).text
    while work_once():
        pass
    db.session.rollback()
    page = reader.get(PAGE).text
    assert "Hitung ulang" in page
    assert "Daya beda negatif" in page
    assert reader.get(f"{PAGE}/export/json").status_code == 200
    assert reader.post(f"{PAGE}/computation", count="none").status_code == 404


def test_the_list_shows_sorts_and_narrows_by_what_is_kept_once_a_day(
    at: At, cast: Cast, course: str
) -> None:
    hand_in(enrolled(40), graded(40))
    reader = at(cast.wati)

    def listed(query: str) -> list[str]:
        return re.findall(
            r'class="main" href="/bank/questions/[^"]+-(\d+)">', reader.get(query).text
        )

    everyone = listed("/bank")
    first = places()[0]
    with transaction():
        few = {"asked": 9, "facility": 0, "flags": [Flag.FEW], "computed_at": clock.now()}
        mine = {"question_digest": first.digest, "agency_id": first.agency_id}
        db.session.add(KeptFigures(**mine, **few))
    assert 'data-label="Kesukaran">0,' not in reader.get("/bank?sort=facility").text
    assert listed("/bank?figures=few") == everyone[:1]
    with transaction():
        db.session.execute(delete(KeptFigures))
    assert listed("/bank?figures=unasked") == everyone
    assert listed("/bank?figures=raised") == []
    for _ in range(2):
        keep_figures()
    assert 'data-label="Kesukaran">0,' in reader.get("/bank?q=dilayani").text
    kept = {each.question_digest: each for each in db.session.scalars(select(KeptFigures))}
    facility = {each.key[-3:]: kept[each.digest].facility for each in places()}
    assert listed("/bank?sort=facility") == sorted(facility, key=lambda it: (facility[it], it))
    hardest_last = sorted(facility, key=lambda it: (-(facility[it] or 0), it))
    assert listed("/bank?sort=facility&desc=1") == hardest_last
    assert listed("/bank?figures=unasked") == []
    for flag in Flag:
        theirs = [it.key[-3:] for it in places() if flag in kept[it.digest].flags]
        assert listed(f"/bank?figures={flag}") == theirs, flag
    raised = [it.key[-3:] for it in places() if set(kept[it.digest].flags) - {Flag.FEW}]
    assert raised
    assert listed("/bank?figures=raised") == raised
    assert reader.get("/bank?figures=aneh").status_code == 404


def places() -> list[QuestionPlace]:
    return list(db.session.scalars(select(QuestionPlace).order_by(QuestionPlace.key)))


def test_each_pair_step_and_gap_has_its_own_table(at: At, cast: Cast, tmp_path: Path) -> None:
    publish_course(tmp_path / "content", cast.province, **{"02-kuis.quiz.md": everytype.QUIZ})
    questions = asked("kuis")
    rights = [str(pair["right"]) for pair in questions["sg-match"].content["pairs"]]
    wrong = next(str(n) for n in range(1, 4) if str(n) != rights[0])
    sheets: list[Sheet] = [
        dict.fromkeys(questions, (None, 0))
        | {"sg-match": (rights, 1), "sg-order": (["1", "2", "3"], 1)}
        | {"sg-cloze": (["25", "1", "aduan"], 1)}
    ] * 24 + [
        dict.fromkeys(questions, (None, 0))
        | {"sg-match": ([wrong, *rights[1:]], 0.5), "sg-order": (["2", "1", "3"], 0)}
        | {"sg-cloze": (["Dua puluh", "2", ""], 0)}
    ] * 8
    hand_in(enrolled(32), sheets)
    whole = analysed(catalog.course(SLUG).id, "kuis", Counted.FIRST)
    found = {it.key.partition("#")[2]: it for it in whole.items}
    first, second, _ = found["sg-match"].parts
    assert {each.number: each.count for each in first.choices if each.count} == {
        int(rights[0]): 24,
        int(wrong): 8,
    }
    assert [each.number for each in second.choices if each.count] == [int(rights[1])]
    assert [each.right for each in first.choices].index(True) == int(rights[0]) - 1
    told = [(it.label, [each.count for each in it.choices]) for it in found["sg-order"].parts]
    assert told[0] == ("Menyapa warga", [24, 8, 0, 0])
    assert told[2] == ("Memberi tanda terima", [0, 0, 32, 0])
    number, options, text = found["sg-cloze"].parts
    assert [(it.text, it.count) for it in number.written] == [("25", 24), ("Dua puluh", 8)]
    assert [each.count for each in options.choices] == [24, 8, 0, 0]
    assert [(it.text, it.count) for it in text.written] == [("aduan", 24)]
    assert from_facts(facts(whole)) == whole
    reader = at(cast.wati)
    page = reader.get(f"/bank/questions/{SLUG}/sg-match").text
    assert "Siapa yang bertugas?" in page.split('id="angka"')[1]
    lines = list(csv.DictReader(StringIO(reader.get(f"{PAGE}/export/csv").text.lstrip("\ufeff"))))
    steps = [line for line in lines if line["part"] == "Menyapa warga"]
    assert [(line["option_text"], line["chosen"]) for line in steps[:2]] == [
        ("1", "24"),
        ("2", "8"),
    ]


def test_a_quiz_that_was_renamed_keeps_its_answers_and_each_persons_first(
    at: At, cast: Cast, course: str, tmp_path: Path
) -> None:
    people = enrolled(12)
    hand_in(people, graded(12))
    renamed = QUIZ.replace("title:", "was: kuis\ntitle:", 1)
    lesson = str(FILES["01-bacaan.md"]).replace("02-kuis.quiz", "02-kuis-akhir.quiz")
    files = {"01-bacaan.md": lesson, "02-kuis.quiz.md": None, "02-kuis-akhir.quiz.md": renamed}
    publish_course(tmp_path / "content", cast.province, **files)
    hand_in(people, graded(12), "kuis-akhir", 2)
    digest = asked("kuis-akhir")["uji-004"].digest
    assert sum(each.times for each in tallied_of([digest])) == 12
    course_id = catalog.course(SLUG).id
    assert attempts_marked([course_id]) == {(course_id, "kuis-akhir"): 24}
    with patch.object(analysing, "AT_ONCE", 24 * 5 - 1):
        assert is_large(course_id, "kuis-akhir")


def test_pages_ask_no_more_as_answers_grow(at: At, cast: Cast, course: str) -> None:
    reader, counts = at(cast.wati), []
    for _ in range(2):
        hand_in(enrolled(20), graded(20))
        reader.get(PAGE)
        with statements() as told:
            assert reader.get(PAGE).status_code == 200
            assert reader.get(f"{QUESTION}001").status_code == 200
        told.at_most(24)
        counts.append(len(told))
    assert counts[0] == counts[1]


PRETEST = QUIZ.replace("purpose: final", "purpose: pretest").replace("uji-", "pra-")


@SQLITE
def test_the_gain_of_a_course_is_told_by_those_who_took_both(
    at: At, cast: Cast, course: str, tmp_path: Path
) -> None:
    reader = at(cast.wati)
    assert "belum memiliki pra-uji" in reader.get(f"/bank/analysis/{SLUG}").text
    publish_course(tmp_path / "content", cast.province, **{"00-pra.quiz.md": PRETEST})
    people = enrolled(12)
    hand_in(people[11:], [{"uji-001": ("1", 1)}], number=1)
    hand_in(people[11:], [{"pra-001": ("1", 1)}], "pra", number=2)  # the wrong way round
    low = [{"pra-001": ("1", 1), "pra-003": ("2", 0)}] * 10 + [{"pra-001": ("1", 1)}]
    hand_in(people[:11], low, "pra")
    hand_in(people[:9], [{"uji-001": ("1", 1)}] * 9, number=2)
    assert "Di bawah 10 orang" in reader.get(f"/bank/analysis/{SLUG}").text
    hand_in(people[9:10], [{"uji-001": ("1", 1), "uji-003": ("2", 0)}], number=2)
    page = reader.get(f"/bank/analysis/{SLUG}").text
    # Before, all ten had 50; after, nine have 100 and one 50: (95 - 50) / (100 - 50).
    assert "0,90" in page
    assert "45,00" in page
    assert "10 orang." in page


def test_of_a_long_answer_only_the_beginning_is_read(app: Flask, cast: Cast, course: str) -> None:
    hand_in(enrolled(2), [{"uji-004": ("a" * 5000, 0)}, {"uji-004": (None, 0)}])
    found = tallied_of([asked("kuis")["uji-004"].digest])
    assert {each.given for each in found} == {"a" * 1000, None}
