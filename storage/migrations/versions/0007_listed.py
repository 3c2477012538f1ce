"""A Page that its listing names no more is missed: who named it last, missed since when.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Prose

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the first night fills it and misses nothing yet."""
    op.create_table(
        "listed",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("listing", Prose(), nullable=False),
        sa.Column("missed_in", sa.Integer()),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_listed_page_id_pages")),
        sa.ForeignKeyConstraint(
            ["missed_in"], ["source_runs.id"], name=op.f("fk_listed_missed_in_source_runs")
        ),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_listed")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_table("listed")
