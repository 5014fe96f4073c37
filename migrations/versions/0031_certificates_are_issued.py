"""Certificates are numbered without gaps, issued, revoked and reissued."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Json, Moment

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

ADDED_TO = (
    "certificate_numbering",
    "certificate_signing",
    "certificate_decision",
    "certificate",
    "certificate_step",
)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _id(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def upgrade() -> None:
    _rules()
    _certificates()
    _around()
    op.create_table(
        "certified",
        _id("enrolment_id"),
        *_text("number"),
        sa.Column("status", sa.String(), nullable=False),
        _key("certified", "enrolment_id", "enrolment.id"),
        sa.PrimaryKeyConstraint("enrolment_id", name=op.f("pk_certified")),
    )
    for table in ADDED_TO:
        guard(op, table)


def _rules() -> None:
    table = "certificate_numbering"
    op.create_table(
        table,
        *(_id("id"), _id("agency_id"), sa.Column("since", sa.Date(), nullable=False)),
        *_text("pattern", "classification", "office", "place"),
        *(_id("set_by"), sa.Column("at", Moment(), nullable=False)),
        *(_key(table, "agency_id", "agency.id"), _key(table, "set_by", "person.id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_agency", table, ["agency_id", "since"], unique=False)
    table = "certificate_signing"
    op.create_table(
        table,
        *(_id("id"), _id("agency_id"), sa.Column("since", sa.Date(), nullable=False)),
        sa.Column("signers", Json, nullable=False),
        *(_id("set_by"), sa.Column("at", Moment(), nullable=False)),
        *(_key(table, "agency_id", "agency.id"), _key(table, "set_by", "person.id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_agency", table, ["agency_id", "since"], unique=False)
    table = "certificate_decision"
    op.create_table(
        table,
        *(_id("id"), _id("agency_id"), _id("course_id")),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        *(*_text("number"), sa.Column("decided_on", sa.Date(), nullable=True)),
        *(_id("set_by"), sa.Column("at", Moment(), nullable=False)),
        *(_key(table, "agency_id", "agency.id"), _key(table, "course_id", "course.id")),
        _key(table, "set_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_course", table, ["agency_id", "course_id", "id"], unique=False)
    op.create_table(
        "certificate_counter",
        _id("agency_id"),
        sa.Column("year", sa.Integer(), nullable=False, autoincrement=False),
        _id("value"),
        _key("certificate_counter", "agency_id", "agency.id"),
        sa.PrimaryKeyConstraint("agency_id", "year", name=op.f("pk_certificate_counter")),
    )


def _certificates() -> None:
    table = "certificate"
    op.create_table(
        table,
        *(sa.Column("id", sa.Uuid(), nullable=False), _id("agency_id"), *_text("number")),
        *(_id("year"), _id("sequence"), *_text("code"), _id("enrolment_id"), _id("edition")),
        *(sa.Column("completion_id", sa.Uuid(), nullable=False), _id("person_id")),
        *(_id("course_id"), sa.Column("issued_at", Moment(), nullable=False)),
        sa.Column("issued_on", sa.Date(), nullable=False),
        *(_id("issued_by", nullable=True), _id("numbering_id"), _id("signing_id")),
        *(_id("decision_id", nullable=True), *_text("organiser")),
        sa.Column("subjects", Json, nullable=False),
        sa.Column("replaces", sa.Uuid(), nullable=True),
        *(_key(table, "agency_id", "agency.id"), _key(table, "enrolment_id", "enrolment.id")),
        *(_key(table, "completion_id", "completion.id"), _key(table, "person_id", "person.id")),
        *(_key(table, "course_id", "course.id"), _key(table, "issued_by", "person.id")),
        _key(table, "numbering_id", "certificate_numbering.id"),
        _key(table, "signing_id", "certificate_signing.id"),
        _key(table, "decision_id", "certificate_decision.id"),
        _key(table, "replaces", "certificate.id"),
        sa.UniqueConstraint(
            "agency_id", "year", "sequence", name=op.f("uq_certificate_agency_id_year_sequence")
        ),
        sa.UniqueConstraint(
            "enrolment_id", "edition", name=op.f("uq_certificate_enrolment_id_edition")
        ),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint("replaces", name=op.f("uq_certificate_replaces")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    op.create_index("ix_certificate_person", table, ["person_id"], unique=False)
    op.create_index("ix_certificate_issued", table, ["agency_id", "issued_on"], unique=False)
    for column in ("completion_id", "course_id"):
        op.create_index(op.f(f"ix_certificate_{column}"), table, [column], unique=False)


def _around() -> None:
    table = "certificate_person"
    op.create_table(
        table,
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        *_text("nip", "name", "rank_group", "post", "unit_name", "agency_name"),
        sa.Column("redacted_at", Moment(), nullable=True),
        _key(table, "certificate_id", "certificate.id"),
        sa.PrimaryKeyConstraint("certificate_id", name=op.f(f"pk_{table}")),
    )
    for column in ("nip", "name"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    table = "certificate_step"
    op.create_table(
        table,
        sa.Column("id", Identity, nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *(_id("by", nullable=True), sa.Column("at", Moment(), nullable=False)),
        *(_key(table, "certificate_id", "certificate.id"), _key(table, "by", "person.id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_certificate", table, ["certificate_id", "id"], unique=False)
    table = "certificate_file"
    op.create_table(
        table,
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        *(*_text("digest"), sa.Column("made_at", Moment(), nullable=False)),
        _key(table, "certificate_id", "certificate.id"),
        sa.PrimaryKeyConstraint("certificate_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_digest"), table, ["digest"], unique=False)
    table = "certificate_bundle"
    op.create_table(
        table,
        *(sa.Column("id", Identity, nullable=False), _id("agency_id"), _id("person_id")),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("certificates", Json, nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        *(_id("done"), sa.Column("fault", sa.Text(), nullable=False)),
        sa.Column("ended_at", Moment(), nullable=True),
        *(_key(table, "agency_id", "agency.id"), _key(table, "person_id", "person.id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_person", table, ["person_id", "id"], unique=False)


def downgrade() -> None:
    for table in ADDED_TO:
        unguard(op, table)
    for table in (
        *("certified", "certificate_bundle", "certificate_file", "certificate_step"),
        *("certificate_person", "certificate", "certificate_counter", "certificate_decision"),
        *("certificate_signing", "certificate_numbering"),
    ):
        op.drop_table(table)
