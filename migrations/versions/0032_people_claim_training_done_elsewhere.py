"""People claim training that they did elsewhere; officers agree on rules of JP."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Json, Moment

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

LIVE = sa.text("state IN ('waiting', 'refused', 'verified')")


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    _claims()
    _rules()


def _claims() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_path", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("organiser", sa.String(), nullable=False),
        sa.Column("form_code", sa.Integer(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("jp_stated", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("sameness", sa.String(), nullable=False),
        sa.Column("proof_digest", sa.String(), nullable=False),
        sa.Column("proof_name", sa.String(), nullable=False),
        sa.Column("proof_type", sa.String(), nullable=False),
        sa.Column("proof_size", sa.Integer(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=True),
        _key("claim", "person_id", "person.id"),
        _key("claim", "agency_id", "agency.id"),
        _key("claim", "form_code", "development_form.code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index("ix_claim_agency", "claim", ["agency_id", "state", "sent_at"], unique=False)
    op.create_index("ix_claim_person", "claim", ["person_id", "ended_on"], unique=False)
    op.create_index("ix_claim_number_key", "claim", ["number_key"], unique=False)
    op.create_index("ix_claim_proof_digest", "claim", ["proof_digest"], unique=False)
    op.create_index(
        "uq_claim_same",
        "claim",
        ["person_id", "sameness"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_table(
        "claim_step",
        sa.Column("id", Identity, nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("detail", Json, nullable=False),
        _key("claim_step", "claim_id", "claim.id"),
        _key("claim_step", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_step")),
    )
    op.create_index("ix_claim_step_claim", "claim_step", ["claim_id", "id"], unique=False)
    guard(op, "claim_step")


def _rules() -> None:
    op.create_table(
        "rule_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("form_code", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("jp_per_event", sa.Integer(), nullable=True),
        sa.Column("earns_again", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("legal_basis", sa.String(), nullable=False),
        _key("rule_change", "agency_id", "agency.id"),
        _key("rule_change", "form_code", "development_form.code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_change")),
    )
    op.create_index("ix_rule_change_form", "rule_change", ["form_code", "since"], unique=False)
    op.create_table(
        "rule_step",
        sa.Column("id", Identity, nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        _key("rule_step", "change_id", "rule_change.id"),
        _key("rule_step", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_step")),
    )
    op.create_index("ix_rule_step_change", "rule_step", ["change_id", "id"], unique=False)
    op.create_index(
        "uq_rule_step_end",
        "rule_step",
        ["change_id"],
        unique=True,
        sqlite_where=sa.text("kind <> 'proposed'"),
        postgresql_where=sa.text("kind <> 'proposed'"),
    )
    guard(op, "rule_change")
    guard(op, "rule_step")


def downgrade() -> None:
    for table in ("rule_step", "rule_change", "claim_step"):
        unguard(op, table)
        op.drop_table(table)
    op.drop_table("claim")
