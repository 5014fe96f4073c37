"""A published course is taken out of the catalogue, and put back."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import policies
from lms.authoring.deciding import ReasonForm
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import Bench, find
from lms.catalog import actions as catalog
from lms.catalog.models import Course
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.web.access import ensure

NOT_YOURS = say("Kursus ditarik dari katalog oleh pengajar atau penyelenggara seluruh instansinya.")


@bp.route(f"{ROOT}/archive", methods=["GET", "POST"])
def archive(slug: str) -> ResponseReturnValue:
    bench, form = find(slug), ReasonForm()
    ensure(policies.may_archive(current_user.id, bench.agency_id, slug), NOT_YOURS)
    course = published(bench)
    if form.validate_on_submit():
        catalog.archive(course, current_user.id, form.note.data or "")
        flash(str(say("Kursus ditarik dari katalog. Peserta yang sudah ada dapat melanjutkannya.")))
        return redirect(bench.address)
    page = render_template("authoring/archive.html", bench=bench, form=form)
    return page, 422 if form.errors else 200


@bp.post(f"{ROOT}/restoration")
def restore(slug: str) -> ResponseReturnValue:
    bench = find(slug)
    ensure(policies.may_archive(current_user.id, bench.agency_id, slug), NOT_YOURS)
    catalog.restore(published(bench), current_user.id)
    flash(str(say("Kursus tampil lagi di katalog.")))
    return redirect(bench.address)


def published(bench: Bench) -> Course:
    """Raises NotFound before its first revision."""
    if bench.course is None or bench.course.revision_id is None:
        raise NotFound
    return bench.course
