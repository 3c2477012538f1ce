"""What the dashboard counts is counted from indexes, not from rows.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index Items that count, Items of a genre by day, and a SourceRun's Changes by telling."""
    op.create_index(
        "ix_items_counted",
        "items",
        ["source"],
        sqlite_where=sa.text("state = 'present' AND off_topic IS NULL"),
    )
    op.create_index(op.f("ix_items_genre_day_id"), "items", ["genre", "day", "id"])
    op.create_index(
        op.f("ix_changes_source_run_id_telling"), "changes", ["source_run_id", "telling"]
    )
    op.drop_index(op.f("ix_changes_source_run_id"), table_name="changes")


def downgrade() -> None:
    """Count rows again."""
    op.create_index(op.f("ix_changes_source_run_id"), "changes", ["source_run_id"])
    op.drop_index(op.f("ix_changes_source_run_id_telling"), table_name="changes")
    op.drop_index(op.f("ix_items_genre_day_id"), table_name="items")
    op.drop_index("ix_items_counted", table_name="items")
