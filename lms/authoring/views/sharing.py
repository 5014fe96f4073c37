"""A course shared with other agencies, and what others share with one's own."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import policies, queries
from lms.authoring.deciding import ReasonForm
from lms.authoring.living import ShareForm
from lms.authoring.views.archiving import published
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, find
from lms.catalog import actions as catalog
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.identity.queries import names
from lms.web.access import ensure

NOT_YOUR_SHARE = say("Kursus dibagikan penyelenggara program instansi pemiliknya.")
NOT_AN_AGENCY = say("Halaman ini untuk pengajar dan penyelenggara seluruh instansi.")


@bp.get(f"{ROOT}/sharing")
def sharing(slug: str) -> ResponseReturnValue:
    bench = find(slug)
    ensure(bench.mine, NOT_YOURS)
    return _page(bench, _form(bench))


@bp.post(f"{ROOT}/sharing")
def share(slug: str) -> ResponseReturnValue:
    bench = find(slug)
    ensure(policies.may_share(current_user.id, bench.agency_id, slug), NOT_YOUR_SHARE)
    form = _form(bench)
    if not form.validate_on_submit():
        return _page(bench, form), 422
    catalog.share(published(bench), form.agency.data, current_user.id, form.note.data or "")
    flash(str(say("Kursus dibagikan. Pegawai instansi itu menemukannya di katalog.")))
    return redirect(url_for("authoring.sharing", slug=slug))


def _form(bench: Bench) -> ShareForm:
    """With the agencies that do not have it yet."""
    form, held = ShareForm(), {it.agency_id for it in queries.shares(published(bench).id)}
    others = queries.agencies_beside(bench.agency_id)
    form.agency.choices = [(it.id, it.name) for it in others if it.id not in held]
    return form


def _page(bench: Bench, form: ShareForm) -> str:
    course = published(bench)
    steps = queries.share_steps(course.id)
    return render_template(
        "authoring/sharing.html",
        bench=bench,
        form=form,
        shares=queries.shares(course.id),
        people=queries.taking(course.id),
        steps=steps,
        called=names(it.person_id for it in steps if it.person_id),
        may_share=policies.may_share(current_user.id, bench.agency_id, bench.slug),
    )


@bp.route(f"{ROOT}/sharing/<int:agency_id>/end", methods=["GET", "POST"])
def end_share(slug: str, agency_id: int) -> ResponseReturnValue:
    bench, form = find(slug), ReasonForm()
    ensure(policies.may_share(current_user.id, bench.agency_id, slug), NOT_YOUR_SHARE)
    course = published(bench)
    held = next((it for it in queries.shares(course.id) if it.agency_id == agency_id), None)
    if held is None:
        raise NotFound
    if form.validate_on_submit():
        catalog.end_share(course, agency_id, current_user.id, form.note.data or "")
        flash(str(say("Kursus tidak dibagikan lagi. Yang sudah mengikutinya dapat melanjutkan.")))
        return redirect(url_for("authoring.sharing", slug=slug))
    told: dict[str, Any] = {"held": held, "people": queries.taking(course.id).get(agency_id, 0)}
    page = render_template("authoring/share_end.html", bench=bench, form=form, **told)
    return page, 422 if form.errors else 200


@bp.get("/shared-courses")
def shared_courses() -> ResponseReturnValue:
    """What other agencies share with those for which the person writes or plans."""
    agencies = policies.agencies_of(current_user.id)
    ensure(bool(agencies), NOT_AN_AGENCY)
    found = queries.shared_to(agencies)
    return render_template("authoring/shared.html", courses=found, several=len(agencies) > 1)
