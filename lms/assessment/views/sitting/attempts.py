"""Sitting a quiz: starting, one question a page, handing in, the result."""

from datetime import timedelta
from uuid import UUID, uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import actions, policies, queries
from lms.assessment.actions import LEFT, NOT_ENROLLED
from lms.assessment.models import SubmittedBy
from lms.assessment.paper import shown
from lms.assessment.rules import Quiz
from lms.assessment.views.blueprint import bp
from lms.assessment.views.sitting.asking import question_page
from lms.assessment.views.sitting.finding import own_sitting
from lms.catalog import queries as catalog
from lms.catalog.library import outline, page
from lms.foundation import clock
from lms.foundation.database import start_writing
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.learning import policies as learning_policies
from lms.learning import queries as learning
from lms.web.access import ensure
from lms.web.transaction import writes_late

ABOUT = timedelta(seconds=10)


@bp.post("/courses/<slug>/<module_slug>/attempts")
@writes_late
def start(slug: str, module_slug: str) -> ResponseReturnValue:
    visit = learning.visit(slug, current_user.id)
    if not (
        visit.enrolled or learning_policies.may_see(visit.outline.course_id, current_user.agency_id)
    ):
        raise NotFound
    ensure(visit.enrolled, NOT_ENROLLED)
    if visit.outline.module(module_slug) is None:  # a page that was open while it was renamed
        module_slug = catalog.renamed(visit.outline.course_id, module_slug) or module_slug
    module = learning.ensure_module(visit, module_slug)
    if module.kind != "quiz":
        raise NotFound
    asked_id = _asked_id()
    start_writing()
    begun = actions.start(visit, module, asked_id)
    if begun.fresh:
        return redirect(url_for("assessment.question", attempt_id=begun.id, place=1))
    return redirect(url_for("assessment.attempt", attempt_id=begun.id))


def _asked_id() -> UUID:
    """The client's own number of the attempt, so that asking twice begins it once."""
    given = request.form.get("id")
    try:
        return UUID(given) if given else uuid4()
    except ValueError:
        sentence = say("Nomor pengerjaan ini tidak sah. Muat ulang halaman, lalu mulai lagi.")
        raise Invalid(sentence) from None


@bp.get("/attempts/<uuid:attempt_id>")
def attempt(attempt_id: UUID) -> ResponseReturnValue:
    """Where one left off: the first question without an answer, or the result."""
    sitting = own_sitting(attempt_id)
    if sitting.submitted_at:
        return redirect(url_for("assessment.result", attempt_id=attempt_id))
    ensure(policies.may_take(sitting.state), LEFT)
    places = shown.places(sitting, queries.answers(attempt_id))
    unanswered = (each["url"] for each in places if not each["done"])
    confirm = url_for("assessment.submission", attempt_id=attempt_id)
    return redirect(next(unanswered, confirm))


@bp.get("/attempts/<uuid:attempt_id>/questions/<int:place>")
def question(attempt_id: UUID, place: int) -> ResponseReturnValue:
    sitting = own_sitting(attempt_id)
    if not 0 < place <= sitting.length:
        raise NotFound
    if sitting.submitted_at:
        return redirect(url_for("assessment.result", attempt_id=attempt_id))
    ensure(policies.may_take(sitting.state), LEFT)
    kept = queries.answers(attempt_id)
    made = question_page(sitting, shown.shown(sitting, place, kept.get(place)), kept)
    return made, _deadline(sitting)


def _deadline(sitting: queries.Sitting) -> dict[str, str]:
    """For the page's clock, which asks again: it may have been moved."""
    return {"X-Deadline": sitting.deadline_at.isoformat()} if sitting.deadline_at else {}


@bp.route("/attempts/<uuid:attempt_id>/submission", methods=["GET", "POST"])
@writes_late
def submission(attempt_id: UUID) -> ResponseReturnValue:
    """Asked once more before the answers are handed in."""
    sitting = own_sitting(attempt_id)
    if sitting.submitted_at is None:
        ensure(policies.may_take(sitting.state), LEFT)
        if request.method == "GET":
            return _confirm(sitting), _deadline(sitting)
        if request.form.get("clock") and _has_time(sitting):  # an older page does not know of it
            flash(str(say("Waktu Anda sudah diperpanjang. Silakan lanjutkan.")))
            return redirect(url_for("assessment.attempt", attempt_id=attempt_id))
        start_writing()
        actions.submit(attempt_id)
    elif sitting.submitted_by == SubmittedBy.TIME:
        flash(str(say("Waktu habis. Jawaban yang tersimpan sudah dikirim dan dinilai.")), "warning")
    return redirect(url_for("assessment.result", attempt_id=attempt_id))


def _has_time(sitting: queries.Sitting) -> bool:
    """More than what two clocks may be apart."""
    return sitting.deadline_at is not None and sitting.deadline_at - clock.now() > ABOUT


def _confirm(sitting: queries.Sitting) -> str:
    kept = queries.answers(sitting.id)
    places = shown.places(sitting, kept)
    return render_template(
        "assessment/sitting/confirm.html",
        sitting=sitting,
        quiz=Quiz.of(page(sitting.document_digest).facts),
        outline=outline(sitting.revision_id),
        places=places,
        unanswered=[each for each in places if not each["done"]],
        parts=[each for each in places if each["part"]],
        unsure=[each for each in places if each["marked"]],
        now=clock.now(),
        leave_url=url_for("learning.course", slug=outline(sitting.revision_id).course_slug),
    )
