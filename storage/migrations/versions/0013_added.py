"""A Page knows that a listing added to a watched Source brought it: its past is no news.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

#: The table is made anew in batch mode; that its rows have no ids has to be said again.
_AGAIN = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """Note it from here on."""
    with op.batch_alter_table("listed", recreate="always", table_kwargs=_AGAIN) as listed:
        listed.add_column(sa.Column("old_before", Instant()))


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("listed", recreate="always", table_kwargs=_AGAIN) as listed:
        listed.drop_column("old_before")
