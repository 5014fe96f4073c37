"""Enrolling somebody of the agency: POST /api/v1/enrolments."""

from msgspec import UNSET

from lms.api import queries
from lms.api.answering import CREATED, Answer
from lms.api.asking import bearer
from lms.api.models import Right
from lms.api.operations import Operation, program
from lms.api.refusals import at_pointer
from lms.api.shapes.asked import EnrolmentSent
from lms.api.shapes.told import Enrolment
from lms.api.views.blueprint import V1, bp, given, may
from lms.catalog.queries import course
from lms.foundation import clock
from lms.foundation.database import AnyRow
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.learning import actions as learning
from lms.learning import queries as learned
from lms.learning.models import Run
from lms.web.access import ensure

RIGHT = Right.ENROLMENTS
ENROL = Operation(
    "createEnrolment",
    say("Mendaftarkan seorang pegawai ke kursus; dikirim ulang, jawabannya sama."),
    *(RIGHT, Enrolment),
    body=EnrolmentSent,
    once=True,
    refuses=(409,),
)


@bp.post(f"{V1}/enrolments")
@program(ENROL)
def create_enrolment(sent: EnrolmentSent) -> Answer:
    """As an officer does: the person is assigned, and whoever made the token answers for it."""
    ensure(may(RIGHT))
    asks, person, run = bearer(), _person(sent.person), _run(sent)
    due_on = given(sent.due_on)
    if due_on is not None and due_on < clock.today():
        raise at_pointer("/due_on", say("Tenggat paling awal hari ini."))
    before = learned.active(run.course_id, person.id)
    made = learning.enrol(run, person.id, asks.agency_id, assigned_by=asks.person_id, due_on=due_on)
    told = Enrolment(
        id=made.id,
        person_id=person.id,
        course=sent.course,
        run=learned.run(made.run_id).number,
        state=made.state.value,
        enrolled_at=clock.local(made.enrolled_at),
        due_on=made.due_on,
        created=before is None,
    )
    return Answer(told, CREATED if told.created else 200)


def _person(named: int | str) -> AnyRow:
    """By id or NIP; raises NotHere for nobody of the agency who is in service."""
    scope = bearer().scope
    if isinstance(named, str):
        found = next(iter(queries.people_numbered(scope, [named])), None)
    else:
        found = queries.person_in(scope, named)
    if found is None or not found.active:
        sentence = say("Tidak ada pegawai aktif dengan nomor ini di instansi Anda.")
        raise at_pointer("/person", sentence)
    return found


def _run(sent: EnrolmentSent) -> Run:
    """The run that was named, else the self-paced one; raises NotHere, and Conflict once closed."""
    found = queries.open_course(bearer().agency_id, sent.course)
    if found is None:
        raise at_pointer("/course", say("Tidak ada kursus dengan alamat ini."))
    if sent.run is UNSET:
        run: Run | None = learning.open_default_run(course(sent.course))
    else:
        run = queries.run_numbered(found.id, sent.run)
    if run is None:
        raise at_pointer("/run", say("Kursus ini tidak mempunyai angkatan bernomor itu."))
    if not queries.takes_people(run):
        raise Conflict(say("Angkatan ini belum dibuka atau sudah tidak menerima peserta."))
    return run
