"""One's own pairs: what waits for an answer, what runs, what was; and one's places as a mentor."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.mentoring import actions, queries
from lms.mentoring.forms import PlacesForm
from lms.mentoring.queries import OPEN, Places, Standing
from lms.mentoring.views.blueprint import bp
from lms.web.access import signed_in

KEPT = say("Jumlah tempat bimbingan Anda tersimpan.")


@bp.get("/mentoring/own-pairs")
@signed_in
def own_pairs() -> ResponseReturnValue:
    places = _places()
    return _page(places, PlacesForm(formdata=None, places=places.offered))


def _places() -> Places:
    return queries.places([current_user.id])[current_user.id]


def _page(places: Places, form: PlacesForm) -> str:
    own, asked = queries.proposals_of(current_user.id), queries.asked_of(current_user.id)
    ids = {each.id for each in asked}
    waiting = [it for it in own if it.standing == Standing.WAITING and it.id not in ids]
    return render_template(
        "mentoring/own_pairs.html",
        asked=asked,
        waiting=waiting,
        running=[each for each in own if each.standing in OPEN],
        past=[each for each in own if each.standing not in (*OPEN, Standing.WAITING)],
        places=places,
        form=form,
    )


@bp.post("/mentoring/own-pairs/places")
@signed_in
def offer_places() -> ResponseReturnValue:
    form = PlacesForm()
    try:
        if form.validate():
            actions.offer_places(current_user.id, form.places.data or 0)
            flash(str(KEPT))
            return redirect(url_for("mentoring.own_pairs"))
    except Invalid as refusal:
        if not refusal.fields:  # nothing on the form is at fault
            raise
        form.take(refusal)
    return _page(_places(), form), 422
