"""A course's own page: coming in, leaving, and closing it when all is done."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.foundation.errors import Conflict, NotFound
from lms.foundation.language import say
from lms.learning import actions, policies, queries
from lms.learning.filters import THEMES
from lms.learning.models import EnrolmentState, Run
from lms.learning.views.blueprint import bp
from lms.web.access import ensure, signed_in


@bp.get("/courses/<slug>")
@signed_in
def course(slug: str) -> ResponseReturnValue:
    visit, about = _known(slug)
    return render_template(
        "learning/course.html",
        visit=visit,
        outline=visit.outline,
        facts=visit.outline.facts,
        about=about,
        requirements=queries.requirements(visit) if visit.enrolled else [],
        offers=[] if visit.state == EnrolmentState.ACTIVE else queries.offers(about.id),
        theme=THEMES.get(about.theme, about.theme),
    )


def _known(slug: str) -> tuple[queries.Visit, queries.About]:
    """The person's visit to a course that they may know of; else NotFound."""
    visit = queries.visit(slug, current_user.id)
    about = queries.about(visit, current_user.agency_id)
    if not policies.may_know(visit, about):
        raise NotFound
    return visit, about


@bp.post("/courses/<slug>/enrolment")
def enrol(slug: str) -> ResponseReturnValue:
    _, about = _known(slug)
    ensure(
        about.is_open,
        say("Kursus ini tidak lagi menerima peserta baru dari instansi Anda. Pilih kursus lain."),
    )
    actions.enrol(_chosen_run(slug), current_user.id, current_user.agency_id)
    visit = queries.visit(slug, current_user.id)
    flash(str(say("Anda terdaftar. Mulailah dari modul pertama.")))
    return redirect(url_for("learning.module", slug=slug, module_slug=visit.next_module.slug))


def _chosen_run(slug: str) -> Run:
    """The run of the form, else the one that is always there; raises Conflict where it is over."""
    found = catalog.course(slug)
    run_id = request.form.get("run", type=int) or actions.open_default_run(found).id
    if run_id not in {offer.run_id for offer in queries.offers(found.id) if offer.is_open}:
        raise Conflict(say("Pendaftaran angkatan ini sudah ditutup. Pilih angkatan lain."))
    return queries.run(run_id)


@bp.route("/courses/<slug>/withdrawal", methods=["GET", "POST"])
def withdrawal(slug: str) -> ResponseReturnValue:
    """Asked once more before a course is left."""
    visit, _ = _known(slug)
    found = queries.latest(visit.outline.course_id, current_user.id)
    if found is None:
        raise NotFound
    ensure(
        policies.may_withdraw(found, current_user.id),
        say("Kursus ini ditugaskan kepada Anda atau sudah selesai, jadi tidak dapat ditinggalkan."),
    )
    if request.method == "POST":
        actions.withdraw(found)
        flash(str(say("Anda sudah mengundurkan diri. Hasil yang ada tetap tercatat.")))
        return redirect(url_for("learning.course", slug=slug))
    return render_template("learning/withdrawal.html", visit=visit)


@bp.post("/courses/<slug>/completion")
def completion(slug: str) -> ResponseReturnValue:
    """Ask for the record of a course of which a new revision took away what was missing."""
    visit, _ = _known(slug)
    ensure(
        policies.may_complete(visit),
        say("Kursus ini belum selesai. Halaman kursus menyebut syarat yang tersisa."),
    )
    enrolment = queries.enrolment(visit.enrolment_id or 0)
    actions.ask_completion(enrolment)
    if enrolment.state == EnrolmentState.ACTIVE:
        raise Conflict(
            say(
                "Nilai akhir Anda belum mencapai %(least)d. Ulangi asesmen akhir lebih dulu.",
                least=visit.outline.facts["completion"].get("min_score", 0),
            )
        )
    flash(str(say("Kursus ini selesai dan sudah tercatat di rapor Anda.")))
    return redirect(url_for("learning.course", slug=slug))
