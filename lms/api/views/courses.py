"""Courses that the agency's people may take, and the JP of their years."""

from datetime import date

from lms.api import queries
from lms.api.answering import Answer
from lms.api.asking import bearer
from lms.api.models import Right
from lms.api.operations import Operation, program
from lms.api.paging import by_id, filled, page_of
from lms.api.refusals import at_parameter
from lms.api.shapes.asked import Asked, JpAsked, YearAsked
from lms.api.shapes.records import Jp, JpForm, JpPage, JpYear
from lms.api.shapes.told import Course, CoursePage, CourseRuns, Run
from lms.api.views.blueprint import NUMBER, V1, bp, given, may, unit_path
from lms.foundation import clock
from lms.foundation.database import AnyRow
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.identity.models import StaffKind
from lms.records.queries import Among, year_picture
from lms.records.queries.years import year_for
from lms.web.access import ensure

COURSES, JP = Right.COURSES, Right.JP
LIST = Operation(
    "listCourses",
    say("Kursus yang boleh diikuti pegawai instansi."),
    *(COURSES, CoursePage),
    query=Asked,
    pages=True,
)
ONE = Operation("getCourse", say("Satu kursus beserta angkatannya."), COURSES, CourseRuns)
YEARS = Operation(
    "listJp",
    say("JP setiap pegawai pada satu tahun; tahun PPPK dihitung dari kontraknya."),
    *(JP, JpPage),
    query=JpAsked,
    pages=True,
)
YEAR = Operation(
    "getJp",
    say("JP satu pegawai pada satu tahun, menurut bentuknya."),
    *(JP, JpYear),
    query=YearAsked,
)


@bp.get(f"{V1}/courses")
@program(LIST)
def courses(asked: Asked) -> Answer:
    ensure(may(COURSES))
    agency_id = bearer().agency_id

    def find(after: list[int], limit: int) -> object:
        return queries.open_courses(agency_id, after[0], limit)

    page = page_of(asked, [0], find, by_id)
    items = [filled(Course, row) for row in page.rows]
    return Answer(CoursePage(items, page.next))


@bp.get(f"{V1}/courses/<slug>")
@program(ONE)
def course(slug: str) -> Answer:
    ensure(may(COURSES))
    found = queries.open_course(bearer().agency_id, slug)
    if found is None:
        raise NotFound
    runs = [filled(Run, row) for row in queries.runs_of(found.id)]
    return Answer(filled(CourseRuns, found, runs=runs))


@bp.get(f"{V1}/jp")
@program(YEARS)
def jp(asked: JpAsked) -> Answer:
    ensure(may(JP))
    scope, kind, day = bearer().scope, given(asked.staff_kind), _day(given(asked.year))
    among = Among(day, unit_path(asked.unit), StaffKind(kind) if kind else None)

    def find(after: list[int], limit: int) -> object:
        return queries.list_jp(scope, among, after[0], limit)

    page = page_of(asked, [0], find, by_id)
    items = [_of_year(row, day) for row in page.rows]
    return Answer(JpPage(items, page.next))


def _of_year(row: AnyRow, day: date) -> Jp:
    year = year_for(row.kind, row.contract_start, day)
    named = {"person_id": row.id, "staff_kind": row.kind, "unit_name": row.unit}
    return filled(Jp, row, **named, since=year.since, until=year.until)


@bp.get(f"{V1}/jp/<{NUMBER}:person_id>")
@program(YEAR)
def jp_of(person_id: int, asked: YearAsked) -> Answer:
    ensure(may(JP))
    if queries.person_in(bearer().scope, person_id) is None:
        raise NotFound
    found = year_picture(person_id, _day(given(asked.year)))
    by_form = [JpForm(it.form_code, it.name, it.jp, it.legal_basis) for it in found.by_form]
    told = {name: getattr(found, name) for name in JpYear.__struct_fields__[1:-1]}
    return Answer(JpYear(person_id=person_id, **told, by_form=by_form))


def _day(year: int | None) -> date:
    """The last day of the year that counts; raises Unfit for one to come."""
    today = clock.today()
    if year is not None and year > today.year:
        raise at_parameter("year", say("Tahun ini belum mulai."))
    return min(today, date(year or today.year, 12, 31))
