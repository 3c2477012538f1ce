"""A Run knows whether it set out for all Sources: only then it is the night that was due.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

#: The table is made anew in batch mode; that it never reuses an id has to be said again.
_AGAIN = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Note it from here on; of earlier Runs nobody knows, and they count as nights as before."""
    with op.batch_alter_table("runs", recreate="always", table_kwargs=_AGAIN) as runs:
        runs.add_column(sa.Column("whole", sa.Boolean(), server_default="1", nullable=False))


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("runs", recreate="always", table_kwargs=_AGAIN) as runs:
        runs.drop_column("whole")
