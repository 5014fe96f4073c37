"""One submission on the mentor's desk: its text, its rubric, what was said, and the judgement."""

import re
from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assignments import actions as assignment_actions
from lms.assignments import policies as assignment_policies
from lms.assignments import queries as assignments
from lms.assignments.models import Verdict
from lms.assignments.queries import Sent
from lms.foundation.differences import compare
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import Sentence, say
from lms.mentoring import actions, queries, shown
from lms.mentoring.forms import ReviewForm, ratings
from lms.mentoring.views.blueprint import bp
from lms.mentoring.views.thread import note_shown
from lms.web.access import ensure, signed_in

NOT_YOURS = say(
    "Kiriman ini milik Anda sendiri. Yang menilai ialah mentor Anda; Anda dapat bertanya "
    "kepadanya pada percakapan di bawah tugas."
)
SCORE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")
THANKS = {
    Verdict.ACCEPTED: say("Kiriman diterima dan umpan balik Anda terkirim."),
    Verdict.RETURNED: say("Kiriman dikembalikan dan umpan balik Anda terkirim."),
}


def _find(submission_id: UUID) -> Sent:
    """Raises NotFound for a submission that the person may not know of."""
    found = assignments.submission(submission_id)
    if not assignment_policies.may_see_submission(found, current_user.id):
        raise NotFound
    return found


@bp.get("/mentoring/submissions/<uuid:submission_id>")
@signed_in
def review(submission_id: UUID) -> ResponseReturnValue:
    found = _find(submission_id)
    if assignment_policies.is_own(found, current_user.id):
        return redirect(url_for("submissions.submission", submission_id=found.id))
    assignment_actions.note_reading(found, current_user.id, current_user.agency_id)
    return _page(found, ReviewForm(formdata=None))


def _page(
    found: Sent,
    form: ReviewForm,
    faults: dict[str, str] | None = None,
    apart_faults: Mapping[str, Sentence | str] | None = None,
) -> str:
    works = assignments.works_of(found)
    guides = assignment_policies.may_review(found, current_user.id)
    thread_id = queries.thread_of(works)
    # Who guided once reads what was said until then, and nothing of the one who guides now.
    end = None if guides else queries.guided_until(found.person_id, current_user.id)
    messages = shown.conversation(thread_id, current_user.id, works, end) if thread_id else []
    note_shown(thread_id, messages)
    people, waiting = queries.mentees(current_user.id), queries.waiting_for(current_user.id)
    return render_template(
        "mentoring/review.html",
        sent=found,
        mentee=next((each for each in people if each.id == found.person_id), None),
        files=assignments.submission_files(found.id),
        authors=assignments.authors(found.id) if found.group_id else [],
        aparts=assignments.aparts(found.id) if found.group_id else {},
        apart_faults=apart_faults or {},
        apart=request.form,
        before=shown.before(found, works),
        newer=works[0] if works[0].number > found.number and guides else None,
        guides=guides,
        thread_id=thread_id,
        messages=messages,
        form=form,
        faults=faults or {},
        ratings=ratings(found),
        people=shown.listed(people, waiting, found.person_id),
        places=queries.places([current_user.id])[current_user.id],
    )


@bp.post("/mentoring/submissions/<uuid:submission_id>/review")
def give_review(submission_id: UUID) -> ResponseReturnValue:
    found = _find(submission_id)
    own = assignment_policies.is_own(found, current_user.id)
    ensure(assignment_policies.may_review(found, current_user.id), NOT_YOURS if own else None)
    form = ReviewForm()
    verdict, faults = form.judgement, form.faults(found)
    if faults or form.errors:
        return _page(found, form, faults), 422
    actions.give_feedback(found.id, current_user.id, verdict, ratings(found), form.text.data or "")
    flash(str(THANKS[verdict]))
    return redirect(url_for("mentoring.index"))


@bp.post("/mentoring/submissions/<uuid:submission_id>/apart")
def mark_apart(submission_id: UUID) -> ResponseReturnValue:
    """One author of a group's work gets a score of their own."""
    found = _find(submission_id)
    own = assignment_policies.is_own(found, current_user.id)
    ensure(assignment_policies.may_review(found, current_user.id), NOT_YOURS if own else None)
    enrolment_id = request.form.get("enrolment", 0, type=int)
    reason = request.form.get("reason", "")
    try:
        assignment_actions.mark_apart(found.id, enrolment_id, _score(), reason, current_user.id)
    except Invalid as refused:
        return _page(found, ReviewForm(formdata=None), apart_faults=refused.fields), 422
    flash(str(say("Nilai tersendiri tersimpan.")))
    return redirect(url_for("mentoring.review", submission_id=found.id))


def _score() -> Decimal | None:
    typed = request.form.get("score", "").strip().replace(",", ".")
    return Decimal(typed) if SCORE.fullmatch(typed) else None


@bp.get("/mentoring/submissions/<uuid:submission_id>/comparison")
@signed_in
def comparison(submission_id: UUID) -> ResponseReturnValue:
    """The text beside the one before it; the first submission has nothing to be compared with."""
    found = _find(submission_id)
    before = shown.before(found, assignments.works_of(found))
    if before is None:
        raise NotFound
    pieces = compare(before.text, found.text)
    return render_template("mentoring/comparison.html", sent=found, before=before, pieces=pieces)
