"""A quiz that is published anew, renamed or removed while somebody sits it."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from courses import SLUG
from lms.catalog.kinds import Standing
from lms.foundation.database import db
from lms.learning import queries as learning
from quizzes import QUIZ_URL, Sitter, attempt, drawn_of, quiz_with

Publish = Callable[..., str]


def standing(sitter: Sitter) -> Standing:
    db.session.rollback()
    return learning.visit(SLUG, sitter.someone.id).standings["kuis"]


def test_a_new_revision_leaves_an_open_attempt_as_it_is(rani: Sitter, publish: Publish) -> None:
    begun = rani.start()
    before = [drawn["digest"] for drawn in drawn_of(begun)]
    other = quiz_with(pass_mark=100, time_limit=1).replace("Siapa yang dilayani?", "Siapa dia?")
    publish(**{"02-kuis.quiz.md": other.replace("- [x] 18 ± 0", "- [x] 19 ± 0")})
    shown = "".join(rani.browser.get(f"/attempts/{begun}/questions/{n}").text for n in range(1, 6))
    assert "Siapa yang dilayani?" in shown
    assert "Siapa dia?" not in shown
    rani.answer_right(begun, "uji-001", "uji-002", "uji-005", "uji-004")
    rani.submit(begun)
    marked = attempt(begun)
    assert [drawn["digest"] for drawn in marked.drawn] == before
    assert (marked.score, marked.passed) == (Decimal("83.33"), True)
    assert standing(rani).done_at is not None
    again = attempt(rani.start())
    assert again.deadline_at == again.started_at + timedelta(minutes=1)


def test_a_quiz_that_was_removed_can_still_be_finished(rani: Sitter, publish: Publish) -> None:
    begun = rani.start()
    lesson = "---\ntitle: Warga\nminutes: 1\n---\nBacaan saja.\n"
    publish(**{"02-kuis.quiz.md": None, "01-bacaan.md": lesson})
    assert rani.browser.get(QUIZ_URL).status_code == 410
    assert rani.browser.get(f"/attempts/{begun}/questions/1").status_code == 200
    rani.answer_right(begun)
    result = rani.browser.get(rani.submit(begun).location)
    assert result.status_code == 200
    assert "Nilai 100" in result.text


def test_a_renamed_quiz_keeps_its_attempts(rani: Sitter, publish: Publish) -> None:
    first = rani.start()
    rani.submit(first)
    second = rani.start()
    renamed = quiz_with().replace("purpose: final", "was: kuis\npurpose: final")
    lesson = "---\ntitle: Warga\nminutes: 1\n---\nBacaan saja.\n"
    publish(**{"02-kuis.quiz.md": None, "02-ujian.quiz.md": renamed, "01-bacaan.md": lesson})
    url = f"/courses/{SLUG}/ujian"
    assert rani.start(url=url) == second
    assert rani.start() == second  # from a page that was open before
    rani.answer_right(second)
    rani.submit(second)
    visit = learning.visit(SLUG, rani.someone.id)
    assert visit.standings["ujian"].score == Decimal(100)
    assert visit.standings["ujian"].detail["attempts_used"] == 2
    assert "Pengerjaan ke-1" in rani.browser.get(url).text
