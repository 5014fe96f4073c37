"""Courses have revisions of documents."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.database import Json, Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_document")),
    )
    op.create_table(
        "question_version",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("competency_code", sa.String(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("content", Json, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_question_version")),
    )
    op.create_index("ix_question_version_key", "question_version", ["key"], unique=False)
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.Column("form_code", sa.Integer(), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("archived_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_course_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sa.UniqueConstraint("slug", name=op.f("uq_course_slug")),
    )
    op.create_index(op.f("ix_course_agency_id"), "course", ["agency_id"], unique=False)
    op.create_index(op.f("ix_course_theme"), "course", ["theme"], unique=False)
    op.create_table(
        "course_competency",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("competency_code", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["competency_code"],
            ["competency.code"],
            name=op.f("fk_course_competency_competency_code"),
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_competency_course_id")
        ),
        sa.PrimaryKeyConstraint("course_id", "competency_code", name=op.f("pk_course_competency")),
    )
    op.create_table(
        "course_share",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_course_share_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_share_course_id")
        ),
        sa.PrimaryKeyConstraint("course_id", "agency_id", name=op.f("pk_course_share")),
    )
    op.create_table(
        "renaming",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("old_slug", sa.String(), nullable=False),
        sa.Column("new_slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_renaming_course_id")),
        sa.PrimaryKeyConstraint("course_id", "old_slug", name=op.f("pk_renaming")),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("document_digest", sa.String(), nullable=False),
        sa.Column("published_at", Moment(), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_revision_course_id")),
        sa.ForeignKeyConstraint(
            ["document_digest"], ["document.digest"], name=op.f("fk_revision_document_digest")
        ),
        sa.ForeignKeyConstraint(
            ["published_by"], ["person.id"], name=op.f("fk_revision_published_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("course_id", "number", name=op.f("uq_revision_course_id_number")),
    )
    op.create_table(
        "revision_media",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("file_digest", sa.String(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_revision_media_revision_id")
        ),
        sa.PrimaryKeyConstraint("revision_id", "name", name=op.f("pk_revision_media")),
    )
    op.create_index("ix_revision_media_digest", "revision_media", ["file_digest"], unique=False)
    op.create_table(
        "revision_module",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("document_digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_digest"],
            ["document.digest"],
            name=op.f("fk_revision_module_document_digest"),
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_revision_module_revision_id")
        ),
        sa.PrimaryKeyConstraint("revision_id", "position", name=op.f("pk_revision_module")),
        sa.UniqueConstraint(
            "revision_id", "slug", name=op.f("uq_revision_module_revision_id_slug")
        ),
    )


def downgrade() -> None:
    op.drop_table("revision_module")
    op.drop_index("ix_revision_media_digest", table_name="revision_media")
    op.drop_table("revision_media")
    op.drop_table("revision")
    op.drop_table("renaming")
    op.drop_table("course_share")
    op.drop_table("course_competency")
    op.drop_index(op.f("ix_course_theme"), table_name="course")
    op.drop_index(op.f("ix_course_agency_id"), table_name="course")
    op.drop_table("course")
    op.drop_index("ix_question_version_key", table_name="question_version")
    op.drop_table("question_version")
    op.drop_table("document")
