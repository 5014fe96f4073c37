"""What is stopped is drawn no more; what was drawn stays, and a seed goes on drawing its paper."""

from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from banks import FIRST, SUPPLY, At, Draw
from cast import Cast
from courses import SLUG
from lms.assessment import actions
from lms.assessment.paper.drawing import chosen
from lms.assessment.rules import Line
from lms.assessment.rules.filling import fill
from lms.catalog.actions import set_state
from lms.catalog.library import Question
from lms.catalog.models import QuestionState
from lms.foundation.database import db, transaction
from lms.learning import queries as learning
from quizzes import QUIZ_URL, Sitter, attempt, drawn_of, identifier

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def question(name: str, level: int) -> Question:
    return Question(name, "single", "M.5", level, "", 1, f"bank#{name}", MappingProxyType({}))


POOL = [question(f"{level}{number}", level) for level in (1, 2) for number in range(6)]
LINES = [Line("M.5", 1, None, 2), Line("M.5", 2, None, 2)]
STOPS = st.sets(st.sampled_from([each.digest for each in POOL]))


@given(st.integers(0, 2**62 - 1), STOPS)
def test_a_stop_takes_out_only_what_it_names(seed: int, stopped: set[str]) -> None:
    before = chosen(POOL, LINES, {}, seed)
    after = chosen(POOL, LINES, {}, seed, stopped)
    assert [it for it in after if it in before] == [it for it in before if it.digest not in stopped]
    assert not {it.digest for it in after} & stopped
    for level in (1, 2):
        left = sum(it.level == level and it.digest not in stopped for it in POOL)
        assert sum(it.level == level for it in after) == min(2, left)


@given(st.integers(0, 2**62 - 1), STOPS)
def test_a_line_that_is_told_as_full_is_never_drawn_short(seed: int, stopped: set[str]) -> None:
    lines = [Line(None, None, None, 2), *LINES]
    told = fill(POOL, lines, stopped)
    paper = chosen(POOL, lines, {}, seed, stopped)
    assert len(paper) >= sum(each.line.count - each.short for each in told if not each.short)
    if not any(each.short for each in told):
        assert len(paper) == 6
    if not any(each.short_twice for each in told):
        met = {each.key: 1 for each in paper}
        again = chosen(POOL, lines, met, seed + 1, stopped)
        assert not met.keys() & {each.key for each in again}


def stop(*names: str) -> None:
    with transaction():
        for name in names:
            set_state(f"bank#{name}", QuestionState.STOPPED, by=None, reason="Kunci diperiksa")


def drawn(begun: UUID) -> list[str]:
    return sorted(identifier(each) for each in drawn_of(begun))


def test_a_stopped_question_is_drawn_no_more(app: Flask, cast: Cast, draw: Draw) -> None:
    rani = Sitter(app.test_client(), cast.rani)
    rani.enrol()
    begun = rani.start()
    before = drawn_of(begun)
    met = drawn(begun)[0]
    stop(met)
    assert drawn_of(begun) == before
    for place in (1, 2):
        assert rani.put(begun, place, "1").status_code == 200
    rani.submit(begun)
    assert attempt(begun).score == 100
    for _ in range(2):
        begun = rani.start()
        assert met not in drawn(begun)
        assert attempt(begun).length == 2
        rani.submit(begun)
    stop("bank-005")  # the only one of its line: the paper is shorter
    begun = rani.start()
    assert attempt(begun).length == len(drawn_of(begun)) == 1
    rani.submit(begun)
    stop(*({"bank-001", "bank-002", "bank-003"} - {met}))
    refused = rani.post(f"{QUIZ_URL}/attempts", id=uuid4())
    assert refused.status_code == 409
    assert "sedang dihentikan" in refused.text


def test_whoever_starts_while_it_is_stopped_gets_a_whole_paper(
    app: Flask, cast: Cast, draw: Draw
) -> None:
    for someone in (cast.rani, cast.dedi, cast.nurul):
        Sitter(app.test_client(), someone).enrol()

    def act(person_id: int) -> UUID | None:
        with app.app_context():
            try:
                if not person_id:
                    return stop("bank-001")
                visit = learning.visit(SLUG, person_id)
                with transaction():
                    module = learning.ensure_module(visit, "kuis")
                    return actions.start(visit, module, uuid4()).id
            finally:
                db.session.remove()

    people = [cast.rani.id, 0, cast.dedi.id, cast.nurul.id]
    db.session.remove()
    with ThreadPoolExecutor(4) as threads:
        begun = [it for it in threads.map(act, people) if it]
    assert [len(drawn(each)) for each in begun] == [2, 2, 2]


@SQLITE
def test_a_quizs_page_leads_its_trainers_to_the_blueprint(
    at: At, app: Flask, cast: Cast, draw: Draw
) -> None:
    for someone, may in ((cast.wati, True), (cast.siti, False), (cast.rani, False)):
        sitter = Sitter(app.test_client(), someone)
        sitter.enrol()
        assert (f'href="{SUPPLY}"' in sitter.browser.get(QUIZ_URL).text) == may
    assert at(cast.wati).get(FIRST).status_code == 200


@SQLITE
def test_the_page_of_a_fixed_quiz_counts_no_stopped_question(
    app: Flask, cast: Cast, course: str
) -> None:
    rani = Sitter(app.test_client(), cast.rani)
    rani.enrol()
    assert "5 soal, satu per halaman" in rani.browser.get(QUIZ_URL).text
    with transaction():
        key = f"{SLUG}#uji-001"
        set_state(key, QuestionState.STOPPED, by=None, reason="Kunci diperiksa")
    assert "4 soal, satu per halaman" in rani.browser.get(QUIZ_URL).text
    assert len(drawn_of(rani.start())) == 4
