"""A Page knows when it could not be fetched: it is asked for after the others, and ever less.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

#: The table is made anew in batch mode; that it never reuses an id has to be said again.
_AGAIN = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Note it from here on."""
    with op.batch_alter_table("pages", recreate="always", table_kwargs=_AGAIN) as pages:
        pages.add_column(sa.Column("failed_at", Instant()), insert_after="last_visited")


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("pages", recreate="always", table_kwargs=_AGAIN) as pages:
        pages.drop_column("failed_at")
