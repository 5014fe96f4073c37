"""Pairs are proposed and accepted; every step stays."""

from datetime import UTC, datetime, time

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _let_a_pair_be_without_its_grant(True)
    _create_proposal()
    op.create_table(
        "pair_step",
        sa.Column("id", Identity, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pair_step_person_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_pair_step_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_step")),
    )
    op.create_index("ix_pair_step_proposal", "pair_step", ["proposal_id", "id"], unique=False)
    op.create_table(
        "mentor_places",
        sa.Column("id", Identity, nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_mentor_places_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["person.id"], name=op.f("fk_mentor_places_mentor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_places")),
    )
    op.create_index("ix_mentor_places_mentor", "mentor_places", ["mentor_id", "id"], unique=False)
    _tell_where_the_pairs_of_before_came_from()
    guard(op, "pair_step")
    guard(op, "mentor_places")


def _let_a_pair_be_without_its_grant(may: bool) -> None:
    two_people = sa.CheckConstraint("mentor_id <> mentee_id", name=op.f("ck_pair_two_people"))
    with op.batch_alter_table("pair", table_args=(two_people,)) as table:
        table.alter_column("grant_id", existing_type=sa.Integer(), nullable=may)


def _create_proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("goals", sa.Text(), nullable=False),
        sa.Column("proposed_as", sa.String(32), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=True),
        sa.Column("proposed_at", Moment(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("mentor_id <> mentee_id", name=op.f("ck_proposal_two_people")),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_proposal_period")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_proposal_agency_id")),
        sa.ForeignKeyConstraint(["mentee_id"], ["person.id"], name=op.f("fk_proposal_mentee_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name=op.f("fk_proposal_mentor_id")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_proposal_pair_id")),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["person.id"], name=op.f("fk_proposal_proposed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("pair_id", name=op.f("uq_proposal_pair_id")),
    )
    op.create_index("ix_proposal_agency", "proposal", ["agency_id", "state"], unique=False)
    op.create_index("ix_proposal_mentor", "proposal", ["mentor_id", "state"], unique=False)
    op.create_index("ix_proposal_mentee", "proposal", ["mentee_id", "state"], unique=False)
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "uq_proposal_waiting",
        "proposal",
        ["mentor_id", "mentee_id"],
        unique=True,
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def _tell_where_the_pairs_of_before_came_from() -> None:
    """They were made at the server, at a moment that nobody kept: their first day stands for it."""
    connection, known = op.get_bind(), sa.MetaData()
    pair = sa.Table("pair", known, autoload_with=connection)
    proposal = sa.Table(
        "proposal", known, sa.Column("proposed_at", Moment()), autoload_with=connection
    )
    step = sa.Table("pair_step", known, sa.Column("at", Moment()), autoload_with=connection)
    same = ("mentor_id", "mentee_id", "agency_id", "since", "until", "goals")
    for row in connection.execute(sa.select(pair).order_by(pair.c.id)).mappings().all():
        moment = datetime.combine(row["since"], time(), UTC)
        asked = {name: row[name] for name in same} | {
            "proposed_as": "operator",
            "proposed_by": row["made_by"],
            "proposed_at": moment,
            "state": "agreed",
            "pair_id": row["id"],
        }
        made = connection.execute(proposal.insert().values(**asked).returning(proposal.c.id))
        began = {"kind": "began", "person_id": row["made_by"], "reason": "", "at": moment}
        connection.execute(step.insert().values(proposal_id=made.scalar_one(), **began))


def downgrade() -> None:
    """Proposals that no pair came from are lost, and so are pairs that were called off."""
    unguard(op, "mentor_places")
    unguard(op, "pair_step")
    op.drop_index("ix_mentor_places_mentor", table_name="mentor_places")
    op.drop_table("mentor_places")
    op.drop_index("ix_pair_step_proposal", table_name="pair_step")
    op.drop_table("pair_step")
    for name in ("uq_proposal_waiting", "ix_proposal_mentee", "ix_proposal_mentor"):
        op.drop_index(name, table_name="proposal")
    op.drop_index("ix_proposal_agency", table_name="proposal")
    op.drop_table("proposal")
    op.execute("DELETE FROM pair WHERE grant_id IS NULL")
    _let_a_pair_be_without_its_grant(False)
