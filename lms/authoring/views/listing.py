"""The courses that one may write, and the form that starts one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, front, policies, queries
from lms.authoring.forms import AboutForm, NewCourseForm, about_form
from lms.authoring.models import Manuscript
from lms.authoring.outline import slug_of
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS
from lms.foundation import clock
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.web.access import ensure

NOWHERE = say("Kursus baru ditulis pengajar atau penyelenggara sebuah instansi.")


@bp.get("/authoring")
def index() -> ResponseReturnValue:
    reach = policies.reach_of(current_user.id)
    ensure(policies.may_come_in(current_user.id), NOT_YOURS)
    titles = queries.titles(reach)
    return render_template(
        "authoring/index.html",
        titles=titles,
        due=queries.due_for_review(reach, clock.today()),
        may_start=bool(reach.agencies),
        failed=queries.failed(),
        offers=queries.offered_to(current_user.id),
    )


@bp.route("/authoring/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    agency_id = _agency()
    ensure(agency_id is not None, NOWHERE)
    form = about_form(NewCourseForm)
    if form.validate_on_submit():
        made = _begun(form, agency_id or 0)
        if made:
            flash(str(say("Naskah kursus dibuka. Tambahkan modul pertamanya.")))
            return redirect(url_for("authoring.bench", slug=made.course_slug))
    page = render_template("authoring/new.html", form=form)
    return page, 422 if form.errors else 200


def _agency() -> int | None:
    """The person's own agency, or the one that they work for."""
    held = policies.agencies_of(current_user.id)
    if current_user.agency_id in held:
        return int(current_user.agency_id)
    return min(held, default=None)


def _begun(form: AboutForm, agency_id: int) -> Manuscript | None:
    """The manuscript, or None after telling beside its field why there is none."""
    slug = form["slug"].data or slug_of(form.title.data or "", set())
    about = front.with_values(b"", form.values())
    try:
        return actions.begin(slug, about, agency_id=agency_id, by=current_user.id)
    except Invalid as refusal:
        form.take(refusal)
        return None
