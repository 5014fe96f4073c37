"""Who writes a course: its authors, those who are asked to, and those who stop."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, policies, queries
from lms.authoring.actions import Offer
from lms.authoring.living import OfferForm
from lms.authoring.models import Handover
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, find
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.identity.queries import names
from lms.web.access import ensure

NOT_YOUR_OFFER = say("Tawaran ini ditujukan kepada orang lain.")


@bp.route(f"{ROOT}/authors", methods=["GET", "POST"])
def authors(slug: str) -> ResponseReturnValue:
    """The list, and the form that asks one more."""
    bench, form = find(slug), OfferForm()
    ensure(bench.mine, NOT_YOURS)
    if form.validate_on_submit() and (made := _offered(bench, form)):
        name = names([made.person_id])[made.person_id]
        flash(str(say("Kursus ditawarkan kepada %(name)s, yang belum menjawab.", name=name)))
        return redirect(url_for("authoring.authors", slug=slug))
    return _page(bench, form), 422 if form.errors else 200


def _offered(bench: Bench, form: OfferForm) -> Handover | None:
    given = Offer(form.words.data or "", form.note.data or "", bool(form.leaves.data))
    try:
        return actions.offer(bench.slug, bench.agency_id, given, current_user.id)
    except Invalid as refusal:
        form.take(refusal)
        return None


def _page(bench: Bench, form: OfferForm) -> str:
    listed = queries.authors(bench.agency_id, bench.slug)
    offers = queries.handovers(bench.agency_id, bench.slug)
    known = [it.person_id for it in listed] + [it.person_id for it in offers]
    mine = next((it for it in listed if it.person_id == current_user.id), None)
    return render_template(
        "authoring/authors.html",
        bench=bench,
        form=form,
        authors=listed,
        offers=offers,
        called=names([*known, *(each.offered_by for each in offers)]),
        may_leave=mine is not None and mine.of_course,
    )


@bp.post(f"{ROOT}/authors/<int:handover_id>/recall")
def recall_offer(slug: str, handover_id: int) -> ResponseReturnValue:
    bench, held = find(slug), queries.handover(handover_id)
    ensure(policies.may_recall_offer(current_user.id, held), NOT_YOURS)
    if (held.agency_id, held.course_slug) != (bench.agency_id, slug):
        raise NotFound
    actions.recall_offer(held, current_user.id)
    flash(str(say("Tawaran ditarik kembali.")))
    return redirect(url_for("authoring.authors", slug=slug))


@bp.route(f"{ROOT}/leaving", methods=["GET", "POST"])
def leave(slug: str) -> ResponseReturnValue:
    bench = find(slug)
    ensure(bench.mine, NOT_YOURS)
    if request.method == "GET":
        return render_template("authoring/leaving.html", bench=bench)
    actions.leave(slug, bench.agency_id, current_user.id)
    flash(str(say("Anda tidak lagi menulis %(title)s.", title=bench.title)))
    return redirect(url_for("home.desk"))


@bp.route("/handovers/<int:handover_id>", methods=["GET", "POST"])
def handover(handover_id: int) -> ResponseReturnValue:
    """The offer, to whom it was made."""
    held = queries.handover(handover_id)
    ensure(policies.may_answer(current_user.id, held), NOT_YOUR_OFFER)
    if request.method == "POST":
        return _answered(held, request.form.get("verdict"))
    waits = (it for it in queries.offered_to(current_user.id) if it.id == held.id)
    shown: dict[str, Any] = {"held": held, "it": next(waits, None)}
    return render_template("authoring/handover.html", **shown, called=names([held.offered_by]))


def _answered(held: Handover, verdict: str | None) -> ResponseReturnValue:
    if verdict == "accept":
        actions.accept(held, current_user.id)
        flash(str(say("Anda sekarang menulis kursus ini.")))
        return redirect(url_for("authoring.bench", slug=held.course_slug))
    if verdict != "decline":
        raise NotFound
    actions.decline(held, current_user.id)
    flash(str(say("Tawaran ditolak. Yang menawarkan melihatnya dalam daftar penulis.")))
    return redirect(url_for("home.index"))
