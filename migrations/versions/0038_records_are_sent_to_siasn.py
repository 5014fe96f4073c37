"""Records of the register are sent to SIASN."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Json, Moment

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

ADDED_TO = ("siasn_agency", "siasn_form", "siasn_course", "siasn_step")
TABLES = (
    *("siasn_pace", "siasn_step", "siasn_entry", "siasn_sending", "siasn_person"),
    *("siasn_course", "siasn_form", "siasn_agency"),
)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _whole(*names: str, nullable: bool = False) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=nullable) for name in names]


def _big(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, Identity, nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, Moment(), nullable=nullable)


def upgrade() -> None:
    _rules()
    _people()
    _sendings()
    _entries()
    for table in ADDED_TO:
        guard(op, table)


def _rules() -> None:
    table = "siasn_agency"
    op.create_table(
        table,
        *_whole("id", "agency_id"),
        *_text("instansi_id", "organiser", "location_id"),
        *_whole("a_minute", "faults", "set_by"),
        _moment("at"),
        *(_key(table, "agency_id", "agency.id"), _key(table, "set_by", "person.id")),
        sa.CheckConstraint("a_minute BETWEEN 1 AND 600", name=op.f(f"ck_{table}_a_minute")),
        sa.CheckConstraint("faults BETWEEN 1 AND 100", name=op.f(f"ck_{table}_faults")),
        _primary(table, "id"),
    )
    op.create_index("ix_siasn_agency_agency", table, ["agency_id", "id"])
    table = "siasn_form"
    op.create_table(
        table,
        *_whole("id", "agency_id", "form_code", "type_code"),
        *_text("letter"),
        sa.Column("since", sa.Date(), nullable=False),
        *_whole("set_by"),
        _moment("at"),
        *(_key(table, "agency_id", "agency.id"), _key(table, "set_by", "person.id")),
        _key(table, "form_code", "development_form.code"),
        _primary(table, "id"),
    )
    op.create_index("ix_siasn_form_agency", table, ["agency_id", "form_code", "since"])
    table = "siasn_course"
    op.create_table(
        table,
        *_whole("id", "agency_id", "course_id"),
        *_whole("type_code", nullable=True),
        *_text("structural_id"),
        *_whole("set_by"),
        _moment("at"),
        *(_key(table, "agency_id", "agency.id"), _key(table, "set_by", "person.id")),
        _key(table, "course_id", "course.id"),
        _primary(table, "id"),
    )
    op.create_index("ix_siasn_course_agency", table, ["agency_id", "course_id", "id"])


def _people() -> None:
    table = "siasn_person"
    op.create_table(
        table,
        *_whole("person_id", "agency_id"),
        *_text("orang_id", "source"),
        _moment("at"),
        *(_key(table, "person_id", "person.id"), _key(table, "agency_id", "agency.id")),
        _primary(table, "person_id"),
        sa.UniqueConstraint("orang_id", name=op.f("uq_siasn_person_orang_id")),
    )
    table = "siasn_pace"
    op.create_table(
        table,
        *_whole("agency_id"),
        _moment("next_at"),
        _key(table, "agency_id", "agency.id"),
        _primary(table, "agency_id"),
    )


def _sendings() -> None:
    table = "siasn_sending"
    op.create_table(
        table,
        _big("id"),
        *_whole("agency_id", "person_id"),
        _moment("asked_at"),
        *_whole("total"),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        _moment("ended_at", nullable=True),
        *(_key(table, "agency_id", "agency.id"), _key(table, "person_id", "person.id")),
        _primary(table, "id"),
    )
    op.create_index("ix_siasn_sending_agency", table, ["agency_id", "id"])


def _entries() -> None:
    table = "siasn_entry"
    op.create_table(
        table,
        *_whole("enrolment_id", "agency_id"),
        sa.Column("state", sa.String(32), nullable=False),
        *_whole("version"),
        _big("sending_id", nullable=True),
        *_whole("tries"),
        *_text("siasn_id"),
        sa.Column("completion_id", sa.Uuid(), nullable=True),
        *_text("number"),
        sa.Column("sent", Json, nullable=False),
        _moment("taken_at", nullable=True),
        *(_key(table, "enrolment_id", "enrolment.id"), _key(table, "agency_id", "agency.id")),
        _key(table, "sending_id", "siasn_sending.id"),
        _key(table, "completion_id", "completion.id"),
        _primary(table, "enrolment_id"),
    )
    op.create_index("ix_siasn_entry_agency", table, ["agency_id", "state"])
    op.create_index("ix_siasn_entry_sending", table, ["sending_id"])
    table = "siasn_step"
    op.create_table(
        table,
        _big("id"),
        *_whole("enrolment_id", "agency_id"),
        _big("sending_id", nullable=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        *_text("siasn_id"),
        sa.Column("sent", Json, nullable=False),
        *_whole("person_id", nullable=True),
        _moment("at"),
        _key(table, "enrolment_id", "siasn_entry.enrolment_id"),
        *(_key(table, "agency_id", "agency.id"), _key(table, "person_id", "person.id")),
        _key(table, "sending_id", "siasn_sending.id"),
        _primary(table, "id"),
    )
    op.create_index("ix_siasn_step_entry", table, ["enrolment_id", "id"])
    op.create_index("ix_siasn_step_agency_id", table, ["agency_id"])


def downgrade() -> None:
    for table in ADDED_TO:
        unguard(op, table)
    for table in TABLES:
        op.drop_table(table)
