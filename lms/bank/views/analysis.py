"""Item analysis of one quiz, on the page and as files; asking for one that takes long."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment.queries import Counted, LedQuiz
from lms.bank import exporting, keeping, policies, queries
from lms.bank.analysis import Analysis
from lms.bank.analysis_shown import COUNTED, SORTS, ordered
from lms.bank.queries import Reach
from lms.bank.queries.analysed import Kept, analysed, attempts_marked, is_large, kept
from lms.bank.queries.gained import gained
from lms.bank.views.blueprint import bp
from lms.bank.views.finding import NOT_YOURS
from lms.catalog import queries as catalog
from lms.foundation import clock
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.web.access import ensure
from lms.web.downloads import attachment
from lms.web.errors import lead_back

UNKNOWN = say("Pilihan itu tidak dikenal. Pilih dari yang ditawarkan di halaman ini.")
TOO_FEW = say(
    "Di bawah 3 orang tidak ada yang ditampilkan, karena akan memberi tahu nilai seseorang."
)


@dataclass(frozen=True)
class Found:
    """A quiz with its analysis, or what a job will work out."""

    quiz: LedQuiz
    counted: Counted
    large: bool
    kept: Kept | None
    analysis: Analysis | None


@bp.get("/bank/analysis")
def analyses() -> ResponseReturnValue:
    reach = queries.reach_of(current_user.id)
    ensure(policies.may_use_bank(reach), NOT_YOURS)
    found = queries.quizzes(reach)
    lead_back(url_for("bank.index"), say("Kembali ke bank soal"))
    marked = attempts_marked([each.course_id for each in found])
    return render_template("bank/analyses.html", quizzes=found, marked=marked)


@bp.get("/bank/analysis/<course_slug>")
def course_gain(course_slug: str) -> ResponseReturnValue:
    reach = queries.reach_of(current_user.id)
    ensure(policies.may_use_bank(reach), NOT_YOURS)
    found = gained(reach, course_slug)
    lead_back(url_for("bank.analyses"), say("Kembali ke analisis butir"))
    return render_template("bank/gain.html", found=found, gain=found.gain)


@bp.get("/bank/analysis/<course_slug>/<module_slug>")
def analysis(course_slug: str, module_slug: str) -> ResponseReturnValue:
    reach = queries.reach_of(current_user.id)
    ensure(policies.may_use_bank(reach), NOT_YOURS)
    sort = request.args.get("sort", "flags")
    if sort not in SORTS:
        raise NotFound(UNKNOWN)
    found = _found(reach, course_slug, module_slug)
    lead_back(url_for("bank.analyses"), say("Kembali ke analisis butir"))
    items = ordered(found.analysis.items, sort) if found.analysis else []
    return render_template(
        "bank/analysis.html",
        found=found,
        quiz=found.quiz,
        analysis=found.analysis,
        items=items,
        sort=sort,
        counts=COUNTED,
    )


@bp.post("/bank/analysis/<course_slug>/<module_slug>/computation")
def ask_for_analysis(course_slug: str, module_slug: str) -> ResponseReturnValue:
    reach = queries.reach_of(current_user.id)
    ensure(policies.may_use_bank(reach), NOT_YOURS)
    queries.quiz(reach, course_slug, module_slug)
    counted = _counted()
    keeping.ask_for_analysis(catalog.course(course_slug), module_slug, counted)
    flash(str(say("Analisis sedang dihitung. Muat ulang halaman ini sebentar lagi.")))
    place = url_for("bank.analysis", course_slug=course_slug, module_slug=module_slug)
    return redirect(f"{place}?count={counted}")


@bp.get("/bank/analysis/<course_slug>/<module_slug>/export/<form>")
def export_analysis(course_slug: str, module_slug: str, form: str) -> ResponseReturnValue:
    """What the page shows, whole."""
    reach = queries.reach_of(current_user.id)
    ensure(policies.may_use_bank(reach), NOT_YOURS)
    if form not in exporting.FORMS:
        raise NotFound(UNKNOWN)
    found = _found(reach, course_slug, module_slug)
    if found.analysis is None:
        raise NotFound(say("Analisis ini belum dihitung. Mintalah dulu di halamannya."))
    if found.analysis.tells_of_one:
        raise NotFound(TOO_FEW)
    content_type, written = exporting.FORMS[form]
    name = f"analisis-{course_slug}-{module_slug}-{clock.today()}.{form}"
    return attachment(written(found.analysis), name, content_type)


def _counted() -> Counted:
    """Raises NotFound for a choice that the page does not offer."""
    try:
        return Counted(request.values.get("count", Counted.FIRST))
    except ValueError:
        raise NotFound(UNKNOWN) from None


def _found(reach: Reach, course_slug: str, module_slug: str) -> Found:
    quiz, counted = queries.quiz(reach, course_slug, module_slug), _counted()
    large = is_large(quiz.course_id, module_slug)
    known = kept(quiz.course_id, module_slug, counted) if large else None
    if large:
        return Found(quiz, counted, large, known, known.analysis if known else None)
    return Found(quiz, counted, large, known, analysed(quiz.course_id, module_slug, counted))
