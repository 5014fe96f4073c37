"""A quiz as its module's page: the rules in words, earlier attempts, the way in."""

from typing import Any
from uuid import uuid4

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import actions, queries
from lms.assessment.rules import Quiz
from lms.assessment.rules.allowances import allowance
from lms.assessment.rules.demands import PURPOSES, demand
from lms.catalog.kinds import Kind
from lms.catalog.library import Module, page
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.foundation.language import say
from lms.learning.queries import Visit, requirement


def show(visit: Visit, module: Module) -> ResponseReturnValue:
    found = page(module.digest)
    given = queries.extensions(visit.enrolment_id or 0, module.slug)
    quiz = Quiz.of(found.facts)
    quiz = quiz.extended(given[0].extra) if given else quiz
    tried = _tried(visit.enrolment_id or 0, module.slug)
    allowed, moment = allowance(quiz, tried), clock.now()
    before, after = visit.outline.neighbours(module.slug)
    return render_template(
        "assessment/sitting/quiz.html",
        visit=visit,
        outline=visit.outline,
        module=module,
        body=found.html,
        quiz=quiz,
        asks=queries.asks_now(quiz),
        purpose=PURPOSES[quiz.purpose],
        tried=tried,
        allowed=allowed,
        may_start=allowed.may_start(moment) and quiz.is_open(moment),
        now=moment,
        cut=queries.decision_for(quiz.cut) if quiz.cut else None,
        given=given[0] if given and given[0].extra else None,
        new_id=uuid4(),
        requirement=requirement(visit, module),
        before=before,
        after=after,
        panels=_panels(visit, module),
    )


def _panels(visit: Visit, module: Module) -> list[tuple[str, dict[str, Any]]]:
    """What upper rooms lay on the page for who has a desk; others are asked nothing more."""
    if not current_user.has_desk:
        return []
    told = queries.quiz_shown.send(visit.outline, module=module)
    return [panel for _, panel in told if panel]


def _tried(enrolment_id: int, slug: str) -> list[queries.Tried]:
    """All attempts; one whose time is over is handed in at this look."""
    found = queries.attempts(enrolment_id, slug)
    moment = clock.now()
    late = [
        each.id
        for each in found
        if each.submitted_at is None and each.deadline_at and each.deadline_at <= moment
    ]
    if not late:
        return found
    with transaction():
        actions.end_if_overdue(late[0])
    return queries.attempts(enrolment_id, slug)


KIND = Kind("quiz", say("Kuis"), say("Kerjakan"), demand, show, counts_score=True)
