"""Corrected keys, questions left out, one person alone: what figures must not say."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import func, select, update

from answersheets import Sheet, asked, enrolled, graded, hand_in
from banks import At
from cast import Cast
from courses import SLUG
from crowds import at_once
from lms.assessment.models import Attempt, KeyCorrection, Mark
from lms.assessment.queries import Counted
from lms.bank.analysis import Analysis, Item
from lms.bank.keeping import ask_for_analysis
from lms.bank.queries.analysed import analysed
from lms.bank.statistics.flags import Flag
from lms.bank.statistics.scores import Reliability
from lms.catalog import queries as catalog
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
PAGE = f"/bank/analysis/{SLUG}/kuis"
QUESTION = f"/bank/questions/{SLUG}/uji-"


def correct(cast: Cast, name: str, **change: Any) -> str:
    """Say that a key is otherwise; what a job would mark anew stays with the test."""
    digest = asked("kuis")[name].digest
    made = {"question_digest": digest, "agency_id": cast.province, "person_id": cast.wati.id}
    with transaction():
        told = {"change": change, "reason": "Keliru.", "key": name, "at": clock.now()}
        db.session.add(KeyCorrection(**made, **told))
    return digest


def found() -> tuple[Analysis, dict[str, Item]]:
    whole = analysed(catalog.course(SLUG).id, "kuis", Counted.FIRST)
    return whole, {each.key.partition("#")[2]: each for each in whole.items}


@SQLITE
def test_what_people_chose_is_held_against_the_key_of_today(
    at: At, cast: Cast, course: str
) -> None:
    sheets = graded(40)
    turned = [{**it, "uji-003": (it["uji-003"][0], 1 - it["uji-003"][1])} for it in sheets]
    hand_in(enrolled(40), turned)  # as the job leaves their marks
    correct(cast, "uji-003", kind="right", right=[2])
    item = found()[1]["uji-003"]
    assert [each.right for each in item.choices] == [False, True, False]
    assert not {Flag.TEMPTING, Flag.NEGATIVE} & {*item.flags}
    assert item.figures.rest is not None
    assert item.figures.rest > 0


@SQLITE
@pytest.mark.usefixtures("course")
def test_a_question_that_was_left_out_has_no_figures_and_no_part_in_others(cast: Cast) -> None:
    sheets: list[Sheet] = graded(40)
    hand_in(enrolled(40), sheets)
    digest = correct(cast, "uji-004", kind="nobody")
    with transaction():
        got = db.session.query(Mark).filter_by(question_digest=digest).all()
        lost = {each.attempt_id: (each.points, each.most_points) for each in got}
        for attempt in db.session.query(Attempt):
            points, most = lost[attempt.id]
            attempt.points, attempt.most_points = (
                attempt.points - points,
                attempt.most_points - most,
            )
        left_out = update(Mark).where(Mark.question_digest == digest)
        db.session.execute(left_out.values(points=Decimal(0), most_points=Decimal(0)))
    whole, items = found()
    item = items["uji-004"]
    assert (item.figures.asked, item.figures.facility, item.figures.rest) == (40, None, None)
    assert (item.flags, item.wrong) == ((), ())
    names = [name for name in asked("kuis") if name != "uji-004"]
    worth = np.array([asked("kuis")[name].points for name in names])
    points = np.array([[sheet[name][1] for name in names] for sheet in sheets]) * worth
    parts, total = points.var(axis=0).sum(), points.sum(axis=1).var()
    assert isinstance(whole.reliability, Reliability)
    assert whole.reliability.questions == 4
    assert whole.reliability.value == pytest.approx(4 / 3 * (1 - parts / total), abs=1e-9)


@SQLITE
def test_the_figures_of_one_or_two_people_are_not_told(at: At, cast: Cast, course: str) -> None:
    reader, people = at(cast.wati), enrolled(3)
    hand_in(people[:2], graded(2))
    assert "Di bawah 3 orang" in reader.get(PAGE).text
    assert "Median" not in reader.get(PAGE).text
    for form in ("csv", "json"):
        assert reader.get(f"{PAGE}/export/{form}").status_code == 404
    assert "Belum ada jawaban yang dinilai" in reader.get(f"{QUESTION}001").text
    hand_in(people[:2], graded(2), number=2)
    assert "Median" not in reader.get(f"{PAGE}?count=all").text
    hand_in(people[2:], graded(1))
    assert "Median" in reader.get(PAGE).text
    choices = found()[1]["uji-001"].choices
    assert all(each.standing is None for each in choices if each.count < 3)


@pytest.mark.usefixtures("course")
def test_several_who_ask_at_once_are_one_job(app: Flask) -> None:
    def ask(_: int) -> None:
        with transaction():
            ask_for_analysis(catalog.course(SLUG), "kuis", Counted.FIRST)

    at_once(app, ask, 4)
    db.session.rollback()
    wanted = select(func.count()).where(Job.kind == "bank.analyse")
    assert db.session.scalar(wanted) == 1
