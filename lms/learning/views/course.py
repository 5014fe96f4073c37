"""A course's own page: coming in, leaving, and closing it when all is done."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.foundation.errors import Conflict, NotFound
from lms.foundation.language import say
from lms.learning import actions, policies, queries
from lms.learning.filters import THEMES
from lms.learning.models import ApplicationState, Approval, EnrolmentState, Run
from lms.learning.views.blueprint import bp
from lms.web.access import ensure, signed_in

OVER = say("Pendaftaran angkatan ini sudah ditutup. Pilih angkatan lain.")
CLOSED = say("Kursus ini tidak lagi menerima peserta baru dari instansi Anda. Pilih kursus lain.")


@bp.get("/courses/<slug>")
@signed_in
def course(slug: str) -> ResponseReturnValue:
    visit, about = known(slug)
    return render_template(
        "learning/course.html",
        visit=visit,
        outline=visit.outline,
        facts=visit.outline.facts,
        about=about,
        requirements=queries.requirements(visit) if visit.enrolled else [],
        **_ways_in(visit, about),
        theme=THEMES.get(about.theme, about.theme),
    )


def _ways_in(visit: queries.Visit, about: queries.About) -> dict[str, Any]:
    """The place that the person has, else where to get one, and what they asked for last."""
    if visit.state == EnrolmentState.ACTIVE:
        return {"offers": [], "asked": None, "seated": queries.seated(visit.enrolment_id or 0)}
    asked = queries.asked(about.id, visit.person_id)
    return {"offers": queries.offers(about.id), "asked": asked, "seated": None}


def known(slug: str) -> tuple[queries.Visit, queries.About]:
    """The person's visit to a course that they may know of; else NotFound."""
    visit = queries.visit(slug, current_user.id)
    about = queries.about(visit, current_user.agency_id)
    if not policies.may_know(visit, about):
        raise NotFound
    return visit, about


@bp.post("/courses/<slug>/enrolment")
def enrol(slug: str) -> ResponseReturnValue:
    _, about = known(slug)
    ensure(about.is_open, CLOSED)
    run = chosen_run(slug, request.form.get("run", type=int))
    if run.approval != Approval.OPEN:  # since the page was shown
        return redirect(url_for("learning.application", slug=slug, run=run.id))
    actions.apply(run, current_user.id, current_user.agency_id)
    return come_in(slug)


def come_in(slug: str) -> ResponseReturnValue:
    """To the first module, or back to the course where the person waits for a place."""
    visit = queries.visit(slug, current_user.id)
    if visit.state == EnrolmentState.ACTIVE:
        flash(str(say("Anda terdaftar. Mulailah dari modul pertama.")))
        return redirect(url_for("learning.module", slug=slug, module_slug=visit.next_module.slug))
    asked = queries.asked(visit.outline.course_id, current_user.id)
    if asked and asked.state == ApplicationState.QUEUED:
        flash(str(say("Semua tempat sudah terisi, jadi Anda masuk daftar tunggu.")))
    else:
        flash(str(say("Permohonan Anda terkirim. Jawabannya tampil di beranda Anda.")))
    return redirect(url_for("learning.course", slug=slug))


def chosen_run(slug: str, run_id: int | None) -> Run:
    """The run that is named, else the one that is always there; raises Conflict once it ended."""
    found = catalog.course(slug)
    run_id = run_id or actions.open_default_run(found).id
    if run_id not in {offer.run_id for offer in queries.offers(found.id) if offer.is_open}:
        raise Conflict(OVER)
    return queries.run(run_id)


@bp.route("/courses/<slug>/withdrawal", methods=["GET", "POST"])
def withdrawal(slug: str) -> ResponseReturnValue:
    """Asked once more before a course is left."""
    visit, _ = known(slug)
    found = queries.latest(visit.outline.course_id, current_user.id)
    if found is None:
        raise NotFound
    ensure(
        policies.may_withdraw(found, current_user.id),
        say("Kursus ini ditugaskan kepada Anda atau sudah selesai, jadi tidak dapat ditinggalkan."),
    )
    seated = queries.seated(found.id)
    if not seated.may_go:
        raise Conflict(
            say(
                "Batas mengundurkan diri sendiri dari angkatan ini sudah lewat. Hubungi "
                "%(organiser)s; pengampu kursus dapat mencatatnya.",
                organiser=seated.organiser,
            )
        )
    if request.method == "POST":
        actions.withdraw(found)
        flash(str(say("Anda sudah mengundurkan diri. Hasil yang ada tetap tercatat.")))
        return redirect(url_for("learning.course", slug=slug))
    return render_template("learning/withdrawal.html", visit=visit, seated=seated)


@bp.post("/courses/<slug>/completion")
def completion(slug: str) -> ResponseReturnValue:
    """Ask for the record of a course of which a new revision took away what was missing."""
    visit, _ = known(slug)
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
