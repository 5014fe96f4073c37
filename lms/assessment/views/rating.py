"""Rating the questions of a panel, as a judge: all in a table, or one after the other."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import actions, policies, queries
from lms.assessment.forms.cutting import typed_ratings
from lms.assessment.models.panels import FINAL, FIRST
from lms.assessment.preview import preview
from lms.assessment.views.blueprint import bp
from lms.assessment.views.cutting import Place, find_panel
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.web.access import ensure

NOT_JUDGE = say("Hanya penilai panel ini yang memberi penilaian.")


@bp.route("/cuts/<slug>/ratings", methods=["GET", "POST"])
def cut_ratings(slug: str) -> ResponseReturnValue:
    place = find_panel(slug)
    ensure(policies.may_judge(place.panel, current_user.id), NOT_JUDGE)
    items = queries.cut_items(place.panel.id)
    if request.method == "POST":
        try:
            _keep(place, list(items))
        except Invalid as refusal:
            return _table(place, str(refusal.sentence)), 422
        flash(str(say("Penilaian tersimpan. Dapat diubah sampai putaran ditutup.")))
        return redirect(url_for("assessment.cut_ratings", slug=slug))
    return _table(place)


def _keep(place: Place, numbers: list[int]) -> None:
    seen = request.form.get("round", type=int)
    actions.keep_ratings(place.panel, current_user.id, typed_ratings(numbers), seen)


def _table(place: Place, wrong: str = "") -> str:
    """With `wrong`, what was typed comes back."""
    return render_template(
        "assessment/cutting/ratings.html",
        items=queries.cut_items(place.panel.id),
        wrong=wrong,
        typed=request.form if wrong else {},
        **_told(place),
    )


def _told(place: Place) -> dict[str, object]:
    """What a judge sees: their own ratings, and of the others those of a round that is closed."""
    panel = place.panel
    later = panel.round == FINAL
    return {
        "panel": panel,
        "own": queries.own_ratings(panel.id, panel.round or FINAL, current_user.id),
        "came": queries.cut_outcome(panel.id, FIRST) if later else None,
        "before": queries.own_ratings(panel.id, FIRST, current_user.id) if later else {},
        "facilities": queries.facilities(panel.id) if later else {},
    }


@bp.route("/cuts/<slug>/ratings/<int:number>", methods=["GET", "POST"])
def cut_rating(slug: str, number: int) -> ResponseReturnValue:
    """One question in full, with its key."""
    place = find_panel(slug)
    ensure(policies.may_judge(place.panel, current_user.id), NOT_JUDGE)
    items, wrong = queries.cut_items(place.panel.id), ""
    if number not in items:
        raise NotFound
    if request.method == "POST":
        try:
            _keep(place, [number])
            return redirect(_onward(slug, number, len(items)))
        except Invalid as refusal:
            wrong = str(refusal.sentence)
    made = render_template(
        "assessment/cutting/rating.html",
        key=preview(items[number]).key,
        number=number,
        total=len(items),
        wrong=wrong,
        typed=request.form if wrong else {},
        **_told(place),
    )
    return made, 422 if wrong else 200


def _onward(slug: str, number: int, total: int) -> str:
    if number < total:
        return url_for("assessment.cut_rating", slug=slug, number=number + 1)
    return url_for("assessment.cut_ratings", slug=slug)
