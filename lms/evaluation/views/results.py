"""What surveys say: the list of them, one survey's results, the same as a file."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.catalog.models import Course
from lms.evaluation import actions, exporting, policies, queries
from lms.evaluation.groups import LEAST
from lms.evaluation.views.blueprint import bp
from lms.foundation import clock
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.learning.queries import known_course, led_by
from lms.web.access import ensure
from lms.web.downloads import attachment

NOT_YOURS = say(
    "Hasil survei hanya dibuka bagi pengampu dan penyelenggara dari instansi pemilik kursus."
)


@bp.get("/evaluation")
def index() -> ResponseReturnValue:
    ensure(policies.may_read_any(current_user.id), NOT_YOURS)
    surveys = queries.surveys(led_by(current_user.id))
    return render_template("evaluation/index.html", surveys=surveys, least=LEAST)


@bp.get("/evaluation/<slug>/<module_slug>")
def results(slug: str, module_slug: str) -> ResponseReturnValue:
    course = known_course(slug, current_user.id, current_user.agency_id)
    ensure(policies.may_read_results(current_user.id, course), NOT_YOURS)
    renamed = catalog.renamed(course.id, module_slug)
    if renamed:
        return redirect(url_for("evaluation.results", slug=slug, module_slug=renamed), 301)
    survey, wish, found = _found(course, module_slug)
    return render_template(
        "evaluation/results.html", survey=survey, wish=wish, found=found, least=LEAST
    )


@bp.get("/evaluation/<slug>/<module_slug>/export")
def export(slug: str, module_slug: str) -> ResponseReturnValue:
    """What the page shows under the same filters."""
    course = known_course(slug, current_user.id, current_user.agency_id)
    ensure(policies.may_read_results(current_user.id, course), NOT_YOURS)
    survey, wish, found = _found(course, module_slug)
    body = exporting.written(found, bom=request.args.get("bom") == "1")
    actions.note_export(current_user.id, current_user.agency_id, survey, wish)
    return attachment(body, f"survei-{slug}-{module_slug}-{clock.today()}.csv")


def _found(
    course: Course, module_slug: str
) -> tuple[queries.Survey, queries.Wish, queries.Results]:
    """Raises NotFound for a run or a revision that nobody replied in."""
    survey, wish = queries.survey(course, module_slug), _wish()
    found = queries.results(survey, wish)
    if wish.run not in {None, *found.runs} or wish.revision not in {None, *found.revisions}:
        raise NotFound(say("Saringan itu tidak ada pada survei ini. Pilih dari daftarnya."))
    return survey, wish, found


def _wish() -> queries.Wish:
    """An empty choice is all; what is no number is nothing that there is."""
    run, revision = (
        request.args.get(name, -1, type=int) if request.args.get(name) else None
        for name in ("run", "revision")
    )
    return queries.Wish(run, revision)
