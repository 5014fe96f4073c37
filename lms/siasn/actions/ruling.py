"""By what SIASN knows an agency, its forms and its courses; each change is a new row."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say
from lms.records.queries.siasn import STRUCTURAL
from lms.siasn.models import AgencyRule, CourseRule, FormRule

LETTERS = ("T", "F", "P")
MOST_CODE = 99
Rule = TypeVar("Rule", AgencyRule, FormRule, CourseRule)
_ID = re.compile(r"[\w.-]{1,64}")


@dataclass(frozen=True)
class AgencyDraft:
    instansi_id: str
    organiser: str
    location_id: str
    a_minute: int
    faults: int


def set_agency(agency_id: int, draft: AgencyDraft, by: int) -> AgencyRule:
    """Raises Invalid for identifiers that cannot be any, or a pace that nobody can keep."""
    faults: dict[str, Sentence] = {}
    if not _ID.fullmatch(draft.instansi_id):
        faults["instansi_id"] = NO_ID
    if draft.location_id and not _ID.fullmatch(draft.location_id):
        faults["location_id"] = NO_ID
    if not 1 <= draft.a_minute <= 600:
        faults["a_minute"] = say("Isi 1 sampai 600 permintaan per menit.")
    if not 1 <= draft.faults <= 100:
        faults["faults"] = say("Isi 1 sampai 100 gangguan.")
    _refuse(faults)
    made = AgencyRule(agency_id=agency_id, **vars(draft), set_by=by, at=clock.now())
    return _keep(made, by)


@dataclass(frozen=True)
class FormDraft:
    form_code: int
    type_code: int
    letter: str
    since: date


def set_form(agency_id: int, draft: FormDraft, by: int) -> FormRule:
    """Raises Invalid for a code or a letter that SIASN does not have, or a day that is past."""
    faults: dict[str, Sentence] = {}
    _ensure_code(draft.type_code, faults)
    if draft.form_code == STRUCTURAL:
        faults["form_code"] = say("Diklat struktural dipetakan per kursus.")
    if draft.letter not in LETTERS:
        faults["letter"] = say("Pilih T, F, atau P.")
    if draft.since < clock.today():
        faults["since"] = say("Aturan berlaku paling awal hari ini; yang sudah terkirim tetap.")
    _refuse(faults)
    made = FormRule(agency_id=agency_id, **vars(draft), set_by=by, at=clock.now())
    return _keep(made, by)


def set_course(
    agency_id: int, course_id: int, type_code: int | None, structural_id: str, by: int
) -> CourseRule:
    """Raises Invalid for codes that SIASN cannot have."""
    faults: dict[str, Sentence] = {}
    if type_code is not None:
        _ensure_code(type_code, faults)
    if structural_id and not _ID.fullmatch(structural_id):
        faults["structural_id"] = NO_ID
    _refuse(faults)
    made = CourseRule(
        agency_id=agency_id,
        course_id=course_id,
        type_code=type_code,
        structural_id=structural_id,
        set_by=by,
        at=clock.now(),
    )
    return _keep(made, by)


NO_ID = say("Isi kode seperti di SIASN: huruf, angka, titik, atau tanda hubung.")


def _ensure_code(type_code: int, faults: dict[str, Sentence]) -> None:
    if not 2 <= type_code <= MOST_CODE:
        faults["type_code"] = say("Isi kode jenis diklat SIASN, 2 sampai 99.")


def _refuse(faults: dict[str, Sentence]) -> None:
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def _keep(made: Rule, by: int) -> Rule:
    db.session.add(made)
    db.session.flush()
    kind = made.__tablename__.replace("_", "-")
    audit("set", kind, made.id, actor_id=by, agency_id=made.agency_id)
    return made
