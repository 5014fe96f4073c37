"""What those who lead a discussion do: hide with a reason, mark the answer, close, look around."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.learning import actions, policies, queries
from lms.learning.discussion_place import find
from lms.learning.forms import HidingForm
from lms.learning.views.blueprint import bp
from lms.learning.views.discussions import ROOT, found
from lms.web.access import ensure

NOT_LEADING = say("Hanya pengampu dan penyelenggara kursus ini yang dapat mengatur diskusinya.")
GONE = say("Tanggapan ini sudah dihapus, disembunyikan, atau bukan balasan.")


@bp.get("/discussions")
def discussions() -> ResponseReturnValue:
    """The discussions of all courses that the person leads."""
    ensure(policies.may_lead_any(current_user.id), NOT_LEADING)
    topics = queries.topics(queries.led_by(current_user.id))
    return render_template("learning/discussions.html", topics=topics)


@bp.route(f"{ROOT}/contributions/<int:said_id>/hiding", methods=["GET", "POST"])
def hiding(slug: str, module_slug: str, said_id: int) -> ResponseReturnValue:
    place = find(slug, module_slug)
    said = found(place, said_id)
    ensure(place.leads, NOT_LEADING)
    ensure(policies.may_hide(said, place.leads), GONE)
    form, status = HidingForm(), 200
    if request.method == "POST":
        try:
            actions.hide(said, current_user.id, form.reason.data or "")
        except Invalid as refusal:
            form.take(refusal)
            status = 422
        else:
            flash(str(say("Tanggapan disembunyikan. Penulisnya membaca alasan Anda.")))
            return redirect(place.thread_address(said))
    back = place.thread_address(said)
    made = render_template(
        "learning/contribution.html", said=said, act="hiding", form=form, back=back
    )
    return made, status


@bp.post(f"{ROOT}/contributions/<int:said_id>/showing")
def showing(slug: str, module_slug: str, said_id: int) -> ResponseReturnValue:
    place = find(slug, module_slug)
    said = found(place, said_id)
    ensure(policies.may_show(said, place.leads), NOT_LEADING)
    actions.show_again(said, current_user.id)
    return redirect(place.thread_address(said))


@bp.post(f"{ROOT}/contributions/<int:said_id>/answer")
def answer(slug: str, module_slug: str, said_id: int) -> ResponseReturnValue:
    place = find(slug, module_slug)
    said = found(place, said_id)
    ensure(place.leads, NOT_LEADING)
    ensure(policies.may_mark(said, place.leads), GONE)
    actions.mark_answer(said, current_user.id, answers=bool(request.form.get("answers")))
    return redirect(place.thread_address(said))


@bp.post(f"{ROOT}/closing")
def closing(slug: str, module_slug: str) -> ResponseReturnValue:
    """Close the discussion, or open it again."""
    place = find(slug, module_slug)
    ensure(place.leads, NOT_LEADING)
    closed = bool(request.form.get("closed"))
    actions.close(place.forum, current_user.id, closed=closed)
    flash(str(say("Diskusi ditutup.") if closed else say("Diskusi dibuka lagi.")))
    return redirect(place.address())
