"""Who is in a course, how far each has come, and their scores."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment.policies import may_lead
from lms.foundation import clock
from lms.foundation.audit import audit_aside, note_look
from lms.learning import policies as learning
from lms.learning.queries import enrolment, led_by
from lms.teaching import asked, exporting, queries
from lms.teaching.asked import Asked
from lms.teaching.views.blueprint import NOT_LEADING, ROOT, Led, bp, find
from lms.web.access import ensure
from lms.web.downloads import attachment


@bp.get("/teaching")
def index() -> ResponseReturnValue:
    ensure(learning.may_lead_any(current_user.id), NOT_LEADING)
    found = queries.courses_led(led_by(current_user.id))
    return render_template("teaching/index.html", courses=found)


@bp.get(ROOT)
def people(slug: str) -> ResponseReturnValue:
    """Everybody in the course."""
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    return _listed("teaching/people.html", led, of=len(led.outline.modules))


@bp.get(f"{ROOT}/grades")
def grades(slug: str) -> ResponseReturnValue:
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    return _listed("teaching/grades.html", led)


def _listed(template: str, led: Led, **more: Any) -> ResponseReturnValue:
    wish, course, outline, scope = asked.read(request.args), led.course, led.outline, led.scope
    _note_look("gradebook", ("course", course.id), led)
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
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    wish, course = asked.read(request.args), led.course
    audit_aside(
        "exported",
        "gradebook",
        course.id,
        actor_id=current_user.id,
        agency_id=course.agency_id,
        filters=wish.but().address,
    )
    # One piece: a slow reader holds no connection to the database.
    text = exporting.grades_csv(led.scope, led.outline, wish.wanted)
    return attachment(text, f"nilai-{course.slug}-{clock.today()}.csv")


@bp.get(f"{ROOT}/steps")
def steps(slug: str) -> ResponseReturnValue:
    """How far people come, and where they stop."""
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    course, outline = led.course, led.outline
    return render_template(
        "teaching/steps.html",
        course=course,
        outline=outline,
        steps=queries.steps(course.agency_id, outline),
        elsewhere=queries.elsewhere(course),
    )


@bp.get(f"{ROOT}/people/<int:enrolment_id>")
def one(slug: str, enrolment_id: int) -> ResponseReturnValue:
    """One person's way through the course, module by module."""
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    course, outline = led.course, led.outline
    person = queries.participant(led.scope, outline, enrolment_id)
    _note_look("way", ("person", person.person_id), led)
    return render_template(
        "teaching/one.html",
        course=course,
        outline=outline,
        person=person,
        may_let_go=learning.may_let_go(enrolment(enrolment_id), current_user.id),
        standings=queries.standings(enrolment_id),
    )


def _note_look(what: str, subject: tuple[str, int], led: Led) -> None:
    note_look(what, subject, actor_id=current_user.id, agency_id=led.course.agency_id)
