"""Certificates of the demonstration: rules, a course that issues at once, and some that wait."""

from datetime import timedelta

from lms.catalog.models import Course
from lms.certificates import actions, queries
from lms.certificates.actions import NumberingDraft, Signer
from lms.demo.offices import PROVINCE
from lms.demo.people import Province
from lms.foundation import clock
from lms.identity.models import Person
from lms.identity.queries import Scope

PATTERN = "{seq:04}/{kode_klasifikasi}/{opd}/{bulan_romawi}/{tahun}"
RELEASED = 40  # of those who have completed the first course, the first


def certify(province: Province, courses: list[Course]) -> None:
    """The officer has released those of the first course, and decided that it issues at once."""
    agency, officer = province.agencies[PROVINCE], province.named["bpsdm_penyelenggara"]
    day = clock.today()
    place = NumberingDraft(day, PATTERN, "800.2.4", "BPSDM", "Jambi")
    actions.set_numbering(agency.id, place, officer.id)
    head = Signer(officer.name, "Kepala BPSDM Provinsi Jambi", officer.nip)
    actions.set_signers(agency.id, day, [head, _second(province.named["unit_head"])], officer.id)
    scope = Scope(agencies=frozenset({agency.id}))
    waiting = queries.list_waiting(scope, courses[0].id, officer.id)
    actions.release(scope, [each.id for each in waiting[:RELEASED]], officer.id)
    decided = day - timedelta(days=30)
    actions.decide(agency.id, courses[0].id, officer.id, "188.4/217/BPSDM/2026", decided)


def _second(person: Person) -> Signer:
    return Signer(person.name, "Kepala Bidang Pengembangan Kompetensi Teknis", person.nip)
