"""Closing a round of a panel, asked once more since nothing opens it again."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import actions, queries
from lms.assessment.cutting.angoff import LEAST_JUDGES
from lms.assessment.views.blueprint import bp
from lms.assessment.views.cutting import NOT_RUNNING, find_panel
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.web.access import ensure


@bp.get("/cuts/<slug>/rounds")
def closing_cut_round(slug: str) -> ResponseReturnValue:
    """Who would not count yet."""
    place = find_panel(slug)
    ensure(place.runs, NOT_RUNNING)
    number = place.panel.round
    if number is None:
        raise Conflict(say("Kedua putaran sudah ditutup."))
    total = len(queries.cut_items(place.panel.id))
    judges = queries.judges(place.panel.id, number)
    late = [it for it in judges if it.rated < total]
    return render_template(
        "assessment/cutting/closing.html",
        place=place,
        panel=place.panel,
        late=late,
        total=total,
        ready=len(judges) - len(late),
        least=LEAST_JUDGES,
    )


@bp.post("/cuts/<slug>/rounds")
def close_cut_round(slug: str) -> ResponseReturnValue:
    place = find_panel(slug)
    ensure(place.runs, NOT_RUNNING)
    # Nobody closes what they did not see: another round than the open one is refused.
    seen = request.form.get("round", 0, type=int)
    actions.close_round(place.panel, current_user.id, seen)
    flash(str(say("Putaran ditutup; penilaiannya tidak dapat diubah lagi.")))
    return redirect(place.address)
