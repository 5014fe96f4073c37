"""The pages of those who lead courses: which, who is in them, how far, with what scores."""

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.catalog.library import Outline
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.audit import audit_aside
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.identity.queries import Scope
from lms.learning import policies as learning_policies
from lms.learning.queries import led_by
from lms.teaching import asked, exporting, policies, queries, shown
from lms.teaching.asked import Asked
from lms.web.access import ensure
from lms.web.errors import lead_back

bp = Blueprint("teaching", __name__)
NOT_LEADING = say("Halaman ini untuk pengampu dan penyelenggara kursus.")
BACK = say("Kembali ke kursus yang Anda ampu")
ROOT = "/teaching/<slug>"


@bp.get("/teaching")
def index() -> ResponseReturnValue:
    ensure(policies.may_lead_any(current_user.id), NOT_LEADING)
    found = queries.courses_led(led_by(current_user.id))
    return render_template("teaching/index.html", courses=found)


def _led(slug: str) -> tuple[Course, Outline, Scope]:
    """The course and those of its people whom its leaders may see; raises NotFound, NotAllowed."""
    course = catalog.course(slug)
    leads = policies.may_lead(course, current_user.id)
    if not leads and not learning_policies.may_see(course.id, current_user.agency_id):
        raise NotFound
    ensure(leads, NOT_LEADING)
    lead_back(url_for("teaching.index"), BACK)
    return course, catalog.current(course), Scope(agencies=frozenset({course.agency_id}))


@bp.get(ROOT)
def people(slug: str) -> ResponseReturnValue:
    """Everybody in the course."""
    course, outline, scope = _led(slug)
    return _listed("teaching/people.html", course, outline, scope, of=len(outline.modules))


@bp.get(f"{ROOT}/grades")
def grades(slug: str) -> ResponseReturnValue:
    course, outline, scope = _led(slug)
    return _listed("teaching/grades.html", course, outline, scope)


def _listed(
    template: str, course: Course, outline: Outline, scope: Scope, **more: Any
) -> ResponseReturnValue:
    wish = asked.read(request.args)
    found, total = queries.list_participants(scope, outline, wish.wanted)
    endpoint = request.endpoint or ""

    def address(wish: Asked, to: str = endpoint) -> str:
        return url_for(to, slug=course.slug, **wish.address)

    return render_template(
        template,
        course=course,
        outline=outline,
        wish=wish,
        address=address,
        people=found,
        total=total,
        pages=max(1, -(-total // queries.PAGE)),
        first=(wish.wanted.page - 1) * queries.PAGE + 1,
        runs={each.id: f"{each.number} {each.name}" for each in queries.runs(course.id)},
        grades=queries.grades(outline, found),
        **more,
    )


@bp.get(f"{ROOT}/grades/export")
def export(slug: str) -> ResponseReturnValue:
    """All who are wanted, on whatever page they are."""
    course, outline, scope = _led(slug)
    wish = asked.read(request.args)
    audit_aside(
        "exported",
        "gradebook",
        course.id,
        actor_id=current_user.id,
        agency_id=course.agency_id,
        filters=wish.but().address,
    )
    # One piece: a slow reader holds no connection to the database.
    lines = "".join(exporting.grades_csv(scope, outline, wish.wanted))
    response = Response(lines, content_type="text/csv; charset=utf-8")
    name = f"nilai-{course.slug}-{clock.today()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get(f"{ROOT}/steps")
def steps(slug: str) -> ResponseReturnValue:
    """How far people come, and where they stop."""
    course, outline, _ = _led(slug)
    return render_template(
        "teaching/steps.html",
        course=course,
        outline=outline,
        steps=queries.steps(course.agency_id, outline),
        elsewhere=queries.people_elsewhere(course),
    )


@bp.get(f"{ROOT}/people/<int:enrolment_id>")
def one(slug: str, enrolment_id: int) -> ResponseReturnValue:
    """One person's way through the course, module by module."""
    course, outline, scope = _led(slug)
    person = queries.participant(scope, outline, enrolment_id)
    return render_template(
        "teaching/one.html",
        course=course,
        outline=outline,
        person=person,
        standings=queries.standings(enrolment_id),
    )


shown.enter(bp)
