"""What was taken out of the register, as the audit trail keeps it: the proof of each file."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select

from lms.foundation.audit import AuditEntry
from lms.foundation.database import AnyRow, db, row, rows
from lms.identity.models import Agency, Person, Role
from lms.identity.queries import scope_of
from lms.records.models import ExportState, PreparedExport
from lms.records.queries.wanted import AnySelect

TAKEN_PAGE = 50


def exports_taken(person_id: int, page: int) -> Sequence[AnyRow]:
    """One page of the exports that somebody may know of, the latest first."""
    found = _told().where(_known(person_id)).order_by(AuditEntry.id.desc())
    return rows(found.limit(TAKEN_PAGE).offset((page - 1) * TAKEN_PAGE))


def exports_total(person_id: int) -> int:
    found = row(select(func.count()).select_from(AuditEntry).where(_known(person_id)))
    assert found is not None  # a count always answers
    return int(found[0])


def taken_export(number: int, person_id: int | None = None) -> AnyRow | None:
    """One of them by its number in the trail; without a person, of all."""
    return row(_told().where(_known(person_id), AuditEntry.id == number))


def like_export(sha256: str, person_id: int | None = None) -> AnyRow | None:
    """The latest whose file had this digest, byte for byte; without a person, of all."""
    same = AuditEntry.detail["sha256"].as_string() == sha256
    found = _told().where(_known(person_id), same).order_by(AuditEntry.id.desc())
    return row(found.limit(1))


def prepared_for(person_id: int) -> Sequence[PreparedExport]:
    """Large exports that a person asked for and may still have, the latest first."""
    own = (PreparedExport.person_id == person_id, PreparedExport.state != ExportState.REMOVED)
    found = select(PreparedExport).where(*own).order_by(PreparedExport.id.desc())
    return db.session.scalars(found.limit(TAKEN_PAGE)).all()


def _told() -> AnySelect:
    """id, at, format, detail, agency_id, agency, actor."""
    return (
        select(
            AuditEntry.id,
            AuditEntry.at,
            AuditEntry.subject_id.label("format"),
            AuditEntry.detail,
            AuditEntry.agency_id,
            Agency.name.label("agency"),
            Person.name.label("actor"),
        )
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .outerjoin(Agency, Agency.id == AuditEntry.agency_id)
    )


_EXPORTED = and_(AuditEntry.verb == "exported", AuditEntry.subject_kind == "register")


def _known(person_id: int | None) -> ColumnElement[bool]:
    """One's own, and all of the agencies whose records one keeps."""
    if person_id is None:
        return _EXPORTED
    kept = scope_of(person_id, Role.BKD_OFFICER, Role.ADMINISTRATOR).agencies
    return and_(_EXPORTED, or_(AuditEntry.actor_id == person_id, AuditEntry.agency_id.in_(kept)))
