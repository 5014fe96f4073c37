"""What a marked attempt leaves behind, and the profile that it makes."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from cast import Cast
from lms.assessment.actions import attempt_marked
from lms.competency.level import RULE
from lms.competency.models import Evidence
from lms.competency.queries import ProfileLine, profile
from lms.foundation import clock
from lms.foundation.database import db, transaction
from quizzes import Sitter, attempt, quiz_with
from statements import statements

ALL = ("uji-001", "uji-002", "uji-003", "uji-004", "uji-005")
THIN = """---
title: Kuis akhir
purpose: final
pass_mark: 70
---
Dua jenjang, satu kompetensi lain.

## Siapa yang dilayani?
{#uji-001 type=single competency=M.5 level=1 points=1 topic=warga}

- [x] Warga
- [ ] Atasan

## Siapa yang bertugas?
{#uji-005 type=numeric competency=M.3 level=1 points=1 topic=data}

- [x] 18
"""


def evidences() -> list[Evidence]:
    db.session.rollback()
    return list(db.session.scalars(select(Evidence).order_by(Evidence.id)))


def sat(sitter: Sitter, *right: str) -> UUID:
    """One whole sitting, with these questions answered right."""
    attempt_id = sitter.start()
    if right:
        sitter.answer_right(attempt_id, *right)
    sitter.submit(attempt_id)
    return attempt_id


def line(cast: Cast, code: str) -> ProfileLine:
    db.session.rollback()
    return {each.code: each for each in profile(cast.rani.id, date(2026, 11, 22))}[code]


def test_a_submitted_final_leaves_evidence_with_its_rule_and_its_figures(
    rani: Sitter, cast: Cast
) -> None:
    attempt_id = sat(rani, *ALL)
    (found,) = evidences()
    assert (found.person_id, found.agency_id) == (cast.rani.id, cast.province)
    assert (found.competency_code, found.level) == ("M.5", 1)
    assert (found.source_kind, found.source_id) == ("attempt", str(attempt_id))
    assert found.rule == RULE.text
    expected = {"questions": 5, "points": 6.0, "most_points": 6.0, "judged": True, "met": True}
    assert found.detail == {"1": expected}


def test_a_failed_one_says_that_no_level_was_reached(rani: Sitter) -> None:
    sat(rani, "uji-001")
    assert [each.level for each in evidences()] == [0]


def test_told_again_of_the_same_attempt_it_adds_nothing(rani: Sitter) -> None:
    attempt_id = sat(rani, *ALL)
    rani.submit(attempt_id)
    with transaction():
        attempt_marked.send(attempt(attempt_id))
    assert len(evidences()) == 1


def test_every_attempt_is_an_evidence_of_its_own(rani: Sitter) -> None:
    sat(rani)
    sat(rani, *ALL)
    assert [each.level for each in evidences()] == [0, 1]


def test_practice_leaves_no_evidence(rani: Sitter, publish: Callable[..., str]) -> None:
    for purpose in ("practice", "pretest"):
        publish(**{"02-kuis.quiz.md": quiz_with(purpose=purpose)})
        sat(rani, *ALL)
        assert evidences() == []


def test_too_few_questions_are_said_to_be_too_few(
    rani: Sitter, publish: Callable[..., str]
) -> None:
    publish(**{"02-kuis.quiz.md": THIN})
    sat(rani, "uji-001", "uji-005")
    assert {each.competency_code: each.level for each in evidences()} == {"M.5": None, "M.3": None}


def test_the_profile_keeps_the_best_and_the_latest_beside_what_the_post_asks(
    rani: Sitter, cast: Cast
) -> None:
    assert line(cast, "M.5").best is None
    assert line(cast, "M.5").required == 1  # pelaksana
    sat(rani, *ALL)
    sat(rani, "uji-001")
    shown = line(cast, "M.5")
    assert shown.latest is not None
    assert shown.best is not None
    assert (shown.latest.level, shown.best.level, shown.reached) == (0, 1, 1)
    assert (shown.best.points, shown.best.most_points) == (6, 6)
    assert shown.best.course_title == "Melayani lewat Layar"
    assert shown.meaning == "menjalankan tugas sesuai standar pelayanan"


def test_what_was_judged_beats_what_was_not(
    rani: Sitter, cast: Cast, publish: Callable[..., str]
) -> None:
    sat(rani, "uji-001")  # level 0
    publish(**{"02-kuis.quiz.md": THIN})
    sat(rani, "uji-001", "uji-005")
    shown = line(cast, "M.5")
    assert shown.latest is not None
    assert (shown.latest.level, shown.reached) == (None, 0)


def test_the_profile_asks_no_more_as_evidence_grows(rani: Sitter, cast: Cast) -> None:
    sat(rani)
    with statements() as few:
        profile(cast.rani.id, clock.today())
    sat(rani)
    sat(rani)
    db.session.rollback()
    with statements() as many:
        profile(cast.rani.id, clock.today())
    many.at_most(max(len(few), 6))


def test_the_result_page_shows_the_levels_and_the_rule(rani: Sitter) -> None:
    attempt_id = sat(rani, *ALL)
    page = " ".join(rani.browser.get(f"/attempts/{attempt_id}/result").text.split())
    assert "Jenjang yang ditunjukkan pengerjaan ini" in page
    assert "jenjang 1, sesuai syarat" in page
    assert "6 dari 6 poin" in page
    assert "Aturannya: Jenjang tertinggi yang ditanyakan" in page


def test_the_result_page_of_practice_shows_none(rani: Sitter, publish: Callable[..., str]) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(purpose="practice")})
    attempt_id = sat(rani, *ALL)
    assert "Jenjang yang" not in rani.browser.get(f"/attempts/{attempt_id}/result").text
