"""What a quiz asks before it is done, and what has been reached of it so far."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from lms.assessment.rules.quiz import Grade, Purpose, Quiz
from lms.catalog.kinds import Standing
from lms.foundation import clock
from lms.foundation.language import Sentence, say

WAITING = "waiting"  # people still mark what was handed in


def demand(facts: Mapping[str, Any], standing: Standing | None) -> tuple[Sentence, Sentence | None]:
    quiz = Quiz.of(facts)
    text = _asked(quiz)
    done = standing is not None and standing.done_at is not None
    return text, None if done else _note(quiz, standing.detail if standing else {})


def _asked(quiz: Quiz) -> Sentence:
    if not quiz.must_pass:
        return say("Kerjakan “%(title)s” sampai dikirim", title=quiz.title)
    if quiz.cut:  # another for each paper that is drawn
        return say("Lulus “%(title)s” menurut batas panelnya", title=quiz.title)
    return say(
        "Capai nilai %(mark)s pada “%(title)s”", mark=figure(quiz.pass_mark), title=quiz.title
    )


def figure(number: Decimal) -> str:
    """66,67 or 70, as Indonesian writes it."""
    text = f"{number:.2f}"
    return text.removesuffix(".00").replace(".", ",")


def _note(quiz: Quiz, detail: Mapping[str, Any]) -> Sentence:
    used = detail.get("attempts_used", 0)
    if not used:
        return say("Belum dikerjakan")
    if detail.get("open"):
        return say("Sedang dikerjakan")
    if detail.get("state") == WAITING:
        return say("Menunggu penilaian")
    return _score(quiz, detail, _chances(quiz, detail))


def _score(quiz: Quiz, detail: Mapping[str, Any], chances: Sentence | None) -> Sentence:
    known = {
        Grade.BEST: say("Nilai terbaik"),
        Grade.LAST: say("Nilai terakhir"),
        Grade.FIRST: say("Nilai pertama"),
    }
    name, score = known[quiz.grade], figure(Decimal(detail.get("counts") or 0))
    if chances is None:
        return say("%(name)s %(score)s", name=name, score=score)
    return say("%(name)s %(score)s, %(chances)s", name=name, score=score, chances=chances)


def _chances(quiz: Quiz, detail: Mapping[str, Any]) -> Sentence | None:
    next_at = detail.get("next_at")
    if quiz.grade == Grade.FIRST:
        return None  # no later attempt changes what counts
    if quiz.attempts is not None:
        most = quiz.attempts + detail.get("attempts_more", 0)
        left = max(0, most - detail["attempts_used"])
        if not left:
            return say("kesempatan habis")
        if not _must_wait(next_at):
            return say("tersisa %(left)d kesempatan", left=left)
    if next_at and _must_wait(next_at):
        local = clock.local(datetime.fromisoformat(next_at))
        return say(
            "coba lagi mulai %(day)s pukul %(hour)s",
            day=local.strftime("%d-%m"),
            hour=local.strftime("%H.%M"),
        )
    return None


def _must_wait(next_at: str | None) -> bool:
    return next_at is not None and datetime.fromisoformat(next_at) > clock.now()


PURPOSES: dict[Purpose, Sentence] = {
    Purpose.PRACTICE: say("Latihan"),
    Purpose.PRETEST: say("Pre-test"),
    Purpose.GRADED: say("Kuis bernilai"),
    Purpose.FINAL: say("Asesmen akhir"),
}
