"""Systems of others are told what happened, by signed messages."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.audit import Identity
from lms.foundation.database import Json, Moment

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _moments(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, Moment(), nullable=True) for name in names]


def upgrade() -> None:
    _subscriptions()
    _deliveries()
    table = "webhook_try"
    op.create_table(
        table,
        *(sa.Column("id", Identity, nullable=False),),
        sa.Column("delivery_id", Identity, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("took", sa.Integer(), nullable=False),
        sa.Column("headers", Json, nullable=False),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("fault", sa.String(32), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        _key(table, "delivery_id", "webhook_delivery.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_delivery_id"), table, ["delivery_id"], unique=False)


def _subscriptions() -> None:
    table = "webhook_subscription"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("events", Json, nullable=False),
        sa.Column("with_nip", sa.Boolean(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("old_secret", sa.LargeBinary(), nullable=True),
        *_moments("old_until"),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("pause", sa.String(32), nullable=True),
        *_moments("paused_at", "failing_since"),
        sa.Column("streak", sa.Integer(), nullable=False),
        *_moments("rest_until", "removed_at", "busy_until"),
        _key(table, "agency_id", "agency.id"),
        _key(table, "made_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(
        "uq_webhook_subscription_address",
        table,
        ["agency_id", "address"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )


def _deliveries() -> None:
    table = "webhook_delivery"
    op.create_table(
        table,
        sa.Column("id", Identity, nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=True),
        *_moments("ended_at"),
        _key(table, "agency_id", "agency.id"),
        _key(table, "subscription_id", "webhook_subscription.id"),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for name, columns in (
        ("due", ["subscription_id", "state", "due_at"]),
        ("log", ["subscription_id", "id"]),
        ("made_at", ["made_at"]),
    ):
        op.create_index(f"ix_{table}_{name}", table, columns, unique=False)


def downgrade() -> None:
    for table in ("webhook_try", "webhook_delivery", "webhook_subscription"):
        op.drop_table(table)
