"""What an attempt came to."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import queries
from lms.assessment.paper.pacing import pace
from lms.assessment.paper.whole import paper
from lms.assessment.queries import Sitting
from lms.assessment.rules import Feedback, Purpose, Quiz
from lms.assessment.rules.allowances import Allowance, allowance
from lms.assessment.views.blueprint import bp
from lms.assessment.views.sitting.finding import own_sitting
from lms.catalog import queries as catalog
from lms.catalog.library import Module, outline, page
from lms.foundation import clock
from lms.learning import queries as learning
from lms.learning.models import EnrolmentState
from lms.standards.queries import competency_names
from lms.web.access import signed_in


@bp.get("/attempts/<uuid:attempt_id>/result")
@signed_in
def result(attempt_id: UUID) -> ResponseReturnValue:
    sitting = own_sitting(attempt_id)
    if sitting.submitted_at is None:
        return redirect(url_for("assessment.attempt", attempt_id=attempt_id))
    quiz = Quiz.of(page(sitting.document_digest).facts)
    marks = queries.marks(attempt_id)
    way = _way_on(sitting)
    allowed, another = _allowance(sitting, way)
    moment = clock.now()
    told = quiz.tells(
        allowed.left, ended=quiz.feedback == Feedback.AFTER_CLOSE and _ended(sitting, another)
    )
    panels = [panel for _, panel in queries.result_shown.send(sitting) if panel]
    gained = (
        [] if panels or sitting.score is None else queries.by_competency(marks)
    )  # an upper room tells more of it
    waits = sitting.score is None
    return render_template(
        "assessment/sitting/result_waits.html" if waits else "assessment/sitting/result.html",
        sitting=sitting,
        quiz=quiz,
        outline=outline(sitting.revision_id),
        right=sum(each.right for each in marks),
        minutes=max(1, round((sitting.submitted_at - sitting.started_at).total_seconds() / 60)),
        gained=gained,
        names=competency_names() if gained else {},
        allowed=allowed,
        may_start=way.module is not None and allowed.may_start(moment) and another.is_open(moment),
        way=way,
        told=told,
        times=pace(sitting.started_at, queries.saves(attempt_id)),
        reviewed=paper(sitting, marks, quiz, told=told),
        panels=panels,
        mended=queries.mended(attempt_id) if any(each.change for each in marks) else [],
    )


@dataclass(frozen=True)
class Way:
    """Where one goes from a result: nowhere but the course, where the quiz is there no more."""

    module: Module | None  # the quiz as the course has it now
    after: Module | None
    done: bool
    pretest: Decimal | None


def _way_on(sitting: Sitting) -> Way:
    visit = learning.visit(outline(sitting.revision_id).course_slug, current_user.id)
    slug = sitting.module_slug
    if visit.outline.module(slug) is None:
        slug = catalog.renamed(sitting.course_id, slug) or slug
    module = visit.outline.module(slug)
    if visit.enrolment_id != sitting.enrolment_id or module is None:
        return Way(None, None, done=False, pretest=None)
    _, after = visit.outline.neighbours(slug)
    return Way(module, after, visit.is_done(slug), _pretest(visit, slug))


def _pretest(visit: learning.Visit, slug: str) -> Decimal | None:
    """The score of the course's other quiz that was sat before learning."""
    for module in visit.outline.modules:
        facts = page(module.digest).facts
        if module.slug != slug and facts.get("purpose") == Purpose.PRETEST:
            standing = visit.standings.get(module.slug)
            return standing.score if standing else None
    return None


def _allowance(sitting: Sitting, way: Way) -> tuple[Allowance, Quiz]:
    """By the quiz as it is now, since that is what another attempt would be."""
    slug = way.module.slug if way.module else sitting.module_slug
    digest = way.module.digest if way.module else sitting.document_digest
    quiz = Quiz.of(page(digest).facts).extended(queries.more_for(sitting.enrolment_id, slug))
    return allowance(quiz, queries.attempts(sitting.enrolment_id, slug)), quiz


def _ended(sitting: Sitting, quiz: Quiz) -> bool:
    if quiz.is_closed(clock.now()):
        return True
    enrolment = learning.enrolment(sitting.enrolment_id)
    closes_on = learning.run(enrolment.run_id).closes_on
    over = closes_on is not None and closes_on <= clock.today()
    # Who left may come back to the same quiz, so leaving closes nothing.
    return over or enrolment.state == EnrolmentState.COMPLETED
