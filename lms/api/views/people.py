"""People and units of the agency: /api/v1/people, /api/v1/units."""

from lms.api import queries
from lms.api.answering import Answer
from lms.api.asking import bearer
from lms.api.models import Right
from lms.api.operations import Operation, program
from lms.api.paging import by_id, filled, page_of
from lms.api.queries import Narrowed
from lms.api.shapes.asked import Asked, PeopleAsked, PeopleSent
from lms.api.shapes.told import Person, PersonList, PersonPage, Unit, UnitPage
from lms.api.views.blueprint import NUMBER, V1, bp, given, may, unit_path
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.identity.models import StaffKind
from lms.web.access import ensure

PEOPLE, UNITS = Right.PEOPLE, Right.UNITS
LIST = Operation(
    "listPeople",
    say("Pegawai yang hari ini ditempatkan di instansi."),
    *(PEOPLE, PersonPage),
    query=PeopleAsked,
    pages=True,
)
ONE = Operation("getPerson", say("Satu pegawai."), PEOPLE, Person)
SEARCH = Operation(
    "searchPeople",
    say("Pegawai menurut NIP; NIP dikirim di badan, tidak pernah di alamat."),
    *(PEOPLE, PersonList),
    body=PeopleSent,
)
LIST_UNITS = Operation(
    "listUnits", say("Unit kerja instansi."), UNITS, UnitPage, query=Asked, pages=True
)
ONE_UNIT = Operation("getUnit", say("Satu unit kerja."), UNITS, Unit)


@bp.get(f"{V1}/people")
@program(LIST)
def people(asked: PeopleAsked) -> Answer:
    ensure(may(PEOPLE))
    scope, kind = bearer().scope, given(asked.staff_kind)
    wanted = Narrowed(unit_path(asked.unit), StaffKind(kind) if kind else None)

    def find(after: list[int], limit: int) -> object:
        return queries.list_people(scope, wanted, after[0], limit)

    page = page_of(asked, [0], find, by_id)
    items = [filled(Person, row) for row in page.rows]
    return Answer(PersonPage(items, page.next))


@bp.get(f"{V1}/people/<{NUMBER}:person_id>")
@program(ONE)
def person(person_id: int) -> Answer:
    ensure(may(PEOPLE))
    found = queries.person_in(bearer().scope, person_id)
    if found is None:
        raise NotFound
    return Answer(filled(Person, found))


@bp.post(f"{V1}/people/search")
@program(SEARCH)
def people_numbered(sent: PeopleSent) -> Answer:
    ensure(may(PEOPLE))
    found = queries.people_numbered(bearer().scope, sent.nips)
    return Answer(PersonList([filled(Person, row) for row in found]))


@bp.get(f"{V1}/units")
@program(LIST_UNITS)
def units(asked: Asked) -> Answer:
    ensure(may(UNITS))
    scope = bearer().scope

    def find(after: list[int], limit: int) -> object:
        return queries.list_units(scope, after[0], limit)

    page = page_of(asked, [0], find, by_id)
    items = [filled(Unit, row) for row in page.rows]
    return Answer(UnitPage(items, page.next))


@bp.get(f"{V1}/units/<{NUMBER}:unit_id>")
@program(ONE_UNIT)
def unit(unit_id: int) -> Answer:
    ensure(may(UNITS))
    found = queries.unit_in(bearer().scope, unit_id)
    if found is None:
        raise NotFound
    return Answer(filled(Unit, found))
