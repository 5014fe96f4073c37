"""Courses by completion, score and where people stop, and the people behind each figure."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog.queries import course as find_course
from lms.foundation import clock
from lms.foundation.language import say
from lms.foundation.spreadsheets import grouped
from lms.identity.queries import Scope
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
PEOPLE = (
    *(say("Nama"), say("NIP"), say("Unit kerja"), say("Keadaan"), say("Modul terakhir")),
    *(say("Terakhir membuka modul"), say("Terdaftar")),
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
    years, (taken, wanted) = queries.years(), _wanted(scope, slug)
    narrowed: dict[str, Any] = {
        "standing": wanted.standing or None,
        "step": wanted.step or None,
        "year": wanted.year,
    }

    def turn(page: int) -> str:
        return url_for("reports.course", slug=slug, page=page, **narrowed)

    return render_template(
        "reports/course.html",
        taken=taken,
        people=queries.list_behind(scope, wanted, page_asked()),
        wanted=wanted,
        nowhere=NOWHERE,
        year=wanted.year,
        years=years,
        file=url_for("reports.course_export", slug=slug, **narrowed),
        turn=turn,
    )


def _wanted(scope: Scope, slug: str) -> tuple[Taken, Wanted]:
    """Raises NotFound for a course of which the reader does not even know."""
    found, year = find_course(slug), asked.year(queries.years())
    taken = queries.course_taken(scope, year, found)
    if not taken.enrolled:
        known_course(slug, current_user.id, current_user.agency_id)
    standing, step = asked.one_of("standing", STANDINGS), asked.word("step")
    return taken, Wanted(found.id, year, standing, step)


@bp.get("/courses/<slug>/export")
def course_export(slug: str) -> ResponseReturnValue:
    """All people behind the figure, whatever the page shows."""
    scope = read()
    ensure(policies.may_read(scope), NOT_YOURS)
    _, wanted = _wanted(scope, slug)
    lines = map(_person, queries.list_behind(scope, wanted, None).rows)
    narrowed = {"standing": wanted.standing, "step": wanted.step}
    return attachment("peserta", PEOPLE, lines, course=slug, year=wanted.year, **narrowed)


def _person(it: Any) -> list[str | None]:
    seen, begun = (
        clock.local_date(at).isoformat() if at else None for at in (it.seen_at, it.enrolled_at)
    )
    standing = str(STANDING_NAMES[it.standing])
    return [it.name, grouped(it.nip), it.unit, standing, it.module, seen, begun]
