"""Courses by completion, score and where people stop, and the people behind each figure."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog.queries import course as find_course
from lms.foundation.language import say
from lms.learning.queries import known_course
from lms.reports import asked, policies, queries
from lms.reports.exporting import attachment
from lms.reports.queries import NOWHERE, STANDINGS, Taken, Wanted
from lms.reports.shown import STANDING_NAMES, stop_name
from lms.reports.views.blueprint import NOT_YOURS, bp, read
from lms.web.access import ensure
from lms.web.paging import page_asked

HEAD = (
    say("Kursus"),
    say("Terdaftar"),
    *(STANDING_NAMES[name] for name in STANDINGS),
    say("Nilai tengah"),
    say("Paling banyak berhenti di"),
    say("Berhenti di sana"),
)


@bp.get("/")
@bp.get("/courses")
def courses() -> ResponseReturnValue:
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    years = queries.years()
    year = asked.year(years)
    found = queries.courses_taken(scope, year, page_asked())

    def turn(page: int) -> str:
        return url_for("reports.courses", year=year, page=page)

    return render_template("reports/courses.html", found=found, year=year, years=years, turn=turn)


@bp.get("/courses/export")
def courses_export() -> ResponseReturnValue:
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    year = asked.year(queries.years())
    lines = map(_line, queries.every_course(scope, year))
    return attachment("kursus", HEAD, lines, year=year)


def _line(it: Taken) -> list[str | int | None]:
    score = None if it.median is None else f"{it.median:.2f}"
    stop = it.stops[0] if it.stops else None
    where = str(stop_name(stop)) if stop else None
    return [it.title, it.enrolled, *it.counts.values(), score, where, stop.people if stop else None]


@bp.get("/courses/<slug>")
def course(slug: str) -> ResponseReturnValue:
    """Where people of one course stop, and who they are."""
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    found, years = find_course(slug), queries.years()
    year, step = asked.year(years), asked.word("step")
    wanted = Wanted(found.id, year, asked.one_of("standing", STANDINGS), step)

    def turn(page: int) -> str:
        narrowed: dict[str, Any] = {"standing": wanted.standing or None, "step": step or None}
        return url_for("reports.course", slug=slug, year=year, page=page, **narrowed)

    taken = queries.course_taken(scope, year, found)
    if not taken.enrolled:  # then it may be one of which the reader does not even know
        known_course(slug, current_user.id, current_user.agency_id)
    return render_template(
        "reports/course.html",
        taken=taken,
        people=queries.list_behind(scope, wanted, page_asked()),
        wanted=wanted,
        nowhere=NOWHERE,
        year=year,
        years=years,
        turn=turn,
    )
