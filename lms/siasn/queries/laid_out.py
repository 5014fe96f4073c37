"""A record as SIASN is told it: the columns of the files, with what only SIASN knows filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from lms.foundation.database import AnyRow, rows
from lms.identity.queries import Scope
from lms.records.models import Completion
from lms.records.queries import Wanted, siasn_courses, siasn_structural
from lms.siasn.answers import Kind
from lms.siasn.models import SiasnPerson
from lms.siasn.queries.belonging import of_enrolments
from lms.siasn.queries.rules import Rules

COLUMNS = {
    Kind.COURSE: (
        *("nip", "nama", "unor", "id", "instansiId", "institusiPenyelenggara", "jenisDiklatId"),
        *("jenisKursus", "jenisKursusSertipikat", "jumlahJam", "lokasiId", "namaKursus"),
        *("nomorSertipikat", "path", "pnsOrangId", "tahunKursus", "tanggalKursus"),
        *("tanggalSelesaiKursus", "status_kirim", "pesan_galat"),
    ),
    Kind.STRUCTURAL: (
        *("nip", "nama", "unor", "id", "bobot", "institusiPenyelenggara", "jenisKompetensi"),
        *("jumlahJam", "latihanStrukturalId", "nomor", "path", "pnsOrangId", "tahun", "tanggal"),
        *("tanggalSelesai", "status_kirim", "pesan_galat"),
    ),
}
OF_THE_FILE = frozenset({"position", "nip", "nama", "unor", "status_kirim", "pesan_galat"})
LAYOUTS = {Kind.COURSE: siasn_courses, Kind.STRUCTURAL: siasn_structural}
NUMBERS = {Kind.COURSE: "nomorSertipikat", Kind.STRUCTURAL: "nomor"}


@dataclass(frozen=True)
class Laid:
    enrolment_id: int
    completion_id: UUID
    kind: Kind
    nip: str
    number: str
    fields: dict[str, Any]  # without what is empty
    cells: dict[str, Any]  # the same, with what only the file tells


def laid_out(agency_id: int, rules: Rules, enrolment_ids: Sequence[int]) -> dict[int, Laid]:
    """The current records of these enrolments in the two layouts."""
    scope = Scope(agencies=frozenset({agency_id}))
    facts = _facts(enrolment_ids)
    positions = {each.position: each for each in facts}
    found = {}
    for kind, layout in LAYOUTS.items():
        asked = layout(scope, Wanted()).where(of_enrolments(enrolment_ids))
        for each in rows(asked):
            fact = positions[each.position]
            found[fact.enrolment_id] = _laid(kind, each, fact, rules)
    return found


def _facts(enrolment_ids: Sequence[int]) -> Sequence[AnyRow]:
    return rows(
        select(
            Completion.id,
            Completion.position,
            Completion.enrolment_id,
            Completion.course_id,
            Completion.form_code,
            SiasnPerson.orang_id,
        )
        .outerjoin(SiasnPerson, SiasnPerson.person_id == Completion.person_id)
        .where(of_enrolments(enrolment_ids))
    )


def _laid(kind: Kind, told: AnyRow, fact: AnyRow, rules: Rules) -> Laid:
    fields = {name: it for name, it in told._asdict().items() if name not in OF_THE_FILE}
    fields |= {"pnsOrangId": fact.orang_id or ""}
    if rules.agency and rules.agency.organiser:
        fields["institusiPenyelenggara"] = rules.agency.organiser
    fields |= (_structural if kind is Kind.STRUCTURAL else _course)(fact, rules)
    number = str(fields[NUMBERS[kind]] or "")
    filled = {name: it for name, it in fields.items() if it not in ("", None)}
    about = {"nip": told.nip, "nama": told.nama, "unor": told.unor}
    return Laid(fact.enrolment_id, fact.id, kind, told.nip, number, filled, about | filled)


def _course(fact: AnyRow, rules: Rules) -> dict[str, Any]:
    form, course = rules.forms.get(fact.form_code), rules.courses.get(fact.course_id)
    known: dict[str, Any] = {
        "instansiId": rules.agency.instansi_id if rules.agency else "",
        "lokasiId": rules.agency.location_id if rules.agency else "",
    }
    known |= {"jenisDiklatId": form.type_code, "jenisKursusSertipikat": form.letter} if form else {}
    return known | ({"jenisDiklatId": course.type_code} if course and course.type_code else {})


def _structural(fact: AnyRow, rules: Rules) -> dict[str, Any]:
    course = rules.courses.get(fact.course_id)
    return {"latihanStrukturalId": course.structural_id if course else ""}
