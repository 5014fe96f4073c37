"""The end of a manuscript: publishing, whose changes are seen first, and discarding."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions
from lms.authoring.forms import PublishForm
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, open_bench
from lms.catalog.models import Revision
from lms.catalog.publishing import Differences, differences
from lms.foundation.database import db, start_writing
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.web.access import ensure
from lms.web.transaction import writes_late

FIRST = "Terbit pertama kali."  # where its authors say no more; in the language of the history


@bp.route(f"{ROOT}/publication", methods=["GET", "POST"])
@writes_late
def publish(slug: str) -> ResponseReturnValue:
    """Read before the transaction begins, so that nobody waits while a long course is read."""
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    form, checked = PublishForm(), bench.checked
    if bench.manuscript.base_revision_id is None:
        form.begin()
    if form.validate_on_submit() and checked.course:
        start_writing()
        anew = open_bench(slug)
        actions.lock(anew.manuscript)  # before its files are read, or a save would slip in between
        try:
            return _published(anew, form)
        except actions.BaseMoved:
            return redirect(url_for("authoring.rebase", slug=slug))
        except Invalid as refusal:
            if not anew.may_publish:
                raise
            form.take(refusal)
            form.note.errors = (form.errors and form.note.errors) or [str(refusal.sentence)]
    page = render_template(
        "authoring/publication.html", bench=bench, form=form, changes=changes_of(bench)
    )
    return page, 422 if form.errors else 200


def _published(bench: Bench, form: PublishForm) -> ResponseReturnValue:
    note, due, by = form.note.data or FIRST, form.moment(), current_user.id
    if due:
        actions.schedule(bench.manuscript, bench.checked, by, note, due)
        flash(str(say("Naskah terbit sendiri pada waktunya, bila tidak ada yang menghalangi.")))
    else:
        done = actions.publish_manuscript(bench.manuscript, bench.checked, by, note)
        flash(str(say("Kursus diterbitkan sebagai revisi %(number)d.", number=done.number)))
    return redirect(bench.address)


@bp.post(f"{ROOT}/publication/cancellation")
def unschedule(slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    actions.unschedule(bench.manuscript, current_user.id)
    flash(str(say("Jadwal terbit dibatalkan. Naskah tetap disetujui.")))
    return redirect(bench.address)


def changes_of(bench: Bench) -> Differences | None:
    """None where the manuscript cannot be read as a course, or nothing in it is different."""
    if bench.checked.course is None:
        return None
    base = bench.manuscript.base_revision_id
    before = db.session.get(Revision, base) if base else None
    found = differences(bench.checked.course, before)
    return found if found != Differences() else None


@bp.route(f"{ROOT}/discarding", methods=["GET", "POST"])
def discard(slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    if request.method == "GET":
        return render_template("authoring/discarding.html", bench=bench)
    actions.discard(bench.manuscript, current_user.id)
    flash(str(say("Naskah dibuang. Kursus yang sudah terbit tidak berubah.")))
    return redirect(url_for("authoring.index"))
