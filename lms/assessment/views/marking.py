"""The marking desk: the queue of essays, one essay with its rubric, and the next one."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import actions, policies, queries
from lms.assessment.forms.marking import MarkingForm, ratings, sought
from lms.assessment.models import Stage
from lms.assessment.queries import Pile, Sought, Written
from lms.assessment.queries.desk import PAGE, open_stages
from lms.assessment.views.blueprint import bp
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.learning.queries import led_by
from lms.web.access import ensure

NOT_MARKING = say("Hanya pengajar dan penyelenggara kursus yang dapat membuka meja penilaian.")
OWN = say("Ini jawaban Anda sendiri, jadi dinilai orang lain.")


def find(attempt_id: UUID, place: int) -> Written:
    """Raises NotFound for an essay that the person may not know of."""
    found = queries.essay(attempt_id, place)
    own = found.person_id == current_user.id
    led = policies.marks(current_user.id)
    if not own and not led.holds(found.course_agency_id, found.course_slug):
        raise NotFound
    return found


@bp.get("/marking")
def marking() -> ResponseReturnValue:
    """What waits for this marker, and quizzes whose marks wait to be let out."""
    ensure(policies.may_lead_any(current_user.id), NOT_MARKING)
    led, wish = policies.marks(current_user.id), sought()
    piles = queries.piles(led, current_user.id, wish)
    narrowed = [pile for pile in piles if _suits(pile, wish)]
    size = sum(pile.size for pile in narrowed)
    return render_template(
        "assessment/marking/queue.html",
        wish=wish,
        piles=piles,
        narrowed=narrowed,
        size=size,
        pages=-(-size // PAGE),
        essays=queries.queue(led, current_user.id, wish),
        unreleased=queries.unreleased(led_by(current_user.id)),
    )


def _suits(pile: Pile, wish: Sought) -> bool:
    return (
        wish.course in {"", pile.course_slug}
        and wish.module in {"", pile.module_slug}
        and wish.question in {"", pile.question_digest}
    )


@bp.get("/marking/<uuid:attempt_id>/<int:place>")
def essay(attempt_id: UUID, place: int) -> ResponseReturnValue:
    written = find(attempt_id, place)
    ensure(policies.may_mark(written, current_user.id), OWN)
    own = next((it for it in _given(written) if it.marker_id == current_user.id), None)
    return _page(written, MarkingForm.begun(own), own.levels if own else [], {})


def _given(written: Written) -> list[queries.Given]:
    return queries.given(written.attempt_id, written.place)


def _page(
    written: Written, form: MarkingForm, chosen: Sequence[int | None], faults: dict[str, str]
) -> str:
    given = _given(written)
    own = any(it.marker_id == current_user.id for it in given)
    return render_template(
        "assessment/marking/essay.html",
        written=written,
        form=form,
        chosen=chosen,
        faults=faults,
        own=own,
        open=written.stage in open_stages(own=own),
        others=_between(written, given),
    )


def _between(written: Written, given: list[queries.Given]) -> list[queries.Given]:
    """Both that differ, for who decides; nobody else sees what another gave."""
    markers = [it.marker_id for it in given]
    decides = current_user.id not in markers and written.stage == Stage.THIRD
    decided = current_user.id in markers[2:]
    return given[:2] if decides or decided else []


@bp.post("/marking/<uuid:attempt_id>/<int:place>")
def mark(attempt_id: UUID, place: int) -> ResponseReturnValue:
    written = find(attempt_id, place)
    ensure(policies.may_mark(written, current_user.id), OWN)
    form = MarkingForm()
    try:
        actions.rate(attempt_id, place, current_user.id, form.judged(written))
    except Invalid as refusal:
        return _refused(find(attempt_id, place), form, refusal), 422
    flash(str(say("Penilaian tersimpan.")))
    return redirect(_next(written))


def _refused(written: Written, form: MarkingForm, refusal: Invalid) -> str:
    rows = {name: str(said) for name, said in refusal.fields.items() if name.isdigit()}
    form.comment.errors = [str(refusal.fields[name]) for name in refusal.fields if name not in rows]
    return _page(written, form, ratings(written), rows)


def _next(written: Written) -> str:
    """The next answer to the same question, else what is left of the quiz, else the desk."""
    wish = Sought(written.course_slug, written.module_slug, written.question_digest)
    left = queries.queue(policies.marks(current_user.id), current_user.id, wish)
    if left:
        return url_for("assessment.essay", attempt_id=left[0].attempt_id, place=left[0].place)
    flash(str(say("Semua jawaban untuk soal itu sudah Anda nilai.")))
    return url_for("assessment.marking")
