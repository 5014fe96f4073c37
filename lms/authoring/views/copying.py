"""A course as the start of another one."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, policies, queries
from lms.authoring.actions import Original
from lms.authoring.living import PUBLISHED, CopyForm
from lms.authoring.models import Manuscript
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, find
from lms.catalog import queries as catalog
from lms.catalog.queries import Kept
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.web.access import ensure

NOT_HERE = say("Salinan adalah kursus baru, jadi dibuat pengajar atau penyelenggara instansinya.")


@bp.route(f"{ROOT}/copy", methods=["GET", "POST"])
def copy(slug: str) -> ResponseReturnValue:
    bench = find(slug)
    ensure(bench.mine, NOT_YOURS)
    ensure(policies.may_start(current_user.id, bench.agency_id), NOT_HERE)
    title = str(say("%(title)s (salinan)", title=bench.title))
    form = CopyForm(data={"title": title[:200], "slug": actions.free_slug(slug)})
    if form.validate_on_submit() and (made := _copied(bench, form)):
        flash(str(say("Salinan dibuka sebagai naskah. Kursus asalnya tidak berubah.")))
        return redirect(Bench(made.course_slug, made.agency_id, None, made, mine=True).address)
    both = bench.held is not None and bench.course is not None
    page = render_template("authoring/copy.html", bench=bench, form=form, both=both)
    return page, 422 if form.errors else 200


def _copied(bench: Bench, form: CopyForm) -> Manuscript | None:
    """The manuscript, or None after telling beside its field why there is none."""
    title = " ".join(plain_text(form.title.data or "").split())
    to = {"agency_id": bench.agency_id, "by": current_user.id}
    try:
        return actions.copy_course(_original(bench, form), form.slug.data or "", title, **to)
    except Invalid as refusal:
        form.take(refusal)
        return None


def _original(bench: Bench, form: CopyForm) -> Original:
    """What is published, unless the other is wanted or alone is there; raises NotFound."""
    course = bench.course
    if course and course.revision_id and (form.source.data == PUBLISHED or not bench.held):
        number = catalog.current(course).number
        return Original(bench.slug, number, catalog.files_of(course.revision_id))
    if bench.held is None:
        raise NotFound
    held = queries.files(bench.held.id)
    return Original(bench.slug, None, [Kept(it.path, it.source, it.file_digest) for it in held])
